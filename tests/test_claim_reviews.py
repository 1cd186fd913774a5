"""Fact-checks in pages, feeds and answers of Google's service become claims.

Each input stands in the folder `claim_reviews`, beside the claims file that it becomes
(NAME.yaml), and what is said of it (NAME.txt), if anything. UPDATE_EXPECTED=1 writes both anew,
to be reviewed.
"""

import json
import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from random import Random

import pytest
import yaml

from .conftest import Run, errors

FOLDER = Path(__file__).parent / "claim_reviews"
SUFFIXES = (".html", ".json", ".jsonl", ".mhtml")
INPUTS = sorted(path for path in FOLDER.iterdir() if path.suffix in SUFFIXES)
_REPORT = re.compile(r"^coalition: [0-9,]+ rows? in; .*", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"<script[^>]*ld\+json[^>]*>(.*?)</script>", re.DOTALL)
_OF_THE_FORM = {"@type", "type", "@context", "@language"}


def expected(path: Path, suffix: str, text: str) -> str:
    """Return the text that is kept beside an input; nothing if there is none."""
    kept = path.with_suffix(suffix)
    if os.environ.get("UPDATE_EXPECTED"):
        kept.unlink(missing_ok=True)
        if text:
            kept.write_text(text, encoding="utf-8")
    return kept.read_text(encoding="utf-8") if kept.exists() else ""


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_an_input_becomes_the_claims_beside_it(
    path: Path, coalition: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(FOLDER)
    result = coalition("import", path.name, "--keep-going")
    told = _REPORT.sub("", result.err)
    assert (result.code, result.out) == (0, expected(path, ".yaml", result.out))
    assert told == expected(path, ".txt", told)
    claims = tmp_path / "claims.yaml"
    claims.write_text(result.out, encoding="utf-8")
    assert errors(coalition, claims).out == ""


def test_every_expected_text_has_its_input() -> None:
    stems = [path.stem for path in INPUTS]
    kept = [path for path in FOLDER.iterdir() if path.suffix in (".yaml", ".txt")]
    assert len(stems) == len(set(stems)) >= 35
    assert {path.stem for path in kept} == set(stems)
    assert len(kept) + len(INPUTS) == len(list(FOLDER.iterdir()))


@pytest.mark.parametrize("name", ["broken-block.html", "error-answer.json", "no-review.html"])
def test_what_cannot_be_read_stops_all_unless_it_may_be_left_out(
    name: str, coalition: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER)
    result = coalition("import", name, "yoast-graph.html")
    assert (result.code, result.out) == (3, "")
    [problem, *_] = result.err.splitlines()
    told = (FOLDER / name).with_suffix(".txt").read_text(encoding="utf-8")
    assert problem in told.splitlines()


def leaves(value: object) -> Iterator[str]:
    """Yield the scalars of a JSON value, but not those that are the form itself."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _OF_THE_FORM:
                yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif value not in (None, ""):
        for one in re.split(r"[,\s]+(?:and\s+)?(?=https?://)", str(value)):
            yield " ".join(one.split())


def reviews(value: object) -> Iterator[object]:
    """Yield the ClaimReview nodes of a document, and the claims of an answer."""
    if isinstance(value, dict) and ({"claimReviewed", "claimReview"} & value.keys()):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from reviews(inner)


def documents(path: Path) -> Iterator[object]:
    """Yield the JSON of an input, as far as it is JSON."""
    text = path.read_bytes().decode("utf-8", "ignore")
    texts = _BLOCK.findall(text) if path.suffix == ".html" else [text, *text.splitlines()]
    for one in texts:
        try:
            yield json.loads(one)
        except ValueError:
            continue


# Not those in other encodings, and those whose addresses or comments change.
OTHERS = {
    "damaged-letters",
    "latin-1",
    "no-charset",
    "shift-jis",
    "windows-1251",
    "relative",
    "html-comments",
}
OF_JSON = [path for path in INPUTS if path.stem not in OTHERS and [*reviews([*documents(path)])]]


@pytest.mark.parametrize("path", OF_JSON, ids=lambda path: path.name)
def test_every_value_of_a_review_is_in_the_claims(path: Path) -> None:
    made = path.with_suffix(".yaml").read_text(encoding="utf-8")
    there = {*leaves(yaml.load(made, yaml.BaseLoader))}
    there |= {*map(as_read, there)}
    given = {*leaves([*reviews([*documents(path)])])}
    assert given
    assert {one for one in given if not {one, as_read(unescape(one))} & there} == set()


def as_read(text: str) -> str:
    """Return a number or a midnight as a claims file has it."""
    number = re.fullmatch(r"(\d+)[.,](\d+)", text)
    if number:
        return str(float(f"{number[1]}.{number[2]}"))
    return text.removesuffix("T00:00:00Z")


REVIEW = '{{"@type": "ClaimReview", "claimReviewed": "It rains.", {}}}'
BLOCK = f'<html>\n<script type="application/ld+json">{REVIEW}</script>'
NAMED_RAIN = BLOCK.format('"name": "Rain"')
DEEP, WIDE, BLOCKS = 40, 30_000, 900
REFUSED = {
    "a review that nests deep": (
        BLOCK.format(f'"about": {"[" * DEEP}1{"]" * DEEP}'),
        "2:1: bad-row: values are nested more than 32 deep",
    ),
    "a block that never ends": (
        BLOCK.format(f'"about": {"[" * WIDE}'),
        "2:97: bad-row: JSON-LD: values are nested more than 32 deep",
    ),
    "references to very much": (
        BLOCK.format(f'"author": [{",".join(["""{"@id": "#x"}"""] * 101)}]')
        + '<script type="application/ld+json">{"@id": "#x", "name": "X"}</script>',
        "2:1: bad-row: it leads to more than 100 other nodes",
    ),
    "microdata that nest deep": (
        f"<html>\n{'<div itemscope itemprop=about>' * DEEP}".replace(" itemprop=about", "", 1),
        "1:1: bad-row: microdata: values are nested more than 32 deep",
    ),
    "elements that nest absurdly deep": (
        f"<html>{'<div>' * WIDE}",
        "1:1: over-limit: the page has too many elements, or nests them too deep",
    ),
    "very many attributes": (
        f"<html>{('<p ' + 'a ' * 10_000 + '>') * 5}",
        "1:1: over-limit: the page has too many attributes",
    ),
    "very many elements": (
        f"<html>{'<p>' * 2_000_001}",
        "1:1: over-limit: the page has too many elements, or nests them too deep",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_page_needs_is_refused_with_its_place(
    name: str, coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text, message = REFUSED[name]
    Path("page.html").write_text(text, encoding="utf-8")
    result = coalition("import", "page.html")
    assert (result.code, result.out) == (3, "")
    assert result.err.splitlines()[0] == f"page.html:{message}"


@pytest.mark.parametrize(
    "page",
    [
        "".join(BLOCK.format(f'"url": "https://rain.example/{n}"') for n in range(BLOCKS)),
        f"<html>{'<p>It rains.</p>' * WIDE}{NAMED_RAIN}",
        f"<html>{NAMED_RAIN}{'<!-- ' * WIDE}<div itemscope>",
        "<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
        + BLOCK.format('"a": "&b;"'),
    ],
    ids=["blocks", "elements", "comments", "entities"],
)
def test_what_is_only_large_or_odd_is_read(page: str, coalition: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8")
    result = coalition("import", file)
    assert (result.code, result.out.count("\n    text: It rains.\n")) == (0, 1)


DAMAGE = [
    *("{", "}", "[", "]", '"', ",", ":", "<!--", "-->", "</script>", "&quot;", "null", "\n", "//"),
    *(
        "\\ud83d",
        "\0",
        '{"@id": "#o"}',
        '"@type": "ClaimReview",',
        " itemscope ",
        "<![CDATA[",
        "1e999",
    ),
]


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_a_damaged_input_is_read_or_refused_with_a_place(
    path: Path, coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data, name = path.read_bytes(), f"damaged{path.suffix}"
    chance = Random(path.name)
    for _ in range(8):
        start = chance.randrange(len(data))
        end = start + chance.choice([0, 1, 10, 100, len(data)])
        put = chance.choice(["", *DAMAGE]).encode()
        Path(name).write_bytes(data[:start] + put + data[end:])
        result = coalition("import", name)
        assert result.code in (0, 3)
        if result.code == 3:
            assert result.out == ""
            assert re.match(rf"{re.escape(name)}:[0-9]+:[0-9]+: [a-z0-9-]+: ", result.err), (
                result.err
            )
