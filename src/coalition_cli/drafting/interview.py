"""Questions and answers until a record is complete, with the records that it names.

An interview is what follows from its answers. Without the last one it is one step back, and an
interview that was broken off goes on when its answers are given again.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..model import SECTIONS, Field, Section, Type
from ..model.codes import Severity
from ..model.problems import suggestion
from .asked import DECIDES, UNSAID, Asked, has_records, next_field, rest
from .draft import Draft, Single, singles, typed
from .judging import Finding, judged
from .known import Choice, Known
from .proposing import free, proposed
from .quoting import Texts, refused
from .wanting import settles

LEAVE_OUT = "-"  # the answer that takes no proposal
_ALL = "all"
_UNNAMED = (
    "the name of an unnamed speaker is not asked for: whoever has the file would have it",
    "'coalition help unnamed' says where to keep it",
)

Lines = Sequence[str]  # what is wrong, and what to do


class Question(NamedTuple):
    """What is asked now."""

    draft: Draft
    field: Field | None  # None: which other fields are asked for too
    proposal: str = ""  # what an empty answer stands for
    required: bool = False
    choices: Sequence[Choice] = ()
    begins: bool = False  # whether a record begins with it that another names


class Interview:
    """Asks for a record of a section, and for the records that it names and that are not there.

    `picked` has values for the first appearance of a claim. `told` is what is doubtful about the
    last answer, or follows from it.
    """

    def __init__(
        self,
        section: Section,
        known: Known,
        texts: Texts,
        picked: Mapping[str, Single] | None = None,
    ) -> None:
        self.known, self.texts, self.picked = known, texts, picked or {}
        self._section = section
        self._insisted: set[str] = set()  # quotes that were refused once
        self._settled: dict[tuple[str, ...], set[str]] = {}  # by the answers so far
        self._begin()

    def _begin(self) -> None:
        self.answers: list[str] = []
        self.told: list[str] = []
        self.drafts = [Draft(self._section)]
        self._open = [Asked(self.drafts[0])]  # the innermost last
        self._found: list[Finding] = []

    @property
    def main(self) -> Draft:
        """The record that was asked for. The others are those that it names."""
        return self.drafts[0]

    @property
    def records(self) -> list[Draft]:
        """The record, and those that it names still, directly or through others."""
        return [self.main, *(each for each in self.drafts[1:] if each.key in self._named())]

    def _named(self) -> set[str]:
        named: set[str] = set()
        waiting = [self.main]
        while waiting:
            draft = waiting.pop()
            waiting += draft.nested()
            keys = set(map(str, draft.references())) - named
            named |= keys
            waiting += (each for each in self.drafts[1:] if each.key in keys)
        return named

    def question(self) -> Question | None:
        """Return what is asked now; None if nothing is left to ask."""
        while self._open:
            asked = self._open[-1]
            field = next_field(asked, self._settling)
            if field is None and asked.draft is self.main and not asked.extra_chosen:
                asked.extra_chosen = True
                others = [Choice(each.name, each.meaning) for each in rest(asked)]
                asked.extra_chosen = False
                return Question(asked.draft, None, choices=others)
            if field is None:
                self._close()
            elif field.type is Type.RECORD:
                self._enter(asked, field)
            else:
                required = (field.required and not asked.within) or field.name in asked.needed
                proposal = self._proposal(asked, field)
                begins = bool(asked.gives) and not asked.passed
                choices = self._choices(field)
                return Question(asked.draft, field, proposal, required, choices, begins)
        return None

    def answer(self, text: str) -> Lines:
        """Take an answer, and go on. Or return why it is refused; then nothing has changed."""
        question = self.question()
        assert question is not None  # noqa: S101 - there is something to answer
        if wrong := _unfit(question, text):
            return wrong
        before, found, self.told = [*self.answers], self._found, []
        self._take(question, text)
        if wrong := self._wrong(question):
            told = self.told
            self._replay(before)
            self._found, self.told = found, told
        return wrong

    def back(self) -> bool:
        """Take the last answer back; return False if there is none."""
        answers, told = self.answers, self.told
        self._replay(answers[:-1])
        self.told = told if not answers else []
        return bool(answers)

    def resume(self, answers: Sequence[str]) -> None:
        """Give the answers of an interview that was broken off."""
        self._replay(answers)
        self._found = self._judged()

    def _replay(self, answers: Sequence[str]) -> None:
        self._begin()
        for text in answers:
            if (question := self.question()) is None:
                self._reopen(text)
            elif _unfit(question, text):
                return
            else:
                self._take(question, text)

    # Changing an answer at the end

    def changeable(self) -> list[Choice]:
        """Return the answers that may be given again, by the names of their fields."""
        return [Choice(name, field.meaning) for name, (_, field) in self._values().items()]

    def change(self, name: str) -> Lines:
        """Have an answer be asked for again, or return why that is not possible."""
        known = list(self._values())
        if name not in known:
            return [f"there is no '{name}'{suggestion(name, known)}"]
        self._reopen(name)
        return ()

    def _values(self) -> dict[str, tuple[Draft, Field]]:
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

    def _reopen(self, name: str) -> None:
        if name not in (values := self._values()):
            return
        self.answers.append(name)
        draft, field = values[name]
        value = singles(draft.values.pop(field.name))
        asked = Asked(draft)
        asked.extra_chosen, asked.extra = True, [field.name]
        words = {True: "yes", False: "no"}
        asked.seeds[field.name] = ", ".join(
            words[each] if isinstance(each, bool) else str(each) for each in value
        )
        self._open.append(asked)

    def _settling(self, draft: Draft) -> set[str]:
        """Return the fields that settle what is missing in a draft, worked out once a state."""
        state = (*self.answers, str(len(self._open)))
        if state not in self._settled:
            self._settled[state] = settles(self.drafts, draft, self.known)
        return self._settled[state]

    # What is proposed

    def _choices(self, field: Field) -> Sequence[Choice]:
        """Return what may be chosen in a field; the records of this interview come first."""
        own = [each for each in self.drafts[1:] if each.section.name == field.of and each.key]
        return [*(Choice(each.key, _shown(each)) for each in own), *self.known.choices(field)]

    def _proposal(self, asked: Asked, field: Field) -> str:
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
                return self._last_article()
        return ""

    def _last_article(self) -> str:
        """Return the article of the claim that was recorded last: many claims of one follow."""
        claim = self.known.last(SECTIONS["claims"])
        appearances = claim.nested() if claim else []
        return str(appearances[0].values.get("article", "")) if appearances else ""

    def _taken(self, section: Section) -> list[str]:
        own = [draft.key for draft in self.drafts if draft.section is section]
        return [*self.known.by_key[section.name], *own]

    # Taking an answer

    def _take(self, question: Question, text: str) -> None:
        self.answers.append(text)
        asked, field = self._open[-1], question.field
        if field is None:
            asked.extra_chosen = True
            names = [choice.word for choice in question.choices]
            said = names if text.strip() == _ALL else _names(text)
            asked.extra = [name for name in names if name in said]
            return
        asked.passed.add(field.name)
        asked.extra = [name for name in asked.extra if name != field.name]
        said_now = " ".join(text.split()) or question.proposal
        if said_now in ("", LEAVE_OUT):
            asked.given_up = field.required  # of a record within one: nobody wants to state it
            return
        for item in _items(field, said_now):
            self._give(asked, field, item)
        if field.name == DECIDES and asked.draft.section.confidential:
            self._protect(asked)
        self._name_next(asked)

    def _give(self, asked: Asked, field: Field, item: str) -> None:
        """Give a field a value: of a reference the id, or what waits to become a record."""
        if field.type is not Type.REFERENCE or not has_records(field.of):
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

    def _name_next(self, asked: Asked) -> None:
        """Begin the next record that is named and not there."""
        if not asked.waiting:
            return
        field, called = asked.waiting.pop(0)
        draft = Draft(SECTIONS[field.of])
        near = suggestion(called, [choice.word for choice in self._choices(field)])
        self.told.append(f"there is no {draft.section.singular} '{called}' yet{near}")
        self.drafts.append(draft)
        inner = Asked(draft, gives=(asked, field))
        inner.seed(called)
        self._open.append(inner)

    def _protect(self, asked: Asked) -> None:
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
            self.answers = [answer.replace(called, UNSAID) for answer in self.answers]

    # Records within, and records that are named

    def _enter(self, asked: Asked, field: Field) -> None:
        """Begin a record within one."""
        inner = Draft(SECTIONS[field.of])
        if inner.section.name == "appearances" and field.name not in asked.passed:
            inner.values.update({name: value for name, value in self.picked.items() if value})
        asked.passed.add(field.name)
        asked.extra = [name for name in asked.extra if name != field.name]
        asked.draft.add(field, inner)
        self._open.append(Asked(inner, within=(asked.draft, field)))

    def _close(self) -> None:
        """End the innermost record: it stays in the one around it, or gets named there."""
        asked = self._open.pop()
        if asked.within and (asked.given_up or not asked.draft.values):
            draft, field = asked.within
            left = [one for one in singles(draft.values.pop(field.name)) if one is not asked.draft]
            if left:
                draft.values[field.name] = left
        if asked.gives:
            giver, field = asked.gives
            giver.draft.add(field, asked.draft.key)
            self._name_next(giver)

    # Checking an answer

    def _wrong(self, question: Question) -> Lines:
        """Return what is wrong since the last answer; take note of what is only doubtful."""
        field, told = question.field, []
        found = self._judged(duplicates=self._may_repeat(field))
        before = {(one.problem.code, one.problem.message) for one in self._found}
        for one in found:
            if one.field and (one.problem.code, one.problem.message) not in before:
                if one.problem.severity is Severity.ERROR:
                    return [one.problem.message, *one.problem.advice]
                told += [one.problem.message, *one.problem.advice]
        if field is not None and field.name == "quote" and (why := self._altered(question.draft)):
            return why
        self._found = found
        self.told += told
        return ()

    def _may_repeat(self, field: Field | None) -> bool:
        """Whether an answer may make the claim like another: texts of one speaker are compared."""
        stated = field is not None and {"text", "speaker"} <= self.main.values.keys()
        return stated and field is not None and field.name in ("text", "speaker")

    def _judged(self, *, duplicates: bool = True) -> list[Finding]:
        return judged(self.complete(), self.known, duplicates=duplicates)

    def _altered(self, appearance: Draft) -> Lines:
        """Return why a quote does not stand in the text of its article; or state its paragraph."""
        quote = str(appearance.values.get("quote", ""))
        verdict = self.texts.held(str(appearance.values.get("article", "")), quote)
        why = refused(verdict) if quote else ()
        if why and quote not in self._insisted:
            self._insisted.add(quote)
            return [*why, "give it again to keep it as it is"]
        if verdict and verdict.paragraph and not why:
            appearance.values.setdefault("paragraph", verdict.paragraph)
        return ()

    def complete(self) -> list[Draft]:
        """Return the drafts, each with an id: where none is given yet, the one to be proposed."""
        whole = []
        for draft in self.drafts:
            missing = "id" in draft.section.by_name and "id" not in draft.values
            taken = self._taken(draft.section) if missing else []
            key = proposed(draft, taken) or free("new", taken) if missing else ""
            whole.append(Draft(draft.section, {"id": key, **draft.values}) if missing else draft)
        return whole


def _items(field: Field, said: str) -> list[str]:
    """Return the values of an answer; those of a list are parted by commas, or by semicolons."""
    if not field.many:
        return [said]
    parted = said.split(";" if ";" in said else ",")
    return [item for part in parted if (item := part.strip())]


def _names(text: str) -> list[str]:
    return [name for name in re.split(r"[,\s]+", text) if name not in ("", LEAVE_OUT)]


def _unfit(question: Question, text: str) -> Lines:
    """Return why a text is no answer to a question, whatever the data has."""
    field, said = question.field, text.strip()
    if field is None:
        known = [*(choice.word for choice in question.choices), _ALL]
        unknown = [name for name in _names(said) if name not in known]
        return [f"no field '{name}' is left{suggestion(name, known)}" for name in unknown[:1]]
    said = said or question.proposal
    if said in ("", LEAVE_OUT):
        return [f"'{field.name}' is required: {field.meaning}"] if question.required else ()
    if field.type is Type.BOOLEAN and not isinstance(typed(field, said), bool):
        return ["answer yes or no"]
    return ()


def _shown(draft: Draft) -> str:
    leads = (draft.values.get(name) for name in draft.section.leads)
    return str(next((lead for lead in leads if lead), ""))
