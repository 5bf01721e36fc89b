"""The tables, one module a subject."""

from stemagenda.store.models.agenda import AgendaRow, IndicatorRow, SeriesRow
from stemagenda.store.models.assessments import AssessmentRow, OverrideRow
from stemagenda.store.models.audit import AuditRow, VersionRow
from stemagenda.store.models.ecosystem import HelpRequestRow, OpenFormRow, PersonRow, PictureRow, RegistrationRow
from stemagenda.store.models.instruments import DatumRow, KeyRow
from stemagenda.store.models.publishing import (
    EarlyLookRow,
    EarlyReaderRow,
    EditionRow,
    ErratumRow,
    ReminderRow,
    UploadRow,
)
from stemagenda.store.models.records import (
    CommentRow,
    LetterRow,
    MailChoiceRow,
    MemberRow,
    PairMarkRow,
    RecordRow,
    RecordVersionRow,
    SavedViewRow,
    UnsavedRow,
)
from stemagenda.store.models.releases import ObservationRow, ReleaseRow
from stemagenda.store.models.reports import PassageRow, ReportFileRow, ReportRow
from stemagenda.store.models.signin import SignInFailureRow

__all__ = [
    "AgendaRow",
    "AssessmentRow",
    "AuditRow",
    "CommentRow",
    "DatumRow",
    "EarlyLookRow",
    "EarlyReaderRow",
    "EditionRow",
    "ErratumRow",
    "HelpRequestRow",
    "IndicatorRow",
    "KeyRow",
    "LetterRow",
    "MailChoiceRow",
    "MemberRow",
    "ObservationRow",
    "OpenFormRow",
    "OverrideRow",
    "PairMarkRow",
    "PassageRow",
    "PersonRow",
    "PictureRow",
    "RecordRow",
    "RecordVersionRow",
    "RegistrationRow",
    "ReleaseRow",
    "ReminderRow",
    "ReportFileRow",
    "ReportRow",
    "SavedViewRow",
    "SeriesRow",
    "SignInFailureRow",
    "UnsavedRow",
    "UploadRow",
    "VersionRow",
]
