"""A new record by questions on the terminal."""

from typing import TYPE_CHECKING, NoReturn

import typer

from ...drafting.composing import composed
from ...drafting.flow import Prompted
from ...drafting.interview import Interview
from ...drafting.judging import judged
from ...drafting.known import KnownData
from ...drafting.quoting import Texts, matching
from ...drafting.target import target_of
from ...drafting.unfinished import Keeper, Unfinished
from ...drafting.writing import write
from ...model import Section
from ...model.codes import Severity
from ...model.problems import CoalitionError, reason, shortened
from ...prompting.prompt import Interrupted, Offers, chosen
from ...words.safe import visible
from ...writing import tell
from ..opening import note, watched
from ..scripted import say as say_written
from .conversing import INTERRUPTED, meaning_of, new_prompt, offers, say, width

if TYPE_CHECKING:
    from ..options.new import Placing

BACK = "<"
_KEYS = (
    "TAB shows what is known. Enter takes what stands in brackets, or leaves the field out, as -"
    " does. < goes back. Ctrl-C ends, and keeps the draft."
)
# Answers that do not say which record a draft is of.
_TELL_NOTHING = frozenset({"", "-", "y", "yes", "n", "no", "true", "false"})


def guided(section: Section, placing: "Placing", from_text: str | None) -> None:
    """Ask for a record, show it, and write it if that is wanted."""
    guide = Guide(section, placing, from_text)
    try:
        guide.run()
    except KeyboardInterrupt:  # between two questions
        guide.end()


