"""What people write for a report, and reports as they were built."""

from django.db import models


class PassageRow(models.Model):
    """A passage written by people for one place in one report of one edition (or the next one: ""); append-only."""

    kind = models.CharField(max_length=30)
    edition = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    person = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        """Versions of a passage are numbered."""

        db_table = "passage"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "edition", "place", "language", "number"], name="passage_once")
        ]


class ReportRow(models.Model):
    """A built report. `document` is its value as JSON, packed, so that two can be compared; files hang on it.

    `subject` is the indicator, action or meeting a sheet is about; empty for the whole agenda. One that `is_kept` is
    public and never changes; of the others, working versions, the latest of each report stays.
    """

    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=2)
    edition = models.CharField(max_length=60, blank=True)
    as_of = models.DateField()
    is_kept = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    digest = models.CharField(max_length=64)
    document = models.BinaryField()

    class Meta:
        """Newest last; one kept and one working version of each."""

        db_table = "report"
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "language", "edition", "is_kept"], name="report_once")
        ]


class ReportFileRow(models.Model):
    """One file of a built report, kept as it was handed out."""

    report = models.ForeignKey(ReportRow, models.CASCADE, related_name="files")
    suffix = models.CharField(max_length=5)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        """One of a kind."""

        db_table = "report_file"
        constraints = [models.UniqueConstraint(fields=["report", "suffix"], name="report_file_once")]
