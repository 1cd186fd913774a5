"""The words of a lake are those of the index: `tokens` parts a text as FTS5's tokenizer does."""

import sqlite3
import sys
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.words import search_text, search_words, tokens

_SURROGATES = range(0xD800, 0xE000)
_AT_ONCE = 1 << 12  # characters of a text
PIECES = [
    [chr(code) for code in range(begin, begin + _AT_ONCE) if code not in _SURROGATES]
    for begin in range(0, sys.maxunicode + 1, _AT_ONCE)
]


def words_of_index(*texts: str) -> list[list[str]]:
    """Return the words that FTS5 has of texts, as the index is set up."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE search USING fts5(text, tokenize='ascii')")
        database.execute("CREATE VIRTUAL TABLE words USING fts5vocab(search, 'instance')")
        database.executemany("INSERT INTO search VALUES (?)", ((text,) for text in texts))
        words: list[list[str]] = [[] for _ in texts]
        for term, number in database.execute('SELECT term, doc FROM words ORDER BY doc, "offset"'):
            words[number - 1].append(term)
    return words


@pytest.mark.slow
def test_every_character_parts_words_or_belongs_to_one_as_in_the_index() -> None:
    texts = [" ".join(f"{one} A{one}b -{one}{one}." for one in some) for some in PIECES]
    for text, words in zip(texts, words_of_index(*texts), strict=True):
        assert tokens(text) == words


@pytest.mark.slow
def test_every_character_is_the_same_words_once_it_is_folded() -> None:
    texts = [search_text(" . ".join(some)) for some in PIECES]
    for text, words in zip(texts, words_of_index(*texts), strict=True):
        assert tokens(text) == words


@given(st.lists(st.text(st.sampled_from("aZ9é中\u0301 -_'\"\0ﬁ\ue000\U0001f600½\u200b\xad$"))))
def test_any_text_has_the_words_that_the_index_has_of_it(texts: list[str]) -> None:
    folded = [search_text(text) for text in texts]
    assert [search_words(text) for text in texts] == words_of_index(*folded)
