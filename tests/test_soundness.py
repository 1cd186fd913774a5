"""Records that do not fit together: `check` says so, and no other command answers.

Checking says of the files what is wrong and where; an index asks its own tables whether anything
is. Both follow the same rules: one table of small corpora holds them to it, read as a whole and
brought up to date.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.cache import making
from coalition_cli.checking.references import HARD_REFERENCES
from coalition_cli.model import FILE_SECTIONS, SECTIONS

from .cases import LEAST, file_with, record_with
from .conftest import Run, errors

Files = Mapping[str, object]  # by name: what a file states

# What is there from the beginning, and stays: a record of each section, and all fit together.
BASE: dict[str, list[dict[str, object]]] = {
    "sources": [{"id": "base-source"}],
    "articles": [{"id": "base-article", "retells": ["base-original"]}, {"id": "base-original"}],
    "speakers": [{"id": "base-speaker", "name": "N"}],
    "claims": [{"id": "base-claim", "text": "T", "appearances": [{"article": "base-article"}]}],
    "facts": [{"id": "base-fact", "text": "T", "supports": ["base-claim"]}],
    "members": [{"country": "GB", "facts": ["base-fact"], "claims": ["base-claim"]}],
}


def retellings(**retold: str) -> Files:
    """Return a file for each article, with those that it retells: a="b c"."""
    return {
        f"{key}.yaml": {"articles": [{"id": key, "retells": keys.split()}]}
        for key, keys in retold.items()
    }


def _broken() -> dict[str, tuple[str, Files]]:
    """Return what has a problem: by a name, its code and the files."""
    cases: dict[str, tuple[str, Files]] = {}
    for name, fields in HARD_REFERENCES.items():
        for field, target in fields:
            many = SECTIONS[name].field(field).many
            known = {
                "articles": "base-article",
                "claims": "base-claim",
                "facts": "base-fact",
                "sources": "base-source",
                "speakers": "base-speaker",
            }
            for nth in (0, 1) if many else (0,):
                value = [known[target], "nowhere"][1 - nth :] if many else "nowhere"
                stated = file_with(name, record_with(name, field, value))
                files = {"more.yaml": {"articles": [{"id": "r"}], **stated}}
                cases[f"{name}.{field} {nth}"] = "unknown-reference", files
    for name in FILE_SECTIONS:
        key = SECTIONS[name].key
        record = LEAST[name]
        twice = {name: [record, record]}
        cases[f"{name} twice in a file"] = "repeated-id", {"more.yaml": twice}
        apart = {"b.yaml": {name: [record]}, "c.json": {name: [record]}}
        cases[f"{name} in two files"] = "repeated-id", apart
        [first, *_] = BASE[name]
        there = {"more.yaml": {name: [{**record, key: first[key]}]}}
        cases[f"{name} as in the base"] = "repeated-id", there
    extract = [{"id": "c", "text": "T"}]
    cases["claims of an extract"] = "repeated-id", {"b.json": extract, "c.json": extract}
    seen = [{"id": "c", "text": "T", "appearances": [{"article": "nowhere"}]}]
    cases["an extract among articles"] = "unknown-reference", {"c.json": seen}
    circles: dict[str, Files] = {
        "one": retellings(a="a"),
        "one of two": retellings(a="base-original a"),
        "two": retellings(a="b", b="a"),
        "three": retellings(a="b", b="c", c="a"),
        "one behind a chain": retellings(a="b", b="c", c="d", d="c"),
        "two that share an article": retellings(a="b c", b="a", c="a"),
        "one in a file": {
            "more.yaml": {
                "articles": [
                    {"id": "a", "retells": ["b"]},
                    {"id": "b", "retells": ["base-article", "a"]},
                ]
            }
        },
    }
    for name, retold in circles.items():
        cases[f"a circle of {name}"] = "circular-retelling", retold
    return cases | _wrongly_called()


def _wrongly_called() -> dict[str, tuple[str, Files]]:
    """Return records that go by the name of another, and an unnamed speaker who is told apart."""
    cases: dict[str, tuple[str, Files]] = {}
    for name, base in (("sources", "base-source"), ("speakers", "base-speaker")):
        other = {"id": "Other", "name": "The Löwe"}
        for what, alias in (("id", "otheR"), ("name", "the  LÖWE"), ("alias", "Lion")):
            lion = {**other, "aliases": ["LION"]}
            records = [{**LEAST[name], "aliases": ["x", alias]}, lion]
            cases[f"an alias that is the {what} in {name}"] = (
                "repeated-alias",
                {"more.yaml": {name: records}},
            )
            apart = {"b.yaml": {name: records[1:]}, "c.json": {name: records[:1]}}
            cases[f"an alias that is the {what} in {name}, apart"] = "repeated-alias", apart
        of_base = {**LEAST[name], "aliases": [base.upper()]}
        cases[f"an alias that is an id of the base in {name}"] = (
            "repeated-alias",
            {"more.yaml": {name: [of_base]}},
        )
        own = [{**LEAST[name], "name": "A", "aliases": ["a"]}, {"id": "b", "name": "A"}]
        cases[f"an alias like two names in {name}"] = "repeated-alias", {"more.yaml": {name: own}}
    unnamed = {"id": "unnamed", "description": "a clerk"}
    told = {**LEAST["speakers"], "not_same": ["unnamed"]}
    for kept in (unnamed, {**unnamed, "anonymous": True}):
        files = {"b.yaml": {"speakers": [told]}, "c.yaml": {"speakers": [kept]}}
        cases[f"an unnamed speaker of {len(kept)} keys"] = "not-same-unnamed", files
    return cases


BROKEN = _broken()
SOUND: dict[str, Files] = {
    "a chain": retellings(a="b", b="c", c="base-article"),
    "two ways to one": retellings(a="b c", b="d", c="d", d="base-original"),
    "ids that differ in case": {"more.yaml": {"claims": [{"id": "Base-Claim", "text": "T"}]}},
    "an id of two sections": {"more.yaml": {"facts": [{"id": "base-claim", "text": "T"}]}},
    "names that nothing declares": {
        "more.yaml": {
            "claims": [{"id": "c", "text": "T", "speaker": "Ann", "source": "x", "topics": ["t"]}]
        }
    },
    "aliases of one record": {
        "more.yaml": {"sources": [{"id": "s", "name": "S", "aliases": ["s", "S", "Š"]}]}
    },
    "an alias of two sections": {
        "more.yaml": {
            "sources": [{"id": "s", "aliases": ["base-speaker", "X"]}],
            "speakers": [{"id": "p", "name": "P", "aliases": ["base-source", "X"]}],
        }
    },
    "an alias that is what an unnamed speaker is called": {
        "more.yaml": {
            "speakers": [
                {"id": "p", "name": "P", "aliases": ["a clerk"], "not_same": ["base-speaker"]},
                {"id": "q", "description": "a clerk"},
            ]
        }
    },
    "an extract": {
        "c.json": [{"id": "c", "text": "T", "appearances": [{"article": "base-article"}]}]
    },
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "claims"


def write(folder: Path, files: Files) -> None:
    """Write files as JSON, which YAML is too."""
    folder.mkdir(exist_ok=True)
    for name, stated in files.items():
        (folder / name).write_text(json.dumps(stated), encoding="utf-8")


@pytest.fixture
def updates(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Gather a thing for each index that is brought up to date."""
    done: list[object] = []

    update = making._updated

    def updated(*arguments: Any) -> Any:
        done.append(arguments)
        return update(*arguments)

    monkeypatch.setattr(making, "_updated", updated)
    return done


