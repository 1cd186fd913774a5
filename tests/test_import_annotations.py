"""Annotations come in: W3C's Web Annotations, and those of Hypothesis. Each is a claim."""

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run
from .finding_again import lists, lost

PAGE = "https://harbour.example/bridge"
CLOSED = "closed for two years"
QUOTE = {
    "type": "TextQuoteSelector",
    "exact": CLOSED,
    "prefix": "stays ",
    "suffix": ",",
}
POSITION = {"type": "TextPositionSelector", "start": 17, "end": 37}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def annotation(**changes: Any) -> dict[str, Any]:
    """Return an annotation with other values for these keys; None leaves one out."""
    made = {
        "id": "urn:example:note-1",
        "type": "Annotation",
        "motivation": "commenting",
        "creator": {"type": "Person", "name": "Jo Field"},
        "body": {"type": "TextualBody", "value": "Who told him?", "format": "text/plain"},
        "target": {"source": PAGE, "selector": QUOTE},
    }
    return {key: value for key, value in {**made, **changes}.items() if value is not None}


def brought(coalition: Run, document: Any, *options: str) -> list[dict[str, Any]]:
    """Import a document and return the claims, after looking whether a value of it was lost."""
    text = document if isinstance(document, str) else json.dumps(document)
    Path("notes.txt").write_text(text, encoding="utf-8")
    Path("claims.yaml").unlink(missing_ok=True)
    done = coalition("import", "notes.txt", *options, "-o", "claims.yaml")
    assert (done.code, done.out) == (0, ""), done.err
    claims: list[dict[str, Any]] = lists(coalition, "claims.yaml")["claims"]
    return claims


def stated(record: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: record[key] for key in keys if record[key] not in (None, [])}


def test_an_annotation_is_a_claim_with_its_quote(coalition: Run) -> None:
    Path("a.json").write_text(json.dumps(annotation()))
    done = coalition("import", "a.json")
    assert done.code == 0
    assert (
        done.out
        == f"""\
version: 1

articles:
  - id: bridge-5e2cb122
    url: {PAGE}

claims:
  - id: urn:example:note-1
    text: closed for two years
    appearances:
      - article: bridge-5e2cb122
        quote: closed for two years
        extra:
          prefix: "stays "
          suffix: ","
          selector:
            - type: TextQuoteSelector
    note: Who told him?
    extra:
      type: Annotation
      motivation: commenting
      creator:
        type: Person
        name: Jo Field
      body:
        - type: TextualBody
          format: text/plain
"""
    )


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        (QUOTE, {"quote": CLOSED}),
        ([POSITION, QUOTE], {"quote": CLOSED, "offset": 17}),
        ({"type": "Choice", "items": [QUOTE, POSITION]}, {"quote": CLOSED, "offset": 17}),
        (
            {"type": "FragmentSelector", "value": "page=4", "refinedBy": QUOTE},
            {"quote": CLOSED, "locator": "page=4"},
        ),
        # Counted within a page or within another quote, and not within the whole text.
        (
            {"type": "FragmentSelector", "value": "page=4", "refinedBy": [QUOTE, POSITION]},
            {"quote": CLOSED, "locator": "page=4"},
        ),
        (
            {**QUOTE, "refinedBy": {"type": "oa:TextQuoteSelector", "exact": "two years"}},
            {"quote": "two years"},
        ),
        ([{"type": "DataPositionSelector", "start": 4, "end": 9}, QUOTE], {"quote": CLOSED}),
        ([{**POSITION, "start": "17"}, QUOTE], {"quote": CLOSED}),
        (
            [{"type": "PageSelector", "index": 3, "label": "xiii"}, QUOTE],
            {"quote": CLOSED, "locator": "page xiii"},
        ),
        (
            [{"type": "MediaTimeSelector", "start": 12.5, "end": 20.25}, QUOTE],
            {"quote": CLOSED, "locator": "t=12.5,20.25"},
        ),
        (
            [
                {
                    "type": "XPathSelector",
                    "value": "/p[2]",
                    "refinedBy": {
                        "type": "RangeSelector",
                        "startSelector": {"type": "XPathSelector", "value": "/b"},
                    },
                },
                QUOTE,
            ],
            {"quote": CLOSED},
        ),
    ],
)
def test_selectors_say_where_a_quote_stands(coalition: Run, selector: Any, found: Any) -> None:
    note = annotation(target={"source": PAGE, "selector": selector})
    (claim,) = brought(coalition, note)
    (appearance,) = claim["appearances"]
    assert stated(appearance, "quote", "offset", "locator", "wording") == found
    assert claim["text"] == found["quote"]
    assert lost([note], lists(coalition, "claims.yaml")) == []


TAG = {"type": "TextualBody", "value": "bridge", "purpose": "tagging"}


