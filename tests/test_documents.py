"""What the program writes of itself is what it does."""

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from coalition_cli.browsing.keys import KEYS
from coalition_cli.cli import app
from coalition_cli.json_schema import schema
from coalition_cli.model.codes import CODES
from coalition_cli.verifying import ArticleText, verify

from . import documents, pictures
from .conftest import Run

README = documents.README.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_readme_shows_what_its_commands_print() -> None:
    assert README.count("```console\n$ coalition ") >= 3
    assert documents.readme() == README


def test_the_fields_are_those_of_the_program() -> None:
    assert documents.fields() == documents.FIELDS.read_text(encoding="utf-8")


def test_the_schema_for_editors_is_that_of_the_program() -> None:
    assert schema("claims-file") == documents.SCHEMA.read_text(encoding="utf-8")


def test_the_problems_are_those_of_the_program() -> None:
    assert documents.problems() == documents.PROBLEMS.read_text(encoding="utf-8")
    for code in CODES:
        assert f"## {code}\n" in documents.PROBLEMS.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_a_problem_is_shown_with_its_own_file_and_what_is_said_of_it(code: str) -> None:
    page = documents.PROBLEMS.read_text(encoding="utf-8")
    _, _, chapter = page.partition(f"\n## {code}\n")
    shown = re.findall(
        r"^```(\w+)\n(.*?)^```$", chapter.split("\n## ")[0], re.MULTILINE | re.DOTALL
    )
    *files, (kind, said) = shown
    assert kind == "text"
    if code == "unreadable":
        assert files == []
        assert said.startswith("unreadable.yaml:")
        return
    [(ending, text)] = files
    file = documents.ERRORS / f"{code}.{ending}"
    assert text == file.read_bytes().decode(errors="backslashreplace")
    assert said.startswith(f"{file.name}:")
    assert f": {code}: " in said.splitlines()[0]


def test_the_readme_names_every_command() -> None:
    named = set(re.findall(r"`(\w+)`|coalition (\w+)", README))
    words = {word for pair in named for word in pair}
    assert set(get_command(app).commands) - words == set()  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", re.findall(r"^(coalition .*) \| jq .*$", README, re.MULTILINE))
def test_the_readme_pipes_json(coalition: Run, command: str) -> None:
    result = coalition(*shlex.split(command)[1:])
    assert (result.code, result.err) == (0, "")
    assert [row["text"] for row in result.json]


def test_the_readme_writes_a_table_to_a_log(coalition: Run) -> None:
    [command] = re.findall(r"^coalition (.* -f table) >> \S+ +#", README, re.MULTILINE)
    result = coalition(*shlex.split(command))
    assert (result.code, result.err) == (0, "")
    assert result.lines[0].split() == ["claim", "said", "by", "source", "confidence"]


@pytest.mark.parametrize("picture", pictures.SCREENS, ids=lambda path: path.name)
def test_a_picture_shows_the_screen_of_the_browser(picture: Path) -> None:
    drawn = pictures.of_screen(pictures.SCREENS[picture])
    assert drawn == picture.read_text(encoding="utf-8")
    assert set(re.findall(r"\w+://[^\"]+", drawn)) == {"http://www.w3.org/2000/svg"}


def test_the_page_in_docs_is_what_the_program_makes_of_the_example(coalition: Run) -> None:
    result = coalition(*documents.EXAMPLE)
    kept = pictures.PAGE.read_text(encoding="utf-8")
    assert result.code == 0
    assert _LETTERS.sub("", result.out) == _LETTERS.sub("", kept)
    assert len(_LETTERS.findall(kept)) == 1


# How the page's search folds letters: those of the Unicode that this Python knows.
_LETTERS = re.compile(r'"letters":\{.*?\}(?=\}</script>)')


@pytest.mark.parametrize("picture", pictures.PARTS, ids=lambda path: path.name)
def test_a_picture_is_of_the_page_as_it_is_now(picture: Path) -> None:
    assert pictures.is_of(picture, pictures.PAGE), "python -m tests.documents draws it anew"


def test_the_keys_in_docs_are_those_of_the_browser() -> None:
    page = documents.BROWSING.read_text(encoding="utf-8")
    assert documents.keys() == page
    for key in KEYS:
        assert f"| {key.name} | {key.meaning} |\n" in page


PROSE = [documents.README, *documents.PAGES.values(), documents.ROOT / "CONTRIBUTING.md"]


def test_pictures_are_small_and_each_is_shown_with_words_for_who_cannot_see_it() -> None:
    texts = [page.read_text(encoding="utf-8") for page in PROSE]
    shown = {
        (page.parent / address).resolve(): words
        for page, text in zip(PROSE, texts, strict=True)
        for words, address in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)
    }
    assert shown.keys() == {*pictures.SCREENS, *pictures.PARTS}
    assert min(map(len, shown.values())) > 40
    assert max(picture.stat().st_size for picture in pictures.SCREENS) < 60_000
    assert max(picture.stat().st_size for picture in pictures.PARTS) < 120_000


@pytest.mark.parametrize("page", PROSE, ids=lambda path: path.stem)
def test_links_lead_to_what_is_there(page: Path) -> None:
    text = re.sub(r"(?ms)^```.*?^```$|`[^`\n]+`", "", page.read_text(encoding="utf-8"))
    for address in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, heading = address.partition("#")
        if "://" not in address:
            target = page.parent / file if file else page
            assert target.exists(), address
            headings = (
                re.findall(r"(?m)^#+ (.*)$", target.read_text(encoding="utf-8")) if heading else []
            )
            assert not heading or heading in map(_anchor, headings), address


def _anchor(heading: str) -> str:
    """Return where a heading is found, as GitHub says it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) < 200


def test_the_first_article_of_the_readme_has_no_problem(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, chapter = README.partition("\n## Record your first article\n")
    [(_, article), (_, claims), (_, commands), *_] = re.findall(
        r"^```(text|yaml|sh)\n(.*?)^```$", chapter, re.MULTILINE | re.DOTALL
    )
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "bridge-closed.txt").write_text(article, encoding="utf-8")
    (tmp_path / "claims.yaml").write_text(claims, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    results = [
        coalition(*shlex.split(command, comments=True)[1:]) for command in commands.splitlines()
    ]
    assert [(result.code, result.err) for result in results] == [
        (0, "coalition: no problems in claims.yaml\n"),
        (0, ""),
        (0, ""),
    ]
    assert [row.split("\t")[4] for row in results[1].lines] == ["status", "exact", "exact"]
    assert "an engineer of the port (unnamed)" in results[2].out


_EXAMPLE = r"^\| (.+?) \| (.+?) \| (exact|typographic|altered|missing) \| (.*?) ?\|$"


@pytest.mark.parametrize(
    "example", re.findall(_EXAMPLE, documents.VERIFYING.read_text(encoding="utf-8"), re.MULTILINE)
)
def test_the_rules_of_verifying_are_those_of_the_program(example: tuple[str, ...]) -> None:
    content, quote, status, reason = example
    verdict = verify(ArticleText(content), quote, quoted=True)
    assert (verdict.status, verdict.reason or "") == (status, reason)
