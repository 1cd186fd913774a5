"""References come in as articles: items of CSL-JSON, and entries of BibTeX and BibLaTeX."""

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run
from .finding_again import lists, lost


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def articles(coalition: Run, text: str | bytes, *options: str) -> list[dict[str, Any]]:
    """Import a text and return the articles that it became."""
    Path("references.txt").write_bytes(text.encode() if isinstance(text, str) else text)
    Path("claims.yaml").unlink(missing_ok=True)
    done = coalition("import", "references.txt", *options, "-o", "claims.yaml")
    assert (done.code, done.out) == (0, ""), done.err
    found: list[dict[str, Any]] = lists(coalition, "claims.yaml")["articles"]
    return found


ITEM = {
    "id": "ruiz2020",
    "type": "article-newspaper",
    "title": "The harbour bridge",
    "container-title": "Harbour Gazette",
    "author": [{"family": "Ruiz", "given": "Ana"}],
    "issued": {"date-parts": [[2020, 1, 31]]},
    "URL": "https://gazette.example/bridge",
}


def test_an_item_of_csl_is_an_article(coalition: Run) -> None:
    more = {
        "publisher": "Harbour Press",
        "DOI": "10.5555/bridge",
        "accessed": {"date-parts": [["2021", "2", "3"]]},
        "language": "en-GB",
        "archive": "City archive",
        "volume": "12",
        "page": "1-9",
    }
    Path("a.json").write_text(json.dumps([{**ITEM, **more}]))
    done = coalition("import", "a.json")
    assert done.code == 0
    assert (
        done.out
        == """\
version: 1

sources:
  - id: harbour-gazette
    name: Harbour Gazette

articles:
  - id: ruiz2020
    headline: The harbour bridge
    publisher: harbour-gazette
    authors: [Ana Ruiz]
    url: https://gazette.example/bridge
    archived: City archive
    accessed: 2021-02-03
    date: 2020-01-31
    language: en-GB
    extra:
      type: article-newspaper
      publisher: Harbour Press
      DOI: 10.5555/bridge
      volume: "12"
      page: 1-9
"""
    )


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ({"family": "Ruiz", "given": "Ana"}, "Ana Ruiz"),
        ({"family": "Cruz", "given": "José", "non-dropping-particle": "de la"}, "José de la Cruz"),
        ({"family": "Beeck", "given": "Jo", "dropping-particle": "op de"}, "Jo op de Beeck"),
        ({"family": "Field", "given": "Tom", "suffix": "Jr."}, "Tom Field, Jr."),
        ({"literal": "The Harbour Board"}, "The Harbour Board"),
        ({"family": "Voltaire"}, "Voltaire"),
        ("Ana Ruiz", "Ana Ruiz"),
    ],
)
def test_an_author_has_one_name(coalition: Run, author: object, name: str) -> None:
    (article,) = articles(coalition, json.dumps([{**ITEM, "author": [author, {"literal": "Z"}]}]))
    assert article["authors"] == [name, "Z"]


