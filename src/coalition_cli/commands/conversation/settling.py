"""What somebody states of a draft on the terminal: a field, or who said it."""

from collections.abc import Iterable, Sequence

from ...assembling.doubts import guessed
from ...drafting.draft import Draft
from ...drafting.judging import judged
from ...drafting.known import KnownData
from ...drafting.proposing import free
from ...drafting.proposing import proposed as proposed_id
from ...drafting.valuing import WrongValueError
from ...model import SECTIONS, Type
from ...model.codes import Severity
from ...model.problems import DataError, UsageError, suggestion
from ...prompting.prompt import Interrupted, Offers, chosen
from ...reviewing.changing import Change, adding, crediting, stating, together, written
from ...reviewing.desk import Desk
from ...reviewing.naming import left_by
from ...reviewing.replies import reply, whole_word
from ...reviewing.standing import Named, Standing
from ...reviewing.stated import StatedField, stated
from ...words.safe import visible
from .conversing import meaning_of, new_prompt, offers, say

BACK, _EDITOR = "<", "editor"
_SPEAKER = SECTIONS["claims"].by_name["speaker"]
# What is asked in plainer words than the reference has.
_ASKED = {
    "text": "what is claimed, in your own words",
    "confidence": "how sure are you that this was said so? (high, medium, low, none or 0 to 100)",
    "original": "does it report first hand? no, if it retells another article (yes or no)",
    "anonymity_reason": "why does the article not name this speaker?",
}
_TEXT = "text"  # what is asked for first when a claim is edited


class Ended(Exception):
    """Somebody has ended the questions with Ctrl-C or Ctrl-D."""


def _is_slip(before: str, said: str) -> bool:
    """Whether a letter that answers a draft stands behind what stood there: it was typed on."""
    return bool(before) and said[:-1] == before and reply(said[-1])[0] is not None


