"""Every change as the store knows it: of lights, releases, records, editions and reports, each with its topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any, Final

from django.utils import timezone

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.changes import GENERAL_TOPICS, Change, ChangeVerb
from stemagenda.core.indicators.shown import ByHand, shown_changes
from stemagenda.core.reports.report_sentences import KIND_TITLES
from stemagenda.sources.finding import sources
from stemagenda.store import agenda as agenda_store
from stemagenda.store import assessments, editions, records, releases
from stemagenda.store.records import PUBLIC, Moment
from stemagenda.store.releases import StoredRelease
from stemagenda.usecases.change_topics import CODED, Ground, Topics
from stemagenda.usecases.records import value_of
from stemagenda.usecases.reports.reading import reports_page
from stemagenda.usecases.searchable_records import RECORD_KINDS, Found, found_in, read_public

#: What a release is called by why it came.
_RELEASE_VERBS: Final[Mapping[str, ChangeVerb]] = {
    "update": "update",
    "revision": "revision",
    "correction": "correction",
    "withdrawal": "withdrawn",
}
#: Kinds of records under which others stand.
_GROUNDING: Final = ("body", "action", "meeting")


@dataclass(frozen=True, kw_only=True)
class KnownChanges:
    """Every change that is public by a day, the newest first, and the topics of that day."""

    changes: tuple[Change, ...]
    topics: Topics


@dataclass(frozen=True, kw_only=True)
class _Clock:
    """When things came to be seen: `began` is the moment of the very first load."""

    began: datetime | None
    zone: tzinfo

    def seen(self, *, stored: datetime, published: date, moment: datetime | None = None) -> datetime:
        """The moment from which everybody could see it: of what came with the first load, its day."""
        opened = moment or datetime.combine(published, time.min, tzinfo=self.zone)
        return opened if self.is_first(stored) else max(stored, opened)

    def is_first(self, at: datetime) -> bool:
        """Whether something came with the first load, or is told of the time before it."""
        return self.began is None or at <= self.began


def read_changes(on: date) -> KnownChanges:
    """Everything that changed by a day: a fixed number of queries."""
    clock = _Clock(began=records.began(), zone=timezone.get_current_timezone())
    stored = {(kind, code): (found, value) for kind, code, found, value in read_public(on=on)}
    ground = _ground(stored)
    topics = _topics(ground, stored)
    files = tuple(_releases(on=on, clock=clock, ground=ground))
    days = {(topic, change.on): change.on_precision for change in files for topic in change.about}
    read = (
        *_lights(on=on, clock=clock, ground=ground, days=days),
        *files,
        *_records(on=on, clock=clock, ground=ground, stored=stored),
        *_editions(on=on),
    )
    found = tuple(_told(change, topics) for change in read)
    return KnownChanges(
        changes=tuple(sorted(found, key=lambda change: (-change.at.timestamp(), change.key))), topics=topics
    )


_Stored = Mapping[tuple[str, str], tuple[Found, Any]]


def _ground(stored: _Stored) -> Ground:
    values = {kind: {code: value for (one, code), (_, value) in stored.items() if one == kind} for kind in _GROUNDING}
    return Ground(
        agenda=agenda_store.agenda(),
        indicators={indicator.code: indicator for indicator in agenda_store.indicators()},
        bodies=frozenset(values["body"]),
        strands={code: action.strand for code, action in values["action"].items()},
        meetings={code: meeting.body for code, meeting in values["meeting"].items()},
    )


def _topics(ground: Ground, stored: _Stored) -> Topics:
    own = {f"{kind}/{code}": found.title for (kind, code), (found, _) in stored.items() if kind in CODED}
    titles = {f"source/{name}": source.title for name, source in sources().items()}
    return Topics(
        names={
            **dict(ground.names()),
            **own,
            **{topic: Wording(nl=title.nl, en=title.en) for topic, title in titles.items()},
        }
    )


def _told(change: Change, topics: Topics) -> Change:
    """A change with the topics that somebody can follow, that of its kind first among them."""
    known = {topic for topic in change.about if topic in topics}
    return replace(change, about=frozenset({GENERAL_TOPICS[change.kind], *known}))


def _lights(
    *, on: date, clock: _Clock, ground: Ground, days: Mapping[tuple[str, date | None], str]
) -> Iterator[Change]:
    """Lights that came to show another colour; `days` says how exactly a day of publication is known, by topic."""
    stored, by_hand = assessments.conclusions(on=on), _by_hand()
    for (indicator, series), conclusions in stored.items():
        title = ground.title_of(indicator=indicator, series=series)
        if title is None:
            continue
        about = ground.of_indicators([indicator])
        for found in shown_changes(
            conclusions=conclusions,
            by_hand=by_hand.get((indicator, series), ()),
            began=clock.began or min(item.known_from for item in conclusions),
            until=datetime.combine(on, time.max, tzinfo=clock.zone),
            zone=clock.zone,
        ):
            yield Change(
                key=("light", indicator, series, _stamp(found.at)),
                kind="light",
                verb="changed",
                code=indicator,
                at=found.at,
                title=title,
                page="series",
                parts={"code": indicator, "series": series},
                about=about,
                precision=days.get((f"indicator/{indicator}", found.at.astimezone(clock.zone).date()), "day")
                if clock.is_first(found.at)
                else "day",
                before=found.before,
                after=found.after,
            )


def _by_hand() -> Mapping[tuple[str, str], list[ByHand]]:
    found: dict[tuple[str, str], list[ByHand]] = {}
    for item in assessments.overrides():
        made = ByHand(
            colour=item.colour,
            made_at=item.made_at,
            first=item.valid_from,
            last=item.expires,
            withdrawn_at=item.withdrawn_at,
        )
        found.setdefault((item.indicator, item.series), []).append(made)
    return found


def _releases(*, on: date, clock: _Clock, ground: Ground) -> Iterator[Change]:
    files = releases.published_files(on=on)
    in_force = {(item.heading.source, item.heading.code) for item, _ in files if item.superseded_at is None}
    known: set[tuple[str, str]] = set()
    for item, indicators in files:
        heading = item.heading
        place = (heading.source, heading.code)
        stands = place in in_force
        at = clock.seen(stored=item.recorded_at, published=heading.published, moment=item.visible_from)
        yield Change(
            key=("release", *place, _stamp(at), item.digest[:12]),
            kind="release",
            verb=_release_verb(item, is_known=place in known),
            code=heading.code,
            at=at,
            title=Wording(nl=heading.title, en=heading.title),
            language=heading.language,
            page="release" if stands else "source",
            parts={"source": heading.source, **({"release": heading.code} if stands else {})},
            about=ground.of_indicators(indicators) | {f"source/{heading.source}"},
            precision=heading.precision if clock.is_first(item.recorded_at) else "day",
            on=heading.published,
            on_precision=heading.precision,
            by=heading.publisher,
            note=item.reason,
            figures=item.observations,
        )
        known.add(place)


def _release_verb(item: StoredRelease, *, is_known: bool) -> ChangeVerb:
    return _RELEASE_VERBS.get(item.kind, "changed" if is_known else "new")


def _records(*, on: date, clock: _Clock, ground: Ground, stored: _Stored) -> Iterator[Change]:
    gone = {
        (version.kind, version.code): value_of(version)
        for version in records.withdrawn_bodies(on=on)
        if version.kind in RECORD_KINDS
    }
    moments: dict[tuple[str, str], list[Moment]] = {}
    for moment in records.public_moments(on=on):
        moments.setdefault((moment.kind, moment.code), []).append(moment)
    for (kind, code), own in moments.items():
        if kind not in GENERAL_TOPICS or ((kind, code) not in stored and (kind, code) not in gone):
            continue
        is_gone = (kind, code) in gone
        value = gone[kind, code] if is_gone else stored[kind, code][1]
        found = found_in(kind=kind, value=value)
        about = ground.of_record(kind=kind, code=code, value=value)
        dated = ground.precision_of(getattr(value, "source", ""))
        for at, verb in _days(own, clock):
            # Of what left the public, only that it left is still told.
            if is_gone and verb != "withdrawn":
                continue
            yield Change(
                key=(kind, code, f"{at.astimezone(clock.zone):%Y-%m-%d}"),
                kind=kind,
                verb=verb,
                code=code,
                at=at,
                precision=dated if clock.is_first(at) else "day",
                title=found.title,
                page="" if is_gone else found.page,
                parts={} if found.is_on_list or is_gone else {"code": code},
                anchor=code if found.is_on_list and not is_gone else "",
                about=about,
            )


def _days(moments: Iterable[Moment], clock: _Clock) -> list[tuple[datetime, ChangeVerb]]:
    """What became of a record day by day: several versions of one day are one change, told at the last of them."""
    found: list[tuple[datetime, ChangeVerb]] = []
    is_public = False
    was_public = False  # before the day of the last change
    for moment in moments:
        at = clock.seen(stored=moment.at, published=moment.since)
        same_day = bool(found) and found[-1][0].astimezone(clock.zone).date() == at.astimezone(clock.zone).date()
        if same_day:
            found.pop()
        else:
            was_public = is_public
        is_public = moment.state == PUBLIC
        if is_public or was_public:
            found.append((at, ("changed" if was_public else "new") if is_public else "withdrawn"))
    return found


def _editions(*, on: date) -> Iterator[Change]:
    reports = reports_page(on=on)
    for heading in reports.editions:
        yield Change(
            key=("edition", heading.name),
            kind="edition",
            verb="new",
            code=heading.name,
            at=heading.frozen_at,
            title=Wording(nl=heading.name),
            page="edition",
            parts={"edition": heading.name},
        )
    for number, name, erratum in editions.all_errata(on=on):
        yield Change(
            key=("erratum", name, str(number)),
            kind="erratum",
            verb="new",
            code=name,
            at=erratum.made_at,
            title=Wording(nl=name),
            page="edition",
            parts={"edition": name},
            note=erratum.text,
        )
    for kept in reports.kept:
        title = KIND_TITLES[kept.kind]
        yield Change(
            key=("report", kept.kind, kept.edition),
            kind="report",
            verb="new",
            code=kept.kind,
            at=min(item.made_at for item in kept.languages.values()),
            title=Wording(nl=f"{title.nl}, editie {kept.edition}", en=f"{title.en}, edition {kept.edition}"),
            page="report",
            parts={"kind": kept.kind, "edition": kept.edition},
        )


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
