"""The queue of letters in programs of their own: killed in the middle, and two at once, on a database in a file."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import environment
from tests.usecases.mailbox import Mailbox, mail_server

LETTERS = 30
SETTING_UP = """
import os, signal, sys
from datetime import UTC, datetime, timedelta
import django
django.setup()
from django.core.management import call_command
from stemagenda.usecases import letters
from stemagenda.usecases.permissions import OPERATOR
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
def send(now=NOW):
    return letters.send_letters(sender="monitor@site.example", actor=OPERATOR, now=now)
def die(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)
"""
QUEUE = """
call_command("migrate", verbosity=0)
new = [
    letters.NewLetter(key=f"k{n}", recipient=f"p{n}", address=f"p{n}@site.example", subject="S", text="T")
    for n in range(int(sys.argv[1]))
]
letters.queue_letters(letters=new, actor=OPERATOR, now=NOW)
"""


def start(state: Path, box: Mailbox, code: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SETTING_UP + code, *words],
        env=environment(
            state,
            DJANGO_SETTINGS_MODULE="stemagenda.config.settings",
            STEMAGENDA_SMTP=f"smtp://127.0.0.1:{box.port}",
        ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(state: Path, box: Mailbox, code: str, *words: str, expected: int = 0) -> str:
    program = start(state, box, code, *words)
    said, problems = program.communicate(timeout=60)
    assert program.returncode == expected, problems
    return said


@pytest.mark.parametrize(
    ("dies_at", "arrived"),
    [("letters._message = die", 0), ("letters.store.note_sent = die", 1)],
)
def test_killed_while_sending(state: Path, dies_at: str, arrived: int) -> None:
    """Nothing is lost. Killed just after the server's answer, the same letter comes again under the same name."""
    later = "print([item.outcome for item in send(NOW + letters.HOLD).deliveries])"
    with mail_server(Mailbox()) as box:
        run(state, box, QUEUE, "2")
        run(state, box, f"{dies_at}\nsend()", expected=-signal.SIGKILL)
        assert len(box.letters) == arrived
        assert run(state, box, "print(send().deliveries)") == "()\n"
        assert run(state, box, later) == "['sent', 'sent']\n"
        assert run(state, box, "print(send(NOW + timedelta(days=30)).deliveries)") == "()\n"
    names = [letter["Message-ID"] for letter in box.letters]
    assert (len(names), len(set(names))) == (2 + arrived, 2)


def test_two_programs_at_once_send_each_letter_once(state: Path) -> None:
    both = "while not send().is_over: pass"
    with mail_server(Mailbox()) as box:
        run(state, box, QUEUE, str(LETTERS))
        programs = [start(state, box, both) for _ in range(2)]
        for program in programs:
            _, problems = program.communicate(timeout=60)
            assert program.returncode == 0, problems
        run(state, box, "while not send().is_over: pass")
    assert sorted(str(letter["To"]) for letter in box.letters) == sorted(f"p{n}@site.example" for n in range(LETTERS))
