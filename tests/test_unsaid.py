"""What an article says that nobody said: denied, asked, supposed, only possible."""

from pathlib import Path

import pytest

from .conftest import Run

OPEN = "the text does not state that it was said"

UNSAID = {
    "Ana Ruiz never said that the pier was rotten.": f'"never said": {OPEN}',
    "Ana Ruiz didn’t say that the pier was rotten.": f'"didn’t say": {OPEN}',
    "Ana Ruiz might say that the pier was rotten.": f'"might say": {OPEN}',
    "Ana Ruiz will say on Tuesday that the pier was rotten.": f'"will say": {OPEN}',
    "If Ana Ruiz says that the pier is rotten, it will be shut.": f'"says": {OPEN}',
    "Did Ana Ruiz say that the pier was rotten?": f'"say": {OPEN}',
    "Ana Ruiz refused to say that the pier was rotten.": (
        f'"to say" has no subject of its own, taken as Ana Ruiz: {OPEN}'
    ),
}
SAID = (
    "Ana Ruiz said that the pier was never safe.",
    "Ana Ruiz would say only that the pier was rotten.",
    "“Is the pier rotten?” Ana Ruiz asked.",
    "Ana Ruiz has not slept, and says that the pier was rotten.",
)


@pytest.mark.parametrize("sentence", UNSAID)
def test_a_draft_says_where_the_article_does_not_state_that_it_was_said(
    coalition: Run, tmp_path: Path, sentence: str
) -> None:
    article = tmp_path / "pier.txt"
    article.write_text(sentence, encoding="utf-8")
    result = coalition("draft", article)
    assert f"    # {UNSAID[sentence]}\n    speaker: ana-ruiz\n" in result.out
    assert result.out.count("appearances:") == 1


@pytest.mark.parametrize("sentence", SAID)
def test_what_somebody_said_has_no_such_comment(
    coalition: Run, tmp_path: Path, sentence: str
) -> None:
    article = tmp_path / "pier.txt"
    article.write_text(sentence, encoding="utf-8")
    result = coalition("draft", article)
    assert "speaker: ana-ruiz" in result.out
    assert OPEN not in result.out


def test_never_said_and_said_are_two_claims(coalition: Run, tmp_path: Path) -> None:
    said, never = tmp_path / "said.txt", tmp_path / "never.txt"
    words = "that the northern pier was safe for heavy boats."
    said.write_text(f"Ana Ruiz said {words}", encoding="utf-8")
    never.write_text(f"Ana Ruiz never said {words}", encoding="utf-8")
    result = coalition("draft", said, never)
    claims = result.out.partition("\nclaims:\n")[2]
    assert (
        claims
        == f"""  - id: northern-pier-safe-heavy-boats
    text: The northern pier was safe for heavy boats.
    speaker: ana-ruiz
    status: draft
    appearances:
      - article: said
        paragraph: 1
        wording: that the northern pier was safe for heavy boats
        attribution: Ana Ruiz
        verb: said

  - id: northern-pier-safe-heavy-boats-2
    text: The northern pier was safe for heavy boats.
    # "never said": {OPEN}
    speaker: ana-ruiz
    status: draft
    appearances:
      - article: never
        paragraph: 1
        wording: that the northern pier was safe for heavy boats
        attribution: Ana Ruiz
        verb: never said
"""
    )


@pytest.mark.parametrize("verb", ["denied", "has denied"])
def test_denied_and_said_are_two_claims(coalition: Run, tmp_path: Path, verb: str) -> None:
    said, denied = tmp_path / "said.txt", tmp_path / "denied.txt"
    words = "that the northern pier was safe for heavy boats."
    said.write_text(f"Ana Ruiz said {words}", encoding="utf-8")
    denied.write_text(f"Ana Ruiz {verb} {words}", encoding="utf-8")
    result = coalition("draft", said, denied)
    assert result.err == (
        "coalition: 2 claims of 1 speaker: read them with 'coalition review', from a file (-o)\n"
    )
    doubt = f'"{verb}": these are the words that were denied; say so in the text'
    comments = [line.strip() for line in result.out.splitlines() if "#" in line]
    assert comments == [f"# {doubt}"]
