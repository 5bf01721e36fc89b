"""Addresses to views: the table of `web.addresses`, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.urls import URLPattern, path

from stemagenda.core.text import LANGUAGES
from stemagenda.web import (
    action_bulk,
    action_exchange,
    action_joining,
    action_lists,
    action_mine,
    action_quick,
    actions,
    addresses,
    calendar,
    downloads,
    early,
    editions,
    failures,
    governance,
    governance_editing,
    governance_history,
    importing,
    lineage,
    messages,
    override,
    passages,
    plain,
    practices,
    report_building,
    reports,
    signin,
    timeline,
    views,
    withdrawing,
)

VIEWS: Final[dict[str, Callable[..., Any]]] = {
    "home": views.home,
    "strand": views.strand,
    "objectives": views.objectives,
    "objective": views.objective,
    "area": views.area,
    "indicators": views.all_indicators,
    "indicator": views.indicator,
    "series": views.indicator,
    "download": downloads.series_download,
    "override": override.override,
    "compare": views.compare,
    "sources": views.all_sources,
    "source": views.source,
    "release": views.release,
    "release_file": downloads.release_file,
    "lineage": lineage.lineage,
    "kept_file": lineage.kept_file,
    "calendar": calendar.calendar,
    "calendar_file": calendar.calendar_file,
    "feed": calendar.feed,
    "import": importing.importing,
    "upload": importing.upload,
    "withdraw": withdrawing.withdraw,
    "early": early.early,
    "editions": editions.all_editions,
    "edition": editions.edition,
    "edition_file": editions.edition_file,
    "edition_compare": editions.compare_editions,
    "actions": action_lists.actions,
    "my_actions": action_mine.my_page,
    "action_views": action_mine.action_views,
    "action_bulk": action_bulk.action_bulk,
    "action_quick": action_quick.action_quick,
    "action_join": action_joining.action_join,
    "action_new": actions.action_new,
    "action": actions.action,
    "action_edit": actions.action_edit,
    "action_unsaved": actions.action_unsaved,
    "action_step": actions.action_step,
    "action_comment": actions.action_comment,
    "action_history": actions.action_history,
    "actions_board": action_lists.board,
    "actions_gantt": action_lists.gantt,
    "actions_file": action_exchange.actions_file,
    "actions_import": action_exchange.actions_import,
    "actions_given": action_exchange.actions_given,
    "coverage": action_lists.coverage_page,
    "overlap": action_lists.overlap_page,
    "governance": governance.overview,
    "body_calendar": governance.body_calendar,
    "body_new": governance_editing.edits("body"),
    "body": governance.body,
    "body_edit": governance_editing.edits("body"),
    "body_history": governance_history.history_of("body"),
    "meeting_new": governance_editing.edits("meeting"),
    "meeting": governance.meeting,
    "meeting_edit": governance_editing.edits("meeting"),
    "meeting_history": governance_history.history_of("meeting"),
    "decisions": governance.decisions,
    "decision_new": governance_editing.edits("decision"),
    "decision_edit": governance_editing.edits("decision"),
    "decision_history": governance_history.history_of("decision"),
    "follow_ups": governance.follow_ups,
    "follow_up_new": governance_editing.edits("follow-up"),
    "follow_up_edit": governance_editing.edits("follow-up"),
    "follow_up_history": governance_history.history_of("follow-up"),
    "advices": governance.advices,
    "advice_new": governance_editing.edits("advice"),
    "advice_edit": governance_editing.edits("advice"),
    "advice_history": governance_history.history_of("advice"),
    "reports": reports.reports,
    "report_new": report_building.report_new,
    "report_texts": passages.report_texts,
    "report_changes": reports.report_changes,
    "working_file": reports.working_file,
    "report": reports.report,
    "report_file": reports.report_file,
    "indicator_sheet": partial(report_building.sheet, kind="indicator"),
    "action_sheet": partial(report_building.sheet, kind="action"),
    "meeting_pack": partial(report_building.sheet, kind="meeting"),
    "timeline": timeline.all_developments,
    "timeline_file": timeline.timeline_download,
    "timeline_compare": timeline.compare_developments,
    "development_new": governance_editing.edits("development"),
    "development": timeline.development,
    "development_edit": governance_editing.edits("development"),
    "development_history": governance_history.history_of("development"),
    "practices": practices.all_practices,
    "practices_file": practices.practices_download,
    "practice": practices.practice,
    "method": views.method,
    "glossary": views.glossary,
    "search": views.search_page,
    "about": views.about,
    "accessibility": views.accessibility,
    "privacy": views.privacy,
    "load": views.add_figures,
    "sign_in": signin.sign_in,
    "my_messages": messages.my_messages,
    "sign_out": signin.sign_out,
}


def _patterns() -> list[URLPattern]:
    return [
        path(f"{language}/" + re.sub(r"<(\w+)>", r"<str:\1>", addresses.path(name, language=language)), view)
        for language in LANGUAGES
        for name, view in VIEWS.items()
    ]


urlpatterns = [path("", views.front_door), *_patterns(), *plain.PATTERNS]
handler400 = failures.bad_request
handler403 = failures.forbidden
handler404 = failures.not_found
handler500 = failures.broken
