"""Quotes leave as W3C Web Annotations, with what stands around them where that may be told."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import Run
from .finding_again import lists

DATA = """\
title: The bridge
articles:
- id: bridge
  url: https://gazette.example/bridge
  archived: https://archive.example/bridge
- {id: other, headline: Nowhere to be read}
speakers:
- {id: mayor, name: Ana Ruiz}
- {id: aide, description: an aide to the mayor, name: Jiri Vesely, anonymous: true}
claims:
- id: shut
  text: The bridge is shut.
  speaker: mayor
  topics: [traffic]
  appearances: [{article: bridge, paragraph: 1, quote: "will stay shut until May"}]
- id: rust
  text: It rusts.
  speaker: aide
  status: draft
  appearances:
  - {article: bridge, quote: "a rusty thing"}
  - {article: other, locator: page 3, wording: said that it rusts}
- id: late
  text: It will be late.
  embargo: 2026-02-05
  appearances: [{article: bridge, quote: "late in the year"}]
"""
TEXT = """\
Ana Ruiz said on Monday that the bridge “will stay shut until May”, and perhaps longer than that.

It is “a rusty thing”, an aide said. It may open “late in the year”.
"""
DAY = ("-d", "claims.yaml", "--as-of", "2026-02-04")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("claims.yaml").write_text(DATA, encoding="utf-8")
    Path("bridge.txt").write_text(TEXT, encoding="utf-8")


def exported(coalition: Run, *options: str) -> list[dict[str, Any]]:
    """Return the annotations of an export."""
    done = coalition("export", "annotations", *DAY, *options)
    assert done.code == 0, done.err
    whole = json.loads(done.out)
    assert_is_of_the_model(whole)
    found: list[dict[str, Any]] = whole["first"]["items"]
    return found


# What objects of the Web Annotation Data Model must have, and may have beside it of what we use.
MODEL: dict[str, tuple[set[str], set[str]]] = {
    "AnnotationCollection": ({"@context", "id", "label", "first", "total"}, set()),
    "AnnotationPage": ({"id", "items"}, set()),
    "Annotation": ({"id", "target"}, {"body", "motivation"}),
    "TextualBody": ({"value"}, {"purpose", "format"}),
    "SpecificResource": ({"source"}, {"selector", "state"}),
    "TextQuoteSelector": ({"exact"}, {"prefix", "suffix"}),
    "TextPositionSelector": ({"start", "end"}, set()),
    "TimeState": (set(), {"cached"}),
}
PURPOSES = {"describing", "classifying", "tagging"}  # of the model's own


def assert_is_of_the_model(value: Any) -> None:
    """Hold each object of an export to the model; https://www.w3.org/TR/annotation-model."""
    if isinstance(value, list):
        for each in value:
            assert_is_of_the_model(each)
    elif isinstance(value, dict):
        must, may = MODEL[value["type"]]
        assert must <= value.keys() <= must | may | {"type"}
        assert value.get("purpose", "tagging") in PURPOSES
        assert value.get("motivation", "describing") in PURPOSES
        assert value.get("@context", "") in ("", "http://www.w3.org/ns/anno.jsonld")
        assert ":" in value.get("id", ":")  # an IRI
        for each in value.values():
            assert_is_of_the_model(each)


