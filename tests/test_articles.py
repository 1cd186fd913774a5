"""A saved page becomes the text of its article, and what the page states of it.

Each page stands in the folder `pages`, beside the text that is taken of it (NAME.txt), and what it
states with what was left out and why (NAME.json). UPDATE_EXPECTED=1 writes both anew, to be
reviewed.
"""

import json
import os
from pathlib import Path

import pytest

from coalition_cli.extracting.document import Document, document
from coalition_cli.model.problems import DataError

FOLDER = Path(__file__).parent / "pages"
PAGES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".html", ".md"))
_SHOWN = 60  # characters of what is left out


def described(found: Document) -> str:
    """Return what a document states, and what was left out of it."""
    stated = {key: value for key, value in found.stated._asdict().items() if value}
    left_out = [
        f"{choice.why}: {choice.block.text[:_SHOWN]}" for choice in found.kept if not choice.kept
    ]
    return json.dumps({**stated, "left out": left_out}, ensure_ascii=False, indent=1) + "\n"


def expected(path: Path, suffix: str, text: str) -> str:
    """Return the text that is kept beside a page; nothing if there is none."""
    kept = path.with_suffix(suffix)
    if os.environ.get("UPDATE_EXPECTED"):
        kept.write_text(text, encoding="utf-8")
    return kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_becomes_the_text_beside_it(path: Path) -> None:
    try:
        found = document(path.read_bytes(), path.name)
    except DataError as error:
        text, stated = "", f"{error}\n"
    else:
        text, stated = f"{found.text}\n", described(found)
    assert text == expected(path, ".txt", text)
    assert stated == expected(path, ".json", stated)


def test_every_expected_text_has_its_page() -> None:
    stems = [path.stem for path in PAGES]
    assert len(stems) == len(set(stems)) >= 25
    others = [path for path in FOLDER.iterdir() if path not in PAGES]
    assert sorted(path.name for path in others) == sorted(
        stem + suffix for stem in stems for suffix in (".json", ".txt")
    )
