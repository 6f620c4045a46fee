"""The house stands as it was drawn: data goes one way, names are told, files stay small."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import operative

PACKAGE = Path(operative.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

# From the spring to the mouth. A room may import from itself and from those before it.
ROOMS = [
    "record",
    "symbols",
    "sessions",
    "languages",
    "reading",
    "structure",
    "meaning",
    "alignment",
    "registry",
    "exports",
    "batch",
    "web",
    "cli",
]
# Stands above the house: `operative.read` and `python -m operative`.
DOORS = {"__init__.py", "__main__.py"}


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[tuple[str, int]]:
    """The rooms that a module imports from, wherever in it, with the line."""
    package = ("operative", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            targets = [f"{module}.{alias.name}" for alias in node.names]
        else:
            continue
        for target in targets:
            parts = target.split(".")
            if parts[0] == "operative" and len(parts) > 1 and not parts[1].startswith("__"):
                yield parts[1], node.lineno


@pytest.mark.parametrize("path", [path for path in MODULES if name(path) not in DOORS], ids=name)
def test_nothing_imports_from_downstream(path: Path) -> None:
    here = room(path)
    assert here in ROOMS, "a new room needs its place in the list, and in the design"
    wrong = [(other, line) for other, line in imported_rooms(path) if ROOMS.index(other) > ROOMS.index(here)]
    # A worker of the batch room does what `operative.read` does; all it needs lies upstream of it.
    assert not wrong


def test_the_check_of_imports_sees_them() -> None:
    imported = {other for other, _ in imported_rooms(PACKAGE / "batch" / "worker.py")}
    assert imported >= {"record", "reading", "structure", "meaning"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 500


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_public_things_say_what_they_are(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module says what it holds"
    for node in _public(tree):
        assert ast.get_docstring(node), f"line {node.lineno}: {node.name} has no docstring"
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.returns is not None, f"line {node.lineno}: {node.name} doesn't say what comes back"
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            bare = [argument.arg for argument in arguments if argument.annotation is None]
            assert set(bare) <= {"self", "cls"}, f"line {node.lineno}: {node.name}: {bare} have no types"


def _public(tree: ast.Module) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """Classes, functions and methods that others may use: those whose names, and whose class's, have no underscore."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    inner
                    for inner in node.body
                    if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and not inner.name.startswith("_")
                )


def test_what_the_package_offers_is_what_it_says() -> None:
    offered = {
        key
        for key, value in vars(import_module("operative")).items()
        if not key.startswith("_") and getattr(value, "__module__", "").startswith("operative")
    }
    assert offered <= set(operative.__all__)  # the registry is imported when it is asked for
    assert all(inspect.getdoc(getattr(operative, key)) for key in operative.__all__)


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) != "languages"], ids=name)
def test_words_of_a_language_are_in_its_data_file(path: Path) -> None:
    """No module holds words in Arabic, Chinese or Cyrillic script: they are data. Single characters may be of use."""
    allowed = {"exports/html.py"}  # the languages' own names, for the reader to choose from
    if name(path) in allowed:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            words = [word for word in node.value.split() if _is_word(word)]
            assert not words, f"line {node.lineno}"


def _is_word(text: str) -> bool:
    """Whether it looks like a word in one of these scripts; a pattern's set, an alphabet or a table is none."""
    foreign = [character for character in text if _is_letter(character)]
    alphabet = len(set(text)) == len(text) > 8
    least = 2 if foreign and foreign[0] >= "\u4e00" else 3
    return len(foreign) >= least and not alphabet and not set("[-\\abcdefghijklmnopqrstuvwxyz") & set(text)


def _is_letter(character: str) -> bool:
    """Whether it is such a script's letter: not a digit or numeral, not a capital that looks like a Latin one."""
    scripts = (("\u0400", "\u052f"), ("\u0600", "\u06ff"), ("\u4e00", "\u9fff"))
    inside = any(first <= character <= last for first, last in scripts)
    return inside and character.isalpha() and not character.isnumeric() and not character.isupper()
