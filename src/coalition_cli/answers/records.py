"""Records by their ids: which records a text means, and their fields as rows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from ..index import Index
from ..model import CLAIMS_FIRST, SECTIONS, Field, Section, Type
from ..model.answer import Answer, Row
from ..model.problems import NEAR, SUGGESTIONS, suggestion
from ..query import NAMED, Question, Term, check_fields, section_named
from ..words import any_case
from .articles import BATCH, batches, growing, rows_with

Item = TypeVar("Item")
Key = tuple[Section, str]  # of a record: its section and its id
Ask = Callable[[Section, Sequence[str]], Iterable[tuple[str, Item]]]

# The sections in which an id is looked for.
_SECTIONS = [SECTIONS[name] for name in (*CLAIMS_FIRST, "topics")]
_SECTION = Field("section", Type.NAME, "the section of the record", derived=True)
# Only who asks for it gets it: it is worked out from other articles, record by record.
_UNCORRECTED = Field(
    "uncorrected",
    Type.RECORD,
    "articles that still carry what was corrected; a doubt says why that is not known",
    many=True,
    of="articles",
    derived=True,
)
_NEEDED = {"claims": {"corrections", "status", "appearances"}, "articles": {"corrections"}}


class Missing(NamedTuple):
    """A text that means no record."""

    text: str
    near: str  # the record that was perhaps meant, as the end of a sentence; may be empty


class Found(NamedTuple):
    """The records that texts mean, each once, in the order of the texts."""

    keys: list[Key]
    missing: list[Missing]


def matches(index: Index, texts: Sequence[str]) -> Found:
    """Return the records that texts such as `red-lines` or `speaker:politico` mean.

    A text that is no id may be a name: then it means all records of that name.
    """
    meant = {text: list(_meant(text)) for text in texts}
    wanted: dict[Section, list[str]] = {section: [] for section in _SECTIONS}
    for places in meant.values():
        for section, key in places:
            wanted[section].append(key)
    known = {section: _keys(index, section, keys) for section, keys in wanted.items()}
    found = {
        text: [
            (section, known_key)
            for section, key in places
            for known_key in known[section].get(any_case(key), ())
        ]
        for text, places in meant.items()
    }
    _add_named(index, found)
    missing = [text for text in texts if not found[text]]
    keys = dict.fromkeys(key for matched in found.values() for key in matched)
    return Found(list(keys), list(_missing(index, missing)))


def _add_named(index: Index, found: Mapping[str, list[Key]]) -> None:
    """Add the records of these names to the texts that have none.

    Names are looked up together, and by themselves only if there are any.
    """
    for batch in growing([text for text, keys in found.items() if not keys]):
        places = {
            text: [place for place in _meant(text) if place[0].name in NAMED] for text in batch
        }
        names: dict[Section, list[str]] = defaultdict(list)
        for section, name in (place for text in batch for place in places[text]):
            names[section].append(name)
        called = {section for section in names if _called(index, section, names[section])}
        for text in batch:
            for section, name in places[text]:
                if section in called:
                    found[text].extend(_called(index, section, [name]))


def _called(index: Index, section: Section, names: Sequence[str]) -> list[Key]:
    """Return the records of a section that go by one of these names, as references do."""
    key = section.field(section.key)
    called = Term(key._replace(type=Type.REFERENCE, of=section.name), tuple(names))
    return [
        (section, str(id_)) for (id_,) in index.rows(Question(section, (called,), (key,))).rows()
    ]


def _meant(text: str) -> Iterator[Key]:
    """Yield where a text is looked for: in all sections, or in the one that it names."""
    yield from ((section, text) for section in _SECTIONS)
    kind, colon, key = text.partition(":")
    section = section_named(kind) if colon else None
    if section in _SECTIONS:
        yield section, key


def _keys(index: Index, section: Section, texts: Iterable[str]) -> Mapping[str, list[str]]:
    """Return the ids of a section that are these texts in any case, by their `any_case`."""
    key = section.field(section.key)
    ids: dict[str, list[str]] = defaultdict(list)
    distinct = {any_case(text): text for text in texts}
    for batch in growing(distinct.values()):
        rows = index.rows(Question(section, (Term(key, tuple(batch)),), (key,))).rows()
        for (value,) in rows:
            ids[any_case(str(value))].append(str(value))
    return ids


def _missing(index: Index, texts: Sequence[str]) -> Iterator[Missing]:
    """Yield texts that mean no record, with the record that was perhaps meant."""
    known = {
        section: [
            name
            for pair in (
                *index.values(section, section.field(section.key), NEAR),
                *index.aliases(section, section.field(section.key), NEAR),
            )
            for name in (pair if section.name in NAMED else pair[:1])
            if name
        ]
        for section in (_SECTIONS if texts else ())
    }
    everything = [key for keys in known.values() for key in keys]
    for number, text in enumerate(texts):
        kind, colon, _ = text.partition(":")
        section = section_named(kind) if colon else None
        only = known.get(section) if section else None
        near = everything if only is None else [f"{kind}:{key}" for key in only]
        yield Missing(text, suggestion(text, near) if number < SUGGESTIONS else "")


def records(index: Index, keys: Sequence[Key], names: Sequence[str] = ()) -> Answer:
    """Return the records as rows, in the order of the keys; raise UsageError for an unknown field.

    Records of one section have the fields of their list command. Records of several sections
    have the field `section` first, and then the fields of all of these sections. `section` can be
    chosen for records of one section too, and so can `uncorrected`, of claims and articles.
    """
    sections = list(dict.fromkeys(section for section, _ in keys)) or [SECTIONS["claims"]]
    section = sections[0]
    if len(sections) > 1:
        section = Section("records", "record", (_SECTION, *_fields_of(sections)))
    more = [_SECTION] if len(sections) == 1 else []
    more += [_UNCORRECTED] if any(each.name in _NEEDED for each in sections) else []
    known = Section(section.name, section.singular, (*section.fields, *more))
    fields = check_fields(known, names) or section.fields

    def ask(of: Section, ids: Sequence[str]) -> Iterator[tuple[str, Row]]:
        return _rows(index, of, ids, fields)

    def read(offset: int, limit: int | None) -> Iterator[Row]:
        end = None if limit is None else offset + limit
        return each(keys[offset:end], BATCH, ask)

    return Answer(section, fields, read, lambda: len(keys))


def _fields_of(sections: Sequence[Section]) -> Iterator[Field]:
    """Yield each field of these sections once; a shared field with what holds in all of them."""
    names = dict.fromkeys(field.name for section in sections for field in section.fields)
    for name in names:
        same = [section.by_name[name] for section in sections if name in section.by_name]
        says_who = any(field.says_who for field in same)
        yield same[0]._replace(says_who=says_who, many=all(field.many for field in same))


def each(keys: Iterable[Key], size: int, ask: Ask[Item]) -> Iterator[Item]:
    """Yield the item of each record, in the order of the keys.

    `ask` takes a section and at most `size` of its ids. It returns ids with their items.
    """
    for batch in batches(keys, size):
        items: dict[Key, Item] = {}
        for section in dict.fromkeys(section for section, _ in batch):
            ids = [key for of, key in batch if of is section]
            items.update(((section, key), item) for key, item in ask(section, ids))
        yield from (items[key] for key in batch)


def _rows(
    index: Index, section: Section, keys: Sequence[str], fields: Sequence[Field]
) -> Iterator[tuple[str, Row]]:
    """Yield the ids of records with their values; a field that a section lacks is None or []."""
    carried = _UNCORRECTED in fields and section.name in _NEEDED
    needed = _NEEDED[section.name] if carried else ()
    names = {section.key, *needed, *(field.name for field in fields)}
    known = tuple(field for field in section.fields if field.name in names)
    for row in rows_with(index, Question(section, (), known), section.field(section.key), keys):
        values = dict(zip((field.name for field in known), row, strict=True))
        values[_SECTION.name] = section.name
        if carried:
            from .uncorrected import carriers  # few ask for it

            found = carriers(index, section, values)
            values[_UNCORRECTED.name] = [carrier._asdict() for carrier in found]
        shown = (values.get(field.name, [] if field.many else None) for field in fields)
        yield str(values[section.key]), tuple(shown)
