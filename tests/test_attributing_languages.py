"""What is attributed in other languages than English: whole articles, each beside what is right.

`tests/attributed/uk/01.expected` was written by hand, and not from the program: a line for each
attribution. `kind | speaker | source | cue | content`, then perhaps ` | via carrier`. Stretches
stand between plus signs, and the middle of long ones is left out. A speaker without a name stands
in brackets, one who is taken with a comment has a tilde, and a dash is nobody.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalition_cli.attributing
from coalition_cli.attributing import Attributed, Attribution, Certainty, Kind, attributed
from coalition_cli.attributing.grammar.tokens import Tokens
from coalition_cli.attributing.languages.files import words_in
from coalition_cli.attributing.languages.keys import KEYS
from coalition_cli.attributing.languages.language import Language
from coalition_cli.attributing.ordering import attributed_by_order
from coalition_cli.model.problems import DataError
from coalition_cli.verifying import ArticleText, verify
from coalition_cli.verifying.paragraphs import Span

from .records import any_text

FOLDER = Path(coalition_cli.attributing.__file__).parent
LANGUAGES = sorted((FOLDER / "languages").glob("*.yaml"))
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
    assert list(_listing(article, attributed(article, path.parent.name))) == _spaced(expected)


@pytest.mark.parametrize("code", ["uk", "de"])
def test_sentences_that_mislead_give_nobody_words_that_are_not_theirs(code: str) -> None:
    """Each block of the file is a text, and below it what is right."""
    blocks = (ARTICLES / f"{code}.sentences").read_text(encoding="utf-8").strip().split("\n\n")
    for block in blocks:
        text, *expected = block.split("\n")
        assert [text, *_listed(text, code)] == [text, *_spaced(expected)]


@pytest.mark.parametrize(
    ("code", "text", "kind", "reason"),
    [
        ("uk", "Мати одного з учнів сказала, що школу закрили.", "person", ""),
        ("uk", "Двоє лікарів, які говорили анонімно, бо бояться звільнення, сказали, що так.",
         "group", "бояться звільнення"),
        ("uk", "За словами лікарки, яка не хоче називати ім'я, оскільки боїться звільнення, так є.",
         "unknown", "боїться звільнення"),
        ("uk", "Чиновник, який лишився анонімним через те, що не має права, сказав, що так.",
         "person", "не має права"),
        ("uk", "На думку лікарки, яка говорила анонімно, побоюючись звільнення, так є.",
         "unknown", "побоюючись звільнення"),
        ("uk", "За словами джерела в уряді, яке не хоче називати себе через страх, так є.",
         "unknown", "страх"),
        ("uk", "Чиновник, що лишився неназваним, оскільки не мав права говорити, сказав, що так.",
         "person", "не мав права говорити"),
        ("uk", "Лікарка, яка просила її не називати, сказала, що так.", "person", ""),
        ("uk", "Експерти сказали, що так.", "group", ""),
        ("uk", "Обласна рада сказала, що так.", "organisation", ""),
        ("uk", "Опитування показало, що так.", "unknown", ""),
        ("de", "Ein Beamter, der namentlich nicht genannt werden wollte, weil er das nicht darf, "
         "sagte, es gehe.", "person", "er das nicht darf"),
        ("de", "Nach Angaben eines Beamten, der anonym bleiben will, weil er nicht sprechen darf, "
         "geht es.", "unknown", "er nicht sprechen darf"),
        ("de", "Laut einer Ärztin, die aus Angst vor Kündigung nicht genannt werden will, geht es.",
         "person", "Angst vor Kündigung"),
        ("de", "Es gehe, sagt ein Arbeiter, der aus Angst vor dem Chef seinen Namen nicht nennen "
         "will.", "person", "Angst vor dem Chef"),
        ("de", "Mehrere Anwohner sagten, es gehe.", "group", ""),
        ("de", "Das Ministerium sagte, es gehe.", "organisation", ""),
        ("de", "Eine Ärztin sagte, es gehe.", "person", ""),
        ("de", "Eine Umfrage zeigte, dass es geht.", "unknown", ""),
    ],
)  # fmt: skip
def test_a_speaker_without_a_name_has_a_kind_and_perhaps_a_reason(
    code: str, text: str, kind: str, reason: str
) -> None:
    (speaker,) = attributed(ArticleText(text, code), code).speakers
    assert (speaker.name, speaker.kind, speaker.anonymity_reason) == ("", kind, reason)


@pytest.mark.parametrize(
    ("code", "text"),
    [("uk", "Бойко сподівається, що встигне."), ("de", "Karl Ott hofft, dass es klappt.")],
)
def test_beliefs_are_attributed_where_they_are_wanted(code: str, text: str) -> None:
    article = ArticleText(text, code)
    assert attributed(article, code).attributions == ()
    (found,) = attributed(article, code, stances=True).attributions
    assert found.kind is Kind.STANCE


@pytest.mark.parametrize(
    ("code", "text", "denied"),
    [
        ("de", "Karl Ott bestritt, dass die Brücke zu ist.", True),
        ("de", "Karl Ott hat abgestritten, dass die Brücke zu ist.", True),
        ("de", "Karl Ott wies zurück, dass die Brücke zu ist.", True),
        ("de", "„Die Brücke ist offen“, dementierte Karl Ott.", False),
        ("de", "Karl Ott sagte, dass die Brücke zu ist.", False),
        ("uk", "Тарас Косач заперечив, що міст закрили.", True),
        ("uk", "Тарас Косач сказав, що міст закрили.", False),
    ],
)
def test_words_that_somebody_denied_are_not_said(code: str, text: str, denied: bool) -> None:
    (found,) = attributed(ArticleText(text, code), code).attributions
    assert (found.speaker, found.unsaid) == (0, denied)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Die Brücke ist zu, schreibt die „Torpost“."),
        ("de", "Wie die Tageszeitung „Torpost“ berichtet, ist die Brücke zu."),
        ("uk", "Видання «Torpost» пише, що міст закрили."),
        ("uk", "Міст закрили. Про це пише «Torpost»."),
    ],
)
def test_a_newspaper_in_marks_is_a_speaker_with_a_name_and_carries_it(code: str, text: str) -> None:
    found = attributed(ArticleText(text, code), code)
    assert [(one.name, one.description, one.kind) for one in found.speakers] == [
        ("Torpost", "", "outlet")
    ]
    assert [text[start:end] for start, end in found.attributions[0].carrier] == ["Torpost"]


def test_what_is_pointed_to_in_the_paragraph_before_gets_a_comment() -> None:
    text = "Die Brücke ist zu.\n\nDas teilte die Polizei mit."
    (found,) = attributed(ArticleText(text, "de"), "de").attributions
    assert found.reason == "what was said is taken from the paragraph before"
    assert (found.content, found.certainty) == ((Span(0, 17),), Certainty.TAKEN)
    two = "Die Brücke ist zu. Der Bus fährt.\n\nDas teilte die Polizei mit."
    assert attributed(ArticleText(two, "de"), "de").attributions == ()


def _spaced(lines: list[str]) -> list[str]:
    return [" | ".join(part.strip() for part in line.split("|")) for line in lines]


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


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_each_file_of_a_language_has_the_keys_that_its_rules_ask_for(path: Path) -> None:
    words = words_in(path)
    if path.stem != "en":
        assert set(words) <= {key.partition(".")[0] for key in KEYS}
        return
    # The rules of English grammar have keys of their own: each is asked for somewhere.
    rooms = (FOLDER, FOLDER.parent / "assembling")
    files = (each for room in rooms for each in room.rglob("*.py"))
    code = "".join(each.read_text(encoding="utf-8") for each in files)
    assert [key for key in words if f'"{key}"' not in code and key != "name"] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("places:", "placs:",
         "uk.yaml:{line}:1: unknown-key: unknown key 'placs'; did you mean 'places'?"),
        ("  saying:", "  says:", "uk.yaml:{line}:3: unknown-key: unknown key 'verbs.says'"),
        ("as: як", "as: як\nas: мов", "uk.yaml:{next}:1: repeated-key: the key 'as' stands twice"),
        ("as: як", "as: [як]", "uk.yaml:{line}:1: wrong-type: 'as' must have words between blanks"),
        ("nouns: small", "nouns: tiny",
         "uk.yaml:1:1: unknown-value: 'nouns' must be small or capital"),
        ("nouns: small\n", "", "uk.yaml:1:1: missing-key: the key 'nouns' is missing"),
        ("language: uk", "language: be",
         "uk.yaml:1:1: unknown-value: 'language' must be uk, as the name of the file"),
        ("as: як", "as: [як", "uk.yaml:{after}:1: bad-syntax: did not find expected ',' or ']'"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_told_with_its_line(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    text = (FOLDER / "languages" / "uk.yaml").read_text(encoding="utf-8")
    assert text.count(f"\n{old}") == 1
    broken = tmp_path / "uk.yaml"
    broken.write_text(text.replace(f"\n{old}", f"\n{new}"), encoding="utf-8")
    line = text[: text.index(f"\n{old}")].count("\n") + 2
    with pytest.raises(DataError) as caught:
        words_in(broken)
    told = [problem.headline for problem in caught.value.problems]
    assert any(
        each.startswith(message.format(line=line, next=line + 1, after=line + 2)) for each in told
    ), told


def test_the_documentation_has_the_keys_and_an_example_that_works(tmp_path: Path) -> None:
    page = (Path(__file__).parent.parent / "docs" / "languages.md").read_text(encoding="utf-8")
    rows = [f"| `{key}` | {meaning} |" for key, meaning in KEYS.items()]
    assert page.endswith("\n".join(["|---|---|", *rows, ""]))
    file, article, lines = re.findall(r"```(?:yaml|text)\n(.*?)```", page, re.DOTALL)
    (tmp_path / "es.yaml").write_text(file, encoding="utf-8")
    spanish = Language(words_in(tmp_path / "es.yaml"))
    text = ArticleText(article, "es")
    found = attributed_by_order(Tokens(text, spanish), spanish, stances=False)
    assert list(_listing(text, found)) == lines.splitlines()


_PIECES = st.sampled_from(
    [
        "„Es eilt“",
        ", sagte Huber, ",
        "«Ми йдемо, — сказав мер. — Так»",
        ". ",
        ", что ",
        ", що ",
        "laut ",
        "за його словами, ",
        "Ihm zufolge ",
        "teilte ",
        "mit",
        ": ",
        "— ",
        "\n\n",
        "(CDU)",
        "»",
        "“",
        "Іван Бондар",
        "Petra Sander",
        "der ",
        "die ",
        ", der ",
        "і ",
        "und ",
        "wie ",
        "hat ",
        "gesagt",
        "sei ",
        "не ",
        "Він ",
        "Sie ",
        "в уряді ",
        "кажуть",
        ", weil ",
        "«Нива»",
        "12 ",
        ", ",
    ]
)


@settings(deadline=None)
@given(st.lists(_PIECES | any_text, max_size=30), st.sampled_from(["uk", "de", "xx"]))
def test_any_text_has_places_that_are_in_it(pieces: list[str], code: str) -> None:
    article = ArticleText("".join(pieces), code)
    found = attributed(article, code, stances=True)
    for each in found.attributions:
        assert each.content
        for start, end in (*each.content, *each.source, *each.cue, *each.carrier):
            assert 0 <= start < end <= len(article.content)
        assert list(each.content) == sorted(each.content)
        assert (each.speaker is None) == (each.certainty is Certainty.OPEN)
        assert each.certainty is Certainty.STATED or each.reason
    for speaker in found.speakers:
        words = speaker.name or speaker.description
        assert words
        assert " ".join(words.split()) in " ".join(article.content.split())
