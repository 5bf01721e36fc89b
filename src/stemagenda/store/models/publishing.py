"""What goes with publishing: uploads before they are accepted, early readers, editions, reminders sent."""

from django.db import models

from stemagenda.store.models.releases import ReleaseRow


class UploadRow(models.Model):
    """A file a person gave, and what it would do; kept until they accept it, or a day at most."""

    token = models.CharField(max_length=43, unique=True)
    person = models.CharField(max_length=150)
    source = models.CharField(max_length=60)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    details = models.JSONField(default=dict)
    #: the preview, as shown
    preview = models.JSONField(default=dict)
    #: what was in force of the source when the preview was made
    seen = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        """Found by its token, cleared by its day."""

        db_table = "upload"
        indexes = [models.Index(fields=["expires_at"], name="upload_expiry")]


class EarlyReaderRow(models.Model):
    """A person who may see one release before its moment, with the reason; the list is public afterwards."""

    release = models.ForeignKey(ReleaseRow, models.PROTECT, related_name="early_readers")
    person = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)
    named_by = models.CharField(max_length=150)
    named_at = models.DateTimeField()

    class Meta:
        """Named once a release."""

        db_table = "early_reader"
        constraints = [models.UniqueConstraint(fields=["release", "person"], name="early_reader_once")]


class EarlyLookRow(models.Model):
    """One look at a release before its moment."""

    release = models.ForeignKey(ReleaseRow, models.PROTECT, related_name="early_looks")
    person = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        """In the order of looking."""

        db_table = "early_look"
        ordering = ["at", "pk"]


class EditionRow(models.Model):
    """A frozen edition: a document that never changes. `content` is canonical JSON, compressed."""

    name = models.CharField(max_length=60, unique=True)
    note = models.TextField(blank=True)
    as_of = models.DateField()
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=150)
    #: SHA-256 of the JSON before compression
    digest = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        """Newest first."""

        db_table = "edition"
        ordering = ["-as_of", "-frozen_at"]


class ErratumRow(models.Model):
    """A dated correction beside an edition, which itself stays as it was."""

    edition = models.ForeignKey(EditionRow, models.PROTECT, related_name="errata")
    text = models.TextField()
    author = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        """In the order made."""

        db_table = "erratum"
        ordering = ["made_at", "pk"]


class ReminderRow(models.Model):
    """A reminder that was sent, so that it is not sent again the next day."""

    subject = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    sent_to = models.CharField(max_length=300)

    class Meta:
        """Found by subject."""

        db_table = "reminder"
        indexes = [models.Index(fields=["subject", "sent_at"], name="reminder_subject")]
