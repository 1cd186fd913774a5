"""A folder whose files change: what is kept of its index is what a new reading would give."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coalition_cli.model import SECTIONS
from coalition_cli.model.vocabularies import STATUSES, TERMS
from coalition_cli.reading import beside

from .caches import databases, left_over, opened_in, settle, without_cache
from .conftest import Run
from .records import make_claim, yaml_text

pytestmark = pytest.mark.slow

Fields = Mapping[str, Any]

# Few of each, so that edits meet: what one file names, another declares, or nothing does.
FILES = ["a.yaml", "b.yaml", "c.json", "d.yaml", "e.jsonl", "sub/f.yml"]
CLAIMS = [f"c{number}" for number in range(6)]
ARTICLES = [f"a{number}" for number in range(4)]
SPEAKERS = ["diplomat", "Diplomat", "Łódź", "crew"]
SOURCES = ["politico", "Politico", "liga", "red"]
FACTS = ["f0", "f1"]
COUNTRIES = ["GB", "NO", "FR"]
ALIASES = ["Maire", "the fox", "線 été"]
WORDS = ["red", "lines", "Łódź", "lodz", "coalition", "politico", "été", "diplomat", "線"]

IDS = {
    "sources": SOURCES,
    "articles": ARTICLES,
    "speakers": SPEAKERS,
    "claims": CLAIMS,
    "facts": FACTS,
    "members": COUNTRIES,
}
KEYS = {"members": "country"}
# What must be there, and where it stands.
HARD = {
    ("articles", "retells"): "articles",
    ("speakers", "not_same"): "speakers",
    ("sources", "not_same"): "sources",
    ("claims", "supports"): "claims",
    ("claims", "contradicts"): "claims",
    ("facts", "supports"): "claims",
    ("facts", "contradicts"): "claims",
    ("members", "claims"): "claims",
    ("members", "facts"): "facts",
}

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
speakers = st.sampled_from([*SPEAKERS, "lines"])
sources = st.sampled_from([*SOURCES, "été"])


def some(values: list[str]) -> st.SearchStrategy[list[str]]:
    """Return some of the values, in any order."""
    return st.lists(st.sampled_from(values), unique=True, min_size=1, max_size=3)


_APPEARANCE = {"article": st.sampled_from(ARTICLES)}
_OF_APPEARANCES = {"paragraph": st.integers(1, 9), "attribution": words, "speaker": speakers}
appearances = st.fixed_dictionaries(
    _APPEARANCE, optional={**_OF_APPEARANCES, "quote": words}
) | st.fixed_dictionaries(_APPEARANCE, optional={**_OF_APPEARANCES, "wording": words})

reviews = st.fixed_dictionaries({}, optional={"by": sources, "rating": words, "title": words})
evidence = st.fixed_dictionaries({}, optional={"text": words, "question": words})

RECORDS: Mapping[str, st.SearchStrategy[dict[str, Any]]] = {
    "sources": st.fixed_dictionaries(
        {},
        optional={
            "name": words,
            "reliability": st.sampled_from("ABF"),
            "aliases": some(ALIASES),
            "not_same": some(SOURCES),
        },
    ),
    "articles": st.fixed_dictionaries(
        {},
        optional={
            "headline": words,
            "publisher": sources,
            "authors": some(WORDS),
            "retells": some(ARTICLES),
            "original": st.booleans(),
        },
    ),
    "speakers": st.fixed_dictionaries(
        {"description": words},
        optional={
            "name": words,
            "anonymous": st.booleans(),
            "role": words,
            "party": words,
            "terms": st.sampled_from(TERMS),
            "aliases": some(ALIASES),
            "same_as": st.just(["https://example.org/red"]),
            "not_same": some(SPEAKERS),
        },
    ),
    "claims": st.fixed_dictionaries(
        {"text": words},
        optional={
            "speaker": speakers,
            "on_behalf_of": speakers,
            "anonymous": st.booleans(),
            "source": sources,
            "confidence": st.integers(0, 100),
            "topics": some(["red", "Red", "lines", "été"]),
            "date": st.sampled_from(["2026", "2026~", "2026-01", "2026-01-19?"]),
            "place": words,
            "reviews": st.lists(reviews, max_size=2),
            "evidence": st.lists(evidence, max_size=2),
            "status": st.sampled_from(STATUSES),
            "appearances": st.lists(appearances, max_size=3),
            "supports": some(CLAIMS),
            "contradicts": some(CLAIMS),
            "note": words,
            "extra": st.dictionaries(words, words, max_size=2),
        },
    ),
    "facts": st.fixed_dictionaries(
        {"text": words},
        optional={
            "reference": st.fixed_dictionaries({"title": words}),
            "supports": some(CLAIMS),
            "contradicts": some(CLAIMS),
        },
    ),
    "members": st.fixed_dictionaries(
        {},
        optional={
            "name": words,
            "eu": st.booleans(),
            "claims": some(CLAIMS),
            "facts": some(FACTS),
        },
    ),
}


class Data:
    """A folder of claims files, as it is meant to be."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Each record stands in one file: by section and id, the file and what it states.
        self.records: dict[tuple[str, str], tuple[str, Fields]] = {}
        self.headers: dict[str, Fields] = {}  # of the files that there are
        self.broken: dict[str, str] = {}  # what stands in a file that is broken
        self.careless = False  # references may lead nowhere, and retellings in circles

    def write(self) -> None:
        """Make the files what they are meant to be, in place; those that are so are not touched."""
        for name in FILES:
            path = self.folder / name
            if name not in self.headers:
                path.unlink(missing_ok=True)
                continue
            text = self.broken.get(name) or self.text(name)
            if not path.exists() or path.read_text() != text:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text)

    def text(self, name: str) -> str:
        """Return what a file states, one record a line."""
        listed: dict[str, list[Fields]] = {}
        for (section, key), (file, fields) in self.records.items():
            if file == name:
                record = {**self.sound(section, key, fields), KEYS.get(section, "id"): key}
                listed.setdefault(section, []).append(record)
        if name.endswith(".jsonl"):
            return "".join(f"{yaml_text(claim)}\n" for claim in listed.get("claims", ()))
        if name.endswith(".json"):
            return yaml_text({**self.headers[name], **listed})
        lines = [f"{key}: {yaml_text(value)}\n" for key, value in self.headers[name].items()]
        for section, records in listed.items():
            lines += [f"{section}:\n", *(f"- {yaml_text(record)}\n" for record in records)]
        return "".join(lines)

    def sound(self, section: str, key: str, fields: Fields) -> Fields:
        """Return what a record states, without the references that lead nowhere."""
        if self.careless:
            return fields
        fields = dict(fields)
        for name, target in ((name, HARD.get((section, name))) for name in list(fields)):
            if target:
                fields[name] = [
                    one
                    for one in fields[name]
                    if (target, one) in self.there()
                    and (name != "retells" or one > key)
                    and (name != "not_same" or self.is_named(target, one))
                ]
        if "aliases" in fields:
            fields["aliases"] = [
                one for one in fields["aliases"] if self.first_called(section, one) == key
            ]
        if "appearances" in fields:
            fields["appearances"] = [
                one for one in fields["appearances"] if ("articles", one["article"]) in self.there()
            ]
        return fields

    def is_named(self, section: str, key: str) -> bool:
        """Whether a record is no unnamed speaker: nobody may say of one who it is not."""
        _, fields = self.records[section, key]
        return section != "speakers" or not fields.get("anonymous", "name" not in fields)

    def first_called(self, section: str, alias: str) -> str:
        """Return the first record of the section that has the alias: no two may have it."""
        called = (
            key
            for (name, key), (_, fields) in self.records.items()
            if name == section and alias in fields.get("aliases", ())
        )
        return next(called)

    def there(self) -> set[tuple[str, str]]:
        """Return the records that a file holds: a list of claims holds claims alone."""
        return {
            (section, key)
            for (section, key), (file, _) in self.records.items()
            if file in self.headers and (section == "claims" or not file.endswith(".jsonl"))
        }