def test_what_an_author_states_beside_the_name_is_kept(coalition: Run) -> None:
    author = {
        "family": "Ruiz",
        "given": "Ana",
        "ORCID": "https://orcid.example/7",
        "name": "A. R.",
    }
    item = {**ITEM, "author": [author], "editor": [{"family": "Field"}]}
    (article,) = articles(coalition, json.dumps([item]))
    assert article["authors"] == ["Ana Ruiz"]
    assert lost([{**item, "issued": None}], lists(coalition, "claims.yaml")) == []


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2020]]}, "2020"),
        ({"date-parts": [["2020", "01"]]}, "2020-01"),
        ({"date-parts": [[2020, 1, 31]], "season": 1}, "2020-01-31"),
        ({"date-parts": [[2020, 0, 0]]}, "2020"),
        ({"date-parts": [[2020]], "circa": True}, "2020~"),
        ({"date-parts": [[2020]], "circa": "1"}, "2020~"),
        ({"date-parts": [[2020]], "circa": 0}, "2020"),
        ({"raw": "2020-01-31"}, "2020-01-31"),
        ({"raw": "January 31, 2020"}, "2020-01-31"),
        ({"literal": "circa 1920"}, "1920~"),
        ({"literal": "[c. 1920]"}, "1920~"),
        ("2020-01", "2020-01"),
        ({"date-parts": [[2019, 3], [2020, 4]]}, None),
        ({"date-parts": [[2020, 13, 1]]}, None),
        ({"date-parts": [["spring"]]}, None),
        ({"literal": "in press"}, None),
        ({"date-parts": [[None]]}, None),
        ({}, None),
    ],
)
def test_dates_of_items_are_read_where_they_are_one(
    coalition: Run, issued: object, date: str | None
) -> None:
    item = {**ITEM, "issued": issued}
    (article,) = articles(coalition, json.dumps([item]), "--from", "csl")
    assert article["date"] == date
    if date is None and isinstance(issued, dict):
        kept = [str(value) for value in str(article["extra"]).replace("'", " ").split()]
        texts = [str(part) for parts in issued.get("date-parts", []) for part in parts if part]
        whole = " ".join(kept)
        assert all(text in whole for text in [*texts, *filter(None, [issued.get("literal")])])


@pytest.mark.parametrize(
    "document",
    [
        ITEM,
        [ITEM],
        {"items": [ITEM]},
        {"status": "ok", "message": {"items": [{**ITEM, "title": [ITEM["title"]]}]}},
        json.dumps(ITEM) + "\n" + json.dumps({**ITEM, "id": "b"}) + "\n",
    ],
)  # fmt: skip
def test_items_stand_in_lists_answers_and_lines(coalition: Run, document: Any) -> None:
    text = document if isinstance(document, str) else json.dumps(document)
    found = articles(coalition, text)
    assert [one["headline"] for one in found] == ["The harbour bridge"] * len(found)
    assert found[0]["id"] == "ruiz2020"


def test_an_item_without_an_address_has_that_of_its_doi(coalition: Run) -> None:
    (article,) = articles(coalition, json.dumps([{**ITEM, "URL": "", "DOI": "10.5555/x"}]))
    assert article["url"] == "https://doi.org/10.5555/x"


ZOTERO = {
    "key": "ABCD2345",
    "version": 7,
    "itemType": "newspaperArticle",
    "title": "The harbour bridge",
    "creators": [
        {"creatorType": "author", "firstName": "Ana", "lastName": "Ruiz"},
        {"creatorType": "author", "name": "The Harbour Board"},
        {"creatorType": "editor", "firstName": "Tom", "lastName": "Field"},
    ],
    "publicationTitle": "Harbour Gazette",
    "date": "2020-01-31",
    "accessDate": "2021-02-03T04:05:06Z",
    "url": "https://gazette.example/bridge",
    "language": "en-GB",
    "archive": "City archive",
    "tags": [{"tag": "bridge"}],
    "pages": "",
}


@pytest.mark.parametrize(
    "document",
    [
        [ZOTERO],
        {"config": {"label": "Better"}, "items": [ZOTERO]},
        [{"key": "ABCD2345", "library": {"id": 7}, "data": ZOTERO}],
    ],
)
def test_items_of_zotero_itself_are_articles(coalition: Run, document: object) -> None:
    (article,) = articles(coalition, json.dumps(document))
    found = {
        "id": "ABCD2345",
        "headline": "The harbour bridge",
        "authors": ["Ana Ruiz", "The Harbour Board"],
        "publisher_name": "Harbour Gazette",
        "date": "2020-01-31",
        "accessed": "2021-02-03",
        "url": "https://gazette.example/bridge",
        "language": "en-GB",
        "archived": "City archive",
    }
    assert {key: article[key] for key in found} == found
    assert lost([ZOTERO], lists(coalition, "claims.yaml")) == []


