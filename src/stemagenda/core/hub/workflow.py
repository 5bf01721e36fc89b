"""The way of a question to the STEMhub: from the form to an answer that helped, or did not.

The diagram in the documents is written from these tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

State = Literal["new", "assigned", "answered", "followed-up", "closed", "withdrawn", "spam"]
Step = Literal["assign", "hand-back", "answer", "follow-up", "close", "reopen", "mark-spam", "rate", "withdraw"]
#: What became of it. Where it ends without help, the need stays unmet.
Outcome = Literal["helped", "partly", "not-helped"]

STATES: Final[tuple[State, ...]] = get_args(State)
STEPS: Final[tuple[Step, ...]] = get_args(Step)
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)

#: state -> what can be done in it -> the state after that. What is not here is not possible.
TRANSITIONS: Final[Mapping[State, Mapping[Step, State]]] = {
    "new": {
        "assign": "assigned",
        "answer": "answered",
        "close": "closed",
        "mark-spam": "spam",
        "withdraw": "withdrawn",
    },
    "assigned": {
        "assign": "assigned",
        "hand-back": "new",
        "answer": "answered",
        "close": "closed",
        "mark-spam": "spam",
        "withdraw": "withdrawn",
    },
    "answered": {
        "answer": "answered",
        "follow-up": "followed-up",
        "close": "closed",
        "rate": "answered",
        "withdraw": "withdrawn",
    },
    "followed-up": {
        "answer": "answered",
        "follow-up": "followed-up",
        "close": "closed",
        "rate": "followed-up",
        "withdraw": "withdrawn",
    },
    "closed": {"reopen": "new", "rate": "closed"},
    "spam": {"reopen": "new"},
    "withdrawn": {},
}
#: Somebody still waits for an answer.
WAITING: Final[frozenset[State]] = frozenset({"new", "assigned"})
#: Nothing is left to do.
OVER: Final[frozenset[State]] = frozenset({"closed", "withdrawn", "spam"})
#: The steps of whoever asked; all others are taken by those who help.
OF_THE_ASKER: Final[frozenset[Step]] = frozenset({"rate", "withdraw"})


class NotPossible(Exception):  # noqa: N818  (an answer, not a crash)
    """The step does not exist in this state. `state` and `step` say which."""

    def __init__(self, *, state: str, step: str) -> None:
        """Keep both for the words on a page."""
        super().__init__()
        self.state, self.step = state, step

    def __str__(self) -> str:
        return f"a request that is {self.state} cannot take the step: {self.step}"


def steps(state: State) -> tuple[Step, ...]:
    """What can be done in a state."""
    return tuple(TRANSITIONS[state])


def after(*, state: State, step: Step) -> State:
    """The state a step leads to.

    Raises:
        NotPossible: the step does not exist in this state.
    """
    try:
        return TRANSITIONS[state][step]
    except KeyError:
        raise NotPossible(state=state, step=step) from None
