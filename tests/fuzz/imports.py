"""What holds for every import: all values come in, or a problem has a place and no file is written.

Files of each form that `import` knows are mutated, as claims files are.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from ..corpora import CORPORA
from ..terminals import Result
from .laws import Broken, environment, hold, run
from .mutation import Input, changed_value, damaged, write_json

_PLACE = re.compile(r"^([^ \n].*?):([0-9]+):([0-9]+): ([a-z0-9-]+): .")
_ANSWERS = ("claims", "articles", "speakers", "sources", "facts")
# What some mapping takes for nothing, and months, of which a number is left.
_NOTHING = frozenset({"", "nan", "none", "null", "n a", "january", "february"})


class Way(NamedTuple):
    """How a file is imported."""

    kind: str
    said: bool  # whether its form is said, and not recognised
    piped: bool
    options: tuple[str, ...]


class Kind(NamedTuple):
    """A form, and files of it to start from. `values` are those that have to come in."""

    files: Callable[[], list[Input]]
    values: Callable[[bytes], Iterable[object]] = lambda _: ()


def kinds() -> list[str]:
    """Return the names of the kinds of files."""
    return list(_KINDS)


def drawn(draw: Random, kind: str) -> tuple[Input, Way]:
    """Return a mutated file of a kind, and a way to import it."""
    name, data = draw.choice(_KINDS[kind].files())
    most = draw.choice([1, 1, 2, 4])
    value = _decoded(data) if draw.random() < 0.6 else None
    if value is not None:
        for _ in range(draw.randint(1, most)):
            value = changed_value(draw, value)
        data = write_json(draw, value).encode(errors="surrogatepass")
    elif kind == "xlsx" and draw.random() < 0.7:
        parts = _parts()
        part = draw.choice([*parts, *["xl/worksheets/s.xml"] * 5])
        data = _packed({**parts, part: damaged(draw, parts[part], most)})
    else:
        data = damaged(draw, data, most)
    chosen = draw.choice([(), (), (), ("--keep-going",), ("--strict",), ("--same-speakers",)])
    return Input(name, data), Way(kind, draw.random() < 0.5, draw.random() < 0.2, chosen)


def _decoded(data: bytes) -> Any:
    """Return the value of a JSON document; None where it is none, or are several."""
    try:
        return json.loads(data)
    except ValueError:
        return None


def look(file: Input, way: Way, folder: Path) -> None:
    """Import a file; raise Broken where a law does not hold."""
    given, out = folder / file.name, folder / "imported.yaml"
    given.write_bytes(file.data)
    out.unlink(missing_ok=True)
    form = ["--from", way.kind] if way.said and way.kind not in ("page", "headers") else []
    asked = ["import", "-" if way.piped else str(given), *form, *way.options, "-o", str(out)]
    with environment("off"):
        done = run(asked, file.data if way.piped else b"")
        hold(done.out == "", "an import to a file prints nothing", asked, done)
        hold(done.code in (0, 3) or "--strict" in way.options, "it is done or not", asked, done)
        if done.code == 3:
            _look_at_refusal(file, asked, done)
            hold(not out.exists(), "what is refused is not written", asked, done)
        else:
            _look_at_claims(file, way, out, asked, done)


def _look_at_refusal(file: Input, asked: list[str], done: Result) -> None:
    """See that a problem has a place in the file, and a remedy."""
    text = file.data.decode(errors="replace")
    most = len(re.findall("\r\n|[\r\n\x85\u2028\u2029]", text)) + 1
    found = _PLACE.match(done.err)
    hold(found is not None, "what is refused has a place", asked, done)
    assert found is not None
    # The rows of a spreadsheet are no lines of its file.
    within = file.name.endswith(".xlsx") or 1 <= int(found[2]) <= most
    hold(within and int(found[3]) >= 1, "the place lies in the file", asked, done)
    hold(done.err.splitlines()[1].startswith("  "), "a problem has a remedy", asked, done)


def _look_at_claims(file: Input, way: Way, out: Path, asked: list[str], done: Result) -> None:
    """See that what was written is a claims file without errors, and has all values."""
    checked = run(["check", str(out)])
    errors = [line for line in checked.out.splitlines() if _PLACE.match(line)]
    sound = all(line.endswith("[warning]") for line in errors)
    hold(sound and checked.code in (0, 1), "what was imported has no error", asked, checked)
    answers = [run([section, "-d", str(out), "--json"]) for section in _ANSWERS]
    hold(all(one.code == 0 for one in answers), "what was imported is answered", asked, done)
    if "--keep-going" in way.options or "nothing beside it" in done.err:
        return  # what is left out is told
    kept = "\0".join(_said(value) for one in answers for value in _leaves(json.loads(one.out)))
    values = _KINDS[way.kind].values(file.data)
    missing = [value for value in values if not _has(kept, value)]
    if missing:
        raise Broken("all values come in", f"{asked}\n{missing[:5]!r}\n{done.err[-2000:]}")


def _objects(*wrappers: str) -> Callable[[bytes], Iterable[object]]:
    """Return what finds the values of JSON: of objects, wherever they stand behind such keys."""

    def values(data: bytes) -> Iterator[object]:
        text = data.decode("utf-8-sig", errors="replace")
        try:
            documents = [json.loads(text)]
        except ValueError:
            try:
                documents = [json.loads(line) for line in text.splitlines() if line.strip()]
            except ValueError:
                return
        yield from _leaves(list(_rows(documents, frozenset(wrappers))))

    return values


def _words(data: bytes) -> Iterator[object]:
    """Yield the words of a table below its first line, however its cells are parted."""
    codecs = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252"]
    for codec in codecs:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        yield from re.findall(r"[^\W\d_]{4,}", unescape(text.partition("\n")[2]))
        return


def _rows(value: object, wrappers: frozenset[str]) -> Iterator[object]:
    if isinstance(value, list):
        for item in value:
            yield from _rows(item, wrappers)
    elif isinstance(value, Mapping):
        inner = [value[key] for key in wrappers & set(value) if isinstance(value[key], dict | list)]
        yield from (row for one in inner for row in _rows(one, wrappers))
        if not inner:
            yield value


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield value


_BETWEEN = re.compile("[^\\w\0]+")


def _said(value: object) -> str:
    """Return the words of a value in small letters; what is between them may change."""
    text = value if isinstance(value, str) else json.dumps(value)
    return _BETWEEN.sub(" ", unescape(unescape(text)).casefold()).strip()


def _has(kept: str, value: object) -> bool:
    said = _said(value)
    if value is None or isinstance(value, bool) or said in _NOTHING or said in kept:
        return True
    return all(word.lstrip("0") in kept for word in said.split())  # a date, a list in one text


def _of_corpus(name: str) -> Callable[[], list[Input]]:
    def files() -> list[Input]:
        sample = CORPORA[name]()
        return [Input(sample.name, sample.data)]

    return files


def _folder(name: str, *endings: str) -> Callable[[], list[Input]]:
    place = Path(__file__).parent.parent / name

    def files() -> list[Input]:
        found = [path for path in sorted(place.iterdir()) if path.suffix in endings]
        return [Input(path.name, path.read_bytes()) for path in found]

    return files


_QUOTE = {
    "type": "TextQuoteSelector",
    "exact": "closed for years",
    "prefix": "stays ",
    "suffix": ",",
}
_POSITION = {"type": "TextPositionSelector", "start": 17, "end": 33}


def _annotations() -> list[Input]:
    note = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:example:1",
        "type": "Annotation",
        "motivation": ["commenting"],
        "creator": {"id": "https://people.example/jo", "name": "Jo Field"},
        "body": [
            {"type": "TextualBody", "value": "harbour", "purpose": "tagging"},
            {"type": "Choice", "items": [{"value": "Who told him?", "language": "en"}]},
            "https://notes.example/reply",
        ],
        "target": {
            "source": {"id": "https://harbour.example/bridge", "title": "The bridge"},
            "selector": [{**_POSITION}, {"type": "FragmentSelector", "refinedBy": _QUOTE}],
        },
    }
    plain = {"id": "urn:example:2", "type": "Annotation", "bodyValue": "Why?", "target": "urn:b"}
    page = {"type": "AnnotationPage", "items": [note, plain]}
    collection = {"type": "AnnotationCollection", "label": "Notes", "first": page, "total": 2}
    return [
        Input(f"notes-{number}.json", json.dumps(one, indent=number % 2).encode())
        for number, one in enumerate([note, [note, plain], page, collection])
    ] + [_lines("notes.jsonl", [note, plain])]


def _hypothesis() -> list[Input]:
    note = {
        "id": "xK3aQ",
        "created": "2026-03-02T10:11:12.000001+00:00",
        "user": "acct:jo@notes.example",
        "uri": "https://harbour.example/bridge",
        "text": "Who told him?",
        "tags": ["harbour", "port"],
        "target": [{"source": "https://harbour.example/bridge", "selector": [_POSITION, _QUOTE]}],
        "document": {"title": ["The bridge stays closed"]},
        "links": {"html": "https://notes.example/a/xK3aQ"},
    }
    reply = {**note, "id": "r7", "text": "The port did", "references": ["xK3aQ"], "target": []}
    answer = {"rows": [note, reply], "total": 2}
    written = [Input("answer.json", json.dumps(answer, indent=1).encode())]
    return [*written, _lines("notes.jsonl", [note, reply])]


def _lines(name: str, rows: list[dict[str, Any]]) -> Input:
    return Input(name, "".join(json.dumps(row) + "\n" for row in rows).encode())


def _items_of_csl() -> list[Input]:
    items = [
        {
            "id": "ruiz2020",
            "type": "article-newspaper",
            "title": "The harbour bridge",
            "container-title": "Harbour Gazette",
            "author": [
                {"family": "Cruz", "given": "José", "non-dropping-particle": "de la"},
                {"literal": "The Harbour Board"},
            ],
            "issued": {"date-parts": [[2020, 1, 31]]},
            "accessed": {"raw": "2021-02-03"},
            "DOI": "10.5555/bridge",
            "volume": "12",
        },
        {"id": "b", "type": "book", "title": "Ferries", "issued": {"literal": "1920"}},
    ]
    return [
        Input("items.json", json.dumps(items, indent=1).encode()),
        Input("export.json", json.dumps({"items": items}).encode()),
    ]


def _items_of_zotero() -> list[Input]:
    item = {
        "key": "ABCD2345",
        "itemType": "newspaperArticle",
        "title": "The harbour bridge",
        "creators": [
            {"creatorType": "author", "firstName": "Ana", "lastName": "Ruiz"},
            {"creatorType": "editor", "name": "The Harbour Board"},
        ],
        "publicationTitle": "Harbour Gazette",
        "date": "2020-01-31",
        "url": "https://gazette.example/bridge",
        "tags": [{"tag": "harbour"}],
    }
    answer = [{"key": "ABCD2345", "library": {"name": "Ours"}, "data": item}]
    return [
        Input("items.json", json.dumps({"items": [item]}, indent=1).encode()),
        Input("answer.json", json.dumps(answer).encode()),
    ]


_BIBTEX = r"""
@comment{ nothing }
@string{gazette = "Harbour " # "Gazette"}
@article{ruiz2020,
  author = {Ruiz, Ana and {The Harbour Board} and Jos{\'e} de la Cruz},
  title = "The {Harbour} bridge: {\"U}ber \emph{all} \& $x$",
  journal = gazette, year = 2020, month = "31~" # jan,
  url = {https://gazette.example/a_b%20c?x=1},
}
@book(field2019, title={In parentheses}, date={2019/2020}, publisher={Field \& Sons})
@inproceedings{child, crossref = {field2019}, title = {A child}}
"""


def _bibliographies() -> list[Input]:
    return [Input("refs.bib", _BIBTEX.encode()), Input("latin.bib", _BIBTEX.encode("latin-1"))]


_ROWS = (
    ("Said by", "Claim", "Verdict", "Published", "Link", "Count"),
    ("Ana Ruiz", "The bridge stays closed", "False", "31/01/2020", "https://a.example/1", "12"),
    ("Tom Field", 'He said "never"; then, "yes"', "Half true", "02/03/2020", "", "3,5"),
    ("Viral image", "Fish &amp; chips\ncost £9", "n/a", "", "https://a.example/3", ""),
)


def _tables(separator: str, name: str) -> Callable[[], list[Input]]:
    def files() -> list[Input]:
        quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in _ROWS]
        plain = [[cell.replace("\n", " ").replace(separator, " ") for cell in row] for row in _ROWS]
        texts = ["\n".join(separator.join(row) for row in rows) for rows in (quoted, plain)]
        return [Input(name, text.encode(codec)) for text in texts for codec in _CODECS]

    return files


def _documents(lines: bool) -> Callable[[], list[Input]]:
    header, *rows = _ROWS
    objects = [
        {**dict(zip(header, row, strict=True)), "more": {"list": [number, {"deep": "down"}]}}
        for number, row in enumerate(rows)
    ]

    def files() -> list[Input]:
        if lines:
            return [_lines("rows.jsonl", objects)]
        wrapped = {"page": 1, "data": {"rows": objects}}
        texts = [json.dumps(one, indent=1) for one in (objects, wrapped)]
        return [Input("rows.json", text.encode()) for text in texts]

    return files


_CODECS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _related(kind: str, target: str) -> str:
    """Return the one relationship of a part of a package (ECMA-376, part 2)."""
    one = f'<Relationship Id="a" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{one}</Relationships>'


@cache
def _parts() -> dict[str, bytes]:
    """Return the parts of a spreadsheet, as small as one can be (ECMA-376)."""
    cell = '<c r="{}{}" t="inlineStr"><is><t>{}</t></is></c>'
    rows = [
        "".join(cell.format("ABCDEF"[at], number, escape(text)) for at, text in enumerate(row))
        for number, row in enumerate(_ROWS, 1)
    ]
    numbered = "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(rows, 1))
    sheets = '<sheets><sheet name="S" sheetId="1" r:id="a"/></sheets>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _related("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": _related("worksheet", "worksheets/s.xml"),
        "xl/worksheets/s.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{numbered}</sheetData>'
        "</worksheet>",
    }
    return {name: f"<?xml version='1.0'?>{text}".encode() for name, text in parts.items()}


def _packed(parts: Mapping[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, how)
    return packed.getvalue()


def _workbooks() -> list[Input]:
    ways = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return [Input("table.xlsx", _packed(_parts(), how)) for how in ways]


_KINDS: Mapping[str, Kind] = {
    "annotation": Kind(cache(_annotations), _objects("first", "items", "@graph", "next")),
    "hypothesis": Kind(cache(_hypothesis), _objects("rows", "annotations")),
    "csl": Kind(cache(_items_of_csl), _objects("items", "message")),
    "zotero": Kind(cache(_items_of_zotero), _objects("items")),
    "bibtex": Kind(cache(_bibliographies)),
    "csv": Kind(cache(_tables(",", "table.csv")), _words),
    "tsv": Kind(cache(_tables("\t", "table.tsv")), _words),
    "xlsx": Kind(cache(_workbooks)),
    "json": Kind(cache(_documents(lines=False)), _objects("data", "rows")),
    "jsonl": Kind(cache(_documents(lines=True)), _objects()),
    "claimreview": Kind(cache(_folder("claim_reviews", ".html", ".jsonl"))),
    "factcheck": Kind(cache(_folder("claim_reviews", ".json"))),
    "liar": Kind(cache(_of_corpus("liar")), _words),
    "averitec": Kind(cache(_of_corpus("averitec")), _objects()),
    "multifc": Kind(cache(_of_corpus("multifc")), _words),
    "quotebank": Kind(cache(_of_corpus("quotebank")), _objects()),
    "politifact": Kind(cache(_of_corpus("politifact")), _words),
    "checkthat": Kind(cache(_of_corpus("checkthat")), _words),
}