@pytest.mark.parametrize(
    ("changes", "note", "topics"),
    [
        ({"body": "Who told him?"}, "Who told him?", []),
        ({"body": None, "bodyValue": "Who told him?"}, "Who told him?", []),
        ({"body": "https://notes.example/7"}, None, []),
        ({"body": None}, None, []),
        (
            {"body": [TAG, {"value": "Who &amp; when?", "purpose": "commenting"}]},
            "Who & when?",
            ["bridge"],
        ),
        (
            {"body": {"type": "Choice", "items": [{"value": "Who?"}, {"value": "Qui ?"}]}},
            "Who?\n\nQui ?",
            [],
        ),
        ({"body": [{"value": "port"}, TAG], "motivation": "tagging"}, None, ["port", "bridge"]),
        ({"body": [{"value": "port"}], "motivation": ["tagging", "commenting"]}, "port", []),
        ({"body": [{"@type": "oa:Tag", "chars": "port"}]}, None, ["port"]),
        (
            {
                "body": {
                    "type": "SpecificResource",
                    "purpose": "tagging",
                    "source": "https://words.example/port",
                }
            },
            None,
            [],
        ),
    ],
)
def test_what_the_annotator_says_is_a_note_or_a_topic(
    coalition: Run, changes: Any, note: str | None, topics: list[str]
) -> None:
    document = annotation(**changes)
    (claim,) = brought(coalition, document)
    assert (claim["text"], claim["note"], claim["topics"]) == (CLOSED, note, topics)
    assert claim["speaker"] is None
    assert lost([document], lists(coalition, "claims.yaml")) == []


NOTES = [
    annotation(id="urn:example:1"),
    annotation(id="urn:example:2", target=PAGE),
    annotation(
        id="urn:example:3", target=[{"source": PAGE, "selector": QUOTE}, "https://port.example/"]
    ),
    annotation(
        id="urn:example:4",
        target={"source": {"id": PAGE, "format": "text/html"}, "selector": QUOTE},
    ),
]
PAGED = {"type": "AnnotationPage", "id": "urn:example:page", "items": NOTES}


@pytest.mark.parametrize(
    "document",
    [
        NOTES,
        PAGED,
        {"@context": "http://www.w3.org/ns/anno.jsonld", **PAGED},
        {"type": "AnnotationCollection", "label": "Notes", "first": PAGED, "total": 4},
        {"@graph": NOTES},
        [PAGED],
        "".join(json.dumps(note) + "\n" for note in NOTES),
        "\ufeff" + json.dumps(NOTES, indent=2).replace("\n", "\r\n"),
    ],
)
def test_annotations_stand_in_lists_collections_and_lines(coalition: Run, document: Any) -> None:
    claims = brought(coalition, document)
    assert [(claim["id"], claim["text"]) for claim in claims] == [
        ("urn:example:1", CLOSED),
        ("urn:example:2", "Who told him?"),  # without a quote it is what the annotator says
        ("urn:example:3", CLOSED),
        ("urn:example:4", CLOSED),
    ]
    assert [len(claim["appearances"]) for claim in claims] == [1, 1, 2, 1]
    assert lost(NOTES, lists(coalition, "claims.yaml")) == []


def hypothesis(**changes: Any) -> dict[str, Any]:
    """Return an annotation of Hypothesis, with other values for these keys."""
    made = {
        "id": "xK3aQ",
        "created": "2026-03-02T10:11:12.000001+00:00",
        "user": "acct:jo@notes.example",
        "uri": PAGE,
        "text": "Who told him?",
        "tags": ["bridge", "port"],
        "permissions": {"read": ["group:__world__"]},
        "target": [
            {
                "source": PAGE,
                "selector": [{"type": "RangeSelector", "startOffset": 3}, POSITION, QUOTE],
            }
        ],
        "document": {"title": ["The bridge stays closed"]},
        "links": {"html": "https://notes.example/a/xK3aQ"},
        "hidden": False,
    }
    return {key: value for key, value in {**made, **changes}.items() if value is not None}


HYPOTHESIS = [
    hypothesis(),
    hypothesis(id="p", target=[{"source": PAGE}], text="A note of the page", tags=[]),
    hypothesis(id="h", text="", target=[{"source": "urn:x-pdf:0af5", "selector": [QUOTE]}]),
]


@pytest.mark.parametrize(
    "document",
    [
        {"rows": HYPOTHESIS, "total": 3},
        {"export_date": "2026-03-03", "client_version": "1.9", "annotations": HYPOTHESIS},
        HYPOTHESIS,
        "".join(json.dumps(note) + "\n" for note in HYPOTHESIS),
    ],
)
def test_annotations_of_hypothesis_are_claims(coalition: Run, document: Any) -> None:
    claims = brought(coalition, document)
    answers = lists(coalition, "claims.yaml")
    assert [stated(claim, "id", "text", "note", "topics") for claim in claims] == [
        {"id": "xK3aQ", "text": CLOSED, "note": "Who told him?", "topics": ["bridge", "port"]},
        {"id": "p", "text": "A note of the page"},
        {"id": "h", "text": CLOSED, "topics": ["bridge", "port"]},
    ]
    assert [stated(claim["appearances"][0], "quote", "offset") for claim in claims] == [
        {"quote": CLOSED, "offset": 17},
        {},
        {"quote": CLOSED},
    ]
    assert {article["headline"] for article in answers["articles"]} == {"The bridge stays closed"}
    assert lost(HYPOTHESIS, answers) == []