BIBTEX = r"""
Kept by Jo; write to jo@harbour.example.
@comment{ not an entry: {title = {No}} }
@preamble{ "\newcommand{\noop}[1]{}" }
@STRING(gazette = "Harbour " # "Gazette")
@string{ weekly = gazette # { Weekly} }

@Article{ruiz2020,
  author    = {Ruiz, Ana and {The Board} and Jos{\'e} de la Cruz and Field, Jr., Tom and others},
  title     = "The {Harbour} bridge: {\"U}ber {{Nested} {Braces}} \& more -- an \emph{account}",
  journal   = weekly,
  year      = 2020, month = "31~" # jan,
  url       = {https://gazette.example/a_b%20c?x=1&y=~2},
  doi       = {10.5555/a\_b},
  keywords  = {bridge, port},
}
% @misc{commented, title = {Not there}}
@book(field2019, title={In parentheses}, year="2019", publisher={Field \& Sons})
@online{dated, title={About}, date={1850~}, urldate={2021-02-03}, url={https://a.example}}
"""


def test_entries_of_bibtex_are_articles(coalition: Run) -> None:
    Path("refs.bib").write_text(BIBTEX)
    done = coalition("import", "refs.bib")
    assert done.code == 0, done.err
    assert (
        done.out
        == """\
version: 1

sources:
  - id: harbour-gazette-weekly
    name: Harbour Gazette Weekly
  - id: field-sons-a763
    name: Field & Sons

articles:
  - id: ruiz2020
    headline: "The Harbour bridge: Über Nested Braces & more – an account"
    publisher: harbour-gazette-weekly
    authors: [Ana Ruiz, The Board, José de la Cruz, "Tom Field, Jr.", et al.]
    url: https://gazette.example/a_b%20c?x=1&y=~2
    date: 2020-01-31
    extra:
      type: article
      DOI: 10.5555/a_b
      keywords: bridge, port
  - id: field2019
    headline: In parentheses
    publisher: field-sons-a763
    date: 2019
    extra:
      type: book
  - id: dated
    headline: About
    url: https://a.example
    accessed: 2021-02-03
    date: 1850~
    extra:
      type: online
"""
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (r"Fran{\c c}ois \v{S}im\'\i{}, \'{E}mile", "François Šimí, Émile"),
        (r"\O{}rsted \AA{}ke Zo{\l}a stra{\ss}e \ae sop", "Ørsted Åke Zoła straße æsop"),
        (r"\H{o} \k{a} \u{g} \r{a} \d{h} \b{b} \t{oo} {\~n} \=a \^{\j}", "ő ą ğ å ḥ ḇ o͡o ñ ā ĵ"),
        (r"``Yes,'' it said --- twice; pages 1--9", "“Yes,” it said — twice; pages 1–9"),
        (r"{\textquotedblleft}Yes{\textquotedblright} 5\% of \$3 \{so\}", "“Yes” 5% of $3 {so}"),
        (r"H$_2$O and $\alpha$-rays", r"H$_2$O and $\alpha$-rays"),
        (r"\LaTeX{} of \unknown{x}{y} \other", r"LaTeX of \unknown{x}{y} \other"),
        (r"{\em Slanted} \textbf{bold} \href{u}{here}", r"Slanted bold \href{u}{here}"),
        (r"100% sure, A~B, a\,b, co\-operate, a\\b", "100% sure, A B, a b, cooperate, a b"),
        ("Ünï çödé\n   in two lines", "Ünï çödé in two lines"),
        (r"lone $ and lone \ and }{".replace("}{", ""), r"lone $ and lone and"),
    ],
)  # fmt: skip
def test_latex_is_read_as_what_it_says(coalition: Run, written: str, said: str) -> None:
    (article,) = articles(coalition, f"@misc{{a, title = {{{written}}}}}")
    assert article["headline"] == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("Ana Ruiz and Tom Field", ["Ana Ruiz", "Tom Field"]),
        ("Ruiz, Ana AND Field, Tom", ["Ana Ruiz", "Tom Field"]),
        ("{Barnes and Sons} and {Fields, Inc.}", ["Barnes and Sons", "Fields, Inc."]),
        ("de la Cruz, Jos{\\'e}", ["José de la Cruz"]),
        ("family=Cruz, given=José, prefix=de la", ["José de la Cruz"]),
        ("Andy Sandford\n and Al and", ["Andy Sandford", "Al and"]),
        ("", []),
    ],
)
def test_names_of_bibtex(coalition: Run, names: str, said: list[str]) -> None:
    (article,) = articles(coalition, f"@misc{{a, title = {{T}}, author = {{{names}}}}}")
    assert article["authors"] == said


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2020", "2020"),
        ("year = {2020}, month = {3}", "2020-03"),
        ("year = 2020, month = mar", "2020-03"),
        ("year = 2020, month = {March}", "2020-03"),
        ("year = 2020, month = mar # { 7}", "2020-03-07"),
        ("year = 2020, month = 3, day = 7", "2020-03-07"),
        ("date = {2020-03-07}, year = 1999", "2020-03-07"),
        ("date = {2020-03?}", "2020-03?"),
        ("year = {c. 1920}", "1920~"),
        ("date = {2019-03/2020-04}", None),
        ("date = {2019/..}", None),
        ("year = {in press}", None),
        ("year = 2020, month = {Spring}", "2020"),
        ("year = 2020, month = {5-6}", "2020"),
        ("year = 2020, month = jan # feb", "2020"),
        ('year = 2020, month = {M{\\"a}rz}', "2020-03"),
        ("year = ,", None),
    ],
)
def test_dates_of_bibtex(coalition: Run, fields: str, date: str | None) -> None:
    (article,) = articles(coalition, f"@misc{{a, title = {{T}}, {fields}}}")
    assert article["date"] == date
    for kept in ("2019-03/2020-04", "2019/..", "in press", "Spring", "1999", "5-6"):
        assert (kept in fields) == (kept in str(article["extra"]))


