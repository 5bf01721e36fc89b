"""Frozen values for the framework of one agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from stemagenda.core.text import Text

Level = Literal["strategic", "tactical", "operational"]


@dataclass(frozen=True, kw_only=True)
class Strand:
    """A strand (krachtlijn). `order` is its place in the funnel, from 1."""

    code: str
    order: int
    title: Text
    promise: Text


@dataclass(frozen=True, kw_only=True)
class Objective:
    """An objective of one level. `parent` is empty for a strategic objective; `strand` is a strand code."""

    code: str
    level: Level
    parent: str
    strand: str
    title: Text
    summary: Text | None = None


@dataclass(frozen=True, kw_only=True)
class ResultArea:
    """A result area (resultaatsgebied). `order` is its place in the funnel: upper areas influence lower ones."""

    code: str
    order: int
    strand: str
    title: Text


@dataclass(frozen=True, kw_only=True)
class QualityCriterion:
    """One of the criteria of the quality framework (kwaliteitskader)."""

    code: str
    title: Text
    summary: Text


@dataclass(frozen=True, kw_only=True)
class Transition:
    """A societal transition (transitie) the agenda speaks of."""

    code: str
    title: Text


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document of the agenda with its date; `url` may be empty where none is public.

    `published` with `precision` "year" is 31 December of that year, "month" its last day: the rest is not known.
    """

    code: str
    title: Text
    published: date
    precision: Literal["day", "month", "year"] = "day"
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """One agenda with its whole framework.

    `starts` is the day of adoption: a reference observation lies at or before it. `baseline_year` is the
    predecessor plan's baseline. `ends` is the last day of the agenda.
    """

    code: str
    title: Text
    summary: Text
    starts: date
    ends: date
    baseline_year: int
    strands: tuple[Strand, ...]
    objectives: tuple[Objective, ...]
    result_areas: tuple[ResultArea, ...]
    quality_criteria: tuple[QualityCriterion, ...]
    transitions: tuple[Transition, ...]
    documents: tuple[Document, ...]