def test_a_target_says_which_copy_of_its_source_it_is_about(coalition: Run) -> None:
    state = [{"type": "TimeState", "cached": "https://kept.example/7", "sourceDate": "2026-03-02"}]
    source = {"id": PAGE, "title": "The bridge stays closed"}
    note = annotation(target={"source": source, "state": state, "selector": QUOTE})
    brought(coalition, note)
    answers = lists(coalition, "claims.yaml")
    (article,) = answers["articles"]
    assert stated(article, "url", "headline", "archived") == {
        "url": PAGE,
        "headline": "The bridge stays closed",
        "archived": "https://kept.example/7",
    }
    assert lost([note], answers) == []


def test_a_reply_stands_with_what_it_replies_to_and_is_told(coalition: Run) -> None:
    reply = hypothesis(
        id="r", text="The port did.", references=["xK3aQ"], target=[{"source": PAGE}]
    )
    deeper = hypothesis(
        id="d", text="Did it?", references=["xK3aQ", "r"], target=[{"source": PAGE}]
    )
    lone = hypothesis(id="l", text="To nobody.", references=["gone"], target=[{"source": PAGE}])
    Path("a.json").write_text(json.dumps({"rows": [reply, hypothesis(), lone, deeper]}))
    done = coalition("import", "a.json", "-o", "claims.yaml")
    assert "replies are no claims of their own: they stand with what they reply to" in done.err
    answers = lists(coalition, "claims.yaml")
    first, second = answers["claims"]
    assert (first["text"], second["text"]) == (CLOSED, "To nobody.")
    assert [one["text"] for one in first["extra"]["replies"]] == ["The port did.", "Did it?"]
    whole = {**hypothesis(), "replies": [reply, deeper]}
    assert lost([whole, lone], answers) == []


def test_what_stands_around_annotations_is_told(coalition: Run) -> None:
    collection = {"type": "AnnotationCollection", "label": "Notes", "first": PAGED, "total": 4}
    Path("a.json").write_text(json.dumps(collection))
    done = coalition("import", "a.json", "-o", "claims.yaml")
    assert done.err.startswith(
        "coalition: a.json: what stands around the rows is not read: type, id, label, total\n"
        "  add what you need of it to the claims file\n"
    )


def test_a_key_of_its_own_takes_the_place_of_no_other(coalition: Run) -> None:
    own = {"statement": "own", "comment": "own too", "tags": ["mine"], "targets": "mine too"}
    target = {"source": PAGE, "selector": QUOTE, "exact": "else", "locator": "there", "about": "it"}
    document = annotation(**own, target=target)
    (claim,) = brought(coalition, document)
    assert (claim["text"], claim["note"], claim["topics"]) == (CLOSED, "Who told him?", ["mine"])
    assert claim["appearances"][0]["quote"] == CLOSED
    assert lost([document], lists(coalition, "claims.yaml")) == []
    other = hypothesis(statement="own", comment="own too", source="mine")
    (claim,) = brought(coalition, [other])
    assert (claim["text"], claim["note"]) == (CLOSED, "Who told him?")
    assert lost([other], lists(coalition, "claims.yaml")) == []


def test_replies_in_a_circle_are_claims(coalition: Run) -> None:
    notes = [
        hypothesis(id="a", text="One", references=["b"]),
        hypothesis(id="b", text="Two", references=["a"]),
        hypothesis(id="c", text="Three", references=["c"]),
    ]
    claims = brought(coalition, {"rows": notes})
    assert [claim["id"] for claim in claims] == ["a", "b", "c"]
    assert lost(notes, lists(coalition, "claims.yaml")) == []


def test_an_annotation_without_words_is_told_with_its_place(coalition: Run) -> None:
    Path("a.json").write_text(
        json.dumps([annotation(), annotation(target=PAGE, body=None)], indent=0)
    )
    done = coalition("import", "a.json", "-o", "claims.yaml")
    assert (done.code, done.out) == (3, "")
    assert done.err.splitlines()[0] == (
        "a.json:25:1: bad-row: an annotation without words: it quotes nothing, and says nothing"
    )
    assert not Path("claims.yaml").exists()


def test_an_annotation_of_nothing_is_told_with_its_place(coalition: Run) -> None:
    Path("a.json").write_text(json.dumps([annotation(), annotation(target=None), 7], indent=0))
    done = coalition("import", "a.json", "-o", "claims.yaml")
    assert done.code == 3
    assert done.err.splitlines()[::2][:2] == [
        "a.json:25:1: bad-row: an annotation without a target, which says what it is about",
        "a.json:39:1: bad-row: expected an object, not '7'",
    ]
