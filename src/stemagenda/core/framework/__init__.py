"""The agenda's framework: strands, objectives, result areas, quality criteria, transitions, documents."""

from stemagenda.core.framework.agenda import (
    Agenda,
    Document,
    Objective,
    QualityCriterion,
    ResultArea,
    Strand,
    Transition,
)

__all__ = ["Agenda", "Document", "Objective", "QualityCriterion", "ResultArea", "Strand", "Transition"]
