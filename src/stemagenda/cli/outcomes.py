"""How a command ends: the exit codes, and what a person is told when it did not work."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import Final

import click

from stemagenda.core.validation import Problem, Refused

#: More problems than this say the same thing as these.
MOST_LINES: Final = 200
NOTHING_STORED: Final = "Nothing was stored."


class Outcome(IntEnum):
    """Exit codes, the same for every command."""

    FINE = 0
    UNEXPECTED = 1
    REFUSED = 2
    NOTHING_LOADED = 3
    ENVIRONMENT = 4
    INTERRUPTED = 130


class Stopped(Exception):  # noqa: N818  (an answer, not a crash)
    """The command cannot go on: the exit code, and what to tell the person.

    `undone`: something had begun and was taken back.
    """

    def __init__(self, outcome: Outcome, *lines: str, undone: bool = False) -> None:
        """Keep the code and the lines."""
        self.outcome = outcome
        self.lines = lines
        self.undone = undone
        super().__init__("\n".join(lines))


_ENVIRONMENT: Final = {
    errno.ENOSPC: "The disk is full. Make room and try again",
    errno.EFBIG: "A file may not grow any further (disk quota or file size limit). Make room and try again",
    errno.EDQUOT: "The disk quota is used up. Make room and try again",
    errno.EACCES: "This may not be read or written. Check who owns it",
    errno.EPERM: "This may not be read or written. Check who owns it",
    errno.EROFS: "This disk cannot be written to. Name another folder with STEMAGENDA_STATE",
    errno.ENOTDIR: "A file stands where a folder is needed",
    errno.EMFILE: "Too many files are open. Raise the limit (ulimit -n)",
}


@contextmanager
def explained(*, note: str = "") -> Iterator[None]:
    """Turn what went wrong into lines on standard error and an exit code; `note` ends what was refused or undone."""
    last = (note,) if note else ()
    try:
        yield
    except Stopped as stopped:
        end(stopped.outcome, *stopped.lines, *(last if stopped.undone else ()))
    except Refused as refused:
        end(Outcome.REFUSED, *problem_lines(refused.problems), *last)
    except KeyboardInterrupt:
        end(Outcome.INTERRUPTED, "Stopped.", *last)
    except BrokenPipeError:
        raise
    except MemoryError:
        end(Outcome.ENVIRONMENT, "There is not enough memory.", *last)
    except OSError as error:
        end(Outcome.ENVIRONMENT, from_os(error), *last)
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as error:
        if os.environ.get("STEMAGENDA_DEBUG", "").strip().lower() in {"1", "true", "yes", "on"}:
            raise
        end(Outcome.UNEXPECTED, *_unexpected(error), *last)


def _unexpected(error: Exception) -> tuple[str, ...]:
    said = " ".join(str(error).split())[:300]
    return (
        f"Something went wrong that should not: {type(error).__name__}: {said}",
        "Run it again with STEMAGENDA_DEBUG=1 to see where, and please report it.",
    )


def from_os(error: OSError) -> str:
    """Say in a sentence what the machine refused."""
    said = _ENVIRONMENT.get(error.errno or 0, f"The machine says: {error.strerror or error}")
    return f"{error.filename}: {said}." if error.filename else f"{said}."


def problem_lines(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    """One line per problem; a very long list ends with how many more there are."""
    lines = tuple(" ".join(str(problem).split()) for problem in problems[:MOST_LINES])
    more = len(problems) - MOST_LINES
    return (*lines, f"... and {more} more.") if more > 0 else lines


def end(outcome: Outcome, *lines: str) -> None:
    """Write the lines to standard error and leave with the code."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(int(outcome))
