"""Make the virtual environment in .venv and install exactly what the locks say.

    python3 workshop/install.py run     what the site needs
    python3 workshop/install.py dev     that, and what the tests need

Needs nothing but Python: written so that an old Python can still read it and say that it is too old. A note in
.venv remembers the locks it was made from, so a second call costs nothing and a changed lock is picked up.
Downloads are kept in .cache, beside the code; nothing outside this folder is written.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NOTE = VENV / "made-from.json"
CACHE = ROOT / ".cache"
WANTED = {"run": ["run"], "dev": ["run", "dev"]}


class InstallError(Exception):
    """The environment cannot be made; the message says why and what to do."""


def check_python():
    """Refuse an interpreter that is too old, or one that cannot make environments."""
    if sys.version_info < OLDEST:
        raise InstallError(
            "This is Python {}.{}; stemagenda needs {}.{} or newer.\n"
            "Name a newer one: make PYTHON=python3.12 run".format(*sys.version_info[:2], *OLDEST)
        )
    if shutil.which("uv"):
        return
    try:
        import ensurepip  # noqa: F401, PLC0415  (only to see whether it is there)
        import venv  # noqa: F401, PLC0415
    except ImportError as error:
        raise InstallError(
            f"This Python cannot make virtual environments (module {error.name} is missing).\n"
            "Debian and Ubuntu keep it apart: sudo apt-get install python3-venv\n"
            "Then run the same command again."
        ) from error


def digest(*files):
    """One fingerprint of the contents of these files."""
    found = hashlib.sha256()
    for file in files:
        found.update(file.read_bytes())
    return found.hexdigest()


def read_note():
    """What the environment was made from; empty when it is absent, was moved, or cannot be added to."""
    try:
        note = json.loads(NOTE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    moved = note.get("place") != str(VENV) or not PYTHON.exists()
    other_python = note.get("python") != python_version()
    no_installer = not shutil.which("uv") and not any((VENV / "lib").glob("python*/site-packages/pip"))
    return {} if moved or other_python or no_installer else note


def python_version():
    """The version of this Python, such as 3.11."""
    return "{}.{}".format(*sys.version_info[:2])


def ask(command, doing):
    """Run one command quietly; on failure show all it said."""
    environment = dict(os.environ)
    environment.setdefault("UV_CACHE_DIR", str(CACHE / "uv"))
    environment.setdefault("PIP_CACHE_DIR", str(CACHE / "pip"))
    environment.setdefault("PIP_DISABLE_PIP_VERSION_CHECK", "1")
    environment.pop("VIRTUAL_ENV", None)
    done = subprocess.run(
        [str(part) for part in command],
        cwd=str(ROOT),
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode != 0:
        said = done.stdout.decode("utf-8", "replace").strip()
        raise InstallError("{} failed:\n{}\n{}".format(doing, " ".join(map(str, command)), said))


def make_venv():
    """A new, empty environment of this interpreter (of the one behind it, when it runs in .venv itself)."""
    interpreter = Path(sys.executable).resolve()
    if VENV.exists():
        shutil.rmtree(str(VENV))
    uv = shutil.which("uv")
    if uv:
        ask([uv, "venv", "--quiet", "--no-python-downloads", "--python", interpreter, VENV], "Making .venv")
    else:
        ask([interpreter, "-m", "venv", VENV], "Making .venv")


def installer():
    """The start of an install command: uv where it is present (faster), otherwise pip."""
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--quiet", "--python", PYTHON]
    return [PYTHON, "-m", "pip", "install", "--quiet"]


def packages_in(lock):
    """How many packages a lock names."""
    return sum("==" in line and not line.startswith((" ", "#")) for line in lock.read_text("utf-8").splitlines())


def install(kind):
    """Bring .venv in step with the locks of this kind (run or dev).

    A changed lock gets a new environment, so that nothing of the old one lingers.
    """
    wanted = {name: digest(ROOT / "requirements" / (name + ".txt")) for name in WANTED[kind]}
    note = read_note()
    if any(note.get(name, value) != value for name, value in wanted.items()) or not note:
        say("Making .venv with Python {}.{}.{} ...".format(*sys.version_info[:3]))
        make_venv()
        note = {}
    if any(name not in note for name in wanted):
        lock = ROOT / "requirements" / (kind + ".txt")
        say(f"Installing {packages_in(lock)} packages, each checked against its fingerprint ...")
        ask([*installer(), "--require-hashes", "-r", lock], "Installing")
    project = digest(ROOT / "pyproject.toml")
    if note.get("project") != project:
        say("Installing stemagenda itself ...")
        ask([*installer(), "--no-deps", "--no-build-isolation", "-e", ROOT], "Installing stemagenda")
    note.update(wanted, project=project, place=str(VENV), python=python_version())
    NOTE.write_text(json.dumps(note, indent=1), encoding="utf-8")


def say(words):
    """One line of progress."""
    print(words, flush=True)


def main():
    """Read the one argument, install, and explain a failure in words."""
    kind = sys.argv[1] if len(sys.argv) == 2 else ""
    if kind not in WANTED:
        print("Say what to install: run or dev.", file=sys.stderr)
        return 2
    try:
        check_python()
        install(kind)
    except InstallError as problem:
        print(f"stemagenda cannot be installed.\n{problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
