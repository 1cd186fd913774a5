"""A new record by questions on the terminal."""

import os
import re
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NoReturn

import typer

from ..drafting.composing import composed
from ..drafting.flow import Prompted
from ..drafting.interview import Interview
from ..drafting.judging import judged
from ..drafting.known import KnownData, KnownValue, begun_so
from ..drafting.quoting import Texts, matching
from ..drafting.target import target_of
from ..drafting.unfinished import Keeper, Unfinished
from ..drafting.writing import write
from ..model import Section, Type
from ..model.codes import Severity
from ..model.problems import CoalitionError, reason, shortened
from ..prompting.prompt import Interrupted, Offers, Prompt, chosen
from ..words.safe import visible
from ..writing import tell
from .opening import note, watched
from .scripted import say

if TYPE_CHECKING:
    from .new_options import Placing

BACK = "<"
_USUAL, _NARROWEST = 80, 30  # columns
_INTERRUPTED = 130  # the exit code
_KEYS = (
    "TAB shows what is known. Enter takes what stands in brackets, or leaves the field out, as -"
    " does. < goes back. Ctrl-C ends, and keeps the draft."
)
# The part of a meaning that is of no use to who is asked.
_ABSENT = re.compile(r"; (?:if absent|not known|an unnamed speaker has none).*")
# Answers that do not say which record a draft is of.
_TELL_NOTHING = frozenset({"", "-", "y", "yes", "n", "no", "true", "false"})
_HINTS = {
    Type.BOOLEAN: "yes or no",
    Type.DATE: "2026, 2026-01 or 2026-01-19",
    Type.CONFIDENCE: "none, low, medium, high or 0 to 100",
}


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
        self.prompt = Prompt(colour=_has_colour())
        self.interview = Interview(section, self.known, self.texts)
        self.typed = ""  # of an answer that was broken off

    def run(self) -> None:
        """Ask until the record is written, or is not wanted."""
        where = f" for {visible(self.into.name)}" if self.into else ""
        _say([f"a new {self.section.singular}{where}"], lead="coalition: ")
        _say([_KEYS])
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
        _say([f"a draft was not finished{first}"], lead="\n")
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
        from ..verifying.picking import quotations_to_pick  # few claims are taken from a text

        picks = quotations_to_pick(text)
        if not picks:
            _say(["the text has no quotation to pick"], lead="\n")
            return
        width = _width() - 4
        lines = []
        for number, pick in enumerate(picks, 1):
            by = f"  ({pick.attribution})" if pick.attribution else ""
            line = visible(f"{number:>3}  paragraph {pick.paragraph}: {pick.quote}{by}")
            lines.append(line if len(line) <= width else f"{line[: width - 1]}…")
        _say(["the quotations of the text", *lines], lead="\n", folds=False)
        _say(["which one? its number, or words of it; Enter for none"], lead="\n")
        numbered = [(str(number), pick.quote) for number, pick in enumerate(picks, 1)]
        while said := self._ask("quotation [none]", chosen(numbered)).strip():
            found = matching(picks, said)
            if len(found) == 1:
                picked = {name: value for name, value in found[0]._asdict().items() if value}
                self.interview = Interview(self.section, self.known, self.texts, picked)
                return
            _say([f"{len(found)} quotations have that: '{said}'" if found else f"no '{said}'"])

    def _ask_all(self) -> None:
        while question := self.interview.question():
            text = self._answered(question)
            if text.strip() == BACK:
                if not self.interview.back():
                    _say(["this is the first question"])
                continue
            refused = self.interview.answer(text)
            _say(refused or self.interview.told)
            self._keep()

    def _answered(self, question: Prompted) -> str:
        field = question.field
        typed, self.typed = self.typed, ""
        if field is None:
            names = ", ".join(choice.word for choice in question.choices)
            _say([f"more? one or several of: {names}; or all"], lead="\n")
            return self._ask("more [none]", _offers(question.choices), several=True, typed=typed)
        draft = question.draft
        own = self.interview.is_main(draft)
        name = field.name if own else f"{draft.section.singular}'s {field.name}"
        label = name + (f" [{question.proposal}]" if question.proposal else "")
        hint = _HINTS.get(field.type, ", ".join(field.words))
        if field.many:
            hint = "several are parted by commas"
        marks = "; ".join(filter(None, (hint, "required" if question.required else "")))
        meaning = _ABSENT.sub("", field.meaning)
        _say([f"{meaning} ({marks})" if marks else meaning], lead="\n")
        return self._ask(label, _offers(question.choices), several=field.many, typed=typed)

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
        raise typer.Exit(_INTERRUPTED)

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
        _say([line.text for line in composed(self.interview.records)], lead="\n", folds=False)

    def _decided(self) -> bool:
        """Show the record, and write it if that is wanted; return False to ask on."""
        drafts = self.interview.records
        self._show()
        found = judged(drafts, self.known)
        for one in found:
            _say([one.problem.message, *one.problem.advice], lead="\n")
        if any(one.problem.severity is Severity.ERROR for one in found):
            _say(["it cannot be written so; < goes back to the last question"], lead="\n")
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
        say(drafts, written, self.placing)
        return True

    def _edit(self) -> None:
        """Have one answer given again."""
        choices = self.interview.changeable()
        _say([f"which one? {', '.join(choice.word for choice in choices)}"], lead="\n")
        named = self._ask("change", _offers(choices)).strip()
        _say(self.interview.change(named) if named not in ("", BACK) else ())


def _offers(choices: Sequence[KnownValue]) -> Offers:
    return lambda typed: begun_so(choices, typed)


def _say(lines: Iterable[str], lead: str = "  ", *, folds: bool = True) -> None:
    """Write lines for a person to standard error, no wider than the terminal."""
    width = _width()
    shown: list[str] = []
    for line in map(visible, lines):
        shown += textwrap.wrap(line, width - 2) if folds and line else [line]
    if shown:
        begin, rest = ("\n", "") if lead == "\n" else (lead, "  " if lead == "  " else "")
        tell(begin + f"\n{rest}".join(shown))


def _width() -> int:
    """Return how wide the terminal is: that of standard error, for the other may be a pipe."""
    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        columns = 0
    return max(columns or _USUAL, _NARROWEST)


def _has_colour() -> bool:
    from ..presenting.screen import has_colour  # Rich takes a while to import

    return has_colour("auto", os.environ, terminal=sys.stderr.isatty())
