"""What was asked of one draft, and what is asked next.

The order is that of the field table. First what is required, what shows in short which record it
is, and what `check --strict` would miss. The id comes last, because it is proposed from the others.
"""

from collections.abc import Callable

from ..model import Field, Type
from ..words.values import is_address
from .draft import Draft
from .proposing import is_like_id

# Who is unnamed is asked first: then other fields, which would tell the name, are not asked for.
DECIDES = "anonymous"
UNSAID = "?"  # stands for what an unnamed speaker was called
Settling = Callable[[Draft], set[str]]


class AskedDraft:
    """A draft, and how far it has been asked for."""

    def __init__(
        self,
        draft: Draft,
        within: tuple[Draft, Field] | None = None,
        gives: "tuple[AskedDraft, Field] | None" = None,
    ) -> None:
        self.draft = draft
        self.within = within  # the draft around it, and its field there
        self.gives = gives  # what waits for its id, and in which field
        self.passed: set[str] = set()  # fields that were asked for
        self.needed: frozenset[str] = frozenset()  # fields that cannot be left out now
        self.seeds: dict[str, str] = {}  # proposals, by field
        self.offered: set[str] = set()  # fields that are asked for because there is a proposal
        self.extra: list[str] = []  # fields that were chosen to be asked for too
        self.extra_chosen = False  # whether that was asked
        self.again = False  # whether one answer is given again
        self.given_up = False  # whether nobody wants to state it
        self.waiting: list[tuple[Field, str]] = []  # what it names that is not there yet

    def seed(self, called: str) -> None:
        """Take what the record was called for its id, its address, its name or its headline."""
        draft, section = self.draft, self.draft.section
        if section.confidential:
            named = called[:1].isupper()
            self.seeds[DECIDES] = "no" if named else "yes"
        if called == UNSAID:
            return
        if is_address(called) and "url" in section.by_name:
            draft.values["url"] = called
        elif is_like_id(called):
            draft.values["id"] = called
        elif section.confidential:
            self.seeds["name" if named else "description"] = called
        else:
            draft.values[section.leads[0]] = called

    def pass_over(self, field: Field) -> None:
        """Take note that a field is asked for now, and need not be again."""
        self.passed.add(field.name)
        self.extra = [name for name in self.extra if name != field.name]


def next_field(asked: AskedDraft, settles: Settling) -> Field | None:
    """Return the field that is asked for next; None if none is left.

    `settles` says which fields of a draft settle what is missing there.
    """
    if asked.given_up:
        return None
    draft, section = asked.draft, asked.draft.section
    left = [field for field in rest(asked) if field.name != "id"]
    if section.confidential and left and (first := [f for f in left if f.name == DECIDES]):
        return first[0]
    if asked.extra_chosen:
        left = rest(asked, grows=True)
        return next((field for field in left if field.name in asked.extra), None)
    settling = settles(draft)
    leads = _leads(asked)
    # Of leading fields that all would do, the last that is asked for is required.
    asked.needed = frozenset(leads & settling if len(leads) == 1 else ())
    required = {field.name for field in section.required}
    for field in left:
        if field.name in required | leads | settling | asked.offered:
            return field
    key = section.by_name.get("id")
    return key if key and "id" not in {*draft.values, *asked.passed} else None


def rest(asked: AskedDraft, *, grows: bool = False) -> list[Field]:
    """Return the fields that may still be asked for; if it `grows`, lists of records again too."""
    done = {*asked.passed, *asked.draft.values}
    return [
        field
        for field in asked.draft.section.stated
        if field.type is not Type.ANYTHING
        and (field.name not in done or (grows and field.many and field.type is Type.RECORD))
    ]


def _leads(asked: AskedDraft) -> set[str]:
    """Return the fields that show which record it is and may be asked for, if none has a value."""
    section, values = asked.draft.section, asked.draft.values
    leads = {name for name in section.leads if not section.by_name[name].derived}
    return set() if leads & values.keys() else leads - asked.passed
