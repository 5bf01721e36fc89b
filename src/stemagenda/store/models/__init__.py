"""The tables, one module a subject."""

from stemagenda.store.models.agenda import AgendaRow, IndicatorRow, SeriesRow
from stemagenda.store.models.assessments import AssessmentRow, OverrideRow
from stemagenda.store.models.audit import AuditRow, VersionRow
from stemagenda.store.models.releases import ObservationRow, ReleaseRow
from stemagenda.store.models.signin import SignInFailureRow

__all__ = [
    "AgendaRow",
    "AssessmentRow",
    "AuditRow",
    "IndicatorRow",
    "ObservationRow",
    "OverrideRow",
    "ReleaseRow",
    "SeriesRow",
    "SignInFailureRow",
    "VersionRow",
]
