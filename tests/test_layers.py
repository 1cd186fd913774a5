"""The rooms of the package, and who may call whom."""

import ast
from collections.abc import Iterator
from pathlib import Path

from rich.errors import StyleSyntaxError
from rich.style import Style

import coalition_cli

PACKAGE = Path(coalition_cli.__file__).parent

# A room knows those before it, never those behind it.
ROOMS = [
    "words",
    "model",
    "schema_org",
    "verifying",
    "reading",
    "extracting",
    "attributing",
    "project",
    "checking",
    "leaking",
    "writing",
    "rewriting",
    "query",
    "index",
    "lake",
    "cache",
    "answers",
    "drafting",
    "editing",
    "importing",
    "assembling",
    "reviewing",
    "json_schema",
    "starting",
    "__init__",  # the door for Python, open to answers
    "formats",
    "publishing",
    "manual",
    "presenting",
    "prompting",
    "browsing",
    "page",
    "exporting",
    "commands",
    "cli",
    "__main__",
]
# The one room that a library is at home in.
HOMES = {
    "yaml": {"reading"},
    "msgspec": {"reading"},
    "tomllib": {"project"},
    "duckdb": {"lake"},
    "pyspark": {"lake"},
    "sqlite3": {"index", "cache", "exporting"},
    "rich": {"presenting"},
    "prompt_toolkit": {"prompting"},
    "csv": {"formats", "importing", "exporting"},
    "python_calamine": {"importing"},
    "rapidfuzz": {"words"},
    "selectolax": {"extracting"},
    "markdown_it": {"extracting", "page"},
    "textual": {"browsing"},
    "jinja2": {"page"},
    "markupsafe": {"page"},
    "typer": {"commands", "cli", "__main__"},
}


def imports() -> Iterator[tuple[str, str, bool]]:
    """Yield each import: the room it stands in, what it names, whether that is our own."""
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE).with_suffix("").parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield inside[0], alias.name.partition(".")[0], False
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                yield inside[0], str(node.module).partition(".")[0], False
            elif isinstance(node, ast.ImportFrom):
                where = [*inside[: len(inside) - node.level], *(node.module or "").split(".")]
                names = [alias.name for alias in node.names] if where == [""] else where[:1]
                for name in names:
                    yield inside[0], name, True


def test_every_module_has_a_room() -> None:
    modules = {path.relative_to(PACKAGE).parts[0] for path in PACKAGE.rglob("*.py")}
    assert {name.removesuffix(".py") for name in modules} == set(ROOMS)


def test_imports_point_one_way() -> None:
    order = {room: number for number, room in enumerate(ROOMS)}
    own = [(room, name) for room, name, ours in imports() if ours and name != "__version__"]
    assert len(own) > 100
    assert [pair for pair in own if order[pair[0]] < order[pair[1]]] == []


def test_each_library_has_one_home() -> None:
    found = [(room, name) for room, name, ours in imports() if not ours and name in HOMES]
    assert {name for _, name in found} == set(HOMES)
    assert [(room, name) for room, name in found if room not in HOMES[name]] == []


def colours() -> Iterator[str]:
    """Yield the colours of all styles that are named on the way to a screen."""
    for path in (PACKAGE / "presenting").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                try:
                    style = Style.parse(node.value)
                except StyleSyntaxError:
                    continue
                yield from (one.name for one in (style.color, style.bgcolor) if one)


def test_colours_can_be_read_on_light_and_on_dark_backgrounds() -> None:
    assert set(colours()) == {"cyan", "magenta", "green", "red"}
