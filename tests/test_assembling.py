"""Attributions become records: ids, speakers, sources and comments, without what finds them."""

from collections.abc import Sequence

import pytest

from coalition_cli.assembling.article import Article, Part, Saying, Story, language_of
from coalition_cli.assembling.doubts import is_doubt
from coalition_cli.assembling.ids import Ids
from coalition_cli.assembling.records import Drafted, drafted
from coalition_cli.assembling.sources import Sources
from coalition_cli.attributing.attribution import Attributed, Attribution, Certainty, Kind, Speaker
from coalition_cli.extracting.document import Document
from coalition_cli.extracting.statement import Stated
from coalition_cli.importing.landing.composing import yaml_file
from coalition_cli.verifying import ArticleText
from coalition_cli.verifying.paragraphs import Span

STATED, TAKEN, OPEN = Certainty.STATED, Certainty.TAKEN, Certainty.OPEN
ANA = Speaker("Ana Ruiz", role="mayor", others=("Ruiz", "Ana Ruiz"))
CLERK = Speaker(description="a clerk", anonymity_reason="to speak freely")


def spans(text: str, words: str) -> tuple[Span, ...]:
    """Return where words stand in a text; nowhere if there are none."""
    start = text.index(words)
    return (Span(start, start + len(words)),) if words else ()


def said(
    text: str, content: str, source: str = "", cue: str = "", carrier: str = "", **more: object
) -> Attribution:
    """Return the attribution of these words of a text."""
    kind = Kind.DIRECT if content[0] in "“‘" else Kind.REPORTED
    told = {"source": source, "cue": cue, "carrier": carrier}
    places = {name: spans(text, words) for name, words in told.items()}
    return Attribution(kind, spans(text, content), **places, **more)  # type: ignore[arg-type]


def article(
    key: str, text: str, found: Sequence[Attribution], speakers: Sequence[Speaker], **values: object
) -> Article:
    """Return an article with what was found in it."""
    return Article(
        key,
        Document(text, Stated(language="en")),
        Attributed(tuple(found), tuple(speakers)),
        {"id": key, **values},
        ArticleText(text),
    )


def of_one(each: Article, sources: Sources | None = None) -> Drafted:
    """Return the records of one article, each attribution of which is a saying."""
    sayings = [Saying((Part(0, n),)) for n in range(len(each.attributed.attributions))]
    people = [(Part(0, n),) for n in range(len(each.attributed.speakers))]
    return drafted(Story([each], sayings, people), sources or Sources())


def text_of(found: Drafted) -> str:
    """Return the claims file that records are."""
    return "".join(yaml_file(found.stores))


def test_comments_stand_above_their_fields_and_speakers_are_who_is_credited() -> None:
    text = (
        "“It is shut,” Mayor Ana Ruiz told the Quay. She also said it is old.\n\n"
        "“Nobody knew.”\n\nIt was known, said a clerk, and the Quay knew."
    )
    found = [
        said(text, "“It is shut,”", "Mayor Ana Ruiz", "told", "the Quay", speaker=0,
             certainty=STATED),
        said(text, "it is old", "She", "also said", speaker=0, certainty=TAKEN,
             reason='"She", taken as Ana Ruiz (previous sentence)'),
        said(text, "“Nobody knew.”", reason="no verb of saying; perhaps Ana Ruiz (paragraph 1)"),
        said(text, "It was known", "a clerk", "said", speaker=1, certainty=STATED),
    ]  # fmt: skip
    result = of_one(article("shut", text, found, [ANA, CLERK, Speaker("Bo Lund")], date="2026"))
    assert (
        text_of(result)
        == """\
version: 1

sources:
  - id: quay
    name: Quay

articles:
  - id: shut
    date: 2026

speakers:
  - id: ana-ruiz
    name: Ana Ruiz
    kind: person
    role: mayor
    aliases: [Ruiz]
  - id: clerk
    description: a clerk
    kind: person
    anonymity_reason: to speak freely

claims:
  - id: shut
    text: It is shut.
    speaker: ana-ruiz
    source: quay
    status: draft
    appearances:
      - article: shut
        paragraph: 1
        quote: It is shut
        attribution: Mayor Ana Ruiz
        verb: told

  - id: old
    text: It is old.
    # "She", taken as Ana Ruiz (previous sentence)
    speaker: ana-ruiz
    status: draft
    appearances:
      - article: shut
        paragraph: 1
        wording: it is old
        attribution: She
        verb: said

  - id: nobody-knew
    text: Nobody knew.
    # no verb of saying; perhaps Ana Ruiz (paragraph 1)
    speaker: null
    status: draft
    appearances:
      - article: shut
        paragraph: 2
        quote: Nobody knew.

  - id: known
    text: It was known.
    speaker: clerk
    status: draft
    appearances:
      - article: shut
        paragraph: 3
        wording: It was known
        attribution: a clerk
        verb: said
"""
    )
    assert [*result.summary("'coalition review'")] == [
        "4 claims of 2 speakers, 1 without one: read them with 'coalition review'"
    ]


