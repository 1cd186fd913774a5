"""Articles leave as references, which pandoc cites and `import` reads."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coalition_cli.exporting.references import bibtex
from coalition_cli.importing.references.csl import tagless, untagged
from coalition_cli.importing.references.latex import plain
from coalition_cli.words.safe import visible
from coalition_cli.words.values import is_address

from .conftest import Run
from .finding_again import lists
from .records import any_text, ids, texts, yaml_text

DATA = """\
sources:
- {id: gazette, name: Harbour Gazette, kind: outlet}
- {id: port, name: Port Authority, kind: government}
articles:
- id: bridge
  headline: "Bridge <b>shut</b> & {half} of $5% #1 lost"
  publisher: gazette
  authors: [Ana Ruiz, "Lee, Others and Co"]
  url: https://gazette.example/a_bridge?x=%7B1%7D&y=2#z
  archived: https://archive.example/2026/bridge
  accessed: 2026-01-20
  date: 2026-01
  language: en-GB
- {id: "note{1}", headline: A notice, publisher: port, url: "https://port.example/1", date: 2025}
claims:
- id: shut
  text: The bridge is shut.
  status: draft
  appearances: [{article: bridge, paragraph: 6}, {article: "note{1}", locator: page 2}]
"""
CSL = [
    {
        "id": "bridge",
        "type": "article-newspaper",
        "title": "Bridge <\u2060b>shut<\u2060/b> & {half} of $5% #1 lost",
        "author": [{"literal": "Ana Ruiz"}, {"literal": "Lee, Others and Co"}],
        "URL": "https://gazette.example/a_bridge?x=%7B1%7D&y=2#z",
        "archive_location": "https://archive.example/2026/bridge",
        "accessed": {"date-parts": [[2026, 1, 20]]},
        "issued": {"date-parts": [[2026, 1]]},
        "language": "en-GB",
        "container-title": "Harbour Gazette",
        "custom": {
            "claims": [{"id": "shut", "status": "draft", "label": "paragraph", "locator": "6"}]
        },
    },
    {
        "id": "note{1}",
        "type": "webpage",
        "title": "A notice",
        "URL": "https://port.example/1",
        "issued": {"date-parts": [[2025]]},
        "container-title": "Port Authority",
        "custom": {"claims": [{"id": "shut", "status": "draft", "locator": "page 2"}]},
    },
]
BIBTEX = r"""@article{bridge,
  entrysubtype = {newspaper},
  title = {{Bridge <b>shut</b> \& \{half\} of \$5\% \#1 lost}},
  author = {{Ana Ruiz} and {Lee, Others and Co}},
  url = {https://gazette.example/a_bridge?x=%7B1%7D&y=2#z},
  eprint = {https://archive.example/2026/bridge},
  urldate = {2026-01-20},
  date = {2026-01},
  langid = {en-GB},
  journaltitle = {{Harbour Gazette}},
  annotation = {claim shut (draft), paragraph 6},
  eprinttype = {archived},
}

@online{note+7b+1+7d+,
  title = {{A notice}},
  url = {https://port.example/1},
  date = {2025},
  organization = {{Port Authority}},
  annotation = {claim shut (draft), page 2},
}
"""
# What a reference holds of an article.
HELD = (
    *("headline", "publisher_name", "authors", "url", "archived", "accessed", "date", "language"),
)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("claims.yaml").write_text(DATA, encoding="utf-8")


def exported(coalition: Run, form: str) -> str:
    done = coalition("export", form, "-d", "claims.yaml")
    assert done.code == 0, done.err
    return done.out


def test_articles_are_items_of_csl(coalition: Run) -> None:
    text = exported(coalition, "csl")
    assert json.loads(text) == CSL
    assert len(text.splitlines()) == len(CSL) + 2


def test_articles_are_entries_of_biblatex(coalition: Run) -> None:
    assert exported(coalition, "bibtex") == BIBTEX


@pytest.mark.slow
@pytest.mark.parametrize(("form", "read"), [("csl", "json"), ("bibtex", "bib")])
def test_pandoc_makes_references_and_cites_a_paragraph(
    form: str, read: str, coalition: Run
) -> None:
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        pytest.skip("there is no pandoc here: install it")
    Path(f"articles.{read}").write_text(exported(coalition, form), encoding="utf-8")
    command = [pandoc, "--citeproc", "--bibliography", f"articles.{read}", "--to", "plain"]
    text = "It is shut [@bridge, para. 6].\n\n---\nnocite: '@*'\n---\n"
    done = subprocess.run(
        [*command, "--columns", "1000"], input=text, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    cited = done.stdout.replace("⁠", "")
    assert "para. 6)." in cited
    assert "Ana Ruiz" in cited
    title = "Bridge <b>shut</b> & {half} of $5% #1 lost.” Harbour Gazette, January 2026."
    assert title.casefold() in cited.casefold()  # the style's title case
    assert "https://gazette.example/a_bridge?x=%7B1%7D&y=2#z" in cited
    assert "A Notice" in cited or "A notice" in cited
    assert "Port Authority" in cited


# A day to come is none of an article, so `import` doubts it. It reads entities as what they are.
days = st.dates(date(1000, 1, 1), date(2025, 12, 31)).map(str) | st.from_regex(
    r"1[0-9]{3}(-0[1-9]|-1[0-2])?[~?%]?", fullmatch=True
)
words = texts.filter(lambda text: "&" not in text)
addresses = words.map(lambda path: f"https://gazette.example/{path.strip()}").filter(is_address)
LISTED = st.fixed_dictionaries(
    {},
    optional={
        "headline": words,
        "publisher": st.sampled_from(["s0", "s1"]),
        "authors": st.lists(words, max_size=2),
        "url": addresses,
        "archived": addresses,
        "accessed": days,
        "date": days,
        "language": st.sampled_from(["en", "pt-BR"]),
    },
)


def held(article: dict[str, Any]) -> list[object]:
    """Return what a reference holds of an article."""
    return [*map(article.get, HELD)]


def held_by_bibtex(article: dict[str, Any]) -> list[object]:
    """Return the same on one line, composed, as LaTeX has it; addresses without its signs."""
    addresses = ("url", "archived")
    texts = {name: _said(value) for name, value in article.items() if name not in addresses}
    return held(
        texts
        | {name: bibtex.address(article[name]) for name in addresses if article[name] is not None}
    )


def _said(value: Any) -> Any:
    if isinstance(value, list):
        return [*map(_said, value)]
    return plain(bibtex.latex(value)) if isinstance(value, str) else value


@pytest.mark.slow
@pytest.mark.parametrize(("form", "of"), [("csl", held), ("bibtex", held_by_bibtex)])
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    articles=st.lists(LISTED, min_size=1, max_size=3),
    names=st.lists(words, min_size=2, max_size=2, unique_by=str.strip),
)
def test_what_was_exported_is_imported_as_it_was(
    form: str,
    of: Callable[[dict[str, Any]], object],
    articles: list[dict[str, Any]],
    names: list[str],
    coalition: Run,
) -> None:
    sources = [{"id": f"s{at}", "name": name} for at, name in enumerate(names)]
    listed = [{"id": f"a{at}", **article} for at, article in enumerate(articles)]
    written = yaml_text({"version": 1, "sources": sources, "articles": listed})
    Path("claims.yaml").write_text(written, encoding="utf-8")
    Path("references").write_text(exported(coalition, form), encoding="utf-8", newline="")
    Path("back.yaml").unlink(missing_ok=True)
    done = coalition("import", "references", "--from", form, "-o", "back.yaml")
    assert done.code == 0, done.err
    before = lists(coalition, "claims.yaml")["articles"]
    after = lists(coalition, "back.yaml")["articles"]
    assert [*map(held, after)] == [*map(of, before)]
    assert [one["id"] for one in after] == [one["id"] for one in before]


@given(any_text)
def test_no_text_is_latex(text: str) -> None:
    written = bibtex.latex(text)
    depths = [*accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in written)]
    assert min([0, *depths]) == 0
    assert [0, *depths][-1] == 0
    assert not re.search(r"(?<!\\)[&%$#_]", written.replace(r"\\", ""))
    assert '"' not in written.replace('"{}', "")  # of which babel's German makes umlauts
    assert plain(written) == normalize("NFC", " ".join(visible(text).split()))


@given(st.text(st.sampled_from("<>/⁠bisupx "), max_size=12))
def test_no_text_has_a_tag_of_a_citation_program(text: str) -> None:
    written = tagless(text)
    assert untagged(written) == text
    for tag in ("b", "i", "sub", "sup"):
        assert f"<{tag}>" not in written
        assert f"</{tag}>" not in written


@given(st.lists(ids, min_size=2, max_size=2, unique=True))
def test_two_articles_have_two_keys(pair: list[str]) -> None:
    first, second = map(bibtex.key, pair)
    assert first != second
    assert first.isascii()
    assert not set(first) & set(" ,{}\"'#%=~\\()@&$^")


@pytest.mark.parametrize("form", ["csl", "bibtex"])
def test_no_address_is_a_script(form: str, coalition: Run) -> None:
    script = 'articles: [{id: a, url: "javascript:alert(1)", archived: "data:text/html,x"}]'
    Path("claims.yaml").write_text(script, encoding="utf-8")
    text = exported(coalition, form)
    assert "javascript" not in text
    assert "data:" not in text


def test_an_export_of_no_article_is_a_list(coalition: Run) -> None:
    Path("claims.yaml").write_text("claims: []\n", encoding="utf-8")
    for form, empty in (("csl", []), ("bibtex", "")):
        done = coalition("export", form, "-d", "claims.yaml")
        assert done.code == 0
        assert (json.loads(done.out) if form == "csl" else done.out) == empty
