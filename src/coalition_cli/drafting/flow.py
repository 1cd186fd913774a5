"""What is asked next of a record and of those that it names, and what an answer makes of them.

A flow follows from the answers that it was given alone, and checks none of them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ..model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ..model.problems import suggestion
from .asked import DECIDES, AskedDraft, next_field, rest
from .draft import Draft, Single, singles, typed
from .known import KnownData, KnownValue, shown
from .proposing import free, proposed

_LEAVE_OUT = "-"  # the answer that takes no proposal
_ALL = "all"
_NO_NAMES = ("", _LEAVE_OUT, "none", "no", "n")  # of fields
_UNNAMED = (
    "the name of an unnamed speaker is not asked for: whoever has the file would have it",
    "'coalition help unnamed' says where to keep it",
)

Lines = Sequence[str]  # what is wrong, and what to do
Settling = Callable[["Flow", Draft], set[str]]  # which fields settle what is missing in a draft


class Prompted(NamedTuple):
    """What is asked now."""

    draft: Draft
    field: Field | None  # None: which other fields are asked for too
    proposal: str = ""  # what an empty answer stands for
    required: bool = False
    choices: Sequence[KnownValue] = ()


class Flow:
    """The record that was asked for, first, and those that it names and that were not there.

    `told` is what follows from an answer. `forgotten` is what may be the name of an unnamed
    speaker: nobody may keep it. `article` is proposed as that of an appearance.
    """

    article = ""

    def __init__(
        self, section: Section, known: KnownData, picked: Mapping[str, Single], settling: Settling
    ) -> None:
        self.known, self.picked, self._settling = known, picked, settling
        self.told: list[str] = []
        self.forgotten: list[str] = []
        self.drafts = [Draft(section)]
        self.open = [AskedDraft(self.drafts[0])]  # the innermost last

    @property
    def main(self) -> Draft:
        """The record that was asked for. The others are those that it names."""
        return self.drafts[0]

    @property
    def records(self) -> list[Draft]:
        """The record, and those that it names still, directly or through others."""
        named: set[tuple[str, str]] = set()  # sections and ids
        waiting = [self.main]
        while waiting:
            draft = waiting.pop()
            new = set(draft.references()) - named
            named |= new
            waiting += draft.nested()
            waiting += (each for each in self.drafts[1:] if (each.section.name, each.key) in new)
        others = (each for each in self.drafts[1:] if (each.section.name, each.key) in named)
        return [self.main, *others]

    def question(self) -> Prompted | None:
        """Return what is asked now; None if nothing is left to ask."""
        while self.open:
            asked = self.open[-1]
            field = next_field(asked, lambda draft: self._settling(self, draft))
            if field is None and asked.draft is self.main and not asked.extra_chosen:
                left = rest(asked, grows=True)
                others = [KnownValue(each.name, each.meaning) for each in left]
                return Prompted(asked.draft, None, choices=others)
            if field is None:
                self._close()
            elif field.type is Type.RECORD:
                self._enter(asked, field)
            else:
                required = (field.required and not asked.within) or field.name in asked.needed
                proposal = self._proposal(asked, field)
                choices = self._choices(field)
                return Prompted(asked.draft, field, proposal, required, choices)
        return None

    def complete(self) -> list[Draft]:
        """Return the drafts, each with an id: where none is given yet, the one to be proposed."""
        whole = []
        for draft in self.drafts:
            missing = "id" in draft.section.by_name and "id" not in draft.values
            taken = self._taken(draft.section) if missing else []
            key = proposed(draft, taken) or free("new", taken) if missing else ""
            whole.append(Draft(draft.section, {"id": key, **draft.values}) if missing else draft)
        return whole

    # What is proposed

    def _choices(self, field: Field) -> Sequence[KnownValue]:
        """Return what may be chosen in a field; the records of this interview come first."""
        own = [each for each in self.drafts[1:] if each.section.name == field.of and each.key]
        return [*(KnownValue(each.key, shown(each)) for each in own), *self.known.choices(field)]

    def _proposal(self, asked: AskedDraft, field: Field) -> str:
        if field.name in asked.seeds:
            return asked.seeds[field.name]
        match asked.draft.section.name, field.name:
            case _, "id":
                return proposed(asked.draft, self._taken(asked.draft.section))
            case "articles", "publisher":
                return str(self.main.values.get("source", ""))
            case "claims", "speaker":
                return str(self.picked.get("attribution") or "")
            case "appearances", "article":
                return self.article
        return ""

    def _taken(self, section: Section) -> list[str]:
        own = [draft.key for draft in self.drafts if draft.section is section]
        return [*self.known.by_key[section.name], *own]

    # Taking an answer

    def take(self, question: Prompted, text: str) -> None:
        """Take an answer, which fits its question, and go on."""
        asked, field = self.open[-1], question.field
        if field is None:
            asked.extra_chosen = True
            names = [choice.word for choice in question.choices]
            said = names if text.strip() == _ALL else _names(text)
            asked.extra = [name for name in names if name in said]
            return
        asked.pass_over(field)
        said_now = " ".join(text.split()) or question.proposal
        if said_now in ("", _LEAVE_OUT):
            asked.given_up = field.required  # of a record within one: nobody wants to state it
            return
        for item in _items(field, said_now):
            self._give(asked, field, item)
        if field.name == DECIDES and asked.draft.section.confidential:
            self._protect(asked)
        self._name_next(asked)

    def offer(self, name: str, proposal: str) -> None:
        """Ask for a field of the innermost record too: there is a proposal for it."""
        asked = self.open[-1]
        asked.offered.add(name)
        asked.seeds[name] = proposal

    def _give(self, asked: AskedDraft, field: Field, item: str) -> None:
        """Give a field a value: of a reference the id, or what waits to become a record."""
        if field.type is not Type.REFERENCE or field.of not in FILE_SECTIONS:
            asked.draft.add(field, typed(field, item))
            return
        own = {draft.key for draft in self.drafts if draft.section.name == field.of}
        key = item if item in own else self.known.find(field.of, item)
        if key is None and field.of != "claims" and not field.declared:
            asked.waiting.append((field, item))
        else:
            asked.draft.add(field, key or item)
            if key not in (None, item):
                self.told.append(f"that is {SECTIONS[field.of].singular} '{key}'")

    def _name_next(self, asked: AskedDraft) -> None:
        """Begin the next record that is named and not there."""
        if not asked.waiting:
            return
        field, called = asked.waiting.pop(0)
        draft = Draft(SECTIONS[field.of])
        near = suggestion(called, [choice.word for choice in self._choices(field)])
        near = f"{near} < goes back" if near else ""
        self.told.append(f"there is no {draft.section.singular} '{called}' yet{near}")
        self.drafts.append(draft)
        inner = AskedDraft(draft, gives=(asked, field))
        inner.seed(called)
        self.open.append(inner)

    def _protect(self, asked: AskedDraft) -> None:
        """Ask for no name of an unnamed speaker, and forget what may be one."""
        unnamed = asked.draft.values[DECIDES] is True
        if called := asked.seeds.pop("description" if unnamed else "name", ""):
            asked.draft.values["description" if unnamed else "name"] = called
        if not unnamed:
            del asked.draft.values[DECIDES]  # the name says it
            return
        confidential = {field.name for field in asked.draft.section.confidential}
        asked.passed |= confidential
        self.told += _UNNAMED
        for name in confidential & asked.seeds.keys():
            called = asked.seeds.pop(name)
            self.forgotten.append(called)

    def values(self) -> dict[str, tuple[Draft, Field]]:
        """Return the fields that have a value, by names that tell them apart."""
        named: dict[str, tuple[Draft, Field]] = {}
        for draft in self.records:
            lead = "" if draft is self.main else f"{draft.section.singular}."
            for each in (draft, *draft.nested()):
                for field, _ in each.pairs():
                    is_key = field.name == "id" and draft is not self.main
                    if field.type not in (Type.RECORD, Type.ANYTHING) and not is_key:
                        named.setdefault(f"{lead}{field.name}", (each, field))
        return named

    def reopen(self, name: str) -> None:
        """Have a field be asked for again: its name is one of `values`."""
        draft, field = self.values()[name]
        value = singles(draft.values.pop(field.name))
        asked = AskedDraft(draft)
        asked.again = True
        asked.extra_chosen, asked.extra = True, [field.name]
        words = {True: "yes", False: "no"}
        asked.seeds[field.name] = ", ".join(
            words[each] if isinstance(each, bool) else str(each) for each in value
        )
        self.open.append(asked)

    # Records within, and records that are named

    def _enter(self, asked: AskedDraft, field: Field) -> None:
        """Begin a record within one."""
        inner = Draft(SECTIONS[field.of])
        if inner.section.name == "appearances" and field.name not in asked.passed:
            inner.values.update({name: value for name, value in self.picked.items() if value})
        asked.pass_over(field)
        asked.draft.add(field, inner)
        part = AskedDraft(inner, within=(asked.draft, field))
        if field.has_parts:  # who chose to state a review may state all of it
            part.extra_chosen, part.extra = True, [each.name for each in inner.section.stated]
        self.open.append(part)

    def _close(self) -> None:
        """End the innermost record: it stays in the one around it, or gets named there."""
        asked = self.open.pop()
        if asked.within and (asked.given_up or not asked.draft.values):
            draft, field = asked.within
            left = [one for one in singles(draft.values.pop(field.name)) if one is not asked.draft]
            if left:
                draft.values[field.name] = left
        if asked.gives:
            giver, field = asked.gives
            giver.draft.add(field, asked.draft.key)
            self._name_next(giver)


def _items(field: Field, said: str) -> list[str]:
    """Return the values of an answer; those of a list are parted by commas, or by semicolons."""
    if not field.many:
        return [said]
    parted = said.split(";" if ";" in said else ",")
    return [item for part in parted if (item := part.strip())]


def _names(text: str) -> list[str]:
    return [name for name in re.split(r"[,\s]+", text) if name not in _NO_NAMES]


def unfit(question: Prompted, text: str) -> Lines:
    """Return why a text is no answer to a question, whatever the data has."""
    field, said = question.field, text.strip()
    if field is None:
        known = [*(choice.word for choice in question.choices), _ALL]
        unknown = [name for name in _names(said) if name not in known]
        if unknown:
            near = suggestion(unknown[0], known)
            return [f"no field '{unknown[0]}' is left{near}", "name the fields, or all, or none"]
        return ()
    said = said or question.proposal
    if said in ("", _LEAVE_OUT):
        return [f"'{field.name}' is required: {field.meaning}"] if question.required else ()
    if field.type is Type.BOOLEAN and not isinstance(typed(field, said), bool):
        return ["answer yes or no"]
    return ()
