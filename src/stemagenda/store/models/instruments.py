"""Instruments' own tables: every cell of a release with dimensions, whether or not an indicator asks for it.

A cell that a newer release repeats is stored once: it holds from the release that brought it until the one that
changed it or left it out. That keeps revisions small and makes "as known on a day" a look-up.
"""

from django.db import models

from stemagenda.store.models.releases import ReleaseRow


class KeyRow(models.Model):
    """One series of an instrument's table: the codes of its dimensions, joined by dots."""

    source = models.CharField(max_length=60)
    dataset = models.CharField(max_length=120)
    key = models.CharField(max_length=400)

    class Meta:
        """Once in a table."""

        db_table = "instrument_key"
        constraints = [models.UniqueConstraint(fields=["source", "dataset", "key"], name="instrument_key_once")]


class DatumRow(models.Model):
    """One cell, from the release that brought it until the one that replaced it.

    `known_from` and `known_to` (not including) are the publication days of those releases.
    """

    key = models.ForeignKey(KeyRow, models.PROTECT, db_index=False)
    period = models.CharField(max_length=20)
    value = models.FloatField(null=True)
    decimals = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, blank=True)
    row = models.PositiveIntegerField()
    brought_by = models.ForeignKey(ReleaseRow, models.PROTECT, related_name="+", db_index=False)
    ended_by = models.ForeignKey(ReleaseRow, models.PROTECT, related_name="+", null=True, db_index=False)
    known_from = models.DateField()
    known_to = models.DateField(null=True)

    class Meta:
        """Found by key, period and day. One cell is in force: the importing transaction sees to that."""

        db_table = "datum"
        indexes = [models.Index(fields=["key", "period", "known_from"], name="datum_cell")]
