"""Records by their ids: which ones a text means, and their fields as rows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from ..index import Index
from ..model import CLAIMS_FIRST, SECTIONS, Field, Section, Type
from ..model.problems import NEAR, SUGGESTIONS, suggestion
from ..query import Question, Term, check_fields, section_named
from ..words import any_case
from .answer import Answer, Row
from .articles import BATCH, batches, rows_with

Item = TypeVar("Item")
Key = tuple[Section, str]  # of a record: its section and its id
Ask = Callable[[Section, Sequence[str]], Iterable[tuple[str, Item]]]

# Where an id is looked for.
_SECTIONS = [SECTIONS[name] for name in (*CLAIMS_FIRST, "topics")]
_KIND = Field("section", Type.NAME, "the section of the record", derived=True)


class Missing(NamedTuple):
    """A text that means no record."""

    text: str
    near: str  # what was perhaps meant, as the end of a sentence; may be empty


class Found(NamedTuple):
    """The records that texts mean, each once, in the order of the texts."""

    keys: list[Key]
    missing: list[Missing]


def matches(index: Index, texts: Sequence[str]) -> Found:
    """Return the records that texts such as `red-lines` or `speaker:politico` mean."""
    meant = {text: list(_meant(text)) for text in texts}
    wanted: dict[Section, list[str]] = {section: [] for section in _SECTIONS}
    for section, key in (one for own in meant.values() for one in own):
        wanted[section].append(key)
    known = {section: _keys(index, section, keys) for section, keys in wanted.items()}
    found = {
        text: [
            (section, one) for section, key in own for one in known[section].get(any_case(key), ())
        ]
        for text, own in meant.items()
    }
    missing = [text for text in texts if not found[text]]
    keys = dict.fromkeys(key for own in found.values() for key in own)
    return Found(list(keys), list(_missing(index, missing)))


def _meant(text: str) -> Iterator[Key]:
    """Yield where a text is looked for: in all sections, and as one of a kind."""
    yield from ((section, text) for section in _SECTIONS)
    kind, colon, key = text.partition(":")
    section = section_named(kind) if colon else None
    if section in _SECTIONS:
        yield section, key


def _keys(index: Index, section: Section, texts: Iterable[str]) -> Mapping[str, list[str]]:
    """Return the ids of a section that are these texts but for case, by what all cases share."""
    key = section.field(section.key)
    found: dict[str, list[str]] = defaultdict(list)
    apart = {any_case(text): text for text in texts}
    for batch in batches(apart.values(), BATCH):
        rows = index.rows(Question(section, (Term(key, tuple(batch)),), (key,))).rows()
        for (value,) in rows:
            found[any_case(str(value))].append(str(value))
    return found


def _missing(index: Index, texts: Sequence[str]) -> Iterator[Missing]:
    """Yield the texts, which mean no record, with what was perhaps meant."""
    known = {
        section: [key for key, _ in index.values(section, section.field(section.key), NEAR)]
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
    """Return the records as rows, in the order of the keys; raise UsageError for a field unknown.

    Records of one kind have the fields of their list command. Records of several kinds
    have the fields of all of them, behind one that says which kind a record is of; that one
    can be chosen for records of one kind too.
    """
    sections = list(dict.fromkeys(section for section, _ in keys)) or [SECTIONS["claims"]]
    section = sections[0]
    known = Section(section.name, section.singular, (*section.fields, _KIND))
    if len(sections) > 1:
        section = known = Section("records", "record", (_KIND, *_fields_of(sections)))
    fields = check_fields(known, names) or section.fields

    def ask(kind: Section, own: Sequence[str]) -> Iterator[tuple[str, Row]]:
        return _rows(index, kind, own, fields)

    def read(offset: int, limit: int | None) -> Iterator[Row]:
        end = None if limit is None else offset + limit
        return each(keys[offset:end], BATCH, ask)

    return Answer(section, fields, read, lambda: len(keys))


def _fields_of(sections: Sequence[Section]) -> Iterator[Field]:
    """Yield each field of these sections once; where several have it, as what holds for all."""
    names = dict.fromkeys(field.name for section in sections for field in section.fields)
    for name in names:
        own = [field for section in sections for field in section.fields if field.name == name]
        says_who = any(field.says_who for field in own)
        yield own[0]._replace(says_who=says_who, many=all(field.many for field in own))


def each(keys: Iterable[Key], size: int, ask: Ask[Item]) -> Iterator[Item]:
    """Yield what is asked for of each record, in the order of the keys.

    `ask` has records of one section, `size` of them at most, and gives what each has by its id.
    """
    for batch in batches(keys, size):
        found: dict[Key, Item] = {}
        for section in dict.fromkeys(section for section, _ in batch):
            own = [key for there, key in batch if there is section]
            found.update(((section, key), item) for key, item in ask(section, own))
        yield from (found[key] for key in batch)


def _rows(
    index: Index, section: Section, keys: Sequence[str], fields: Sequence[Field]
) -> Iterator[tuple[str, Row]]:
    """Yield the ids of records, each with its values; what a kind does not have is none, or []."""
    names = {section.key, *(field.name for field in fields)}
    own = tuple(field for field in section.fields if field.name in names)
    for row in rows_with(index, Question(section, (), own), section.field(section.key), keys):
        values = dict(zip((field.name for field in own), row, strict=True))
        values[_KIND.name] = section.name
        shown = (values.get(field.name, [] if field.many else None) for field in fields)
        yield str(values[section.key]), tuple(shown)
