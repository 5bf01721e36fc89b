"""Bring axe-core, the accessibility checker the browser tests put into pages, into .cache/axe.

It comes from the npm registry by npm's own client and is checked against the fingerprint below. It is used by tests
only: the site itself needs neither npm nor Node.
"""

import base64
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = "4.14.1"
SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
SCRIPT = ROOT / ".cache" / "axe" / f"axe-{VERSION}.min.js"


def main() -> int:
    """Fetch, check, unpack; nothing to do when it is there."""
    if SCRIPT.exists():
        return 0
    if not shutil.which("npm"):
        subprocess.run([ROOT / "workshop" / "debian.sh", "npm"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", "--pack-destination", folder, f"axe-core@{VERSION}"],
            check=True,
            cwd=folder,
            env={**os.environ, "npm_config_cache": str(ROOT / ".cache" / "npm"), "npm_config_update_notifier": "false"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        packed = next(Path(folder).glob("axe-core-*.tgz")).read_bytes()
    found = base64.b64encode(hashlib.sha512(packed).digest()).decode()
    if found != SHA512:
        print(f"axe-core {VERSION} is not the file it was: sha512 {found}, expected {SHA512}.", file=sys.stderr)
        return 1
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        member = archive.extractfile("package/axe.min.js")
        if member is None:
            raise FileNotFoundError("axe.min.js in the axe-core package")
        SCRIPT.parent.mkdir(parents=True, exist_ok=True)
        SCRIPT.write_bytes(member.read())
    return 0


if __name__ == "__main__":
    sys.exit(main())
