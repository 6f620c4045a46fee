"""Figures of accuracy on the real documents beside the repository, by the scorer that lies with them.

`python -m tests.accuracy` prints them beside their floors; `--raise` lifts the floors to what is measured. A floor is
lowered by hand only, with the reason in the commit.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

import operative

FLOORS = Path(__file__).with_name("floors.json")
FIGURES = ("paragraph exact", "footnote text", "footnote anchor", "cited symbols", "symbol", "title", "adopted")
ENGLISH = ("addressees", "agenda item title")  # the labels print them in English


def scorer(shared: Path) -> ModuleType:
    """The scorer, loaded from beside the documents."""
    spec = importlib.util.spec_from_file_location("score", shared / "score" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path | bytes, source: str) -> dict[str, Any]:
    """The record of a document, as JSON has it."""
    return {**msgspec.to_builtins(operative.read(path)), "source": source}


def collections(shared: Path) -> Iterator[tuple[str, list[dict[str, Any]], list[dict[str, Any]]]]:
    """The name, the gold and the records of every collection: seeds, extracts by style and language, files, XML."""
    corpus = shared / "corpus"
    yield "seeds", gold(corpus / "seeds"), [read(path, path.name) for path in sorted((corpus / "seeds").glob("*.txt"))]
    extracts = gold(corpus / "extracts")
    records = {one["file"]: read(corpus / "extracts" / one["language"] / one["file"], one["file"]) for one in extracts}
    for key in ("style", "language"):
        for value in sorted({one[key] for one in extracts}):
            chosen = [one for one in extracts if one[key] == value]
            yield f"extracts/{value}", chosen, [records[one["file"]] for one in chosen]
    for form in ("docx", "pdf", "html"):
        paths = sorted((corpus / "files" / form).rglob(f"*.{form}"))
        stems = {path.stem for path in paths}
        chosen = [one for one in gold(corpus / "files") if Path(one["file"]).stem in stems]
        yield f"files/{form}", chosen, [read(path, path.name) for path in paths]
    yield "xml", *official(corpus, extracts)


def labelled(shared: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The name and the records of the resolutions whose acts are labelled by hand, by language."""
    numbers = "|".join(re.sub(r"A/RES/(\d+)/(\d+).*", r"\1_\2", one["symbol"]) for one in labels(shared))
    wanted = re.compile(rf"(?<!\d)(?:{numbers})(?!\d)")
    records: dict[str, list[dict[str, Any]]] = {}
    for archive in sorted((shared / "corpus" / "akn4un").glob("*.zip")):
        with zipfile.ZipFile(archive) as files:
            for name in files.namelist():
                _, language, base = name.split("/")
                if wanted.search(base):
                    records.setdefault(language, []).extend(
                        msgspec.to_builtins(record) for record in operative.read_all(files.read(name))
                    )
    yield from ((f"acts/{language}", found) for language, found in sorted(records.items()))


def labels(shared: Path) -> list[dict[str, Any]]:
    """The resolutions labelled by hand."""
    found: list[dict[str, Any]] = json.loads((shared / "corpus" / "labels" / "acts-dev.json").read_text("utf-8"))
    return found


def gold(folder: Path) -> list[dict[str, Any]]:
    """The answers that lie in a folder."""
    return [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


def official(corpus: Path, extracts: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The official XML that the extracts were printed from, with the same answers."""
    answers = {f"{one['file'].rsplit('.', 2)[0]}.xml": one for one in extracts}
    records = []
    for archive in sorted((corpus / "akn4un").glob("*.zip")):
        with zipfile.ZipFile(archive) as files:
            for name in files.namelist():
                if Path(name).name in answers:
                    records.append(read(files.read(name), Path(name).name))
    return [{**one, "file": name} for name, one in answers.items()], records


def measured(shared: Path) -> dict[str, dict[str, float]]:
    """F1 by collection and figure."""
    score = scorer(shared)
    found = {
        name: {figure: table[figure]["f1"] for figure in FIGURES}
        for name, answers, records in collections(shared)
        for table in [score.structure(answers, records)]
    }
    for name, records in labelled(shared):
        # the figures that only English answers is asked for are not of the others' tables
        table = score.acts(labels(shared), records)
        figures = table if name.endswith("en") else [figure for figure in table if figure not in ENGLISH]
        found[name] = {figure: table[figure]["f1"] for figure in figures}
    return found


def main() -> None:
    """Prints every figure beside its floor, and lifts the floors if asked to."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    found = measured(Path(os.environ.get("OPERATIVE_SHARED", Path(__file__).resolve().parents[2] / "shared")))
    for name, figures in found.items():
        for figure, value in figures.items():
            floor = floors.get(name, {}).get(figure, 0.0)
            print(f"{name:18} {figure:16} {value:.4f}  floor {floor:.4f}{'  BELOW' if value < floor else ''}")
            floors.setdefault(name, {})[figure] = max(floor, value)
    if "--raise" in sys.argv:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