Edit = Callable[[Data], None]


@dataclass(frozen=True)
class Put:
    """A record is written into a file; it is taken out of where it was."""

    section: str
    key: str
    file: str
    fields: Fields

    def __call__(self, data: Data) -> None:
        data.headers.setdefault(self.file, {})
        data.records[self.section, self.key] = self.file, self.fields


@dataclass(frozen=True)
class Change:
    """A record states something else, where it stands."""

    section: str
    key: str
    fields: Fields

    def __call__(self, data: Data) -> None:
        if (self.section, self.key) in data.records:
            file, before = data.records[self.section, self.key]
            data.records[self.section, self.key] = file, {**before, **self.fields}


@dataclass(frozen=True)
class Move:
    """A record moves to the end of another file."""

    section: str
    key: str
    file: str

    def __call__(self, data: Data) -> None:
        if found := data.records.pop((self.section, self.key), None):
            data.headers.setdefault(self.file, {})
            data.records[self.section, self.key] = self.file, found[1]


@dataclass(frozen=True)
class TakeOut:
    """A record is removed."""

    section: str
    key: str

    def __call__(self, data: Data) -> None:
        data.records.pop((self.section, self.key), None)


@dataclass(frozen=True)
class Empty:
    """A file loses all that it states."""

    file: str

    def __call__(self, data: Data) -> None:
        if self.file in data.headers:
            data.headers[self.file] = {}
        data.records = {key: one for key, one in data.records.items() if one[0] != self.file}


