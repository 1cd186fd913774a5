"""How an appearance states the words of an attribution: exact by `verify`, in their place."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.assembling.passages import Passage, passages
from coalition_cli.assembling.putting import text_of, verb_of
from coalition_cli.attributing import attributed
from coalition_cli.attributing.attribution import Attribution, Kind
from coalition_cli.attributing.languages.language import language
from coalition_cli.verifying import ArticleText, StatedPlace, Verdict, verify, verify_partial
from coalition_cli.verifying.paragraphs import Span

DIRECT, PARTIAL, REPORTED = Kind.DIRECT, Kind.PARTIAL, Kind.REPORTED


def attribution(kind: Kind, marked: str) -> tuple[ArticleText, Attribution]:
    """Return a text and its attribution, whose stretches stand between < and >."""
    spans, content = [], ""
    for number, piece in enumerate(marked.replace(">", "<").split("<")):
        if number % 2:
            spans.append(Span(len(content), len(content) + len(piece)))
        content += piece
    return ArticleText(content), Attribution(kind, tuple(spans))


def verdicts(text: ArticleText, passage: Passage) -> Iterator[Verdict]:
    """Yield the verdicts of `verify` on what an appearance states."""
    quote, wording = (str(passage.get(name, "")) for name in ("quote", "wording"))
    place = StatedPlace(passage["paragraph"], passage.get("offset"))  # type: ignore[arg-type]
    if quote and wording:
        yield from verify_partial(text, wording, quote, place)
    else:
        yield verify(text, quote or wording, place, quoted=bool(quote))


CASES = [
    (DIRECT, "<“We stay,”> she said.", [{"quote": "We stay"}], "We stay."),
    (DIRECT, "<“We will,”> she said, <“but not now.”>",
     [{"quote": "We will … but not now."}], "We will but not now."),
    (DIRECT, "<“We stay,”> she said. <“It is late.”>",
     [{"quote": "We stay … It is late."}], "We stay. It is late."),
    (DIRECT, "<“We stay.”> Bo said “no”. <“It is late.”>",  # another stands between the two
     [{"quote": "We stay."}, {"quote": "It is late."}], "We stay. It is late."),
    (DIRECT, "<“One day.\n\n“Two days,”> she said.",
     [{"quote": "One day.\n\n“Two days"}], "One day. Two days."),
    (DIRECT, "<“One day.>\n\n<“Two days,”> she said.",  # the stretches of one quotation
     [{"quote": "One day.\n\n“Two days"}], "One day. Two days."),
    (DIRECT, "“One day.\n\n<“Two days,”> she said.",  # without the mark that is repeated
     [{"paragraph": 2, "quote": "Two days"}], "Two days."),
    (DIRECT, "<''It is old,''> she said.", [{"quote": "It is old"}], "It is old."),
    (DIRECT, "<— Ми не підемо,> — сказав мер.", [{"quote": "Ми не підемо"}], "Ми не підемо."),
    (DIRECT, "<“We\nstay,”> she said.", [{"quote": "We\nstay"}], "We stay."),
    (DIRECT, "<“Stay.”> Bo said “Stay.” too.", [{"offset": 1, "quote": "Stay."}], "Stay."),
    (DIRECT, "He said “Stay.” She said <“Stay.”>", [{"offset": 26, "quote": "Stay."}], "Stay."),
    (DIRECT, "<“Yes,”> she said, <“we go.”> Yes, Yes, Yes.",  # which one is meant takes long to say
     [{"offset": 1, "quote": "Yes"}, {"quote": "we go"}], "Yes we go."),
    (DIRECT, "<“We stay”> is what <she> said.", [{"quote": "We stay"}], "We stay."),
    (PARTIAL, "It is <a “sad day” for all>, she said.",
     [{"quote": "sad day", "wording": "a “sad day” for all"}], "A “sad day” for all."),
    (PARTIAL, "It is <“sad” and a “very bad day”>.",
     [{"quote": "very bad day", "wording": "“sad” and a “very bad day”"}],
     "“sad” and a “very bad day”."),
    (PARTIAL, "<The “sad”> day, she said, <was over.>",
     [{"quote": "sad", "wording": "The “sad” … was over."}], "The “sad” was over."),
    (REPORTED, "She said <that it snows>.", [{"wording": "that it snows"}], "It snows."),
    (REPORTED, "<It snows>, she said, <in May>.",
     [{"wording": "It snows … in May"}], "It snows in May."),
    (REPORTED, "It snows. She said <it snows>.",
     [{"wording": "it snows"}], "It snows."),
    (REPORTED, "It snows, <it snows>, he said.",
     [{"wording": "it snows"}], "It snows."),
    (REPORTED, "Once, it snows. Then <it snows>, he said.",
     [{"offset": 21, "wording": "it snows"}], "It snows."),
    (REPORTED, "He accused <her> of it: <of waste>. Her, her, her: of her.",  # a frequent stretch
     [{"wording": "her of it: of waste"}], "Her of waste."),
    (REPORTED, "He said < ,;>.", [], None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "marked", "expected", "claim"), CASES)
def test_an_attribution_is_stated_as_verify_finds_it(
    kind: Kind, marked: str, expected: list[Passage], claim: str | None
) -> None:
    text, found = attribution(kind, marked)
    stated = passages(text, found)
    assert [{"paragraph": 1, **each} for each in expected] == stated
    for each in stated:
        assert {(one.status, one.reason) for one in verdicts(text, each)} == {("exact", None)}
    if claim is not None:
        assert text_of(text, found, language("en")) == claim


@pytest.mark.parametrize(
    ("marked", "verb"),
    [
        ("She <also criticised> it.", "criticised"),
        ("<According to> Bo Lund, it is late.", "according to"),
        ("She <has> often <said> so.", "has said"),
        ("Bo Lund<:> Yes.", ""),
        ("She <also> did.", "also"),
    ],
)
def test_the_verb_stands_without_adverbs(marked: str, verb: str) -> None:
    text, found = attribution(REPORTED, marked)
    assert verb_of(text, replace(found, cue=found.content), language("en")) == verb


def test_the_place_is_told_by_paragraph_and_page() -> None:
    text, found = attribution(DIRECT, "Snow.\n\nIce.\f\n\n<“We stay,”> she said.")
    assert passages(text, found) == [{"paragraph": 3, "quote": "We stay", "locator": "p. 2"}]


_WORDS = ("“We go,”", " she said, ", "“not now.”", "yes", "a “b” c", "''so''", "[the port]", "«да»")
_SIGNS = (" ", "\n\n", "“", "”", "…", "$5", "3.5", "— Так,", " — сказав", ". He ", "'tis", "\f")
_PIECES = st.sampled_from([*_WORDS, *_SIGNS, "\u2028"])


@settings(deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=12).map("".join), st.data())
def test_whatever_the_stretches_are_what_is_stated_is_exact(
    content: str, data: st.DataObject
) -> None:
    text = ArticleText(content)
    places = st.integers(0, len(content))
    ends = sorted(data.draw(st.lists(places, min_size=2, max_size=6, unique=True)))
    spans = [Span(low, high) for low, high in zip(ends[::2], ends[1::2], strict=False)]
    found = Attribution(data.draw(st.sampled_from(Kind)), tuple(spans))
    for each in passages(text, found):
        assert {(one.status, one.reason) for one in verdicts(text, each)} == {("exact", None)}
        assert text_of(text, found, language("en"))


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Eva Marin called it “a ‘sad’ joke.”", "It is “a ‘sad’ joke.”"),
        ("Eva Marin called them “very sad.”", "They are “very sad.”"),
        ("Eva Marin dubbed the new pier “a sad joke.”", "The new pier is “a sad joke.”"),
        ("Eva Marin said the new pier was “a joke.”", "The new pier was “a joke.”"),
        ("Eva Marin called for “a new pier.”", "A new pier."),
        ("Eva Marin praised the “new pier.”", "The “new pier.”"),
    ],
)
def test_what_somebody_is_called_is_a_clause(sentence: str, claim: str) -> None:
    text = ArticleText(sentence)
    (found,) = attributed(text).attributions
    assert text_of(text, found, language("en")) == claim
