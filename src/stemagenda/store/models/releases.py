"""Releases and their observations: append-only. A corrected file is a new row that supersedes the old one."""

from django.db import models


class ReleaseRow(models.Model):
    """One release file, kept untouched with what it says of itself."""

    source = models.CharField(max_length=60)
    code = models.CharField(max_length=120)
    title = models.CharField(max_length=400)
    publisher = models.CharField(max_length=200)
    published = models.DateField()
    precision = models.CharField(max_length=5)
    rank = models.CharField(max_length=9)
    url = models.CharField(max_length=1000)
    licence = models.CharField(max_length=300)
    language = models.CharField(max_length=5)
    note = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    #: came with the program; a person's file of the same code goes before it
    is_shipped = models.BooleanField()
    superseded_at = models.DateTimeField(null=True)
    #: the table that comes out again and again; blank for a publication by itself
    dataset = models.CharField(max_length=120, blank=True, default="")
    #: "", "update", "revision", "correction" or "withdrawal"
    kind = models.CharField(max_length=10, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    reader = models.CharField(max_length=80, blank=True, default="")
    #: what the importer said beside the file (see core.observation.Details): reading it again needs them
    details = models.JSONField(default=dict)
    retrieved_at = models.DateTimeField(null=True)
    retrieved_from = models.CharField(max_length=1000, blank=True, default="")
    etag = models.CharField(max_length=200, blank=True, default="")
    #: taken in before its publication moment: nobody but the early readers may see it, nothing counts it
    is_pending = models.BooleanField(default=False)
    visible_from = models.DateTimeField(null=True)
    withdraws = models.ForeignKey("self", models.PROTECT, null=True, related_name="withdrawn_by")

    class Meta:
        """At most one release of a code is in force; one that waits for its moment stands beside it."""

        db_table = "release"
        ordering = ["published", "source", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "code"],
                condition=models.Q(superseded_at__isnull=True, is_pending=False),
                name="release_in_force_once",
            ),
            models.UniqueConstraint(
                fields=["source", "code"],
                condition=models.Q(superseded_at__isnull=True, is_pending=True),
                name="release_pending_once",
            ),
        ]


class ObservationRow(models.Model):
    """One published value, in the release it came in."""

    release = models.ForeignKey(ReleaseRow, on_delete=models.PROTECT, related_name="observations")
    indicator = models.CharField(max_length=40)
    series = models.CharField(max_length=60)
    period = models.CharField(max_length=9)
    period_start = models.DateField()
    value = models.FloatField()
    half_width = models.FloatField()
    standard_error = models.FloatField(null=True)
    sample_size = models.PositiveIntegerField(null=True)
    approximate = models.BooleanField()
    bound = models.CharField(max_length=5, blank=True)
    status = models.CharField(max_length=1)
    where = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    row = models.PositiveIntegerField()
    #: how the reader made the value: a list of [kind, values]; null where the file holds it
    steps = models.JSONField(null=True)

    class Meta:
        """One value per series and period in a release."""

        db_table = "observation"
        indexes = [models.Index(fields=["indicator", "series", "period_start"], name="observation_series")]
        constraints = [
            models.UniqueConstraint(fields=["release", "indicator", "series", "period"], name="observation_once")
        ]
