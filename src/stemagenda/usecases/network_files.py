"""The network as plain values for programs: measures, clusters, bridges, who is alone, who could meet, what lacks."""

from __future__ import annotations

from typing import Any

from stemagenda.core.network.meeting import Match
from stemagenda.core.network.relation import Tie
from stemagenda.usecases.network import Connected, Connecting, values_of


def network_document(*, found: Connected, by_year: tuple[Connecting, ...]) -> dict[str, Any]:
    """Everything the network's page says. Shares are per cent; a value that cannot be given is null."""
    measured, bridging = found.measures, found.bridging
    return {
        "as_of": found.on.isoformat(),
        "actors": measured.actors,
        "relations": len(found.ties),
        "connected_pairs": measured.pairs,
        "measures": {code: _rounded(value) for code, value in values_of(found=found).items()},
        "parts": measured.parts,
        "largest_part": measured.largest,
        "isolated": list(measured.isolated),
        "bridges": [{"actor": code, "share": _rounded(100 * bridging.shares[code])} for code in found.bridges],
        "bridges_exact": bridging.is_exact,
        "bridges_from": bridging.starts,
        "clusters": [list(cluster) for cluster in found.clusters],
        "meet": [_match(match) for match in found.matches],
        "lacking": {code: list(pillars) for code, pillars in found.lacking_pillars.items() if pillars},
        "lacking_domains": {code: list(domains) for code, domains in found.lacking_domains.items() if domains},
        "lacking_regions": {code: list(places) for code, places in found.lacking_regions.items() if places},
        "actors_without_region": found.unplaced,
        "by_year": {item.code: _by_year(item) for item in by_year},
        "ties": [_tie(tie) for tie in found.ties],
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "actors": [match.one, match.other],
        "score": match.score,
        "shared": [{"kind": matter, "code": code} for matter, code in match.shared],
        "differ_in": list(match.sides),
    }


def _by_year(item: Connecting) -> dict[str, Any]:
    light = item.assessment.light
    return {
        "better": item.better,
        "unit": item.unit,
        "values": {str(year): _rounded(value) for year, value in item.values.items()},
        "light": light.colour,
        "grey_reason": light.reason,
        "difference": _rounded(light.difference),
        "threshold": _rounded(light.threshold),
    }


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "actor": tie.actor,
        "kind": tie.kind,
        "target_kind": tie.target_kind,
        "target": tie.target,
        "origin": tie.origin,
        "starts": tie.starts.isoformat() if tie.starts else None,
        "ends": tie.ends.isoformat() if tie.ends else None,
        "source": tie.source or None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