def test_another_article_has_its_own_words_and_speaker() -> None:
    first = "The road is shut, said a clerk."
    second = "The road is shut for a year, Ana Ruiz said."
    articles = [
        article("first", first, [said(first, "The road is shut", "a clerk", "said", speaker=0,
                                      certainty=STATED)], [CLERK],
                original=True, publisher="quay"),
        article("second", second, [said(second, "The road is shut for a year", "Ana Ruiz", "said",
                                        speaker=0, certainty=TAKEN, reason='"Ana Ruiz": look')],
                [ANA], retells=["first"])._replace(comments=(("retells", "links to first"),)),
    ]  # fmt: skip
    saying = Saying((Part(0, 0), Part(1, 0)))
    story = Story(articles, [saying], [(Part(0, 0),), (Part(1, 0),)])
    _, _, text = text_of(drafted(story, Sources())).partition("articles:\n")
    assert (
        text
        == """\
  - id: first
    publisher: quay
    original: true
  - id: second
    # links to first
    retells: [first]

speakers:
  - id: clerk
    description: a clerk
    kind: person
    anonymity_reason: to speak freely
  - id: ana-ruiz
    name: Ana Ruiz
    kind: person
    role: mayor
    aliases: [Ruiz]

claims:
  - id: road-shut
    text: The road is shut.
    speaker: clerk
    source: quay
    status: draft
    appearances:
      - article: first
        paragraph: 1
        wording: The road is shut
        attribution: a clerk
        verb: said
      - article: second
        paragraph: 1
        wording: The road is shut for a year
        attribution: Ana Ruiz
        verb: said
        # "Ana Ruiz": look
        speaker: ana-ruiz
"""
    )


def test_one_person_of_two_articles_is_one_record() -> None:
    text = "It is shut, she said."
    claims = [said(text, "It is shut", "she", "said", speaker=0, certainty=STATED)]
    full = Speaker("Ana Ruiz", affiliation="the port")
    articles = [
        article("first", text, claims, [Speaker("A. Ruiz", role="mayor")]),
        article("second", text, claims, [full]),
    ]
    people = [(Part(0, 0), Part(1, 0))]
    story = Story(articles, [Saying((Part(0, 0), Part(1, 0)))], people)
    [(key, kept)] = drafted(story, Sources()).stores["speakers"].items()
    assert (key, kept.values) == (
        "ruiz",
        {
            "id": "ruiz",
            "name": "A. Ruiz",
            "kind": "person",
            "role": "mayor",
            "affiliation": "the port",
            "aliases": ["Ana Ruiz"],
        },
    )


def test_no_two_speakers_share_an_alias() -> None:
    text = "It is shut, she said. It is old, he said. It is new, Ruiz said."
    speakers = [
        Speaker("Ana Ruiz", others=("Ruiz", "bo-ruiz", "ANA RUIZ")),
        Speaker("Bo Ruiz", others=("Ruiz", "ana ruiz", "Bo")),
        Speaker("Ruiz"),
    ]
    found = [
        said(text, words, speaker=n, certainty=STATED)
        for n, words in enumerate(["It is shut", "It is old", "It is new"])
    ]
    stores = of_one(article("shut", text, found, speakers)).stores
    aliases = {key: kept.values.get("aliases") for key, kept in stores["speakers"].items()}
    assert aliases == {"ana-ruiz": None, "bo-ruiz": ["Bo"], "ruiz": None}


def test_who_has_no_name_and_no_description_is_nobody() -> None:
    text = "It is shut, said."
    found = [said(text, "It is shut", speaker=0, certainty=STATED)]
    result = of_one(article("shut", text, found, [Speaker()]))
    assert "    # the text does not show who says it\n    speaker: null\n" in text_of(result)
    assert len(result.stores["speakers"]) == 0


