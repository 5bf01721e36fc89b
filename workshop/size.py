"""Measure the base install: what the run lock puts on disk, package by package.

The bar is 450 MB; README states the total. Measured in an environment of its own, made in .cache and thrown away.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / ".cache" / "size"
BAR = 450_000_000


def weigh(folder: Path) -> int:
    """Bytes of all files in a folder, or of one file."""
    if folder.is_file():
        return folder.stat().st_size
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def main() -> int:
    """Install, weigh, print; 1 when over the bar."""
    shutil.rmtree(PLACE, ignore_errors=True)
    uv = shutil.which("uv")
    made = [uv, "venv", "--quiet", "--python", sys.executable, PLACE] if uv else [sys.executable, "-m", "venv", PLACE]
    subprocess.run(made, check=True)
    python = PLACE / "bin" / "python"
    pip = [uv, "pip", "install", "--python", python] if uv else [python, "-m", "pip", "install"]
    lock = ROOT / "requirements" / "run.txt"
    done = subprocess.run([*pip, "--require-hashes", "-r", lock], check=False, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
        return done.returncode
    site = next((PLACE / "lib").glob("python*/site-packages"))
    packages = {path.name: weigh(path) for path in site.iterdir()}
    packages["stemagenda"] = weigh(ROOT / "src" / "stemagenda")
    total = sum(packages.values())
    for name, size in sorted(packages.items(), key=lambda item: -item[1])[:12]:
        print(f"{size / 1e6:8.1f} MB  {name}")
    print(f"{total / 1e6:8.1f} MB  in all (bar: {BAR / 1e6:.0f} MB)")
    shutil.rmtree(PLACE, ignore_errors=True)
    return 0 if total <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