def test_an_entry_has_what_its_parent_has(coalition: Run) -> None:
    child, parent, other = articles(
        coalition,
        "@inproceedings{c, crossref = {P}, title = {A child}}\n"
        "@proceedings{p, title = {Proceedings}, year = 2001, publisher = {Press}, doi = {10.5/p}}\n"
        "@inproceedings{d, crossref = {nobody}, title = {Alone}}\n",
    )
    assert (child["headline"], child["date"], child["url"]) == ("A child", "2001", None)
    assert child["publisher_name"] == "Proceedings"
    assert (parent["publisher_name"], other["publisher_name"]) == ("Press", None)


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a,\n title = {T}\n year = 2001\n note = {N}}",  # commas are missing
        "@misc{a, title = {T}, year = 2001, note = {N},,}",
        "@misc{a, title = {T}, % why\n year = 2001, note = {N} % {not\n}",
        '@MISC(a, TITLE = "T", Year = "2001", nOtE = "N")',
        "\ufeff@misc{a,\r\ntitle={T},\r\nyear={2001},\r\nnote={N}\r\n}\r\n",
        "@misc{a, title={T}, year={2001}, note={N}}".encode("utf-16"),
    ],
)
def test_bibtex_is_read_however_it_is_written(coalition: Run, text: str | bytes) -> None:
    (article,) = articles(coalition, text)
    assert (article["id"], article["headline"], article["date"]) == ("a", "T", "2001")
    assert article["extra"] == {"type": "misc", "note": "N"}


def test_fields_that_are_called_like_others_keep_their_values(coalition: Run) -> None:
    (article,) = articles(
        coalition,
        "@thesis{a, title = {T}, type = {PhD thesis}, id = {own}, langid = {english},"
        " language = {British}, issued = {once}, container-title = {Own}, journal = {J}}",
    )
    assert (article["id"], article["language"], article["publisher_name"]) == ("a", "english", "J")
    assert article["extra"] == {
        "type": "thesis",
        "genre": "PhD thesis",
        "id_2": "own",
        "language_2": "British",
        "issued": "once",
        "container-title_2": "Own",
    }


def test_latin_1_is_read_and_told(coalition: Run) -> None:
    (article,) = articles(coalition, "@misc{a, title = {Café in Tromsø}}".encode("latin-1"))
    assert article["headline"] == "Café in Tromsø"


