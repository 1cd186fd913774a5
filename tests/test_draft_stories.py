"""`draft` of several articles of one story, and `draft --into` a story that is there."""

import json
from datetime import date
from pathlib import Path

import pytest

from .conftest import Run, errors
from .terminals import Result

PAGES = Path(__file__).parent / "retellings" / "pages"
OUTLETS = ("politico", "liga", "unn", "rbc", "censor", "hvylya", "spotmedia", "alternet")


@pytest.fixture
def story(coalition: Run, tmp_path: Path) -> Path:
    """Return the draft of an article and its seven retellings."""
    made = tmp_path / "claims.yaml"
    pages = [PAGES / f"{name}.html" for name in OUTLETS]
    assert coalition("draft", *pages, "--original", pages[0], "-o", made).code == 0
    return made


def rows(coalition: Run, *arguments: str | Path) -> list[dict[str, object]]:
    """Return what a command answers."""
    result = coalition(*arguments, "--json")
    assert result.code == 0, result.err
    found: list[dict[str, object]] = json.loads(result.out)
    return found


def test_the_new_reality_is_one_claim_that_changed_in_words_and_in_attribution(
    coalition: Run, story: Path
) -> None:
    [claim] = rows(coalition, "claims", "new reality", "-d", story)
    assert claim["speaker"] == "senior-official-with-european"
    found = rows(coalition, "drift", f"claim:{claim['id']}", "-d", story)
    told = {
        str(each["article"]).split("-")[0]: (each["quote"], each["similarity"], each["credited"])
        for each in found
    }
    official = "senior-official-with-european"
    assert told == {
        "liga": ("coordinated steps toward a new reality", 38, "senior-european-officials"),
        "unn": (None, 67, official),
        "hvylya": ("an orderly and coordinated move to a new reality", 62, official),
        "spotmedia": ("an orderly and coordinated move towards a new reality", 55, official),
    }
    assert {each["origin"] for each in found} == {"politico-trumps-greenland"}
    assert {each["speaker"] for each in found} == {official}


def test_all_that_eight_outlets_have_goes_back_to_one(coalition: Run, story: Path) -> None:
    [found] = rows(coalition, "sourcing", "-d", story)
    assert (found["articles"], found["origins"], found["multi_origin"]) == (8, 1, 0)


def test_the_draft_of_a_story_has_no_error_and_is_exact(coalition: Run, story: Path) -> None:
    result = coalition("check", story)
    assert result.code == 0
    assert {line.split(": ")[1] for line in result.out.splitlines()[::2]} == {"unread-draft"}


def test_a_story_of_one_article_after_the_other_is_the_same(
    coalition: Run, story: Path, tmp_path: Path
) -> None:
    grown = tmp_path / "grown.yaml"
    first, *others = (PAGES / f"{name}.html" for name in OUTLETS)
    assert coalition("draft", first, "--original", first, "-o", grown).code == 0
    for page in others:
        assert coalition("draft", page, "--into", grown).code == 0
    seen = "claim", "article", "quote", "wording", "speaker"

    def appearances(file: Path) -> list[tuple[object, ...]]:
        found = rows(coalition, "appearances", "-d", file, "--fields", ",".join(seen))
        return sorted(tuple(map(str, each.values())) for each in found)

    assert appearances(grown) == appearances(story)


KNOWN = """\
# What the harbour knew. Edited by hand.
version: 1
title: The harbour

sources:
  - id: gazette   # the first
    name: The Harbour Gazette
    aliases: [Gazette]
    url: https://gazette.example

articles:
  - id: first
    publisher: gazette
    url: https://gazette.example/bridge
    original: true

speakers:
  - id: mayor
    name: Ana María Ruiz
    aliases: [Ruiz]
  - id: engineer
    description: an engineer of the port   # never to be named

claims:
  # The mayor's first statement.
  - id: closed
    text: The bridge stays closed for two years.
    speaker: mayor
    source: gazette
    confidence: high   # heard by two of us
    appearances:
      - article: first
        paragraph: 1
        quote: The bridge stays closed for two years, and nobody should expect a miracle
    note: >-
      She said it twice.

  - id: cracks
    text: The port had known of cracks in four pillars since 2024.
    speaker: engineer
    appearances:
      - article: first
        wording: knew of cracks in four pillars since 2024
"""

ARTICLE = """\
<html lang="en"><head><title>Ferries take over</title>
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferries take over",
 "url": "https://courier.example/ferries", "datePublished": "2026-03-03",
 "publisher": {"@type": "NewsMediaOrganization", "name": "Courier", "url": "https://courier.example"}}
</script></head><body><article><h1>Ferries take over</h1>
<p>The bridge will stay closed for two years, and nobody should expect a miracle, Ruiz said.</p>
<p>This was first in the <a href="https://www.gazette.example/bridge?utm_source=c">Gazette</a>.</p>
<p>A port engineer said that the port had known of cracks in four of the pillars since 2024.</p>
<p>“The ferries will take over on Monday,” said Tom Berg, the head of the ferry company.</p>
</article></body></html>
"""

