"""The last seat of an event and two programs that want it at once, on a database in a file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import environment

ROOT = Path(__file__).parents[2]
SETTING_UP = """
import sys
from dataclasses import replace
import django
django.setup()
from django.core.management import call_command
from tests.usecases.events.registering import EVENT, comes, kept, stand
"""


def start(state: Path, code: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SETTING_UP + code, *words],
        env=environment(state, DJANGO_SETTINGS_MODULE="stemagenda.config.settings", PYTHONPATH=str(ROOT)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said(program: subprocess.Popen[str]) -> str:
    out, problems = program.communicate(timeout=60)
    assert program.returncode == 0, problems
    return out


def test_one_is_in_and_one_waits(state: Path) -> None:
    said(start(state, "call_command('migrate', verbosity=0)\nkept(replace(EVENT, organiser='', capacity=1))"))
    both = [start(state, "comes(sys.argv[1])", name) for name in ("An", "Bo")]
    for program in both:
        said(program)
    assert said(start(state, "print(sorted(state for _, state in stand()))")) == "['registered', 'waiting']\n"
