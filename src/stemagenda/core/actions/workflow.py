"""How an action comes to be public: the working group proposes, the administrative committee decides.

The diagram in the documents is written from these tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

State = Literal["draft", "proposed", "returned", "rejected", "validated", "published", "withdrawn"]
Step = Literal["propose", "take-back", "validate", "return", "reject", "publish", "revise", "withdraw"]

STATES: Final[tuple[State, ...]] = get_args(State)
STEPS: Final[tuple[Step, ...]] = get_args(Step)

#: state -> what can be done in it -> the state after that. What is not here is not possible.
TRANSITIONS: Final[Mapping[State, Mapping[Step, State]]] = {
    "draft": {"propose": "proposed", "withdraw": "withdrawn"},
    "proposed": {"take-back": "draft", "validate": "validated", "return": "returned", "reject": "rejected"},
    "returned": {"propose": "proposed", "withdraw": "withdrawn"},
    "validated": {"publish": "published", "return": "returned"},
    "published": {"revise": "draft", "withdraw": "withdrawn"},
    "rejected": {},
    "withdrawn": {},
}
#: In these states the text can be changed; proposed and validated texts stand still, so that all decide on the same.
EDITABLE: Final[frozenset[State]] = frozenset({"draft", "returned", "published"})
#: The steps that need a reason in words.
WITH_REASON: Final[frozenset[Step]] = frozenset({"return", "reject", "withdraw"})


class NotPossible(Exception):  # noqa: N818  (an answer, not a crash)
    """The step does not exist in this state. `state` and `step` say which."""

    def __init__(self, *, state: str, step: str) -> None:
        """Keep both for the words on a page."""
        super().__init__()
        self.state, self.step = state, step

    def __str__(self) -> str:
        return f"an action that is {self.state} cannot be: {self.step}"


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
