"""Every page's address in both languages: one table, from which URLs are made and links are written.

A page is named once; its Dutch address starts with /nl/, its English one with /en/. `{% page %}` in templates and
`address()` in code write links from the same table.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

from stemagenda.core.text import LANGUAGES, Language

#: page name -> (Dutch path, English path); `<name>` parts are filled in by keyword.
PATHS: Final[dict[str, tuple[str, str]]] = {
    "home": ("", ""),
    "strand": ("krachtlijnen/<code>/", "strands/<code>/"),
    "objectives": ("doelstellingen/", "objectives/"),
    "objective": ("doelstellingen/<code>/", "objectives/<code>/"),
    "area": ("resultaatsgebieden/<code>/", "result-areas/<code>/"),
    "indicators": ("indicatoren/", "indicators/"),
    "indicator": ("indicatoren/<code>/", "indicators/<code>/"),
    "series": ("indicatoren/<code>/<series>/", "indicators/<code>/<series>/"),
    "download": ("indicatoren/<code>/<series>/download.<suffix>", "indicators/<code>/<series>/download.<suffix>"),
    "override": ("indicatoren/<code>/<series>/licht/", "indicators/<code>/<series>/light/"),
    "compare": ("vergelijken/", "compare/"),
    "import": ("invoeren/", "import/"),
    "upload": ("invoeren/<token>/", "import/<token>/"),
    "sources": ("bronnen/", "sources/"),
    "source": ("bronnen/<source>/", "sources/<source>/"),
    "release": ("bronnen/<source>/<release>/", "sources/<source>/<release>/"),
    "release_file": ("bronnen/<source>/<release>/bestand", "sources/<source>/<release>/file"),
    "lineage": ("herkomst/<code>/<series>/<period>/", "lineage/<code>/<series>/<period>/"),
    "kept_file": ("herkomst/bestand/<digest>", "lineage/file/<digest>"),
    "calendar": ("kalender/", "calendar/"),
    "calendar_file": ("kalender.ics", "calendar.ics"),
    "feed": ("vrijgaven.atom", "releases.atom"),
    "whats_new": ("wat-is-nieuw/", "whats-new/"),
    "changes_feed": ("wat-is-nieuw.<suffix>", "whats-new.<suffix>"),
    "card": ("deelkaart.png", "card.png"),
    "card_of": ("deelkaart/<kind>/<code>.png", "card/<kind>/<code>.png"),
    "embed_light": ("insluiten/licht/<code>/", "embed/light/<code>/"),
    "embed_chart": ("insluiten/grafiek/<code>/", "embed/chart/<code>/"),
    "embed_timeline": ("insluiten/beleidstijdlijn/", "embed/policy-timeline/"),
    "follow": ("volgen/", "follow/"),
    "withdraw": ("bronnen/<source>/<release>/intrekken/", "sources/<source>/<release>/withdraw/"),
    "early": ("bronnen/<source>/<release>/voorinzage/", "sources/<source>/<release>/pre-release/"),
    "editions": ("edities/", "editions/"),
    "edition": ("edities/<edition>/", "editions/<edition>/"),
    "edition_file": ("edities/<edition>/download.<suffix>", "editions/<edition>/download.<suffix>"),
    "edition_compare": ("edities-vergelijken/", "compare-editions/"),
    "actions": ("acties/", "actions/"),
    "my_actions": ("mijn-acties/", "my-actions/"),
    "action_views": ("acties-weergaven/", "actions-views/"),
    "action_bulk": ("acties-samen/", "actions-together/"),
    "action_new": ("acties/nieuw/", "actions/new/"),
    "action": ("acties/<code>/", "actions/<code>/"),
    "action_edit": ("acties/<code>/bewerken/", "actions/<code>/edit/"),
    "action_unsaved": ("acties/<code>/concept/", "actions/<code>/unsaved/"),
    "action_quick": ("acties/<code>/stand/", "actions/<code>/standing/"),
    "action_join": ("acties/<code>/verband/", "actions/<code>/links/"),
    "action_step": ("acties/<code>/stap/", "actions/<code>/step/"),
    "action_comment": ("acties/<code>/opmerking/", "actions/<code>/comment/"),
    "action_history": ("acties/<code>/geschiedenis/", "actions/<code>/history/"),
    "actions_board": ("acties-bord/", "actions-board/"),
    "actions_gantt": ("acties-tijdlijn/", "actions-timeline/"),
    "actions_file": ("acties.xlsx", "actions.xlsx"),
    "actions_import": ("acties-invoeren/", "import-actions/"),
    "actions_given": ("acties-invoeren/<token>/", "import-actions/<token>/"),
    "coverage": ("dekking/", "coverage/"),
    "outlook": ("vooruitblik/", "outlook/"),
    "overlap": ("overlap/", "overlap/"),
    "governance": ("bestuur/", "governance/"),
    "body_new": ("bestuur/nieuw/", "governance/new/"),
    "body_calendar": ("bestuur/<code>.ics", "governance/<code>.ics"),
    "body": ("bestuur/<code>/", "governance/<code>/"),
    "body_edit": ("bestuur/<code>/bewerken/", "governance/<code>/edit/"),
    "body_history": ("bestuur/<code>/versies/", "governance/<code>/versions/"),
    "meeting_new": ("vergaderingen/nieuw/", "meetings/new/"),
    "meeting": ("vergaderingen/<code>/", "meetings/<code>/"),
    "meeting_edit": ("vergaderingen/<code>/bewerken/", "meetings/<code>/edit/"),
    "meeting_unsaved": ("vergaderingen/<code>/concept/", "meetings/<code>/unsaved/"),
    "meeting_history": ("vergaderingen/<code>/versies/", "meetings/<code>/versions/"),
    "decisions": ("beslissingen/", "decisions/"),
    "decision_new": ("beslissingen/nieuw/", "decisions/new/"),
    "decision_edit": ("beslissingen/<code>/bewerken/", "decisions/<code>/edit/"),
    "decision_history": ("beslissingen/<code>/versies/", "decisions/<code>/versions/"),
    "follow_ups": ("werkpunten/", "follow-up-points/"),
    "follow_up_new": ("werkpunten/nieuw/", "follow-up-points/new/"),
    "follow_up_edit": ("werkpunten/<code>/bewerken/", "follow-up-points/<code>/edit/"),
    "follow_up_history": ("werkpunten/<code>/versies/", "follow-up-points/<code>/versions/"),
    "advices": ("adviezen/", "advice/"),
    "advice_new": ("adviezen/nieuw/", "advice/new/"),
    "advice_edit": ("adviezen/<code>/bewerken/", "advice/<code>/edit/"),
    "advice_history": ("adviezen/<code>/versies/", "advice/<code>/versions/"),
    "reports": ("rapporten/", "reports/"),
    "report_new": ("rapporten/maken/", "reports/make/"),
    "report_texts": ("rapporten/teksten/<kind>/", "reports/texts/<kind>/"),
    "report_changes": ("rapporten/vergelijken/<kind>/", "reports/compare/<kind>/"),
    "working_file": ("rapporten/werkversie/<number>.<suffix>", "reports/working-version/<number>.<suffix>"),
    "report": ("rapporten/<kind>/<edition>/", "reports/<kind>/<edition>/"),
    "report_file": ("rapporten/<kind>/<edition>/<written>.<suffix>", "reports/<kind>/<edition>/<written>.<suffix>"),
    "indicator_sheet": ("indicatoren/<code>/fiche.pdf", "indicators/<code>/sheet.pdf"),
    "action_sheet": ("acties/<code>/fiche.pdf", "actions/<code>/sheet.pdf"),
    "meeting_pack": ("vergaderingen/<code>/bundel.pdf", "meetings/<code>/pack.pdf"),
    "network": ("netwerk/", "network/"),
    "actors": ("netwerk/actoren/", "network/actors/"),
    "actor_new": ("netwerk/nieuw/", "network/new/"),
    "actor": ("netwerk/<code>/", "network/<code>/"),
    "actor_edit": ("netwerk/<code>/bewerken/", "network/<code>/edit/"),
    "actor_history": ("netwerk/<code>/versies/", "network/<code>/versions/"),
    "actor_merge": ("netwerk/<code>/samenvoegen/", "network/<code>/merge/"),
    "relation_new": ("netwerk/relaties/nieuw/", "network/relations/new/"),
    "relation_edit": ("netwerk/relaties/<code>/bewerken/", "network/relations/<code>/edit/"),
    "relation_history": ("netwerk/relaties/<code>/versies/", "network/relations/<code>/versions/"),
    "timeline": ("beleidstijdlijn/", "policy-timeline/"),
    "timeline_file": ("beleidstijdlijn/download.<suffix>", "policy-timeline/download.<suffix>"),
    "timeline_compare": ("beleidstijdlijn-vergelijken/", "compare-policy-timeline/"),
    "development_new": ("beleidstijdlijn/nieuw/", "policy-timeline/new/"),
    "development": ("beleidstijdlijn/<code>/", "policy-timeline/<code>/"),
    "development_edit": ("beleidstijdlijn/<code>/bewerken/", "policy-timeline/<code>/edit/"),
    "development_history": ("beleidstijdlijn/<code>/versies/", "policy-timeline/<code>/versions/"),
    "practices": ("praktijken/", "practices/"),
    "practices_file": ("praktijken/download.<suffix>", "practices/download.<suffix>"),
    "practice_new": ("praktijken/nieuw/", "practices/new/"),
    "practices_submitted": ("praktijken/ingediend/", "practices/submitted/"),
    "practice": ("praktijken/<code>/", "practices/<code>/"),
    "practice_edit": ("praktijken/<code>/bewerken/", "practices/<code>/edit/"),
    "practice_picture": ("praktijken/<code>/beelden/<file>", "practices/<code>/pictures/<file>"),
    "practice_submission": ("praktijken/<code>/voorstel/", "practices/<code>/proposal/"),
    "events": ("evenementen/", "events/"),
    "events_calendar": ("evenementen.ics", "events.ics"),
    "events_file": ("evenementen/download.<suffix>", "events/download.<suffix>"),
    "event_new": ("evenementen/nieuw/", "events/new/"),
    "event_calendar": ("evenementen/<code>.ics", "events/<code>.ics"),
    "event": ("evenementen/<code>/", "events/<code>/"),
    "event_edit": ("evenementen/<code>/bewerken/", "events/<code>/edit/"),
    "event_unsaved": ("evenementen/<code>/concept/", "events/<code>/unsaved/"),
    "event_register": ("evenementen/<code>/inschrijven/", "events/<code>/register/"),
    "event_people": ("evenementen/<code>/deelnemers/", "events/<code>/participants/"),
    "event_people_file": ("evenementen/<code>/deelnemers.csv", "events/<code>/participants.csv"),
    "event_outcomes": ("evenementen/<code>/resultaten/", "events/<code>/outcomes/"),
    "registration": ("inschrijving/<secret>/", "registration/<secret>/"),
    "event_history": ("evenementen/<code>/versies/", "events/<code>/versions/"),
    "stemhub": ("stemhub/", "stemhub/"),
    "hub_queue": ("stemhub/vragen/", "stemhub/questions/"),
    "hub_request": ("stemhub/vragen/<code>/", "stemhub/questions/<code>/"),
    "hub_asked": ("stemhub/vraag/<secret>/", "stemhub/question/<secret>/"),
    "hub_needs": ("stemhub/noden/", "stemhub/needs/"),
    "hub_needs_file": ("stemhub/noden.<suffix>", "stemhub/needs.<suffix>"),
    "method": ("methode/", "method/"),
    "glossary": ("woordenlijst/", "glossary/"),
    "search": ("zoeken/", "search/"),
    "about": ("over/", "about/"),
    "accessibility": ("toegankelijkheid/", "accessibility/"),
    "privacy": ("privacy/", "privacy/"),
    "load": ("cijfers-toevoegen/", "add-figures/"),
    "sign_in": ("aanmelden/", "sign-in/"),
    "your_data": ("uw-gegevens/<secret>/", "your-data/<secret>/"),
    "my_messages": ("mijn-berichten/", "my-messages/"),
    "sign_out": ("afmelden/", "sign-out/"),
}


def path(name: str, *, language: Language) -> str:
    """The path of a page with its `<name>` parts still open, without the language."""
    return PATHS[name][LANGUAGES.index(language)]


def address(name: str, *, language: Language, as_of: str = "", query: str = "", **parts: str) -> str:
    """The address of a page.

    `as_of` (a day, or empty for today) travels along in the query; `query` is encoded already.

    Raises:
        KeyError: there is no page of that name.
    """
    written = path(name, language=language)
    for part, value in parts.items():
        written = written.replace(f"<{part}>", quote(value, safe=""))
    wanted = "&".join(part for part in (query, urlencode({"as_of": as_of}) if as_of else "") if part)
    return f"/{language}/{written}" + (f"?{wanted}" if wanted else "")
