"""Problems name their place; a refusal says all of them."""

from __future__ import annotations

from stemagenda.core.validation import Problem, Refused


def problem(place: str) -> Problem:
    return Problem(file="a.csv", place=place, message="'x' is no number", remedy="Write 17.3.")


def test_a_problem_is_one_line_with_file_place_message_and_remedy() -> None:
    assert str(problem("row 12, column value")) == "a.csv: row 12, column value: 'x' is no number. Write 17.3."


def test_a_problem_of_the_whole_file_has_no_empty_place() -> None:
    assert str(problem("")) == "a.csv: 'x' is no number. Write 17.3."


def test_a_refusal_keeps_every_problem_in_the_order_found() -> None:
    found = [problem("row 9"), problem("row 2")]
    refused = Refused(iter(found))
    assert refused.problems == tuple(found)
    assert str(refused).splitlines() == [str(item) for item in found]
