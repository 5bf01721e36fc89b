"""What was concluded of a series, on two clocks: from which day it holds, and when this system recorded it."""

from django.db import models


class AssessmentRow(models.Model):
    """The state of one series as publicly known from `valid_from` up to (not including) `valid_to`.

    A recomputation never overwrites: rows that no longer hold get `recorded_to`, new ones stand beside them.
    `colour` is empty for series that carry no light (comparators, proxies, related figures).
    """

    indicator = models.CharField(max_length=40)
    series = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True)
    colour = models.CharField(max_length=6, blank=True)
    reason = models.CharField(max_length=12, blank=True)
    uncertain = models.BooleanField()
    stale_from = models.DateField(null=True)
    digest = models.CharField(max_length=64)
    document = models.JSONField()

    class Meta:
        """Found by series and by day."""

        db_table = "assessment"
        ordering = ["indicator", "series", "valid_from"]
        indexes = [
            models.Index(fields=["indicator", "series", "valid_from"], name="assessment_series"),
            models.Index(fields=["recorded_to", "valid_from"], name="assessment_day"),
        ]


class OverrideRow(models.Model):
    """A person's colour over the computed one, for a while, with a reason."""

    indicator = models.CharField(max_length=40)
    series = models.CharField(max_length=60)
    colour = models.CharField(max_length=6)
    reason = models.TextField()
    author = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    valid_from = models.DateField()
    expires = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)

    class Meta:
        """Found by series."""

        db_table = "override"
        ordering = ["made_at"]
        indexes = [models.Index(fields=["indicator", "series"], name="override_series")]