Read = Callable[[Run, Path, Files], None]


def as_a_whole(coalition: Run, folder: Path, files: Files) -> None:
    """Write all at once."""
    write(folder, {"base.yaml": BASE, **files})


def brought_up_to_date(coalition: Run, folder: Path, files: Files) -> None:
    """Have an index of the base, before the rest comes."""
    write(folder, {"base.yaml": BASE, **{name: {} for name in files}})
    assert coalition("claims", "-d", folder, "--count") == (0, "1\n", "")
    write(folder, files)


READ = pytest.mark.parametrize(("read", "times"), [(as_a_whole, 0), (brought_up_to_date, 1)])


@READ
@pytest.mark.parametrize("name", BROKEN)
def test_no_command_answers_from_what_check_refuses(
    coalition: Run, folder: Path, updates: list[object], name: str, read: Read, times: int
) -> None:
    code, files = BROKEN[name]
    read(coalition, folder, files)
    asked = coalition("claims", "-d", folder)
    assert len(updates) == times
    checked = errors(coalition, folder)
    assert checked.code == 1
    assert {line.split(": ")[1] for line in checked.out.splitlines()[::2]} == {code}
    assert (asked.code, asked.out) == (3, "")
    count = len(checked.out.splitlines()) // 2
    said = "1 problem" if count == 1 else f"{count} problems"
    hint = "--keep-going answers from the files without errors\n"
    assert asked.err == f"{checked.out}coalition: {said}\n{hint}"
    partly = coalition("claims", "-d", folder, "--keep-going", "--fields", "file")
    assert partly.code == 0
    broken = {line.split(":")[0] for line in checked.out.splitlines()[::2]}
    assert {line.split(":")[0].strip() for line in partly.err.splitlines()[1:]} == broken
    assert broken.isdisjoint(partly.out.splitlines())
    write(folder, {name: {} for name in files})
    assert coalition("claims", "-d", folder, "--count") == (0, "1\n", "")


@READ
@pytest.mark.parametrize("name", SOUND)
def test_what_check_takes_is_answered_from(
    coalition: Run, folder: Path, updates: list[object], name: str, read: Read, times: int
) -> None:
    read(coalition, folder, SOUND[name])
    asked = coalition("claims", "-d", folder, "--count")
    assert (asked.code, asked.err) == (0, "")
    assert len(updates) == times
    assert errors(coalition, folder).code == 0


def test_extracts_alone_may_lead_out_of_the_data(coalition: Run, folder: Path) -> None:
    seen = [{"article": "nowhere"}]
    write(folder, {f"{key}.json": [{"id": key, "text": "T", "appearances": seen}] for key in "ab"})
    assert coalition("claims", "-d", folder, "--count") == (0, "2\n", "")
    assert errors(coalition, folder).code == 0
    # Of claims there are some that are no extract's from here on, of articles not.
    write(folder, {"c.yaml": {"claims": [{"id": "c", "text": "T", "supports": ["a"]}]}})
    assert coalition("claims", "-d", folder, "--count") == (0, "3\n", "")
    write(folder, {"b.json": [{"id": "b", "text": "T", "supports": ["nowhere"]}]})
    assert coalition("claims", "-d", folder, "--count").code == 3
    assert errors(coalition, folder).code == 1