def test_a_field_that_stands_twice_is_kept_twice(coalition: Run) -> None:
    (article,) = articles(coalition, "@misc{a, title = {One}, title = {Two}, title = {Three}}")
    assert article["headline"] == "One"
    assert article["extra"] == {"type": "misc", "title_2": "Two", "title_3": "Three"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("@misc{a, title = {never closed\n", "1:18: bad-row: a text that begins here has no end"),
        ("@misc{a,\n title = {T}\n", "4:1: bad-row: the entry 'a' has no end"),
        ("@misc{a, title {T}}", "1:16: bad-row: the field 'title' of the entry 'a' has no '='"),
        ("@misc{a, title = }}", None),
        ('@misc{a, title = "T}"}', "1:20: bad-row: a brace closes that was never opened"),
        ("@misc{a, = {T}}", "1:10: bad-row: the entry 'a' has '=' where a field begins"),
        ("@misc{a, title = #}", "1:18: bad-row: a value is missing"),
    ],
)
def test_what_is_no_bibtex_is_told_with_its_place(
    coalition: Run, text: str, problem: str | None
) -> None:
    Path("a.bib").write_text(f"{text}\n@misc{{b, title = {{Behind it}}}}\n")
    done = coalition("import", "a.bib", "-o", "claims.yaml")
    if problem is None:
        assert done.code == 0
        return
    assert (done.code, done.out) == (3, "")
    assert done.err.splitlines()[0] == f"a.bib:{problem}"
    assert not Path("claims.yaml").exists()
    going = coalition("import", "a.bib", "-o", "claims.yaml", "--keep-going")
    assert going.code == 0
    assert [one["id"] for one in lists(coalition, "claims.yaml")["articles"]] == ["b"]


@pytest.mark.parametrize(
    "text",
    [
        *("1e5", "1e999", "1.5E-3", ".5", "5.", "+1", "1_000", "12:30", "0x1F", "0o17", ".inf"),
        *("~", "null", "Yes", "NO", "<<", "=", "-", "2020-01-01", "# 1", "a: b", "*a", "&a", "{a}"),
    ],
)
def test_what_looks_like_another_type_stays_text(coalition: Run, text: str) -> None:
    (article,) = articles(coalition, json.dumps([{**ITEM, "volume": text, "list": [text]}]))
    assert (article["extra"]["volume"], article["extra"]["list"]) == (text, [text])


def test_a_long_key_is_kept_and_told_in_short(coalition: Run) -> None:
    long = "k" * 2000
    Path("a.json").write_text(
        json.dumps([{**ITEM, long: {"a": [1, {"b": "c\nd"}]}, "x": {long: 2}}])
    )
    done = coalition("import", "a.json", "-o", "claims.yaml")
    assert f"  {'k' * 80}…: 1 value\n" in done.err
    (article,) = lists(coalition, "claims.yaml")["articles"]
    kept = [value for key, value in article["extra"].items() if key.startswith("kkk")]
    assert kept == [{"key": long, "value": {"a": [1, {"b": "c\nd"}]}}]
    assert [*article["extra"]["x"].values()] == [{"key": long, "value": 2}]


@pytest.mark.parametrize(
    "row",
    [
        {"type": "speech", "title": "The bridge is shut", "publisher": "Harbour Gazette"},
        {"type": "claim", "id": "7", "title": "The bridge is shut", "URL": "https://a.example"},
        {"id": "7", "claim": "The bridge is shut", "author": {"literal": "Ana Ruiz"}},
        {"type": ["book"], "id": "7", "title": "The bridge is shut", "URL": "https://a.example"},
    ],
)
def test_what_has_a_type_and_a_title_need_not_be_a_reference(
    coalition: Run, row: dict[str, object]
) -> None:
    Path("a.json").write_text(json.dumps([row]))
    Path("a.json.map.yaml").write_text("fields: {text: [title, claim]}\n")
    assert "1 claim" in coalition("import", "a.json", "-o", "claims.yaml").err
    Path("a.json.map.yaml").unlink()
    assert "1 article out" not in coalition("import", "a.json", "-o", "again.yaml").err
