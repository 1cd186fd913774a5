"""What is attributed in other languages than English: whole articles, each beside what is right.

`tests/attributed/uk/01.expected` was written by hand, and not from the program: a line for each
attribution. `kind | speaker | source | cue | content`, then perhaps ` | via carrier`. Stretches
stand between plus signs, and the middle of long ones is left out. A speaker without a name stands
in brackets, one who is taken with a comment has a tilde, and a dash is nobody.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_cli.attributing import Attributed, Attribution, Certainty, Kind, attributed
from coalition_cli.verifying import ArticleText, verify
from coalition_cli.verifying.paragraphs import Span

ARTICLES = Path(__file__).with_name("attributed")
_SHOWN = 6  # words of a stretch that is shown whole
_MARKS = '«»„“”"‚‘’›‹「」'


def _article(path: Path) -> ArticleText:
    return ArticleText(path.read_text(encoding="utf-8"), path.parent.name)


def _listing(article: ArticleText, found: Attributed) -> Iterator[str]:
    def text(spans: tuple[Span, ...]) -> list[str]:
        return [article.content[start:end] for start, end in spans]

    for each in found.attributions:
        content = " + ".join(map(_shortened, text(each.content)))
        source, cue = " + ".join(text(each.source)), " + ".join(text(each.cue))
        parts = [each.kind.value, _speaker(found, each), source, cue, content]
        yield " | ".join(parts + [f"via {words}" for words in text(each.carrier)])


def _speaker(found: Attributed, each: Attribution) -> str:
    if each.speaker is None:
        return "–"
    speaker = found.speakers[each.speaker]
    named = speaker.name or f"({speaker.description})"
    return named + " ~" * (each.certainty is Certainty.TAKEN)


def _shortened(text: str) -> str:
    words = text.split()
    return text if len(words) <= _SHOWN else " ".join([*words[:3], "[...]", *words[-3:]])


def _listed(content: str, code: str) -> list[str]:
    article = ArticleText(content, code)
    return list(_listing(article, attributed(article, code)))


@pytest.mark.parametrize(
    "path", sorted(ARTICLES.glob("*/*.txt")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_an_article_has_these_attributions_and_no_others(path: Path) -> None:
    article = _article(path)
    expected = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    lines = [" | ".join(part.strip() for part in line.split("|")) for line in expected]
    assert list(_listing(article, attributed(article, path.parent.name))) == lines


def test_ten_articles_each_are_tried_in_ukrainian_and_in_german() -> None:
    assert [len(list((ARTICLES / code).glob("*.txt"))) for code in ("uk", "de")] == [10, 10]


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*/*.txt")), ids=str)
def test_verify_finds_each_stretch_of_a_quotation_exact(path: Path) -> None:
    article = _article(path)
    for each in attributed(article, path.parent.name).attributions:
        for start, end in each.content if each.kind is Kind.DIRECT else ():
            words = article.content[start:end].strip(_MARKS + ", \xa0")
            assert verify(article, words, quoted=True).status == "exact", words


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*/*.txt")), ids=str)
@pytest.mark.parametrize("code", ["xx", "", "zz-ZZ", "../en"])
def test_an_article_in_a_language_without_a_file_has_its_quotations(path: Path, code: str) -> None:
    article = _article(path)
    found = attributed(article, code)
    assert found.speakers == ()
    assert {each.speaker for each in found.attributions} <= {None}
    assert {each.kind for each in found.attributions} <= {Kind.DIRECT, Kind.PARTIAL}
    assert {each.source + each.cue for each in found.attributions} <= {()}


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*/*.txt")), ids=str)
@pytest.mark.parametrize("code", ["uk", "de"])
def test_an_article_in_another_language_than_is_said_gets_no_sure_speaker(
    path: Path, code: str
) -> None:
    found = attributed(_article(path), code)
    if path.parent.name != code:
        assert {each.certainty for each in found.attributions} <= {Certainty.OPEN, Certainty.TAKEN}
        assert {each.kind for each in found.attributions} <= {Kind.DIRECT, Kind.PARTIAL}
