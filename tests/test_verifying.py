"""Quotes held to a text: how they stand, where, and why."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.verifying import ArticleText, StatedPlace, Verdict, verify
from coalition_cli.verifying.quotations import Quotations
from coalition_cli.verifying.typography import NormalisedText

from .articles import misses
from .records import any_text

_NOTHING = "the text has nothing like it"


def held(content: str, words: str, paragraph: int | None = None) -> Verdict:
    return verify(ArticleText(content), words, StatedPlace(paragraph), quoted=True)


def quoted(content: str) -> list[str]:
    text = ArticleText(content)
    spans = Quotations(content, text.paragraphs).spans
    return [content[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('He said "no" and "yes".', ["no", "yes"]),
        ("“I said ‘go’ to him,” he said.", ["I said ‘go’ to him,"]),
        ("„Nein“, »nie« und ‚kaum‘.", ["Nein", "nie", "kaum"]),
        ("« Oui » et «non».", [" Oui ", "non"]),
        ("Hän sanoi ”ei” ja »joo».", ["ei", "joo"]),
        ("他说“好”,又说「不」和『是』。", ["好", "不", "是"]),
        ('他说"好"了', ["好"]),
        ("The workers' rights, the '90s, isn't.", []),
        ("他说：“走了。”他称之为“没有”的计划", ["走了。", "没有"]),
        ('他说："走了。"他称之为"没有"的计划', ["走了。", "没有"]),
        ("그는 “간다”며 “온다.”고 말했다", ["간다", "온다."]),
        (
            "Il dit : «\u202fOui\u202f», puis «\u202fnon\u202f». Il part.",
            ["\u202fOui\u202f", "\u202fnon\u202f"],
        ),
        ("»Ja«, sagte er. »...und nein«.", ["Ja", "...und nein"]),
        ("‘The workers’ rights are vital,’ he said.", ["The workers’ rights are vital,"]),
        ("The ‘attack’ on workers’ rights", ["attack"]),
        ('He is 6\'2" tall and said "so".', ["so"]),
        ('A 6" pipe, and "so".', ["so"]),
        ('He said"go"and "stay", "or" not.', ["go", "stay", "or"]),
        ('"Go," he said. "Stay.', ["Go,", "Stay."]),
        ("“We go. And “tomorrow” too.", ["We go. And “tomorrow” too."]),
        ("“Open.\n\nPlain.", ["Open."]),
        ("“One.\n\n“Two,” he said.", ["One.\n\n“Two,"]),
        ("«One.\n\n»Two», he said.", ["One.\n\n»Two"]),
        ("“One.\n\nTwo.\n\nThree.” End.", ["One.\n\nTwo.\n\nThree."]),
        ("``Tex'' and “mixed\"", ["Tex", "mixed"]),
        ("``The pots' lids'' and ‘‘stay’’.", ["The pots' lids", "stay"]),
        ("''We go,'' he said, ''to 'Lund' now.''", ["We go,", "to 'Lund' now."]),
        ("''We sang 'so,''' he said.", ["We sang 'so,"]),
        ("A 6'' pipe, a 6'2'' man, and ''so''.", ["so"]),
        ("''One.\n\n''Two,'' he said.", ["One.\n\n''Two,"]),
        ('ארה"ב: "לא", ו"הארץ" על צה"ל.', ["לא", "הארץ"]),
        ("ארה״ב: ״לא״, ו״הארץ״ על צה״ל.", ["לא", "הארץ"]),
    ],
)
def test_quotation_marks_of_any_language_are_known(content: str, expected: list[str]) -> None:
    assert quoted(content) == expected


@pytest.mark.parametrize(
    ("content", "words", "status", "found", "reason"),
    [
        ("An “attack” on allies.", "attack", "exact", "attack", None),
        ("“We don’t go”", "We don't go", "typographic", "We don’t go",
         "differs in quotation marks"),
        ("''He said ''no'' to us''", 'He said "no" to us', "typographic", "He said ''no'' to us",
         "differs in quotation marks"),
        ("“war – now”", "war—now", "typographic", "war – now", "differs in dashes and spaces"),
        ("“red\nlines”", "red lines", "typographic", "red\nlines", "differs in spaces"),
        ("“a gov\xadernment”", "a government", "typographic", "a gov\xadernment",
         "differs in invisible characters"),
        ("“an oﬃce”", "an office", "typographic", "an oﬃce", "differs in Unicode forms"),
        ("“cafe\u0301 noir”", "café noir", "typographic", "cafe\u0301 noir",
         "differs in Unicode forms"),
        ("“Red lines”", "red lines", "typographic", "Red lines",
         "differs in the case of the first letter"),
        ("“One.\n\n“Two,” he said.", "One. Two", "typographic", "One.\n\n“Two",
         "differs in quotation marks and spaces"),
        ("“Red lines”", "Red Lines", "altered", "Red lines", "differs in capitals"),
        ("“We go, now”", "We go now", "altered", "We go, now", "differs in punctuation"),
        ("An attack on allies.", "attack", "altered", "attack", "not in quotation marks"),
        ("“We will not go”", "We will go", "altered", "We will not go", "'not' is left out"),
        ("“We will go”", "We will never go", "altered", "We will go", "'never' is not there"),
        ("“we must go”", "we will go", "altered", "we must go", "'will' stands for 'must'"),
        ("“all must go now”", "nobody must go now", "altered", "all must go now",
         "'nobody' stands for 'all'"),
        ("“all must go now”", "all must go then", "altered", "all must go now",
         "'then' stands for 'now'"),
        ("“1,500 people died”", "500 people died", "altered", "1,500 people died",
         "'500' stands for '1,500'"),
        ("“non-nuclear states”", "nuclear states", "altered", "non-nuclear states",
         "'nuclear' stands for 'non-nuclear'"),
        ("“attacks”", "attack", "altered", "attacks", "'attack' stands for 'attacks'"),
        ("“We will go,” she said, “but not now.”", "We will go … but not now", "exact",
         "We will go,” she said, “but not now", None),
        ("“We will go,” she said, “but not now.”", "We will go, but not now", "altered",
         "We will go,” she said, “but not now", "'she said' is left out"),
        ("“We will go,” she said, “but not now.”", "We will go … but not then", "altered",
         "We will go,” she said, “but not now", "'then' stands for 'now'"),
        ("“he said no”", "he [the minister] said no", "exact", "he said no", None),
        ("“he said no”", "[The minister] said no", "exact", "said no", None),
        ("“we will go”", "[W]e will go", "typographic", "we will go",
         "differs in the case of the first letter"),
        ("“wait … and see”", "wait … and see", "exact", "wait … and see", None),
        ("“landed at [4:59] local time”", "landed at [4:59] local time", "exact",
         "landed at [4:59] local time", None),
        ("“landed at [4:59] local time”", "landed at [5:59] local time", "altered",
         "landed at [4:59] local time", "'[5:59]' stands for '[4:59]'"),
        ("“[The] plane landed”", "[Our] plane landed", "altered", "plane landed",
         "'[Our]' stands for '[The]'"),
        ("“my land, 186 dunums [18 hectares]”", "186 dunums [19 hectares]", "altered",
         "186 dunums", "'[19 hectares]' stands for '[18 hectares]'"),
        ("“my land, 186 dunums [18 hectares]”", "186 dunums […]", "exact", "186 dunums", None),
        ("“my land, 186 dunums”", "186 dunums [of sand]", "exact", "186 dunums", None),
        ("“he never said no”", "he [the minister] said no", "altered", "he never said no",
         "'[the minister]' stands for 'never'"),
        ("“a report [that Iran will sell 130 tons of heavy water, of which 32 went to the United"
         " States] is true”", "a report [that Iran will … States] is true", "exact",
         "a report [that Iran will sell 130 tons of heavy water, of which 32 went to the United"
         " States] is true", None),
        ("« L’Europe est forte »", "Europe est forte", "exact", "Europe est forte", None),
        ("他说：“我们不会接受。”", "我们会接受", "altered", "我们不会接受", "'不' is left out"),
        ("قال: «نحن لا نقبل».", "نحن نقبل", "altered", "نحن لا نقبل", "'لا' is left out"),
        ("“हम नहीं जाएंगे”", "हम जाएंगे", "altered", "हम नहीं जाएंगे", "'नहीं' is left out"),
        ("“เราจะไป”", "เราจะไป", "exact", "เราจะไป", None),
        ("“ที่”", "ท", "altered", "ท", "only a part of a word"),
        ("“It is 100 percent safe”", "percent safe", "altered", "percent safe",
         "only a part of a number"),
        ("“We will go”", "Nobody has asked them", "missing", None, _NOTHING),
        ("", "We", "missing", None, _NOTHING),
        ("“We”", "…", "missing", None, _NOTHING),
    ],
)  # fmt: skip
def test_words_are_exact_or_it_is_said_what_differs(
    content: str, words: str, status: str, found: str | None, reason: str | None
) -> None:
    verdict = held(content, words)
    assert (verdict.status, verdict.found, verdict.reason) == (status, found, reason)
    whole = status in ("exact", "typographic") or reason == "not in quotation marks"
    low, high = (100, 100) if whole else (0, 59) if status == "missing" else (60, 99)
    assert low <= verdict.similarity <= high
    if verdict.start is not None:
        assert content[verdict.start : verdict.end] == found


def test_of_repeated_passages_the_best_is_in_marks_and_in_the_stated_paragraph() -> None:
    content = "An attack.\n\nAn “attack”.\n\nAn attack.\n\nAn “attack”, an “attack”.\n\nAn attack."
    assert [held(content, "attack", stated).paragraph for stated in (None, 1, 2, 4)] == [2, 2, 2, 4]
    assert held(content, "attack", 5).reason == "in paragraph 2, not 5"
    assert held(content, "attack", 4).start == content.index("attack”, an")
    assert verify(ArticleText(content), "attack", StatedPlace(3), quoted=False).paragraph == 3
    assert held("“Attack”.\n\n“attack”.", "attack", 1).paragraph == 1
    assert held("“Attack”.\n\n“attack”.", "attack").paragraph == 2


@pytest.mark.parametrize(
    ("content", "words", "status", "found"),
    [
        # In the same quotation, and near, though it stands elsewhere too:
        ("Severe storms are due. He said: “severe storms are here, in the south of Texas.”",
         "severe storms are … in the south of Texas", "exact",
         "severe storms are here, in the south of Texas"),
        ("He said “at that point it was not about me ... It was about winning the cup of cups.”",
         "it was not about me … It was [their] winning the cup of cups", "exact",
         "it was not about me ... It was about winning the cup of cups"),
        ("“We must and we shall, now.” “We shall, now.”", "We … now", "exact",
         "We must and we shall, now"),
        # One quotation, parted by who said it: with an inner mark, a blank that keeps the line,
        # a paragraph before:
        ("“It is ‘your fault,’” he said.\xa0“We pay.”", "It is ‘your fault,’ … We pay", "exact",
         "It is ‘your fault,’” he said.\xa0“We pay"),
        ("“We go.\n\n“We pay,” Ann said. “It is due.”", "We pay … It is due", "exact",
         "We pay,” Ann said. “It is due"),
        # But not by a sentence that says what came next:
        ("“We pay.” The crowd left. “It is due.”", "We pay … It is due", "altered",
         "We pay.” The crowd left. “It is due"),
        # One that is near to the next may be too far from the one before:
        (f"“Go and we say{' so' * 30}, we can.”", "Go [then] we … can", "exact",
         f"Go and we say{' so' * 30}, we can"),
        # With a word changed, around any of the parts:
        ("They flew to the area of the town of Bab. “The bombers were sent to destroy what was in"
         " the area of the town of Bab,” it said. They are in the area of the town of Bab.",
         "The bombers had … in the area of the town of Bab", "altered",
         "The bombers were sent to destroy what was in the area of the town of Bab"),
        ("It took a lot. “We were able to do it.” He said: “It took a kind of effort to do it.”",
         "It cost a … effort to do it", "altered", "It took a kind of effort to do it"),
    ],
)  # fmt: skip
def test_parts_of_a_quote_are_found_together(
    content: str, words: str, status: str, found: str
) -> None:
    verdict = held(content, words)
    assert (verdict.status, verdict.found) == (status, found)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Wrapped: blank lines part paragraphs.
        (["\ufeff", "  One", "one.", " \t", "", "Two.", "\u3000", " “Three.”", ""],
         ["One one.", "Two.", "“Three.”"]),
        (["The hill is high and the", "way is long. So we will", "go by night.", "", "They left."],
         ["The hill is high and the way is long. So we will go by night.", "They left."]),
        # A line for each paragraph: most lines end a sentence, or one is long.
        (["They met.", "“We go.", "“We stay,” she said:", "“so.”[2]", "Then"],
         ["They met.", "“We go.", "“We stay,” she said:", "“so.”[2]", "Then"]),
        (["Headline", f"A{' long' * 40} line", "By Ann", "End"],
         ["Headline", f"A{' long' * 40} line", "By Ann", "End"]),
        (["They met.", "They left and", "came back.", "They sang on the high-", "way."],
         ["They met.", "They left and came back.", "They sang on the high- way."]),
        # Some with blank lines between, some without.
        (["Headline", "", "They met.", "They left.", "", "“We go.”", "It rained."],
         ["Headline", "They met.", "They left.", "“We go.”", "It rained."]),
        # Wrapped without a blank line: where a sentence ends and the next word had room.
        (["The hill is high and the", "way is long. So we will", "go by night.", "They left when",
          "it was dark, and never", "came home."],
         ["The hill is high and the way is long. So we will go by night.",
          "They left when it was dark, and never came home."]),
        (["The hill is high and the", "way is so long to the top.", "  Bells rang and we will",
          "go by night."],
         ["The hill is high and the way is so long to the top.",
          "Bells rang and we will go by night."]),
        (["  The hill is high and the", "  way is so long to the top.", "  Bells rang and we will",
          "\u3000go by night"],
         ["The hill is high and the way is so long to the top. Bells rang and we will go by"
          " night"]),
        (["The hill is high and the", "way is so long to the top.", "— Bells rang and we will",
          "go by night"],
         ["The hill is high and the way is so long to the top.",
          "— Bells rang and we will go by night"]),
        # What ends no sentence goes on; a note may stand behind one.
        (["They met.", "They sat.", "They left and", "came back.", "so it went.", "They sang."],
         ["They met.", "They sat.", "They left and came back.", "so it went.", "They sang."]),
        (["They met.[1]", "They left by the long road.[12]", "They sang"],
         ["They met.[1]", "They left by the long road.[12]", "They sang"]),
        (["The hill is high and the", "way is so long.", "    Bells rang, we will go", "by night",
          "and by day"],
         ["The hill is high and the way is so long.",
          "Bells rang, we will go by night and by day"]),
    ],
)  # fmt: skip
def test_paragraphs_are_parted_by_blank_lines_or_are_lines(
    lines: list[str], expected: list[str], newline: str
) -> None:
    content = newline.join(lines)
    found = [" ".join(content[start:end].split()) for start, end in ArticleText(content).paragraphs]
    assert found == expected


def test_a_form_feed_ends_a_line_and_a_paragraph_separator_a_paragraph() -> None:
    content = "The hill is\fhigh.\u2029They\nleft"
    assert [content[start:end] for start, end in ArticleText(content).paragraphs] == [
        "The hill is\fhigh.",
        "They\nleft",
    ]
    content = "One,\u2029two and\nthree"
    assert [content[start:end] for start, end in ArticleText(content).paragraphs] == [
        "One,",
        "two and\nthree",
    ]


def test_a_quotation_that_is_not_closed_ends_with_its_line_where_lines_are_paragraphs() -> None:
    content = "It said “stop.\nThe fair opened at noon.\n“We won.\n“We sang,” she said."
    assert held(content, "The fair opened").reason == "not in quotation marks"
    assert held(content, "We won. We sang", 3).paragraph == 3


@pytest.mark.slow
def test_changes_planted_in_articles_of_many_scripts_are_found_in_their_place() -> None:
    said = list(misses(range(150)))
    assert len(said) == 1200
    assert [miss for _, miss in said if miss] == []


_words = st.lists(st.from_regex(r"[^\W_]{1,8}", fullmatch=True), min_size=1, max_size=12)


@pytest.mark.slow
@given(_words, _words, _words, st.data())
def test_any_words_inside_marks_are_exact_and_found_at_their_place(
    before: list[str], inside: list[str], after: list[str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(inside) - 1))
    words = " ".join(inside[first : data.draw(st.integers(first + 1, len(inside)))])
    content = f"{' '.join(before)} “{' '.join(inside)}” {' '.join(after)}"
    verdict = held(content, words)
    assert verdict.status == "exact"
    assert verdict.start is not None
    assert content[verdict.start : verdict.end] == words
    marks = re.search("“.*”", content)
    assert marks is not None
    assert marks.start() < verdict.start < marks.end()


@given(any_text | st.text("a e\u0301 -–\n\u00a0ﬁ'“\u00adनि가ᄀ\u1161\u11a8", max_size=20))
def test_every_place_of_even_text_leads_back_to_where_it_was_read(content: str) -> None:
    normalised = NormalisedText(content)
    ends = 0
    for number in range(len(normalised.text)):
        start, end = normalised.original(number, number + 1)
        assert start < end <= len(content)
        assert start >= ends or (start, end) == normalised.original(number - 1, number)
        ends = end
        assert normalised.before(start) <= number


@given(any_text, any_text, st.none() | st.integers(1, 9), st.booleans())
def test_any_words_and_any_text_have_a_verdict(
    content: str, words: str, paragraph: int | None, quote: bool
) -> None:
    verdict = verify(ArticleText(content), words, StatedPlace(paragraph), quoted=quote)
    assert (verdict.status == "missing") == (verdict.start is None)
    assert (verdict.status == "exact") <= (verdict.similarity == 100)
    if verdict.start is not None:
        assert content[verdict.start : verdict.end] == verdict.found