ADDED = """\
  - id: courier
    name: Courier
    url: https://courier.example

  - id: courier-ferries-take-over
    headline: Ferries take over
    publisher: courier
    url: https://courier.example/ferries
    accessed: {today}
    date: 2026-03-03
    language: en
    # links to first in paragraph 2
    retells: [first]
    sha256: dc802ffd5163e85905356063a21bcd313702c7aa6bcfca869ba38feeccd5784b

  - id: tom-berg
    name: Tom Berg
    kind: person
    role: head of the ferry company
      - article: courier-ferries-take-over
        paragraph: 1
        wording: The bridge will stay closed for two years, and nobody should expect a miracle
        attribution: Ruiz
        verb: said
      - article: courier-ferries-take-over
        paragraph: 3
        wording: that the port had known of cracks in four of the pillars since 2024
        attribution: A port engineer
        verb: said

  - id: ferries-will-take-over-monday
    text: The ferries will take over on Monday.
    speaker: tom-berg
    status: draft
    appearances:
      - article: courier-ferries-take-over
        paragraph: 4
        quote: The ferries will take over on Monday
        attribution: Tom Berg, the head of the ferry company
        verb: said
"""


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a claims file and an article that is new to it."""
    (tmp_path / "claims.yaml").write_text(KNOWN, encoding="utf-8")
    (tmp_path / "ferries.html").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def added(before: str, after: str) -> str:
    """Return the lines that are new; each other line is as it was, and in its place."""
    old = before.splitlines()
    new = []
    for line in after.splitlines():
        if old and line == old[0]:
            del old[0]
        else:
            new.append(line)
    assert old == []
    return "\n".join(new) + "\n"


def test_a_new_article_is_added_to_the_claims_that_are_there(coalition: Run, harbour: Path) -> None:
    result = coalition("draft", "ferries.html", "--into", "claims.yaml")
    text = (harbour / "claims.yaml").read_text(encoding="utf-8")
    assert added(KNOWN, text) == ADDED.format(today=date.today().isoformat())
    assert result == Result(
        0,
        "",
        "coalition: 2 appearances added to claims that were there\n"
        "coalition: 1 claim of 1 speaker: read it with 'coalition review "
        "--text courier-ferries-take-over=ferries.html'\n"
        "coalition: changed claims.yaml\n",
    )
    assert errors(coalition, "claims.yaml").code == 0


def test_an_article_that_is_there_is_not_drafted_again(coalition: Run, harbour: Path) -> None:
    assert coalition("draft", "ferries.html", "--into", "claims.yaml").code == 0
    text = (harbour / "claims.yaml").read_text(encoding="utf-8")
    assert coalition("draft", "ferries.html", "--into", "claims.yaml") == Result(
        2,
        "",
        "coalition: ferries.html is there already: article 'courier-ferries-take-over'\n"
        "its claims are drafted; 'coalition review --text courier-ferries-take-over=ferries.html'"
        " shows those that nobody has read\n",
    )
    changed = ARTICLE.replace("on Monday", "on Tuesday")
    (harbour / "ferries.html").write_text(changed, encoding="utf-8")
    assert coalition("draft", "ferries.html", "--into", "claims.yaml") == Result(
        2,
        "",
        "coalition: ferries.html has another text than article 'courier-ferries-take-over', "
        "which has its address\n"
        "if it was changed since, give the address of an archived copy with --url\n",
    )
    assert (harbour / "claims.yaml").read_text(encoding="utf-8") == text


def test_an_article_of_which_only_the_record_is_there_is_completed(
    coalition: Run, harbour: Path
) -> None:
    (harbour / "bridge.txt").write_text(
        "“The bridge stays closed for two years, and nobody should expect a miracle,” said the"
        " mayor, Ana María Ruiz.\n\nThe port had known of cracks in four pillars since 2024, an"
        " engineer of the port said.\n\n“The old bridge was our pride,” Ruiz said.\n",
        encoding="utf-8",
    )
    arguments = "--url", "https://gazette.example/bridge", "--publisher", "Gazette"
    result = coalition("draft", "bridge.txt", *arguments, "--into", "claims.yaml")
    text = (harbour / "claims.yaml").read_text(encoding="utf-8")
    assert (result.code, added(KNOWN, text)) == (
        0,
        f"""\
    accessed: {date.today().isoformat()}
    sha256: e4b48110621e242e22e9b5fcea7a5c608ee7edd13827d05fd61f28848a94ea8c

  - id: old-bridge-our-pride
    text: The old bridge was our pride.
    speaker: mayor
    status: draft
    appearances:
      - article: first
        paragraph: 3
        quote: The old bridge was our pride
        attribution: Ruiz
        verb: said
