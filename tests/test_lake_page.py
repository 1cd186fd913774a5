"""docs/lakes.md: each command runs, and what it shows is what the program says."""

import json
import re
from pathlib import Path

import pytest

from coalition_cli.index.tables import list_fields
from coalition_cli.lake.layout import TABLES
from coalition_cli.model import SECTIONS, Type
from coalition_cli.query.question import is_textual
from coalition_cli.query.tables import key_of, order_of

from . import lake_page
from .lakes import NEEDED

pytest.importorskip("duckdb", reason=NEEDED)

TEXT = lake_page.PAGE.read_text(encoding="utf-8")
ENGINE = "sc://localhost:15002"  # of the page
# What no test runs: it installs, or starts a server. Tests start Sail on a port that is free.
STARTING = ("pip install", "sail spark server", "$SPARK_HOME")
BLOCKS = list(lake_page.commands())
RUN = [block for block in BLOCKS if not any(words in block for words in STARTING)]


def test_the_tables_are_those_of_a_lake() -> None:
    assert f"\n\n{lake_page.tables()}\n" in TEXT
    named = re.findall(r"`(\w+)`", lake_page.tables())
    assert TABLES.keys() - set(named) == set()


def test_a_text_has_beside_it_what_the_page_says() -> None:
    for name in TABLES.keys() & SECTIONS.keys():
        section = SECTIONS[name]
        textual = [field for field in section.fields if is_textual(field)]
        short = [field for field in textual if field.type not in (Type.ID, Type.TEXT)]
        orders = {order_of(field.name) for field in textual}
        keys = {key_of(field.name) for field in short if field not in list_fields(section)}
        assert {fold.name for fold in TABLES[name].folds} == orders | keys


@pytest.mark.slow
def test_what_is_refused_is_refused_in_these_words() -> None:
    assert lake_page.refusals() in TEXT


@pytest.mark.slow
def test_a_manifest_looks_so(tmp_path: Path) -> None:
    [shown] = re.findall(r"^```json\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    lake_page.prepare(tmp_path)
    lake_page.bash("coalition export lake claims.lake -d claims/", tmp_path)
    real = json.loads((tmp_path / "claims.lake" / "manifest.json").read_bytes())
    told = json.loads(shown)
    assert told.keys() == real.keys()
    assert told["made_by"].keys() == real["made_by"].keys()
    assert told["searched"].items() <= real["searched"].items()
    [[file]], [[of_lake]] = [[each["tables"]["claims"]] for each in (told, real)]
    assert {**file, "bytes": 0} == {**of_lake, "bytes": 0}


def test_most_of_the_commands_run() -> None:
    assert (len(RUN), len(BLOCKS) - len(RUN)) == (8, 4)


@pytest.mark.slow
def test_the_commands_run_one_after_the_other(server: str, tmp_path: Path) -> None:
    lake_page.prepare(tmp_path)
    told = [lake_page.bash(block.replace(ENGINE, server), tmp_path).stdout for block in RUN]
    assert all(told[2:4])
    both = "coalition claims --count -d claims.lake; coalition speakers --count -d reports.lake"
    # The claims of the example, of March, of April and of May; one speaker of two months.
    assert lake_page.bash(both, tmp_path).stdout == "31\n1\n"
