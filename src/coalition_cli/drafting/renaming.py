"""A record gets another id: in all files that name it, and in the name of its kept text."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from ..answers.asking import Tell
from ..model import TAKEN_AS_NAME, Section
from ..model.problems import Problem, UsageError, plural, shown_id
from ..rewriting.edition import Edition
from ..rewriting.mentions import Mention, mentions, renamed
from ..rewriting.source import Source
from ..words.safe import visible
from .declared import declared, may_name, meant, parted, the_one, unknown

_Found = list[tuple[Source, Mention]]


class Renaming(NamedTuple):
    """What is renamed, and where: the lines of each file that name it."""

    section: Section
    old: str
    new: str
    declared: tuple[str, int] | None  # file and line of the record; None if it was renamed before
    references: dict[str, list[int]]  # lines by file
    text: tuple[str, str] | None  # paths of the kept text

    @property
    def referring(self) -> int:
        """How many references change."""
        return sum(map(len, self.references.values()))

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to rename any more."""
        return not (self.declared or self.references or self.text)


class _State(Enum):
    """How the data stand before a run."""

    DECLARED = "a record has the old id"
    BEGUN = "a record has the new id already: an earlier run was interrupted"
    NAMED = "no record has either; the old one is only named"


class Renamer(Edition):
    """The files of some data, in which an id is to change.

    The file that declares the record is written first. If the run ends there, the new id is
    declared, the old one is not, and the same command goes on with what still names the old one.
    """

    first: str | None = None  # the path of that file

    def texts(self) -> list[tuple[Source, Source]]:
        """Return each file whose text is to change, the one that declares the record first."""
        return sorted(super().texts(), key=lambda pair: pair[0].file.path != self.first)

    def told(self, problem: Problem) -> object:
        """Return what an error is known by: messages have ids, and no line moves."""
        return problem.code, problem.file, problem.line


def renaming(edition: Renamer, words: tuple[str, str], texts: str | None, tell: Tell) -> Renaming:
    """Give a record another id in an edition, and return what that changes.

    `words` are the old id and the new one; a kind may stand before each: speaker:politico.
    `texts` is the folder of kept texts. Raise UsageError if the new id is not sound, or taken, and
    UnknownRecordError if there is no record of the old one.
    """
    old, new = words
    ids = {old, parted(old)[1], new, parted(new)[1]}
    sources = [edition.source(file) for file in may_name(edition.files, *ids)]
    section, key, state = _which(edition, sources, words)
    new = _sound(section, words)
    if key == new:
        return Renaming(section, key, new, None, {}, None)
    found = _mentions(sources, section, key)
    if state is _State.DECLARED:
        _check_free(sources, section, new)
    elif found:
        tell(_said(state, (key, new), len(_mentions(sources, section, new))))
    text = None
    if texts is not None and section.name == "articles":
        from .kept_texts import text_renamed  # few records that are renamed have a text

        text = text_renamed(edition.files, texts, (key, new))
    for source in sources:
        own = [mention for of, mention in found if of is source]
        if own:
            edition.splice(source, renamed(source, own, new), [mention.part for mention in own])
    return _told(edition, Renaming(section, key, new, None, {}, text), found)


def _said(state: _State, ids: tuple[str, str], named: int) -> str:
    """Return what a user may not know of an id that no record has."""
    old, new = (f"'{visible(shown_id(each))}'" for each in ids)
    if state is _State.BEGUN:
        return f"{new} is declared, and {old} is not: what still names {old} is changed"
    joined = f"; {new} is named {plural(named, 'time')} already, and both become one"
    return f"{old} is declared nowhere, and only named{joined if named else ''}"


def _told(edition: Renamer, renaming: Renaming, found: _Found) -> Renaming:
    """Return what is renamed, with the places where that stands."""
    place = None
    lines: dict[str, dict[int, int]] = {}  # by file, then by where it stands: lists may be shared
    for source, mention in found:
        line = source.line_of(mention.span.start)
        if mention.declares:
            place = source.file.name, line
            edition.first = source.file.path
        else:
            lines.setdefault(source.file.name, {})[mention.span.start] = line
    references = {file: sorted(found.values()) for file, found in lines.items()}
    return renaming._replace(declared=place, references=references)


def _which(
    edition: Edition, sources: Sequence[Source], words: tuple[str, str]
) -> tuple[Section, str, _State]:
    """Return the section and the old id of what is renamed, and the state of the data."""
    old, new = words
    records = [(source.file, record) for source in sources for record in source.records]
    pairs = meant(old)
    if found := list(declared(records, pairs)):
        one = the_one(found, old)
        return one.section, one.key, _State.DECLARED
    section, key = parted(old)
    if section is not None:
        pairs = [(section, key)]
    taken = {each.section.name for each in declared(records, meant(new))}
    begun = [pair for pair in pairs if pair[0].name in taken]
    open_ = [pair for pair in begun if _mentions(sources, *pair)]
    if len(open_) > 1:
        choices = " or ".join(f"{section.singular}:{key}" for section, key in open_)
        raise UsageError(f"'{shown_id(old)}' is named in several sections\nsay which: {choices}")
    if begun:
        return *(open_ or begun)[0], _State.BEGUN
    if section is not None and section.name in TAKEN_AS_NAME:
        named = (parted(new)[1] if parted(new)[0] is section else new, key)
        if any(_mentions(sources, section, each) for each in named):
            return section, key, _State.NAMED
    raise unknown(edition.files, old)


def _mentions(sources: Sequence[Source], section: Section, key: str) -> _Found:
    return [(source, mention) for source in sources for mention in mentions(source, section, key)]


def _sound(section: Section, words: tuple[str, str]) -> str:
    """Return the new id without its kind; raise UsageError if it cannot be an id."""
    old, new = words
    kind, key = parted(new)
    if kind is section and parted(old)[0] is section:
        new = key
    elif kind is not None:
        raise UsageError(
            f"'{shown_id(new)}' says that the new id is of {kind.singular_with_article}\n"
            f"write only the id: {shown_id(key)}"
        )
    if not new.strip():
        raise UsageError("the new id is empty\nname a word without blanks")
    if section.name != "topics" and new.split() != [new]:
        joined = "-".join(new.split())
        raise UsageError(f"the new id has blanks in it\njoin its words: {shown_id(joined)}")
    if not new.isprintable():
        raise UsageError("the new id has characters that nobody sees\ntype it anew")
    return new


def _check_free(sources: Sequence[Source], section: Section, new: str) -> None:
    """Raise UsageError if something in the section has the new id, or refers to it."""
    for source, mention in _mentions(sources, section, new):
        place = source.where(mention.span.start)
        shown = f"'{shown_id(new)}'"
        if mention.declares:
            what = f"{shown} is already the id of {section.singular_with_article}: {place}"
            raise UsageError(f"{what}\nchoose another one")
        raise UsageError(
            f"{shown} is named by {mention}, {place}, and would then mean this {section.singular}\n"
            "choose another one, or correct that reference first"
        )
