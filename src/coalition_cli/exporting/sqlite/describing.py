"""What Datasette says of the tables: titles, descriptions, facets, order and labels.

It takes that from a file and not from a database. So the database has the text of such a file, in a
view, which looks at how the database itself is called: `datasette FILE -m` takes it from there.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .searching import SEARCHED
from .tables import Table
from .views import VIEWS

_ABOUT = """\
CREATE TABLE "about" ( -- what each table and view has, and how Datasette shows it
  "name" TEXT PRIMARY KEY NOT NULL, -- of the table or view
  "description" TEXT, -- what it has
  "datasette" TEXT -- its settings in a metadata file of Datasette, as JSON
)"""
# The name of the file without its folder and its ending, as Datasette calls the database.
_FILE = "replace((SELECT file FROM pragma_database_list WHERE name = 'main'), char(92), '/')"
_NAME = (
    f"(SELECT replace(path, rtrim(path, replace(path, '/', '')), '') FROM (SELECT {_FILE} AS path))"
)
_STEM = (
    "(SELECT CASE WHEN instr(name, '.') THEN rtrim(rtrim(name, replace(name, '.', '')), '.')"
    f" ELSE name END FROM (SELECT {_NAME} AS name))"
)
_DESCRIPTION = (
    "Who said what, on whose authority, in which words. Confidence rates the sourcing: how sure it"
    " is that this speaker made the claim, as worded. It does not say whether the claim is true."
)
_METADATA = f"""\
CREATE VIEW "metadata" AS -- the text of a metadata file for Datasette
SELECT json_object(
  'title', coalesce((SELECT title FROM file), 'Claims'),
  'description', '{_DESCRIPTION}',
  'databases', json_object({_STEM}, json_object(
    'tables', (SELECT json_group_object(name, json(datasette)) FROM about)))
) AS json"""


def describe(tables: Mapping[str, Table]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the statements that describe all tables and views, with their values."""
    yield _ABOUT, ()
    for name, (meaning, settings) in {**_of_tables(tables), **_of_views()}.items():
        shown = json.dumps({"description": meaning, **settings}, ensure_ascii=False)
        yield "INSERT INTO about VALUES (?, ?, ?)", (name, meaning, shown)
    yield _METADATA, ()


def _of_tables(tables: Mapping[str, Table]) -> dict[str, tuple[str, dict[str, Any]]]:
    return {name: (table.meaning, _settings(table)) for name, table in tables.items()}


def _settings(table: Table) -> dict[str, Any]:
    names = [column.name for column in table.columns]
    settings: dict[str, Any] = {
        "columns": {column.name: column.meaning for column in table.columns},
        "facets": [column.name for column in table.columns if column.is_faceted],
    }
    if "title" in names:
        settings["label_column"] = "title"
    if "date" in names:
        settings["sort_desc"] = "date"
    return settings


def _of_views() -> dict[str, tuple[str, dict[str, Any]]]:
    seen: dict[str, tuple[str, dict[str, Any]]]
    seen = {name: (meaning, {}) for name, (meaning, _) in VIEWS.items()}
    searched = {
        f"{name}_searched": (f"what search looks through in {name}", {"hidden": True})
        for name in SEARCHED
    }
    return {
        **seen,
        **searched,
        "about": ("what each table and view has", {}),
        "metadata": ("the text of a metadata file for Datasette", {"hidden": True}),
    }
