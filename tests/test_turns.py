"""Quotations that stand by themselves: whose words they may be, and how sure that is."""

from pathlib import Path

import pytest

from .conftest import Run

MET = "Carl Dorn met Ada Quill.\n\n"
NEXT = "    # no verb of saying in the next paragraph, taken as Carl Dorn\n    speaker: carl-dorn\n"
NOBODY = "    # no verb of saying\n    speaker: null\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # Closed marks: the next paragraph may be an answer, so a person should look.
        ("“I will not sign,” Dorn said.\n\n“It is wrong.”", [NEXT]),
        # Open marks: it is the same speech.
        ("“I will not sign,” Dorn said. “It is late.\n\n“It is wrong.”", []),
        # A quotation after a question, or with nothing between, is somebody else's.
        ("“Will you sign it now?” Dorn asked.\n\n“It is wrong.”", [NOBODY]),
        ("“Stop it!” Dorn said. “It is late.” “It is wrong.”", [NOBODY]),
        ("“Will you?” Dorn asked. “Is it late?”", []),
    ],
)
def test_a_quotation_by_itself_is_credited_only_as_far_as_the_text_shows(
    coalition: Run, tmp_path: Path, words: str, expected: list[str]
) -> None:
    article = tmp_path / "sign.txt"
    article.write_text(f"{MET}{words}\n", encoding="utf-8")
    result = coalition("draft", article)
    assert "speaker: carl-dorn\n" in result.out
    assert result.out.count("#") == len(expected)
    assert [each for each in (NEXT, NOBODY) if each in result.out] == expected
