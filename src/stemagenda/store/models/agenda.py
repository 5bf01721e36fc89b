"""Definitions as they were last loaded. The TOML files of the agenda are their source; codes link everything."""

from django.db import models


class AgendaRow(models.Model):
    """The framework of one agenda, as one document: small, always read whole."""

    code = models.CharField(max_length=60, unique=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    body = models.JSONField()

    class Meta:
        """Table name."""

        db_table = "agenda"


class IndicatorRow(models.Model):
    """One indicator's definition without its series."""

    agenda = models.ForeignKey(AgendaRow, on_delete=models.CASCADE, related_name="indicators")
    code = models.CharField(max_length=40, unique=True)
    order = models.PositiveIntegerField()
    result_area = models.CharField(max_length=20, blank=True)
    strand = models.CharField(max_length=40)
    body = models.JSONField()

    class Meta:
        """Table name and order."""

        db_table = "indicator"
        ordering = ["order", "code"]


class SeriesRow(models.Model):
    """One series of an indicator."""

    indicator = models.ForeignKey(IndicatorRow, on_delete=models.CASCADE, related_name="series")
    code = models.CharField(max_length=60)
    role = models.CharField(max_length=12)
    headline = models.BooleanField()
    sex = models.CharField(max_length=10)
    order = models.PositiveIntegerField()
    body = models.JSONField()

    class Meta:
        """One code per indicator."""

        db_table = "series"
        ordering = ["order", "code"]
        constraints = [models.UniqueConstraint(fields=["indicator", "code"], name="series_once")]
