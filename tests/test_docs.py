"""The documentation is complete and true: every field, code and option is told, every example and link works."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import msgspec
import pytest

import operative
from operative import record
from operative.alignment import comparison
from operative.cli import cli
from operative.registry import Registry, followup
from tests.reference import PAGES, REFERENCE

ROOT = REFERENCE.parents[1]
PAGES_OF_WORDS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
STRUCTS = [
    (page, value)
    for page, module in (("record.md", record), ("comparison.md", comparison))
    for value in vars(module).values()
    if isinstance(value, type) and issubclass(value, record.Struct) and value.__module__ == module.__name__
    if value is not record.Struct
]


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_up_to_date(name: str) -> None:
    assert (REFERENCE / name).read_text(encoding="utf-8") == PAGES[name](), "run `make reference` and commit the result"


@pytest.mark.parametrize(("page", "struct"), STRUCTS, ids=lambda value: getattr(value, "__name__", value))
def test_every_field_is_described(page: str, struct: type[msgspec.Struct]) -> None:
    text = (REFERENCE / page).read_text(encoding="utf-8")
    section = re.search(rf"^## {struct.__name__}$(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert section, "it has no section"
    described = re.findall(r"^\| `(\w+)` \|", section[1], re.M)
    assert described == [field.encode_name for field in msgspec.structs.fields(struct)]


def warning_codes() -> set[str]:
    """The codes that the package gives warnings with: Warning(code=...) and pairs of code and message."""
    found: set[str] = set()
    for path in Path(operative.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Warning":
                found |= {
                    str(k.value.value) for k in node.keywords if k.arg == "code" and isinstance(k.value, ast.Constant)
                }
            if isinstance(node, ast.Tuple) and len(node.elts) == 2:
                code, message = node.elts
                if isinstance(code, ast.Constant) and isinstance(code.value, str) and _is_message(message, code.value):
                    found.add(code.value)
    return found


def _is_message(node: ast.expr, code: str) -> bool:
    """Whether what stands beside a code may be its message: a sentence, or a name for one."""
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code):
        return False
    if isinstance(node, ast.Name):
        return "-" in code
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.count(" ") > 2
    )


def test_every_warning_is_described_and_no_other() -> None:
    text = (REFERENCE / "warnings.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| `([a-z-]+)` \|", text, re.M)
    assert described == sorted(described)
    assert set(described) == warning_codes()


def test_every_option_has_help() -> None:
    for command in cli.commands.values():
        for parameter in command.params:
            assert parameter.param_type_name == "argument" or getattr(parameter, "help", None), parameter.name


@pytest.mark.parametrize("page", PAGES_OF_WORDS, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_python_examples_hold(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", text):
        assert (page.parent / target).exists(), target
    for example in re.findall(r"^```python\n(.*?)^```", text, re.M | re.S):
        ast.parse(example)


def test_every_command_is_shown_in_use() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in PAGES_OF_WORDS if page.parent != REFERENCE)
    assert not [name for name in cli.commands if not re.search(rf"^    (?:\S*/)?operative {name}\b", pages, re.M)]


def test_every_status_is_described() -> None:
    assert set(followup.STATUSES) == set(get_args(followup.Status))


def test_the_registry_stands_beside_read_and_is_imported_when_asked_for() -> None:
    assert operative.Registry is Registry
    quick = "import sys, operative; assert 'sqlalchemy' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", quick], check=False).returncode == 0
    with pytest.raises(AttributeError, match="Register"):
        operative.Register  # noqa: B018


def test_commands_in_the_documentation_exist() -> None:
    for page in PAGES_OF_WORDS:
        for name in re.findall(r"^    (?:\S*/)?operative (\w[\w-]*)", page.read_text(encoding="utf-8"), re.M):
            assert name in cli.commands