class Guide:
    """One conversation. Its questions go to standard error, and the id of the record to output."""

    def __init__(self, section: Section, placing: "Placing", from_text: str | None) -> None:
        self.section, self.placing = section, placing
        target = target_of(placing.data or [], placing.into)
        self.into = target.into
        with watched() as watch:
            self.known = KnownData(target.files, watch)
        self.texts = Texts(target.corpus.texts(), from_text)
        self.keeper = Keeper(target.corpus, section.singular)
        self.prompt = new_prompt()
        self.interview = Interview(section, self.known, self.texts)
        self.typed = ""  # of an answer that was broken off

    def run(self) -> None:
        """Ask until the record is written, or is not wanted."""
        where = f" for {visible(self.into.name)}" if self.into else ""
        say([f"a new {self.section.singular}{where}"], lead="coalition: ")
        say([_KEYS])
        if not self._goes_on() and self.texts.named:
            self._pick(self.texts.named.content)
        while True:
            self._ask_all()
            if self._decided():
                return

    def _goes_on(self) -> bool:
        """Offer the draft that was broken off; return whether it goes on."""
        kept = self.keeper.kept()
        if kept is None:
            return False
        telling = (answer for answer in kept.answers if answer.strip().lower() not in _TELL_NOTHING)
        first = next((f": {shortened(answer)}" for answer in telling), "")
        say([f"a draft was not finished{first}"], lead="\n")
        if self._ask_yes("go on with it"):
            self.interview = Interview(self.section, self.known, self.texts, kept.picked)
            self.interview.resume(kept.answers)
            self.typed = kept.typed
            self._show()
            return True
        self.keeper.forget()
        return False

    def _pick(self, text: str) -> None:
        """Offer the quotations of a text: the claim is taken from one of them, or from none."""
        from ...assembling.picking import quotations_to_pick  # few claims are taken from a text

        picks = quotations_to_pick(text)
        if not picks:
            say(["the text has no quotation to pick"], lead="\n")
            return
        room = width() - 4
        lines = []
        for number, pick in enumerate(picks, 1):
            by = f"  ({pick.attribution})" if pick.attribution else ""
            line = visible(f"{number:>3}  paragraph {pick.paragraph}: {pick.quote}{by}")
            lines.append(line if len(line) <= room else f"{line[: room - 1]}…")
        say(["the quotations of the text", *lines], lead="\n", folds=False)
        say(["which one? its number, or words of it; Enter for none"], lead="\n")
        numbered = [(str(number), pick.quote) for number, pick in enumerate(picks, 1)]
        while said := self._ask("quotation [none]", chosen(numbered)).strip():
            found = matching(picks, said)
            if len(found) == 1:
                picked = {name: value for name, value in found[0]._asdict().items() if value}
                self.interview = Interview(self.section, self.known, self.texts, picked)
                return
            say([f"{len(found)} quotations have that: '{said}'" if found else f"no '{said}'"])

    def _ask_all(self) -> None:
        while question := self.interview.question():
            text = self._answered(question)
            if text.strip() == BACK:
                if not self.interview.back():
                    say(["this is the first question"])
                continue
            refused = self.interview.answer(text)
            say(refused or self.interview.told)
            self._keep()

    def _answered(self, question: Prompted) -> str:
        field = question.field
        typed, self.typed = self.typed, ""
        if field is None:
            names = ", ".join(choice.word for choice in question.choices)
            say([f"more? one or several of: {names}; or all"], lead="\n")
            return self._ask("more [none]", offers(question.choices), several=True, typed=typed)
        draft = question.draft
        own = self.interview.is_main(draft)
        name = field.name if own else f"{draft.section.singular}'s {field.name}"
        label = name + (f" [{question.proposal}]" if question.proposal else "")
        say([meaning_of(field, required=question.required)], lead="\n")
        return self._ask(label, offers(question.choices), several=field.many, typed=typed)

    def _ask(self, label: str, offers: Offers, *, several: bool = False, typed: str = "") -> str:
        answer = self.prompt.ask(label, offers, several=several, typed=typed)
        if isinstance(answer, Interrupted):
            self.end(answer.typed)
        return str(answer)

    def _ask_yes(self, label: str) -> bool:
        """Ask until somebody says yes or no."""
        while True:
            said = self._ask(f"{label}? [y/n]", chosen([("yes", ""), ("no", "")])).strip().lower()
            if said in ("y", "yes", "n", "no"):
                return said in ("y", "yes")

    def end(self, typed: str = "") -> NoReturn:
        """End before the record is complete, and say where the draft is."""
        if self._keep(typed):
            note(
                f"the draft is kept in {visible(self.keeper.path)}\n"
                f"'coalition new {self.section.singular}' goes on with it"
            )
        raise typer.Exit(INTERRUPTED)

    def _keep(self, typed: str = "") -> bool:
        """Keep the draft as it is now; return False if there is none, or it cannot be kept."""
        answers = self.interview.answers
        if not (answers or typed):
            return False
        try:
            self.keeper.keep(Unfinished(answers, typed, self.interview.picked))
        except OSError as error:
            where = visible(self.keeper.folder)
            note(
                f"the draft cannot be kept in {where}: {visible(reason(error))}\n"
                "end by writing the record, or name another folder with COALITION_CACHE"
            )
            return False
        return True

    # At the end

    def _show(self) -> None:
        say([line.text for line in composed(self.interview.records)], lead="\n", folds=False)

    def _decided(self) -> bool:
        """Show the record, and write it if that is wanted; return False to ask on."""
        drafts = self.interview.records
        self._show()
        found = judged(drafts, self.known)
        for one in found:
            say([one.problem.message, *one.problem.advice], lead="\n")
        if any(one.problem.severity is Severity.ERROR for one in found):
            say(["it cannot be written so; < goes back to the last question"], lead="\n")
        label = f"write {'it' if len(drafts) == 1 else 'them'}? [y/n/edit]"
        offers = chosen([("yes", "write"), ("no", "do not"), ("edit", "change an answer")])
        tell("")
        match self._ask(label, offers).strip().lower():
            case "y" | "yes":
                return self._write()
            case "n" | "no":
                self._keep()
                note(
                    f"nothing was written; the draft is kept in {visible(self.keeper.path)}\n"
                    f"'coalition new {self.section.singular}' offers it again"
                )
                return True
            case "e" | "edit":
                self._edit()
            case "<":
                self.interview.back()
        return False

    def _write(self) -> bool:
        drafts = self.interview.records
        try:
            written = write(drafts, self.known, self.into, dry_run=self.placing.dry_run)
        except CoalitionError:
            self._keep()
            note(f"the draft is kept in {visible(self.keeper.path)}")
            raise
        if not self.placing.dry_run:
            self.keeper.forget()
        say_written(drafts, written, self.placing)
        return True

    def _edit(self) -> None:
        """Have one answer given again."""
        choices = self.interview.changeable()
        say([f"which one? {', '.join(choice.word for choice in choices)}"], lead="\n")
        named = self._ask("change", offers(choices)).strip()
        say(self.interview.change(named) if named not in ("", BACK) else ())
