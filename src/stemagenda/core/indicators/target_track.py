"""Whether a series is on the way to its dated target, by the method its rule names, and what is still needed a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Final, Protocol, cast

from stemagenda.core.indicators import methods
from stemagenda.core.indicators.case import Case, Point
from stemagenda.core.indicators.definition import TargetMethod
from stemagenda.core.indicators.points import NOISE, difference_between
from stemagenda.core.indicators.question import Direction, Question, Undefined

#: The method of a rule that names none.
DEFAULT: Final = "linear_path"


class Method(Protocol):
    """What a module in `methods` offers. `Result` and the argument of `direction` are the module's own type."""

    VERDICT: str
    Result: Any

    def judge(self, *, question: Question) -> Any:
        """Answer the question."""
        ...

    def direction(self, result: Any, /) -> Direction | None:
        """Lay the answer beside the light; None where there is no answer."""
        ...


@lru_cache(maxsize=1)
def all_methods() -> Mapping[str, Method]:
    """Every method by name, found by its module; the default method first, the others in the order of their names."""
    names = sorted((found.name for found in iter_modules(methods.__path__)), key=lambda name: (name != DEFAULT, name))
    return {name: cast("Method", import_module(f"{methods.__name__}.{name}")) for name in names}


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What one method says: its own result, the direction it gives, and why it gives none."""

    result: Any
    direction: Direction | None
    undefined: Undefined | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetTrack:
    """The verdict of the chosen method, its ratio where it has one, and the yearly change still needed.

    `needed_per_year` is in the unit of the series: 0 where the target is met, None without a target or after its year.
    """

    method: TargetMethod
    verdict: str | None = None
    ratio: float | None = None
    needed_per_year: float | None = None
    undefined: Undefined | None = None


def answers_to(question: Question | None) -> Mapping[str, Answer]:
    """What every method says; without a question (a grey light) none says anything."""
    answers = {}
    for name, method in all_methods().items():
        result = method.Result(undefined="not_assessable") if question is None else method.judge(question=question)
        answers[name] = Answer(result=result, direction=method.direction(result), undefined=result.undefined)
    return answers


def track_of(
    *, case: Case, question: Question | None, answers: Mapping[str, Answer], latest: Point | None
) -> TargetTrack:
    """The target track of a case. Without a target there is none, whatever a method says about growth alone."""
    name = case.target_method
    if case.target is None:
        return TargetTrack(method=name, undefined="no_target")
    needed = _needed_per_year(case, latest)
    if question is None:
        return TargetTrack(method=name, needed_per_year=needed, undefined="not_assessable")
    answer = answers[name]
    verdict = getattr(answer.result, all_methods()[name].VERDICT)
    return TargetTrack(
        method=name,
        verdict=None if verdict is None else str(verdict),
        ratio=getattr(answer.result, "ratio", None),
        needed_per_year=needed,
        undefined=answer.undefined,
    )


def _needed_per_year(case: Case, latest: Point | None) -> float | None:
    target = case.target
    if target is None or latest is None:
        return None
    missing = difference_between(first=latest.value, last=target.value)
    toward = 1 if case.better == "up" else -1
    if toward * missing <= NOISE * max(abs(target.value), abs(latest.value)):
        return 0.0
    years = target.period.position - latest.period.position
    return missing / years if years > 0 else None