@pytest.mark.parametrize(
    ("carrier", "source"),
    [("the Quay", "quay"), ("The Quay", "quay"), ("the paper", None), ("the BBC", "bbc")],
)
def test_a_source_has_a_name(carrier: str, source: str | None) -> None:
    text = f"“It is shut,” she told {carrier}."
    found = [said(text, "“It is shut,”", carrier=carrier)]
    sources = Sources()
    assert sources.of("The Quay", "https://quay.example") == "quay"
    [claim] = of_one(article("shut", text, found, []), sources).stores["claims"].values()
    assert claim.values.get("source") == source
    names = [kept.values["name"] for kept in sources.store.values()]
    assert names == ["The Quay", *(["BBC"] if source == "bbc" else [])]


@pytest.mark.parametrize(
    ("content", "claimed"),
    [
        ("that it “cannot stand,”", "It “cannot stand.”"),
        ("that it ‘cannot stand’,", "It ‘cannot stand’."),
        ("“Is it ‘old,’”", "Is it ‘old.’"),
        ("that it can stand", "It can stand."),
        ("“Can it stand?”", "Can it stand?"),
    ],
)
def test_a_text_ends_as_a_sentence_does(content: str, claimed: str) -> None:
    text = f"Ana Ruiz said {content}"
    [claim] = of_one(article("shut", text, [said(text, content)], [])).stores["claims"].values()
    assert claim.values["text"] == claimed


def test_words_that_were_denied_are_told_from_those_that_were_said() -> None:
    text = "Ana Ruiz denied that it is old. “It is new,” she denied."
    found = [
        said(text, "that it is old", "Ana Ruiz", "denied", speaker=0, certainty=STATED),
        said(text, "“It is new,”", "she", "denied", speaker=0, certainty=STATED),
    ]
    result = text_of(of_one(article("shut", text, found, [ANA]))).partition("claims:\n")[2]
    comment = '"denied": these are the words that were denied; say so in the text'
    assert result.startswith(
        f"  - id: old\n    # {comment}\n    text: It is old.\n    speaker: ana-ruiz\n"
    )
    assert result.count("#") == 1
    assert is_doubt(comment)


def test_what_cannot_be_stated_is_counted() -> None:
    text = "“It is shut,” she said: …"
    found = [said(text, "“It is shut,”"), Attribution(Kind.REPORTED, (Span(24, 25),))]
    result = of_one(article("shut", text, found, []))
    assert len(result.stores["claims"]) == 1
    assert [*result.summary("")][1:] == [
        "left out: 1 saying that no claim can state as the text has them"
    ]


def test_each_id_is_another_one() -> None:
    ids = Ids(["Shut-2"])
    words = ["Shut!", "shut", "SHUT", "…", "?", "Épée", "epee"]
    assert [ids.new(each, "claim") for each in words] == [
        "shut", "shut-3", "shut-4", "claim", "claim-2", "épée", "epee-2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("comment", "doubt"),
    [
        (' "he", taken as David Perdue (previous sentence)', True),
        (' "they": who that is the article does not say', True),
        (" no verb of saying; perhaps Ana Ruiz (paragraph 4)", True),
        (" the text does not show who says it", True),
        (" who that is the article does not say", True),
        (" ask her again", False),
        (' "shut" is her word', False),
    ],
)
def test_a_doubt_of_a_draft_is_told_from_a_persons_comment(comment: str, doubt: bool) -> None:
    assert is_doubt(comment) is doubt


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("“It is shut,” said Ana Ruiz.", "", "en"),
        (
            "« Le pont est fermé », a déclaré Ana Ruiz lundi. Elle a dit que le port savait.",
            "",
            "fr",
        ),
        ("“Sí”", "", "en"),
        ("«Так», – сказав мер.", "", "und"),
        ("«Міст закрито», – сказав мер. Він додав, що порт і місто знали про це.", "", "uk"),
        ("“It is shut,” said Ana Ruiz.", "de-AT", "de-AT"),
        ("12.", "", "en"),
    ],
)
def test_the_language_is_stated_or_shown(text: str, language: str, code: str) -> None:
    assert language_of(Document(text, Stated(language=language))) == code


def test_claims_are_counted_by_their_speakers() -> None:
    text = "It is shut, she said."
    nobody = said(text, "It is shut")
    somebody = said(text, "shut", speaker=0, certainty=STATED)
    told = [
        next(of_one(article("shut", text, found, [ANA])).summary("")).partition(":")[0]
        for found in ([], [nobody], [somebody], [somebody, nobody])
    ]
    assert told == ["no claims", "1 claim without a speaker", "1 claim of 1 speaker",
                    "2 claims of 1 speaker, 1 without one"]  # fmt: skip
