"""Write the specimens to a folder: python -m tests.specimens OUT [--forms pdf docx] [--languages en zh]."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from tests.specimens import LANGUAGES, specimens
from tests.specimens.forms import FORMS


def write(out: Path, forms: list[str], languages: list[str]) -> Iterator[Path]:
    """The files written, named like registers-i.en.pdf."""
    out.mkdir(parents=True, exist_ok=True)
    for specimen in specimens():
        for version in specimen.versions():
            if version.language not in languages:
                continue
            for name in forms:
                path = out / f"{version}.{FORMS[name].ending}"
                path.write_bytes(FORMS[name].write(version))
                yield path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.specimens", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--forms", nargs="+", choices=sorted(FORMS), default=list(FORMS))
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))
    chosen = parser.parse_args()
    count = sum(1 for _ in write(chosen.out, chosen.forms, chosen.languages))
    print(f"{count} files in {chosen.out}")


if __name__ == "__main__":
    main()
