"""What search looks through is the same, whether worked out of records or of the index."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from coalition_cli.index import making, searching
from coalition_cli.index.texts import TEXTS

from .caches import databases
from .conftest import Run

FILES = {
    "a.yaml": """
speakers:
- {id: Łódź-mayor, name: Mayor of Łódź, role: mayor, affiliation: the city}
- {id: diplomat, description: a diplomat, anonymity_reason: fear}
sources: [{id: politico, name: Politico Europe}, {id: nameless}]
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


@pytest.mark.parametrize("late", [False, True], ids=["as declared", "declared late"])
@pytest.mark.parametrize("apart", [False, True], ids=["in place", "apart"])
def test_texts_of_records_are_those_of_the_index(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, late: bool, apart: bool
) -> None:
    monkeypatch.setattr(making, "pays", lambda files: apart)
    for name, text in (FILES | ({"c.yaml": LATE} if late else {})).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert coalition("claims", "--count", "-d", str(tmp_path)).out == "5\n"
    [file] = databases()
    before = shutil.copy(file, tmp_path / "before.sqlite")
    database = sqlite3.connect(shutil.copy(file, tmp_path / "after.sqlite"))
    database.execute("ATTACH ? AS old", (str(before),))
    for name in TEXTS:
        assert words(database, name)
        # What was put in as records were read is taken out as the index has it.
        searching.put(database, name, "old", "TRUE")
        assert words(database, name) == []
    database.close()