""",
    )


def test_claims_gain_their_appearances_in_their_own_files(coalition: Run, harbour: Path) -> None:
    head, claims = KNOWN.split("claims:\n")
    folder = harbour / "claims"
    folder.mkdir()
    (harbour / "claims.yaml").unlink()
    (folder / "sources.yaml").write_text(head, encoding="utf-8")
    (folder / "bridge.yaml").write_text(f"claims:\n{claims}", encoding="utf-8")
    (folder / "ferries.yaml").write_text("version: 1\n", encoding="utf-8")
    result = coalition("draft", "ferries.html", "--into", "claims/ferries.yaml")
    assert result.code == 0, result.err
    bridge = (folder / "bridge.yaml").read_text(encoding="utf-8")
    assert added(f"claims:\n{claims}", bridge).count("article: courier-ferries-take-over") == 2
    assert (folder / "sources.yaml").read_text(encoding="utf-8") == head
    new = (folder / "ferries.yaml").read_text(encoding="utf-8")
    assert "id: ferries-will-take-over-monday" in new
    assert "    # links to first in paragraph 2\n    retells: [first]\n" in new
    assert errors(coalition, "claims").code == 0


def test_a_file_that_is_not_there_is_made(coalition: Run, harbour: Path) -> None:
    (harbour / "claims.yaml").unlink()
    assert coalition("draft", "ferries.html", "--into", "claims.yaml").code == 0
    into = (harbour / "claims.yaml").read_text(encoding="utf-8")
    assert coalition("draft", "ferries.html").out == into


@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_json_has_the_comments_as_values(coalition: Run, harbour: Path, ending: str) -> None:
    file = f"story.{ending}"
    page = "ferries.html"
    assert coalition("draft", page, "--original", page, "-o", file).code == 0
    text = ARTICLE.replace("courier.example", "mail.example").replace('"Courier"', '"Mail"')
    (harbour / "mail.html").write_text(text.replace("The ferries", "Ferries"), encoding="utf-8")
    result = coalition("draft", "mail.html", "--into", file)
    assert result.code == 0, result.err
    found = rows(coalition, "show", "mail-ferries-take-over", "-d", file)
    assert found[0]["extra"] == {
        "comments": {"retells": "shares 3 sayings with courier-ferries-take-over"}
    }
    appearances = rows(coalition, "appearances", "article:mail-ferries-take-over", "-d", file)
    assert len(appearances) == 3


def test_appearances_in_brackets_get_one_more(coalition: Run, harbour: Path) -> None:
    block = """\
    appearances:
      - article: first
        wording: knew of cracks in four pillars since 2024
"""
    flow = "    appearances: [{article: first, wording: knew of cracks in four pillars}]\n"
    (harbour / "claims.yaml").write_text(KNOWN.replace(block, flow), encoding="utf-8")
    assert coalition("draft", "ferries.html", "--into", "claims.yaml").code == 0
    text = (harbour / "claims.yaml").read_text(encoding="utf-8")
    assert (
        "    appearances: [{article: first, wording: knew of cracks in four pillars}, "
        "{article: courier-ferries-take-over, paragraph: 3, wording: that the port had known"
        " of cracks in four of the pillars since 2024, attribution: A port engineer, verb: said}]\n"
    ) in text


def test_nothing_is_written_into_a_file_with_errors(coalition: Run, harbour: Path) -> None:
    broken = KNOWN.replace("speaker: engineer", "speaker: [engineer]")
    (harbour / "claims.yaml").write_text(broken, encoding="utf-8")
    result = coalition("draft", "ferries.html", "--into", "claims.yaml")
    assert result.code == 3
    assert "claims.yaml" in result.err
    assert (harbour / "claims.yaml").read_text(encoding="utf-8") == broken


def test_who_is_confidential_gets_no_name_from_an_article(coalition: Run, harbour: Path) -> None:
    known = KNOWN.replace(
        "    description: an engineer of the port   # never to be named\n",
        "    name: Tom Berg\n    anonymous: true\n    description: an engineer of the port\n",
    )
    (harbour / "claims.yaml").write_text(known, encoding="utf-8")
    result = coalition("draft", "ferries.html", "--into", "claims.yaml")
    text = (harbour / "claims.yaml").read_text(encoding="utf-8")
    assert "speaker: engineer" not in added(known, text) if result.code == 0 else text == known


def test_a_surname_is_somebody_known_only_where_the_articles_belong_together(
    coalition: Run, harbour: Path
) -> None:
    known = KNOWN.replace("aliases: [Ruiz]", "role: mayor")

    def speaker(page: str, text: str) -> object:
        (harbour / page).write_text(text, encoding="utf-8")
        assert coalition("draft", page, "--id", page, "--into", "claims.yaml").code == 0
        [row] = rows(coalition, "appearances", f"article:{page}", "-d", "claims.yaml")
        return row["speaker"]

    (harbour / "claims.yaml").write_text(known, encoding="utf-8")
    assert speaker("road.txt", "“The road is long,” Ruiz said.") == "ruiz"
    (harbour / "claims.yaml").write_text(known, encoding="utf-8")
    sea = "“The sea is wide,” Ruiz said."
    assert speaker("retold.txt", f"The Gazette reported on this.\n\n{sea}") == "mayor"
    assert speaker("same.txt", f"Nobody else was there.\n\n{sea}") == "mayor"