def test_quotes_are_annotations_with_what_stands_around_them(coalition: Run) -> None:
    assert exported(coalition, "--text", "bridge=bridge.txt") == [
        {
            "id": "urn:coalition:claims:shut:bridge:1",
            "type": "Annotation",
            "motivation": "describing",
            "body": [
                {
                    "type": "TextualBody",
                    "purpose": "describing",
                    "value": "The bridge is shut.\nAna Ruiz\nclaim shut, paragraph 1",
                    "format": "text/plain",
                },
                {"type": "TextualBody", "purpose": "classifying", "value": "quotation"},
                {"type": "TextualBody", "purpose": "tagging", "value": "traffic"},
            ],
            "target": {
                "type": "SpecificResource",
                "source": "https://gazette.example/bridge",
                "state": [{"type": "TimeState", "cached": "https://archive.example/bridge"}],
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": "will stay shut until May",
                        "prefix": "Ruiz said on Monday that the bridge “",
                        "suffix": "”, and perhaps longer than that.",
                    },
                    {"type": "TextPositionSelector", "start": 41, "end": 65},
                ],
            },
        },
        {
            "id": "urn:coalition:claims:rust:bridge:1",
            "type": "Annotation",
            "motivation": "describing",
            "body": [
                {
                    "type": "TextualBody",
                    "purpose": "describing",
                    "value": "It rusts.\nan aide to the mayor (unnamed)\nclaim rust (draft)",
                    "format": "text/plain",
                },
                {"type": "TextualBody", "purpose": "classifying", "value": "quotation"},
            ],
            "target": {
                "type": "SpecificResource",
                "source": "https://gazette.example/bridge",
                "state": [{"type": "TimeState", "cached": "https://archive.example/bridge"}],
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": "a rusty thing",
                        "prefix": "It is “",
                    },
                    {"type": "TextPositionSelector", "start": 106, "end": 119},
                ],
            },
        },
        {
            "id": "urn:coalition:claims:rust:other:1",
            "type": "Annotation",
            "motivation": "describing",
            "body": [
                {
                    "type": "TextualBody",
                    "purpose": "describing",
                    "value": "It rusts.\nan aide to the mayor (unnamed)\n"
                    "claim rust (draft), page 3",
                    "format": "text/plain",
                },
                {"type": "TextualBody", "purpose": "classifying", "value": "paraphrase"},
            ],
            "target": {
                "type": "SpecificResource",
                "source": "urn:coalition:articles:other",
                "selector": [{"type": "TextQuoteSelector", "exact": "said that it rusts"}],
            },
        },
    ]


