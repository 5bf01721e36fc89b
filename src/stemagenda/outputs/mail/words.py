"""The words of a reminder, in Dutch and English."""

from __future__ import annotations

from typing import Final

from stemagenda.core.text import Text

WORDS: Final = {
    "name": Text("Monitor STEM-agenda", "STEM agenda monitor"),
    "lede": Text(
        "Dit bericht komt van de monitor van de STEM-agenda 2030, op {day}. U leest wat er nieuw is sinds het vorige "
        "bericht.",
        "This message comes from the monitor of the STEM Agenda 2030, on {day}. It tells what is new since the "
        "previous one.",
    ),
    "english_below": Text("(English below.)", "(English below.)"),
    "late_one": Text("{count} bron te laat", "{count} source late"),
    "late_many": Text("{count} bronnen te laat", "{count} sources late"),
    "stale_one": Text("{count} cijfer verouderd", "{count} figure stale"),
    "stale_many": Text("{count} cijfers verouderd", "{count} figures stale"),
    "announced_one": Text("{count} vrijgave op komst", "{count} release coming up"),
    "announced_many": Text("{count} vrijgaven op komst", "{count} releases coming up"),
    "late_head": Text("Te laat", "Late"),
    "late_about": Text(
        "De volgende vrijgave van deze bronnen is niet geladen, en de verwachte periode is voorbij. Ze is nog niet "
        "verschenen, of ze moet hier nog ingelezen worden.",
        "The next release of these sources is not loaded, and the time it was expected is over. It has not appeared "
        "yet, or still has to be taken in here.",
    ),
    "days_one": Text("te laat sinds {day} ({count} dag)", "late since {day} ({count} day)"),
    "days_many": Text("te laat sinds {day} ({count} dagen)", "late since {day} ({count} days)"),
    "stale_head": Text("Verouderd", "Stale"),
    "stale_about": Text(
        "Het laatste cijfer van deze indicatoren is meer dan twee metingen oud.",
        "The latest figure of these indicators is more than two cycles old.",
    ),
    "stale_since": Text(
        "laatste cijfer van {period}, verouderd sinds {day}", "latest figure of {period}, stale since {day}"
    ),
    "announced_head": Text("Op komst", "Coming up"),
    "announced_about": Text(
        "De uitgever kondigde deze vrijgaven aan voor de komende {days} dagen.",
        "The publisher announced these releases for the coming {days} days.",
    ),
    "at": Text("{day} om {time} uur", "{day} at {time}"),
    "more": Text("De hele kalender:", "The whole calendar:"),
    "stop": Text(
        "U krijgt dit bericht omdat uw adres bij de instellingen van de monitor staat. Vraag de beheerder om het te "
        "schrappen als u het niet meer wilt.",
        "You get this message because your address is among the monitor's settings. Ask the operator to remove it if "
        "you no longer want it.",
    ),
}
