"""Two wordings side by side: how alike they are, and what was struck and added."""

import pytest
from hypothesis import given

from coalition_cli.words.wordings import Fate, changes, similarity, words

from .records import any_text

_MARKS = {Fate.KEPT: "{}", Fate.STRUCK: "[-{}-]", Fate.ADDED: "{{+{}+}}"}


def shown(before: str, after: str) -> str:
    return " ".join(_MARKS[fate].format(text) for fate, text in changes(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected", "alike"),
    [
        ("red lines", "red lines", "red lines", 100),
        ("Red lines!", "“red lines”", "“red lines”", 100),
        ("there are red lines", "there are also red lines", "there are {+also+} red lines", 89),
        (
            "no longer a reliable trade partner, still less a security ally",
            "no longer a reliable trading partner and security ally",
            "no longer a reliable [-trade-] {+trading+} partner"
            " [-still less a-] {+and+} security ally",
            70,
        ),
        ("punitive tariffs", "sanctions", "[-punitive tariffs-] {+sanctions+}", 0),
        ("東京は大きい", "東京は小さい", "東京は [-大き-] {+小さ+} い", 67),
        ("हिन्दी में कहा", "हिन्दी में लिखा", "हिन्दी में [-कहा-] {+लिखा+}", 67),
        ("", "never", "{+never+}", 0),
        ("", "", "", 100),
    ],
)
def test_words_that_changed_are_struck_and_added(
    before: str, after: str, expected: str, alike: int
) -> None:
    assert shown(before, after) == expected
    assert similarity(before, after) == alike


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He isn't — “so” tired…", ["he", "isn't", "so", "tired"]),
        ("trade-off (and 35 more)", ["trade-off", "and", "35", "more"]),
        ("Straße\u00a0und ŁÓDŹ", ["strasse", "und", "łódź"]),
        ("قال: «نعم»، ثم", ["قال", "نعم", "ثم"]),
        ("北京说。", ["北", "京", "说"]),
        ("क्षमा करें।", ["क्षमा", "करें"]),
    ],
)
def test_words_of_any_script_are_found(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(any_text, any_text)
def test_no_word_is_lost_or_invented(before: str, after: str) -> None:
    pieces = changes(before, after)
    kept_and_added = [
        word for fate, text in pieces if fate is not Fate.STRUCK for word in words(text)
    ]
    kept_and_struck = [
        word for fate, text in pieces if fate is not Fate.ADDED for word in words(text)
    ]
    assert kept_and_added == words(after)
    assert kept_and_struck == words(before)
    assert similarity(before, after) == similarity(after, before)
    assert (similarity(before, after) == 100) == (words(before) == words(after))
