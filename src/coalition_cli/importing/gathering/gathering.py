"""What rows became → records with ids, each once, in the sections of a claims file."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ...model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ...model.problems import Problem
from ...model.record import Record
from ...reading.limits import MAX_RECORD, MAX_SCALAR
from ..landing.composing import fits
from ..rows import Made
from .concealing import Secrets
from .fitting import TooLongError, UnfitError, fitted, is_nothing, plain, soundness
from .ids import identified
from .merging import ALSO, TooManyError, Values, merged, with_extra
from .speakers import Speakers, complete
from .store import Doubt, Kept, Store

_DECLARED = frozenset({"speakers", "sources", "articles"})  # a reference may be the record itself
# By section and name of a field: what says that a value is sound.
_SOUND = {
    name: {field.name: check for field in section.stated if (check := soundness(field))}
    for name, section in SECTIONS.items()
}
_TOO_LONG = (
    f"a text has more than {MAX_SCALAR:,} characters, or all of it {MAX_RECORD >> 20} MiB",
    "shorten it there; or leave such rows out with --keep-going",
)
_TOO_MANY = (
    "more than a thousand rows have this id, and other values",
    "map 'id' to a column that tells the rows apart, or to none",
)


class Landed(NamedTuple):
    """What became of a row: the id of its record, and whether that was there before."""

    key: str
    merged: bool


class Gathering:
    """Takes what rows became, one by one, and has the records of a claims file in the end.

    `same_speakers` makes one speaker of all spellings of a name.
    """

    def __init__(self, *, same_speakers: bool = False) -> None:
        self.stores = {name: Store(SECTIONS[name], fits) for name in FILE_SECTIONS}
        self.secrets = Secrets()
        self.speakers = Speakers(same=same_speakers)
        self.file: Values = {}  # what is stated of the whole file, such as its title
        self.landed: set[str] = set()  # sections of what rows became, and did not only refer to
        self.refers = False  # whether a row has the id of a record that has to be there
        self._known: dict[tuple[object, ...], str] = {}  # the ids of what many rows declare

    def add(self, section: Section, made: Made, file: str) -> Landed | Problem:
        """Take what a row became. Return a problem, and take nothing, if it cannot be a record."""
        try:
            values = self.secrets.taken_out(section, made.values)
            doubts = list(made.doubts)
            if section.name == "speakers":
                values = self.speakers.prepared(values, doubts)
            elif section.name == "claims":
                values = _with_articles(values, doubts)
            record = self._record(section, values)
            for field in section.required:
                if field.name not in record and field.name != section.key:
                    return _missing(section, field.name, file, made.line)
            if not record:
                return _missing(section, section.leads[0], file, made.line)
            if section.name == "speakers":
                record = complete(record)
            self.landed.add(section.name)
            return self._put(section, record, doubts)
        except TooLongError:
            return Problem("over-limit", *_TOO_LONG, file, made.line)
        except TooManyError:
            return Problem("over-limit", *_TOO_MANY, file, made.line)

    def keep(self, record: Record) -> Landed | Problem:
        """Take a record of a claims file as it is, with its id."""
        section, values = record.section, stated(record)
        if record.withheld is not None and record.withheld.names:
            self.secrets.see(record.withheld.names)
        try:
            if section.name == "file":
                self.file = merged(section, self.file, values)
                return Landed("", False)
            self.landed.add(section.name)
            self.refers = True
            return self._put(section, values)
        except TooLongError:
            return Problem("over-limit", *_TOO_LONG, record.file, record.line)
        except TooManyError:
            return Problem("over-limit", *_TOO_MANY, record.file, record.line)

    def _put(self, section: Section, record: Values, doubts: Iterable[Doubt] = ()) -> Landed:
        given = record.pop(section.key, None)
        key, known = identified(section, given, record)
        if given is not None and key != given:
            record = with_extra(record, {ALSO: {section.key: [given]}})
        kept = Kept(known, {section.key: key, **record}, tuple(doubts))
        return Landed(*self.stores[section.name].put(key, kept))

    def _record(self, section: Section, values: Mapping[str, object]) -> Values:
        """Return a record as a file states it. What does not fit its field goes under `extra`."""
        record: Values = {}
        unfit: Values = {}
        sound = _SOUND[section.name]
        for name, value in values.items():
            if name in sound and sound[name](value):  # as most are
                record[name] = value
                continue
            if is_nothing(value):
                continue
            field = section.by_name.get(name)
            if field is None or field.derived:
                unfit |= plain({name: value})
                continue
            left: list[object] = []
            found = self._value(section, field, value, left)
            if found is not None and found != []:
                record[name] = found
            if left:
                unfit[name] = left if field.many else left[0]
        return with_extra(record, unfit) if unfit else record

    def _value(self, section: Section, field: Field, value: object, left: list[object]) -> object:
        """Return the value of a field; `left` gets what does not fit."""
        if field.many:
            items = value if isinstance(value, list | tuple) else [value]
            found = [self._single(section, field, item, left) for item in items]
            return found if len(found) == 1 and found[0] is not None else _each_once(found)
        return self._single(section, field, value, left)

    def _single(self, section: Section, field: Field, value: object, left: list[object]) -> object:
        if value is None or value == "":
            return None
        try:
            if field.type is Type.RECORD:
                inner = self._within(SECTIONS[field.of], value)
                if "extra" in inner and "extra" not in SECTIONS[field.of].by_name:
                    left.append(inner.pop("extra"))
                return inner
            if field.type is Type.REFERENCE and field.of in _DECLARED:
                return self._reference(field, value)
            if field.type is Type.ID:
                return fitted(field, value) if not isinstance(value, str) else plain(value)
            if field.type is Type.REFERENCE and field.of != "topics":
                self.refers = True
            return fitted(field, value)
        except UnfitError:
            left.append(plain(value))
            return None

    def _within(self, section: Section, value: object) -> Values:
        """Return a record within another one; raise UnfitError where it lacks what it needs."""
        if not isinstance(value, Mapping):
            raise UnfitError
        record = self._record(section, value)
        if not record or any(field.name not in record for field in section.required):
            raise UnfitError
        if section.name == "appearances" and "quote" in record and "wording" in record:
            return _with_one_wording(record)
        return record

    def _reference(self, field: Field, value: object) -> str:
        """Return the id of a record that a value names, or is."""
        if field.declared or (field.of == "articles" and not isinstance(value, Mapping)):
            self.refers = True
        if not isinstance(value, Mapping):
            return str(fitted(field, value))
        section = SECTIONS[field.of]
        if section.name == "articles":  # mostly each row has its own
            return self._declared(section, value)
        try:
            told = section.name, *value.items()
            known = self._known.get(told)
        except TypeError:  # it has a list
            return self._declared(section, value)
        if known is None:
            known = self._known[told] = self._declared(section, value)
        return known

    def _declared(self, section: Section, value: Mapping[str, object]) -> str:
        doubts: list[Doubt] = []
        if section.name == "speakers":
            value = self.speakers.prepared(value, doubts)
        record = self._record(section, value)
        if not record:
            raise UnfitError
        if section.name == "speakers":
            record = complete(record)
        return self._put(section, record, doubts).key


def _with_articles(claim: Mapping[str, object], doubts: list[Doubt]) -> Mapping[str, object]:
    """Return a claim whose appearances all have an article; without one they have no place.

    Where none is named, one of the claim's source and date stands for it.
    """
    listed = claim.get("appearances")
    if not isinstance(listed, list) or is_nothing(claim.get("source")):
        return claim
    stands_in = {"publisher": claim["source"], "date": claim.get("date")}
    appearances = []
    for appearance in listed:
        if isinstance(appearance, Mapping) and is_nothing(appearance.get("article")):
            appearances.append({**appearance, "article": stands_in})
            doubts.append(("appearances", "no article was named: this one stands for it"))
        else:
            appearances.append(appearance)
    return {**claim, "appearances": appearances}


def _with_one_wording(appearance: Values) -> Values:
    """Return an appearance without a wording that its quote does not stand in."""
    wording = appearance["wording"]
    if str(appearance["quote"]) in str(wording):
        return appearance
    kept = {name: value for name, value in appearance.items() if name != "wording"}
    return with_extra(kept, {"wording": wording})


def _each_once(items: list[object]) -> list[object]:
    """Return the items of a list without those that stand there before."""
    return [
        item for number, item in enumerate(items) if item is not None and item not in items[:number]
    ]


def stated(record: Record) -> Values:
    """Return what a record states, with the records within it, as plain values."""
    return {
        name: stated(value)
        if isinstance(value, Record)
        else [stated(each) if isinstance(each, Record) else each for each in value]
        if isinstance(value, list)
        else value
        for name, value in record.values.items()
    }


def _missing(section: Section, name: str, file: str, line: int) -> Problem:
    message = f"{section.singular_with_article} needs '{name}', and this row has none"
    remedy = f"map a column to '{name}'; or leave such rows out with --keep-going"
    return Problem("bad-row", message, remedy, file, line)
