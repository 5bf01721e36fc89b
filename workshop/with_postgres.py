"""Run a command with DATABASE_URL naming a PostgreSQL server of its own, and stop that server afterwards.

    python workshop/with_postgres.py pytest tests/store

The server lives in a temporary folder and listens on a socket file in it, so it meets no other server and opens no
port. PostgreSQL refuses to run as root: root starts it as the user `postgres` (or `nobody`).
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Tests may lose everything at a power cut, so nothing waits for the disk.
CAREFREE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> Path | None:
    """The folder with PostgreSQL's programs, the newest where there are several."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: int(path.parts[-3]), default=None)
    return newest.parent if newest else None


def owner() -> str | None:
    """The user that runs the server: None for the one who runs this, another where that is root."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextlib.contextmanager
def server() -> Iterator[str]:
    """A running server; gives its address."""
    found = programs()
    if found is None:
        subprocess.run([ROOT / "workshop" / "debian.sh", "postgresql"], check=False, stdin=subprocess.DEVNULL)
        found = programs()
    if found is None:
        raise SystemExit("PostgreSQL is not installed (Debian, Ubuntu: sudo apt-get install postgresql).")
    user = owner()
    # A socket's path may have 107 characters, so not under a long TMPDIR.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        if user:
            shutil.chown(folder, user)
        cluster = f"{folder}/cluster"

        def tell(*command: str | Path) -> None:
            # A file, not a pipe: the server keeps what it inherits open, and a pipe would never end.
            with tempfile.TemporaryFile() as said:
                done = subprocess.run(
                    command, user=user, cwd=folder, check=False, stdin=subprocess.DEVNULL, stdout=said, stderr=said
                )
                if done.returncode:
                    said.seek(0)
                    raise SystemExit(f"PostgreSQL did not start.\n{said.read().decode()}")

        tell(found / "initdb", "--pgdata", cluster, "--username=tester", "--auth=trust", "--encoding=UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses= {CAREFREE}"
        tell(found / "pg_ctl", "--pgdata", cluster, "--wait", "--log", f"{folder}/log", "--options", options, "start")
        try:
            tell(found / "createdb", "--host", folder, "--username=tester", "stemagenda")
            yield f"postgres://tester@/stemagenda?host={folder}"
        finally:
            tell(found / "pg_ctl", "--pgdata", cluster, "--wait", "--mode=immediate", "stop")


def main() -> int:
    """Run the command given, with the server's address in its environment."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as address:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
