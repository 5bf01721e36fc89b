"""A small agenda with invented figures, frozen.

`python -m tests.usecases.editions_made > tests/usecases/edition.expected.json` writes what the test compares with what
is frozen, on either database.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from tests.usecases.synthetic import write_agenda, write_release

AS_OF = date(2024, 7, 5)
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
EXPECTED = Path(__file__).with_name("edition.expected.json")


def fill(folder: Path) -> None:
    """Keep the agenda, a release, and a light set by hand."""
    from stemagenda.agendas.loading import read_agenda
    from stemagenda.store import agenda as agenda_store
    from stemagenda.usecases.importing import import_release
    from stemagenda.usecases.lights import override_light
    from stemagenda.usecases.permissions import OPERATOR

    agenda, indicators = read_agenda(write_agenda(folder, indicators=2))
    agenda_store.save_agenda(agenda=agenda, indicators=indicators, digest="d" * 64, now=NOW)
    path = write_release(folder / "2023-verzonnen.csv", indicators=2, last=10.000000000000002)
    import_release(source="stem_monitor", path=path, actor=OPERATOR, now=NOW)
    then = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
    override_light(
        indicator="I1",
        series="totaal",
        colour="red",
        reason="Verzonnen voor de test: de bron kondigde een correctie aan.",
        expires=date(2025, 1, 1),
        actor=OPERATOR,
        now=then,
    )


def readable(document: bytes) -> str:
    """The document with one thing a line, for a person who compares two."""
    return json.dumps(json.loads(document), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> None:
    """Print what is frozen, from an empty database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"STEMAGENDA_STATE": folder, "DJANGO_SETTINGS_MODULE": "stemagenda.config.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        from stemagenda.usecases.editions import edition, freeze_edition
        from stemagenda.usecases.permissions import OPERATOR

        call_command("migrate", verbosity=0, stdout=io.StringIO())
        fill(Path(folder))
        freeze_edition(name="proef", note="Verzonnen.", as_of=AS_OF, actor=OPERATOR, now=NOW)
        sys.stdout.write(readable(edition(name="proef").document))


if __name__ == "__main__":
    main()
