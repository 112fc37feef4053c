"""Take the pictures of the pages anew and accept them, by hand, after looking at what changed:

python -m tests.pictures.accepting [light dark large spanish …]

Says how unlike the pictures accepted before each one is; look at the new ones before they are committed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from tests.pictures.comparing import ALLOWED, unlike

ROOT = Path(__file__).resolve().parents[2]
ACCEPTED = ROOT / "tests" / "golden" / "pages"


@dataclass(frozen=True)
class Variation:
    """One way to look at the pages: theme, text size [%] and language."""

    theme: str
    percent: int = 100
    language: str = "en"


VARIATIONS = {
    "light": Variation("light"),
    "dark": Variation("dark"),
    "large": Variation("light", percent=200),
    "spanish": Variation("light", language="es"),
}


def take(name: str, folder: Path, *pages: str) -> None:
    """Take the pages of a variation in a process of its own: a process has one language and one text size.

    Raises
    ------
    RuntimeError
        When the window could not be opened, with what it said.
    """
    variation = VARIATIONS[name]
    environment = {**os.environ, "HEADWAY_LANGUAGE": variation.language, "PYTHONPATH": str(ROOT)}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "HEADWAY_NUMBERS": "us", "HEADWAY_DAYS": "words"}
    words = ["tests.pictures.pages", str(folder), variation.theme, str(variation.percent), *pages]
    done = subprocess.run(
        [sys.executable, "-m", *words], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)


def main() -> None:
    """Accept the variations named, or all."""
    for name in sys.argv[1:] or VARIATIONS:
        folder = ACCEPTED / name
        folder.mkdir(parents=True, exist_ok=True)
        before = {path.stem: QImage(str(path)) for path in folder.glob("*.png")}
        for path in folder.glob("*.png"):
            path.unlink()
        take(name, folder)
        for path in sorted(folder.glob("*.png")):
            share = unlike(before.get(path.stem, QImage()), QImage(str(path)))
            word = "new" if path.stem not in before else "OTHER" if share > ALLOWED else "as before"
            print(f"{name:8} {path.stem:12} {path.stat().st_size / 1000:5.1f} kB  {share:6.1%}  {word}")


if __name__ == "__main__":
    main()