def selectors(annotation: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = annotation["target"]["selector"][0]
    return found


AROUND = {
    "a withheld quote": "It is “a rusty thing” that opens “late in the year”.",
    "a part of one": "It is “a rusty thing”, and late in the year it is worse.",
    "a name": "So says Jiri Vesely: “a rusty thing”. Jiří Veselý laughs.",
    "a name that is cut": "It is “a rusty thing” is what an aide, Jiri\nVesely, told us.",
}


@pytest.mark.parametrize("text", AROUND.values(), ids=AROUND)
def test_words_around_a_quote_stay_in_where_they_touch_what_stays_in(
    text: str, coalition: Run
) -> None:
    Path("bridge.txt").write_text(text, encoding="utf-8")
    done = coalition("export", "annotations", *DAY, "--text", "bridge=bridge.txt")
    assert done.code == 0
    for word in ("late", "year", "Vesel", "Jiri", "Jiří"):
        assert word not in done.out
    rusty = selectors(json.loads(done.out)["first"]["items"][1])
    assert "suffix" not in rusty
    assert ("prefix" in rusty) == ("It is" in text)
    after = coalition(*("export", "annotations", "-d", "claims.yaml", "--as-of", "2026-02-05"),
                      *("--text", "bridge=bridge.txt"))  # fmt: skip
    if "Jir" not in text:
        assert "suffix" in selectors(json.loads(after.out)["first"]["items"][1])


def test_who_may_not_be_credited_stands_in_no_words_around_a_quote(coalition: Run) -> None:
    deep = DATA.replace("topics: [traffic]", "topics: [traffic]\n  note: x").replace(
        "name: Ana Ruiz}", "name: Ana Ruiz, terms: deep-background}"
    )
    Path("claims.yaml").write_text(deep, encoding="utf-8")
    shut = exported(coalition, "--text", "bridge=bridge.txt")[0]
    assert "Ruiz" not in json.dumps(shut)
    assert not {"prefix", "suffix"} & selectors(shut).keys()


@pytest.mark.parametrize(
    "text",
    [
        "It “will stay shut until May”, Ms Ruiz said. It is “a rusty thing”.",
        "“A rusty thing” is what Ms Ruiz told us “will stay shut until May”.",
        "The head of the port said it is “a rusty thing”. It “will stay shut until May”, she said.",
    ],
)
def test_nothing_beside_words_that_nobody_may_be_credited_with_leaves(
    coalition: Run, text: str
) -> None:
    deep = DATA.replace("name: Ana Ruiz}", "name: Ana Ruiz, terms: deep-background}")
    Path("claims.yaml").write_text(deep, encoding="utf-8")
    Path("bridge.txt").write_text(text, encoding="utf-8")
    for each in exported(coalition, "--text", "bridge=bridge.txt"):
        assert not {"prefix", "suffix"} & selectors(each).keys()
        assert "Ruiz" not in json.dumps(each)


def test_what_the_article_has_otherwise_stays_as_it_is_stated(coalition: Run) -> None:
    for text, exact in (
        ("“Will stay shut till May.”", "will stay shut until May"),  # altered
        ("“will  stay shut\nuntil May”", "will  stay shut\nuntil May"),  # its own blanks
    ):
        Path("bridge.txt").write_text(text, encoding="utf-8")
        assert selectors(exported(coalition, "--text", "bridge=bridge.txt")[0])["exact"] == exact


def test_a_project_has_texts_and_those_of_what_stays_in_are_not_read(coalition: Run) -> None:
    Path("coalition.toml").write_text('data = "claims.yaml"\ntexts = "texts"\n', encoding="utf-8")
    Path("texts").mkdir()
    Path("texts/bridge.txt").write_text(TEXT, encoding="utf-8")
    Path("texts/of-another.txt").write_text("Nothing.", encoding="utf-8")
    done = coalition("export", "annotations", "--as-of", "2026-02-04")
    assert done.code == 0, done.err
    assert "prefix" in done.out


def test_a_text_of_an_article_that_is_not_in_the_export_is_told(coalition: Run) -> None:
    command = ("export", "annotations", *DAY, "topic:none", "--text")
    bridge = coalition(*command, "bridge=bridge.txt").err
    assert bridge.endswith("--text was not read for article 'bridge': not in this export\n")
    words = [word for name in "abcdef\x1b" for word in ("--text", f"{name}=missing.txt")]
    done = coalition("export", "annotations", *DAY, *words)
    assert done.code == 0
    assert done.err.endswith(
        "coalition: --text was not read for articles 'a', 'b', 'c', 'd', 'e', 2 more:"
        " not in this export\n"
    )


def test_texts_are_for_annotations_alone(coalition: Run) -> None:
    done = coalition("export", "csl", *DAY, "--text", "bridge=bridge.txt")
    assert (done.code, done.out) == (2, "")
    assert "csl takes no texts of articles\n" in done.err


def test_no_address_of_data_is_a_script(coalition: Run) -> None:
    Path("claims.yaml").write_text(
        DATA.replace("https://gazette.example/bridge", "javascript:alert(1)"), encoding="utf-8"
    )
    sources = [each["target"]["source"] for each in exported(coalition)]
    assert sources[0] == "https://archive.example/bridge"


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1).filter(
    lambda text: text.split() == [text] and "&" not in text
)


@pytest.mark.slow
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seen=st.lists(st.tuples(WORDS, st.booleans()), min_size=1, max_size=4))
def test_what_was_exported_is_imported_with_the_same_words(
    seen: list[tuple[str, bool]], coalition: Run
) -> None:
    claims = [
        {
            "id": f"c{at}",
            "text": "It is so.",
            "appearances": [{"article": "a", "quote" if direct else "wording": words}],
        }
        for at, (words, direct) in enumerate(seen)
    ]
    articles = [{"id": "a", "url": "https://gazette.example/a"}]
    Path("c.json").write_text(json.dumps({"version": 1, "articles": articles, "claims": claims}))
    done = coalition("export", "annotations", "-d", "c.json", "-o", "notes.json")
    assert done.code == 0, done.err
    Path("back.yaml").unlink(missing_ok=True)
    done = coalition("import", "notes.json", "-o", "back.yaml")
    assert done.code == 0, done.err
    before, after = (
        [(one["quote"], one["wording"]) for one in lists(coalition, data)["claims"]]
        for data in ("c.json", "back.yaml")
    )
    assert after == before
