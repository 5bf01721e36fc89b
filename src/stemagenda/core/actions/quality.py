"""The quality framework as a check: a criterion is met only with evidence in words.

The note asks of evidence-based work a problem statement and an effectiveness analysis: both are asked for apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stemagenda.core.actions.action import Action, Met

EVIDENCE_PARTS: Final = ("problem-statement", "effectiveness")
#: So many pillars make the cooperation the framework asks for; not every pillar takes part in everything.
ENOUGH_PILLARS: Final = 2


@dataclass(frozen=True, kw_only=True)
class QualityLine:
    """One criterion: what was answered, the evidence, and whether it counts. `remark` is a code for what lacks."""

    criterion: str
    met: Met
    evidence: str
    counts: bool
    remark: str = ""


def quality(action: Action, *, criteria: Sequence[str]) -> tuple[QualityLine, ...]:
    """Each criterion in order, with the parts of the evidence-based one after it."""
    answers = {item.criterion: item for item in action.quality}
    lines = []
    for code in [part for item in criteria for part in _parts(item)]:
        answer = answers.get(code)
        met: Met = answer.met if answer else "unknown"
        evidence = answer.evidence.strip() if answer else ""
        counts = met == "yes" and bool(evidence)
        lines.append(
            QualityLine(
                criterion=code, met=met, evidence=evidence, counts=counts, remark=_remark(action, code, met, evidence)
            )
        )
    return tuple(lines)


def _parts(criterion: str) -> tuple[str, ...]:
    return (criterion, *EVIDENCE_PARTS) if criterion == "evidence-based" else (criterion,)


def _remark(action: Action, code: str, met: Met, evidence: str) -> str:
    if met == "unknown":
        return "not-judged"
    if met in {"yes", "partly"} and not evidence:
        return "no-evidence"
    if code == "quadruple-helix" and met == "yes" and len(action.pillars) < ENOUGH_PILLARS:
        return "few-pillars"
    return ""
