"""Who did what, and a counter that moves with every write."""

from django.db import models


class AuditRow(models.Model):
    """One write: append-only."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    details = models.JSONField(default=dict)

    class Meta:
        """Newest last."""

        db_table = "audit"
        ordering = ["at", "id"]


class VersionRow(models.Model):
    """One row: the number of writes so far. Remembered pages are valid for one number only."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        """Table name."""

        db_table = "version"
