"""Whatever goes wrong ends in a sentence and an exit code."""

from __future__ import annotations

import errno

import pytest

from stemagenda.cli.outcomes import MOST_LINES, Outcome, Stopped, explained, problem_lines
from stemagenda.core.validation import Problem, Refused

PROBLEM = Problem(file="a.csv", place="row 2", message="is no\nnumber", remedy="Mend it.")


@pytest.mark.parametrize(
    ("error", "outcome", "sign"),
    [
        (Stopped(Outcome.NOTHING_LOADED, "Load first."), Outcome.NOTHING_LOADED, "Load first.\n"),
        (Refused([PROBLEM]), Outcome.REFUSED, "a.csv: row 2: is no number. Mend it.\n"),
        (KeyboardInterrupt(), Outcome.INTERRUPTED, "Stopped."),
        (MemoryError(), Outcome.ENVIRONMENT, "memory"),
        (OSError(errno.ENOSPC, "full", "var/x"), Outcome.ENVIRONMENT, "var/x: The disk is full."),
        (OSError(errno.EROFS, "read-only"), Outcome.ENVIRONMENT, "STEMAGENDA_STATE"),
        (OSError(errno.ENETDOWN, "Network is down"), Outcome.ENVIRONMENT, "Network is down"),
        (ZeroDivisionError("by zero"), Outcome.UNEXPECTED, "ZeroDivisionError: by zero"),
    ],
)
def test_every_failure_has_its_code(
    error: BaseException, outcome: Outcome, sign: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended, explained(note="Nothing was stored."):
        raise error
    assert ended.value.code == outcome
    said = capsys.readouterr().err
    assert sign in said
    assert ("Nothing was stored." in said) == (not isinstance(error, Stopped))


def test_the_trace_is_shown_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMAGENDA_DEBUG", "1")
    with pytest.raises(ZeroDivisionError), explained():
        raise ZeroDivisionError


def test_a_closed_pipe_is_left_to_the_caller() -> None:
    with pytest.raises(BrokenPipeError), explained():
        raise BrokenPipeError


def test_endless_problems_are_counted() -> None:
    lines = problem_lines((PROBLEM,) * (MOST_LINES + 5))
    assert len(lines) == MOST_LINES + 1
    assert lines[-1] == "... and 5 more."
