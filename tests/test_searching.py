"""What search looks through is the same, whichever way an index came to hold it."""

import sqlite3
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.cache import making
from coalition_cli.index import tables as schema
from coalition_cli.index.search import TEXTS
from coalition_cli.model import SECTIONS
from coalition_cli.query import Term
from coalition_cli.query.full_text import SQLITE
from coalition_cli.query.question import is_searched
from coalition_cli.query.search import hits
from coalition_cli.words import search_phrases, search_text

from .caches import databases
from .conftest import Run

FILES = {
    "a.yaml": """
speakers:
- {id: Łódź-mayor, name: Mayor of Łódź, role: mayor, affiliation: the city, aliases: [Šef, The Fox]}
- {id: diplomat, description: a diplomat, anonymity_reason: fear}
sources:
- {id: politico, name: Politico Europe, aliases: [Pol Été]}
- {id: nameless, aliases: [Anon]}
articles:
- {id: a1, headline: Été, publisher: politico, authors: [Zoé, Ann]}
- {id: a2, publisher: undeclared-outlet}
claims:
- id: c1
  text: Red lines in Łódź
  speaker: Łódź-mayor
  source: politico
  topics: [trade, 大阪]
  note: noted
  appearances:
  - {article: a1, quote: red lines, attribution: the mayor}
  - {article: a2, wording: lines of Łódź, speaker: diplomat}
  - {article: a1, quote: Une été, speaker: nobody-declared}
- {id: c2, text: Plain, speaker: diplomat, source: nameless}
- {id: c3, text: Nobody, speaker: undeclared, source: undeclared-outlet}
- {id: c4, text: Bare}
facts:
- {id: f1, text: A fact, reference: {title: Das Gesetz von Łódź, url: http://x}}
- {id: f2, text: Another, reference: {url: http://x}}
members: [{country: NO, name: Norway}, {country: GB}]
""",
    "b.jsonl": """
{"id": "d1", "text": "Élan", "speaker": "late", "appearances": [{"article": "a1"}]}
""",
}
LATE = "speakers: [{id: late, name: Late Łódź}, {id: undeclared, name: Now declared}]\n"


def words(database: sqlite3.Connection, name: str) -> list[tuple[str, int]]:
    """Return the words that a search for records of the section can find, each with a number."""
    database.execute(f"CREATE VIRTUAL TABLE temp.vocab USING fts5vocab(main, {name}_search, row)")
    found = database.execute("SELECT term, cnt FROM temp.vocab ORDER BY term").fetchall()
    database.execute("DROP TABLE temp.vocab")
    return found


def words_kept() -> dict[str, list[tuple[str, int]]]:
    """Return the words of each section that are in the one index that is kept."""
    [file] = databases()
    database = sqlite3.connect(file)
    found = {name: words(database, name) for name in TEXTS}
    database.close()
    return found


CHANGED = {
    "b.jsonl": '{"id": "d1", "text": "Élan", "topics": ["Łódź"], "appearances": []}\n',
    "c.yaml": "speakers: [{id: late, name: Später, aliases: [Tard]}]\n"
    "sources: [{id: undeclared-outlet, name: Named}]\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("apart", [False, True], ids=["by one process", "by two"])
def test_words_are_those_of_the_records_whichever_way_the_index_was_made(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, apart: bool
) -> None:
    asked = ("claims", "--count", "-d", str(tmp_path))
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(making, "pays", lambda files: apart)
    assert coalition(*asked).out == "5\n"
    begun = words_kept()
    assert all(begun.values())
    monkeypatch.setattr(making, "pays", lambda files: False)
    for files in ({"c.yaml": LATE}, CHANGED):
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        assert coalition(*asked).out == "5\n"
        updated = words_kept()
        coalition("cache", "clear", "--all")
        monkeypatch.setattr(making, "pays", lambda files: apart)
        assert coalition(*asked).out == "5\n"
        assert updated == words_kept()
        assert updated != begun
        begun = updated
        monkeypatch.setattr(making, "pays", lambda files: False)


def test_every_text_that_files_state_is_searched() -> None:
    for name, texts in TEXTS.items():
        stated = [field.name for field in SECTIONS[name].stated if is_searched(field)]
        assert set(stated) <= {text.column for text in texts}


FORMS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "upper": str.upper,
    "lower": str.lower,
    "title": str.title,
    "casefold": str.casefold,
    "NFC": lambda text: unicodedata.normalize("NFC", text),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "NFKC": lambda text: unicodedata.normalize("NFKC", text),
    "NFKD": lambda text: unicodedata.normalize("NFKD", text),
}
SAMPLED = 41  # of the letters without case and decomposition, one in so many


def is_tried(letter: str) -> bool:
    """Whether a letter is tried: all that have forms, and some of the many that have none."""
    accents_alone = unicodedata.normalize("NFKD", letter).startswith(" ")
    if unicodedata.category(letter)[0] not in "LN" or accents_alone:
        return False
    return ord(letter) % SAMPLED == 0 or any(form(letter) != letter for form in FORMS.values())


@pytest.mark.slow
def test_no_letter_is_lost_in_any_of_its_forms() -> None:
    """Whatever Unicode the tokenizers of SQLite know."""
    database = sqlite3.connect(":memory:")
    for statement in schema.tables():
        database.execute(statement)
    hangul = range(0xAC00 + SAMPLED, 0xD7A4)  # 11,172 of one kind
    letters = [one for one in map(chr, range(sys.maxunicode)) if is_tried(one)]
    tried = [one for one in letters if ord(one) not in hangul]
    words = [word for letter in tried for word in (f"so{letter}so", letter)]
    rows = ((number, search_text(word)) for number, word in enumerate(words))
    database.executemany("INSERT INTO topics_search (rowid, topic) VALUES (?, ?)", rows)
    lost = []
    for number, word in enumerate(words):
        for name, form in FORMS.items():
            [query] = hits(SECTIONS["topics"], [Term(None, (form(word),))], SQLITE).values
            sql = "SELECT 1 FROM topics_search WHERE topics_search MATCH ? AND rowid = ?"
            if not database.execute(sql, (query, number)).fetchone():
                lost.append((word, name))
    database.close()
    assert len(tried) > 5_000
    assert lost == []


@pytest.mark.parametrize("text", ["", " ", "\u200b", "...", "—", "“”", "\u0301", "_"])
def test_there_is_nothing_to_search_for_without_a_letter_a_digit_and_a_sign(text: str) -> None:
    assert search_phrases(text) == []