class Settler:
    """Asks for what a record should state, and writes each answer at once.

    Raise Ended where the questions are ended, and RefusedError where a change cannot be made.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._prompt = new_prompt()

    @property
    def known(self) -> KnownData:
        """The data as it is now."""
        return self.desk.known

    def ask(self, label: str, words: Offers, *, several: bool = False, typed: str = "") -> str:
        """Return the line that was typed."""
        label = self.known.names.without(label)
        answer = self._prompt.ask(label, words, several=several, typed=typed)
        if isinstance(answer, Interrupted):
            raise Ended
        return answer.strip()

    def say(self, lines: Iterable[str], lead: str = "  ") -> None:
        """Write lines to who answers, without the names that are withheld."""
        say(map(self.known.names.without, lines), lead)

    def agrees(self, label: str) -> bool:
        """Ask until somebody says yes or no."""
        while True:
            said = self.ask(f"{visible(label)}? [y/n]", chosen([("yes", ""), ("no", "")]))
            if said[:1].lower() in ("y", "n"):
                return said[:1].lower() == "y"

    def write(self, shown: Standing, change: Change) -> None:
        """Write a change, and tell what follows from it."""
        self.say(written(self.desk.files, shown, change, self.desk.sources))
        self.desk.look()

    def edit(self, claim: Standing) -> None:
        """Have fields of a claim stated anew, until no other is wanted."""
        if not self.restate(claim.named, _TEXT):
            return
        while (now := self.desk.standing(claim.named)) is not None:
            fields = stated(now.record)
            words = [(name, each.field.meaning) for name, each in fields.items()]
            words.append((_EDITOR, "opens the claim in your editor"))
            name = self.ask("another field, or editor [none]", chosen(words))
            if name in ("", BACK):
                return
            if name == _EDITOR:
                self._open(now)
            elif name in fields:
                self.restate(claim.named, name)
            else:
                self.say([f"no field '{name}'{suggestion(name, list(fields))}; TAB lists them"])

    def _open(self, claim: Standing) -> None:
        """Open the lines of a claim in the user's editor, as `edit` does."""
        from ...editing import Editor, FileLine, Session  # few drafts need it
        from ..edit import edited

        file = claim.source.file
        with Session(self.desk.corpus, self.desk.files, file) as session:
            edited(Editor.of_user(), session, FileLine(file, claim.record.line), "auto")
        self.desk.look()

    def restate(self, named: Named, name: str, typed: str | None = None) -> bool:
        """Ask for a field until its value is right, or is left; return False to go back.

        `typed` stands there already; None: the value that it has.
        """
        while (now := self.desk.standing(named)) is not None:
            each = stated(now.record)[name]
            said = self._said(each, named, each.value if typed is None else typed)
            if said.endswith(BACK):  # also behind what stood there
                return False
            if said == each.value:
                return True
            change = self._stating(now, each, said)
            if change is None:
                continue
            try:
                self.write(now, change)
            except (WrongValueError, DataError, UsageError) as error:
                self.say(str(error).split("\n"))
                self.desk.look()
                typed = None
            else:
                return True
        return False

    def _said(self, each: StatedField, named: Named, begun: str) -> str:
        """Return what is said in the place of a value, which stands there already, in one line.

        Nothing stands there that is withheld, or that would control the terminal.
        """
        field = each.field
        line = " ".join(begun.split())
        hidden = self.known.names.are_in(line) or visible(line) != line
        before = "" if hidden else line
        of = "" if named.section == "claims" else f"{named}: "
        self.say([f"{of}{_ASKED.get(field.name) or meaning_of(field)}"], lead="\n")
        choices = offers(self.known.choices(field))
        while True:
            said = self.ask(field.name, choices, several=field.many, typed=before)
            if said == before:
                return begun
            if not _is_slip(before, said) or self.agrees(f"'{said}': is that meant"):
                return whole_word(field, said)

    def _stating(self, now: Standing, each: StatedField, said: str) -> Change | None:
        """Return the change after which a field states what was said.

        A record may be called by its name there. A source that is not there yet may be new; None
        if it is a mistake.
        """
        field = each.field
        texts = [part.strip() for part in (said.split(",") if field.many else [said])]
        texts = [text for text in texts if text]
        if field.type is Type.REFERENCE and field.of in self.known.by_key:
            found = [self.known.find(field.of, text) for text in texts]
            if field.of == "sources" and found == [None]:
                new = self._new_source(texts[0])
                if new is None:
                    return None
                return together([adding(now, new), stating(now, each.path, [new.key])])
            texts = [key or text for key, text in zip(found, texts, strict=True)]
        return stating(now, each.path, texts)

    def credit(self, claim: Standing) -> None:
        """Ask who made a claim: a speaker who is known, or a new one."""
        choices = offers(self.known.choices(_SPEAKER))
        self.say(
            ["who said it? TAB shows who is known; a new name or description will do"], lead="\n"
        )
        guess = self._guess(claim)
        taken = f"; y: {guess}" if guess else ""
        called = self.ask(f"speaker [as it is{taken}]", choices)
        if called in ("", BACK) or (guess and called.lower() in ("n", "no")):
            return
        called = guess if guess and called.lower() in ("y", "yes") else called
        key = self.known.find("speakers", called)
        new = None if key else self._new_speaker(called)
        if not (key or new):
            return
        unused = self.unwanted(left_by(claim.record, self.known), but=key)
        changes = [adding(claim, new)] if new else []
        self.write(
            claim, together([*changes, crediting(claim, key or str(new and new.key), unused)])
        )

    def _guess(self, claim: Standing) -> str:
        """Return who perhaps said what nobody is credited with: one speaker who is known.

        He stands in no line that Enter takes: it is a guess.
        """
        if claim.record.values.get("speaker") is not None:
            return ""
        found = {guessed(comment.text) for comment in claim.comments}
        known = [name for name in found if name and self.known.find("speakers", name)]
        hidden = any(self.known.names.are_in(name) or visible(name) != name for name in known)
        return known[0] if len(known) == 1 and not hidden else ""

    def unwanted(self, unused: Sequence[Named], but: str | None = None) -> Sequence[Named]:
        """Return which of the records that nothing names any more are to go."""
        label = "nothing else names {}: does it go too"
        return [each for each in unused if each.key != but and self.agrees(label.format(each))]

    def _new_speaker(self, called: str) -> Draft | None:
        """Return a new speaker who is called so, if that is wanted and can be."""
        self._say_unknown("speakers", called)
        said = self.ask(
            "is that a name, a description of somebody unnamed, or a mistake? [n/d/m]",
            chosen([("name", ""), ("description", ""), ("mistake", "")]),
        )
        field = {"n": "name", "d": "description"}.get(said[:1].lower())
        return self.new("speakers", {field: called}) if field else None

    def source(self, beside: Standing, called: str) -> str | None:
        """Return the id of a source that is called so; a new one is recorded, if it is wanted."""
        key = self.known.find("sources", called)
        new = None if key else self._new_source(called)
        if new is not None:
            self.write(beside, adding(beside, new))
        return key or (new.key if new else None)

    def _new_source(self, called: str) -> Draft | None:
        """Return a new source of that name, if it is wanted and can be."""
        self._say_unknown("sources", called)
        return self.new("sources", {"name": called}) if self.agrees("a new one") else None

    def _say_unknown(self, section: str, called: str) -> None:
        near = suggestion(called, list(self.known.by_key[section]))
        self.say([f"there is no {SECTIONS[section].singular} '{called}' yet{near}"])

    def new(self, section: str, values: dict[str, str]) -> Draft | None:
        """Return a new record, with an id if none is given; None, which is told, if it is wrong."""
        new = Draft(SECTIONS[section], {**values})
        taken = self.known.by_key[section]
        stem = new.key or proposed_id(new, taken) or SECTIONS[section].singular
        new.values["id"] = free(stem, taken)
        found = [each.problem for each in judged([new], self.known, duplicates=False)]
        errors = [each for each in found if each.severity is Severity.ERROR]
        for problem in errors:
            self.say([problem.message, *problem.advice])
        return None if errors else new
