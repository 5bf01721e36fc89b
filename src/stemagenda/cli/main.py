"""The command `stemagenda`."""

from __future__ import annotations

from typing import Final

import click

from stemagenda.cli import (
    manual,
    manual_academies,
    manual_actions,
    manual_actions_exchange,
    manual_changes,
    manual_editions,
    manual_events,
    manual_hub,
    manual_lineage,
    manual_network,
    manual_people,
    manual_personal,
    manual_practices,
    manual_reports,
    manual_search,
    manual_subscriptions,
    manual_timeline,
)

#: heading -> (command, one line, one example)
SECTIONS: Final[tuple[tuple[str, tuple[tuple[click.Command, str], ...]], ...]] = (
    (
        "The site",
        (
            (manual.up, "stemagenda up --port 8080"),
            (manual.serve, "stemagenda serve --workers 4"),
        ),
    ),
    (
        "Definitions and figures",
        (
            (manual.load, "stemagenda load"),
            (manual.fetch, "stemagenda fetch eurostat --dry-run"),
            (manual.import_, "stemagenda import pisa 2026-pisa-2025.csv --dry-run"),
            (manual.withdraw, 'stemagenda withdraw pisa 2026-pisa-2025 --reason "wrong table"'),
            (manual.assess, "stemagenda assess"),
            (manual.rebuild, "stemagenda rebuild --check"),
            (manual.check, "stemagenda check my-agenda/"),
        ),
    ),
    (
        "Reading",
        (
            (manual.show, "stemagenda show RG2-WIS --as-of 2024-07-05"),
            (manual_lineage.lineage, "stemagenda lineage RG2-WIS 2018 --json"),
            (manual_actions.overlap, "stemagenda overlap --json"),
            (manual.status, "stemagenda status --json"),
            (manual_network.network, "stemagenda network --as-of 2024-07-05 --json"),
            (manual_timeline.timeline, "stemagenda timeline --type strategy --json"),
            (manual_practices.practices, "stemagenda practices --kind campaign --json"),
            (manual_hub.hub, "stemagenda hub --state new --json"),
            (manual_changes.changes, "stemagenda changes --since 2024-07-01 --about strand/daadkracht --json"),
            (manual_academies.academies, "stemagenda academies show --json"),
            (manual_events.events, "stemagenda events list --kind networking-moment --json"),
            (manual_search.search, "stemagenda search duaal lesgeven --json"),
            (manual.export, "stemagenda export open-data/"),
            (manual.light, "stemagenda light < case.json"),
        ),
    ),
    (
        "Actions",
        ((manual_actions_exchange.actions, "stemagenda actions export actions.xlsx --lang nl"),),
    ),
    (
        "Editions",
        (
            (manual_editions.freeze, "stemagenda freeze report-2024 --as-of 2024-07-05"),
            (manual_editions.editions, "stemagenda editions --json"),
            (
                manual_editions.erratum,
                'stemagenda erratum report-2024 "RG2-WIS: the figure of 2018 is 17.3, not 13.7."',
            ),
            (manual_editions.diff, "stemagenda diff report-2024 now"),
        ),
    ),
    (
        "Reports",
        (
            (manual_reports.report, "stemagenda report interim --lang nl --format pdf,docx --out reports/"),
            (manual_reports.keep_report, "stemagenda keep-report interim report-2024 --lang nl"),
            (manual_reports.reports, "stemagenda reports --json"),
            (manual_reports.report_diff, "stemagenda report-diff interim report-2024 now"),
        ),
    ),
    (
        "People",
        (
            (manual.remind, "stemagenda remind --dry-run"),
            (manual.send, "stemagenda send"),
            (manual_subscriptions.subscriptions, "stemagenda subscriptions --json"),
            (manual_people.users, "stemagenda users reset-password beheer"),
            (manual_personal.personal_data, "stemagenda personal-data register"),
        ),
    ),
)


class Manual(click.Group):
    """A group whose help is a manual: commands under headings, each with an example."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  (click's name)
        """Write the commands."""
        for heading, commands in SECTIONS:
            formatter.write_paragraph()
            formatter.write(f"{heading}:\n")
            for command, example in commands:
                formatter.write(f"  {command.name:<9} {command.get_short_help_str(limit=100)}\n")
                formatter.write(f"            $ {example}\n")


@click.group(cls=Manual, name="stemagenda", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="stemagenda", message="stemagenda %(version)s")
def main() -> None:
    """The connected monitor of the STEM Agenda 2030.

    It keeps the agenda's framework, its indicators with their published figures, and a light per indicator that says
    how it was decided. Every command explains itself: stemagenda COMMAND --help.

    All state lies in one folder (./var; another one with STEMAGENDA_STATE). Settings are environment variables:
    docs/reference/settings.md.

    \b
    Exit codes: 0 fine, 1 unexpected, 2 wrong usage or refused input, 3 nothing
    loaded yet, 4 environment (port, disk, database), 130 interrupted.
    """


for _, _commands in SECTIONS:
    for _command, _example in _commands:
        main.add_command(_command)

if __name__ == "__main__":
    main()