@dataclass(frozen=True)
class Delete:
    """A file is removed, with what it states."""

    file: str

    def __call__(self, data: Data) -> None:
        Empty(self.file)(data)
        data.headers.pop(self.file, None)


@dataclass(frozen=True)
class Rename:
    """A file takes the place of another."""

    file: str
    to: str

    def __call__(self, data: Data) -> None:
        if self.file in data.headers and self.file != self.to:
            Delete(self.to)(data)
            data.headers[self.to] = data.headers.pop(self.file)
            data.records = {
                key: (self.to if file == self.file else file, fields)
                for key, (file, fields) in data.records.items()
            }


@dataclass(frozen=True)
class Entitle:
    """A file states something of itself."""

    file: str
    header: Fields

    def __call__(self, data: Data) -> None:
        data.headers[self.file] = self.header


@dataclass(frozen=True)
class Break:
    """A file comes to hold something that is no claims file, or one with an id of another's."""

    file: str
    text: str

    def __call__(self, data: Data) -> None:
        data.headers.setdefault(self.file, {})
        data.broken[self.file] = self.text


@dataclass(frozen=True)
class Mend:
    """Every file is as it should be."""

    def __call__(self, data: Data) -> None:
        data.broken.clear()
        data.careless = False


@dataclass(frozen=True)
class Neglect:
    """References are left as they are, whether they lead anywhere or not."""

    def __call__(self, data: Data) -> None:
        data.careless = True


@st.composite
def puts(draw: st.DrawFn) -> Put:
    """Draw a record that is written into a file."""
    section = draw(st.sampled_from([*IDS, "claims", "speakers", "sources"]))
    key = draw(st.sampled_from(IDS[section]))
    return Put(section, key, draw(files), draw(RECORDS[section]))


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Draw a change of a record."""
    section = draw(st.sampled_from([*IDS, "claims", "speakers", "sources"]))
    return Change(section, draw(st.sampled_from(IDS[section])), draw(RECORDS[section]))


files = st.sampled_from(FILES)
records = st.sampled_from([(section, key) for section in IDS for key in IDS[section]])
headers = st.fixed_dictionaries(
    {}, optional={"title": words, "membership": st.just({"counted": 35})}
)
BROKEN = ["claims: [", "claims:\n- {id: c0, text: again}\n", "claims:\n- {id: x, txt: y}\n", "\xff"]
edits: st.SearchStrategy[Edit] = st.one_of(
    puts(),
    puts(),
    changes(),
    changes(),
    changes(),
    st.builds(lambda record, file: Move(record[0], record[1], file), records, files),
    st.builds(lambda record: TakeOut(*record), records),
    st.builds(Empty, files),
    st.builds(Delete, files),
    st.builds(Rename, files, files),
    st.builds(Entitle, files, headers),
    st.builds(Break, files, st.sampled_from(BROKEN)) | st.builds(Neglect),
    st.builds(Mend),
    st.builds(Mend),
)

# What every example begins with.
FIRST: list[Edit] = [
    Put("sources", "politico", "a.yaml", {"name": "Politico été"}),
    Put("speakers", "diplomat", "b.yaml", {"description": "a diplomat", "role": "lines"}),
    Put(
        "articles", "a0", "c.json", {"publisher": "politico", "headline": "red", "retells": ["a1"]}
    ),
    Put("articles", "a1", "d.yaml", {"publisher": "liga", "original": True}),
    Put(
        "claims", "c0", "a.yaml", make_claim(appearances=[{"article": "a0", "quote": "red lines"}])
    ),
    Put("claims", "c1", "b.yaml", make_claim(speaker="Łódź", appearances=[{"article": "a1"}])),
    Put("claims", "c2", "e.jsonl", make_claim(source="liga", supports=["c1"])),
    Put("facts", "f0", "d.yaml", {"text": "coalition", "contradicts": ["c0"]}),
    Put("members", "GB", "sub/f.yml", {"name": "Łódź", "claims": ["c2"], "facts": ["f0"]}),
]


LISTS = [*IDS, "appearances", "topics"]


def asked(word: str, section: str) -> Iterator[list[str]]:
    """Yield questions that see all of the data, and what search makes of a word."""
    for name in LISTS:
        yield [name, "--json"]
    for name in dict.fromkeys(["claims", section]):
        yield [name, word, "--fields", SECTIONS[name].key]
    yield from (["claims", "--speaker", name, "--json"] for name in ("maire", "The Fox"))
    yield ["claims", "--source", "the fox", "--fields", "id"]
    for term in ("party:red", "not:rating:red", "by:liga", "evidence:red", "date:2026"):
        yield ["claims", term, "--fields", "id,party"]
    yield ["stats", "--by", "reviewer", "--by", "rating", "--json"]
    yield ["stats", "--json"]
    yield ["show", "c0", "f0", "diplomat", "politico"]
    yield ["members", "-f", "list"] if section in ("members", "facts", "sources") else []


def compare(run: Run, folder: Path, word: str, section: str) -> None:
    """Ask everything with the cache and without."""
    for question in asked(word, section):
        arguments = [*question, "-d", str(folder)]
        assert run(*arguments) == without_cache(run)(*arguments), arguments


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return new folders to put data in, each with a cache of its own."""

    def made() -> Iterator[Path]:
        for number in count():
            monkeypatch.setenv("COALITION_CACHE", str(tmp_path / f"cache{number}"))
            folder = tmp_path / f"data{number}"
            folder.mkdir()
            yield folder

    return made()


@settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(
    steps=[
        ([Put("sources", "liga", "sub/f.yml", {"name": "red lines"})], "lines", "articles"),
        ([Put("speakers", "Łódź", "d.yaml", {"description": "été"})], "été", "appearances"),
        ([Change("speakers", "diplomat", {"name": "coalition"})], "coalition", "appearances"),
        ([TakeOut("speakers", "diplomat"), TakeOut("sources", "politico")], "politico", "sources"),
        ([Change("speakers", "diplomat", {"aliases": ["the fox"]})], "fox", "appearances"),
        ([Change("speakers", "diplomat", {"aliases": ["Maire"]})], "fox", "speakers"),
        ([Put("sources", "politico", "a.yaml", {"aliases": ["the fox"]})], "fox", "articles"),
        ([Change("sources", "politico", {"aliases": []})], "fox", "appearances"),
        ([Move("claims", "c0", "sub/f.yml")], "red", "appearances"),
        ([Move("claims", "c1", "a.yaml"), Move("claims", "c0", "b.yaml")], "lodz", "speakers"),
        ([Change("articles", "a0", {"publisher": "red", "retells": []})], "red", "articles"),
        ([Delete("d.yaml")], "coalition", "facts"),
        ([Rename("b.yaml", "d.yaml")], "diplomat", "speakers"),
        ([Break("c.json", "[")], "red", "claims"),
        (
            [Mend(), Put("claims", "c3", "b.yaml", {"text": "x", "topics": ["red"]})],
            "red",
            "topics",
        ),
        ([Empty("a.yaml"), Entitle("a.yaml", {"title": "été"})], "lodz", "members"),
        (
            [Neglect(), Put("claims", "c4", "e.jsonl", {"text": "x", "supports": ["c5"]})],
            "x",
            "facts",
        ),
    ]
)
@given(
    steps=st.lists(
        st.tuples(
            st.lists(edits, min_size=1, max_size=3), st.sampled_from(WORDS), st.sampled_from(LISTS)
        ),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_changes_the_answers_are_those_of_a_new_reading(
    coalition: Run, folders: Iterator[Path], steps: list[tuple[list[Edit], str, str]]
) -> None:
    data = Data(next(folders))
    for together, word, section in [(FIRST, "red", "topics"), *steps]:
        for edit in together:
            edit(data)
        data.write()
        assert together is not FIRST or coalition("-d", data.folder).code == 0
        compare(coalition, data.folder, word, section)


def test_of_many_files_only_what_changed_is_opened(coalition: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for number in range(300):
        text = f"claims:\n- {{id: c{number}, text: red, speaker: s, source: politico}}\n"
        (folder / f"f{number:03}.yaml").write_text(text)
    settle(*folder.iterdir())
    asked = ["claims", "red", "--json", "-d", str(folder)]
    changed: set[str] = set()

    def reads(*names: str) -> None:
        """Ask, and look at what is opened: what changed now, and what may yet be changing."""
        changed.update(names)
        with opened_in(folder) as opened:
            result = coalition(*asked)
        assert set(opened) == changed
        # What was just written is read, and then looked at once more: it may yet have changed.
        assert sorted({name for name in opened if name in names}) == sorted(names)
        assert result == without_cache(coalition)(*asked)

    coalition(*asked)
    reads()
    (folder / "f150.yaml").write_text("claims:\n- {id: c150, text: red red, source: liga}\n")
    reads("f150.yaml")
    (folder / "f150a.yaml").write_text("claims:\n- {id: other, text: red lines}\n")
    reads("f150a.yaml")
    (folder / "f007.yaml").unlink()
    (folder / "f151.yaml").rename(folder / "g.yaml")
    reads("g.yaml")
    (folder / "h.yaml").write_text("sources:\n- {id: politico, name: red}\n")
    reads("h.yaml")
    (folder / "i.yaml").write_text("speakers:\n- {id: s, name: red}\n")
    reads("i.yaml")
    assert len(databases()) == 1


@pytest.mark.parametrize(
    ("changed", "opened"),
    [("large", ["large"]), ("small", ["small"])],  # of the two, another process reads the small one
)
def test_where_most_has_changed_everything_is_read_anew(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str, opened: list[str]
) -> None:
    monkeypatch.setattr(beside, "LARGE", 1)
    monkeypatch.setattr(beside, "_cores", lambda: 2)
    folder = tmp_path / "data"
    folder.mkdir()
    for name, count_ in {"large": 9, "small": 2}.items():
        claims = [make_claim(id=f"{name}{number}") for number in range(count_)]
        (folder / f"{name}.yaml").write_text(yaml_text({"claims": claims}))
    settle(*folder.iterdir())
    asked = ["claims", "red", "--json", "-d", str(folder)]
    coalition(*asked)
    file = folder / f"{changed}.yaml"
    file.write_text(file.read_text().replace("Red", "No red"))
    with opened_in(folder) as read:
        result = coalition(*asked)
    assert sorted({Path(name).stem for name in read}) == opened
    assert result == without_cache(coalition)(*asked)
    assert result.out.count("No red lines") == len(
        [row for row in result.json if changed in row["id"]]
    )


def test_files_can_be_put_between_two_others_without_end(coalition: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    asked = ["claims", "-d", str(folder), "--fields", "id,file"]
    for name in ("a", "z", *(f"m{number:02}" for number in range(40))):
        (folder / f"{name}.yaml").write_text(f"claims:\n- {{id: {name}, text: red}}\n")
        assert coalition(*asked) == without_cache(coalition)(*asked)
    assert len(databases()) == 1
    assert left_over() == []


def test_names_that_are_declared_before_or_after_many_claims_are_found(
    coalition: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    claims = (
        f"- {{id: c{number}, text: red, speaker: s{number % 3}, source: p{number % 2}, "
        f"appearances: [{{article: a{number % 4}}}]}}\n"
        for number in range(2100)
    )
    middle = "articles: [{id: a0, publisher: p0}, {id: a1, publisher: p2}, {id: a2}, {id: a3}]\n"
    (folder / "m.yaml").write_text(f"{middle}claims:\n{''.join(claims)}")
    names = [
        "sources: [{id: p0, name: lodz}, {id: p2, name: lines, aliases: [the fox]}]\n",
        "speakers: [{id: s0, name: lodz, aliases: [the fox]},\n"
        "{id: s1, description: lines, anonymous: true}]\n",
    ]
    for before, after in [("", ""), names, names[::-1]]:
        (folder / "a.yaml").write_text(before)
        (folder / "z.yaml").write_text(after)
        for question in (
            *("claims lodz", "claims lines", "appearances lodz", "articles lines"),
            *("claims fox", "appearances fox", "articles fox"),
        ):
            section, word = question.split()
            asked = [section, word, "--fields", SECTIONS[section].key, "-d", str(folder)]
            assert coalition(*asked) == without_cache(coalition)(*asked)
            assert before == after or coalition(*asked).lines[1:]
