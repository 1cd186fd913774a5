"""Drafts on the terminal: each is shown and answered, until none is left or somebody has enough."""

import sys
from collections.abc import Callable, Mapping

import typer

from ...model.problems import CoalitionError
from ...presenting import Screen
from ...presenting.drafts import drafts as drawn
from ...project import Corpus
from ...prompting.prompt import chosen
from ...reviewing.changing import accepting, dropping, mentioned
from ...reviewing.desk import Desk, is_draft
from ...reviewing.drafts import Drafts
from ...reviewing.naming import needless
from ...reviewing.precedents import CONFIDENCE
from ...reviewing.queue import Fate, Queue
from ...reviewing.replies import Reply, reply
from ...reviewing.sheet import sheet
from ...reviewing.standing import Named, Standing
from ...writing import tell
from ..next_steps import Again
from ..opening import note, watched
from .completing import Completer
from .conversing import INTERRUPTED, say
from .settling import Ended, Settler

_OFFERS = chosen([(one.word, one.meaning) for one in Reply])
_SIGNS = (
    "Below a passage, ^ is the quote, and ~ are the article's own words. In a question that"
    " follows, Enter leaves what stands there, and < goes back."
)
_BEGIN = "Read each draft beside its passage. One letter and Enter answers; ? explains."
_WORDS = ", ".join(one.word for one in Reply if one is not Reply.HELP)


def reviewed(corpus: Corpus, drafts: Drafts, again: Again) -> None:
    """Show one draft after the other, and do what is answered; say in the end what is left."""
    with watched() as watch:
        desk = Desk(corpus, watch)
    review = Review(desk, drafts, again)
    code = 0
    try:
        review.run()
    except (Ended, KeyboardInterrupt):
        code = INTERRUPTED
    finally:
        review.sum_up()
    raise typer.Exit(code)


class Review:
    """One sitting: the drafts, and what is done with each."""

    def __init__(self, desk: Desk, drafts: Drafts, again: Again) -> None:
        self._desk, self._texts, self._again = desk, drafts.texts, again
        self._queue = Queue(drafts.keys)
        self._settler = Settler(desk)
        self._completer = Completer(desk, self._settler)
        self._does: Mapping[Reply, Callable[[Standing], None]] = {
            Reply.EDIT: self._settler.edit,
            Reply.SPEAKER: self._settler.credit,
            Reply.DROP: self._drop,
            Reply.LATER: lambda _: self._queue.pass_over(),
            Reply.BACK: self._back,
            Reply.HELP: self._help,
        }

    def run(self) -> None:
        """Go through the drafts."""
        say([_BEGIN], lead="\n")
        while (key := self._queue.now) is not None:
            self._desk.look()
            claim = self._desk.standing(Named("claims", key))
            if claim is None or not (is_draft(claim) or self._queue.fate(key) is Fate.READ):
                read = f"{key} is no draft any more: somebody else has read it"
                self._settler.say([read], lead="\n")
                self._queue.settle(Fate.ELSEWHERE)
                continue
            self._show(claim)
            answer, rated = self._answer()
            if answer is Reply.QUIT:
                return
            try:
                if answer is Reply.ACCEPT:
                    self._accept(claim, rated)
                else:
                    self._does[answer](claim)
            except CoalitionError as error:  # it is shown again, as it stands then
                self._settler.say(str(error).split("\n"))

    def sum_up(self) -> None:
        """Say how many drafts became what, and what comes next."""
        left = self._queue.left
        then = f"{self._again.review} goes on" if left else f"{self._again.check} comes next"
        note(f"{self._queue.summary()}: {then}")

    def _show(self, claim: Standing) -> None:
        taken = self._completer.proposals(claim.record)
        shown = sheet(claim, self._desk, self._texts, taken)
        read = "" if is_draft(claim) else ", read already"
        say([f"draft {self._queue.place}{read}: {shown.heading}"], lead="\n")
        tell("")
        Screen(sys.stderr).show(drawn(shown))
        tell("")

    def _answer(self) -> tuple[Reply, str]:
        """Ask until there is an answer; Enter alone is none, for it may be a slip.

        Return with it the confidence that a claim is accepted with, if one was said.
        """
        while True:
            answer, rated = reply(typed := self._settler.ask(_WORDS, _OFFERS))
            if answer is not None:
                return answer, rated
            if typed:
                say([f"'{typed}' is no answer: ? explains them"])

    def _help(self, _: Standing) -> None:
        widest = max(len(one.word) for one in Reply)
        lines = [f"{one.word:<{widest}}  {one.meaning}" for one in Reply]
        say(["one letter will do:", *lines], lead="\n", folds=False)
        say([_SIGNS], lead="\n")
        self._settler.ask("Enter goes on", chosen([]))

    def _accept(self, claim: Standing, rated: str) -> None:
        taken = self._completer.proposals(claim.record)
        if rated:
            taken[CONFIDENCE] = rated
        if not self._completer.complete(claim, taken, last=self._queue.is_last):
            return
        now = self._desk.standing(claim.named)
        if now is not None and is_draft(now):
            self._settler.write(now, accepting(now))
        self._queue.settle(Fate.READ)
        if now is not None:
            self._completer.complete_around(now)

    def _drop(self, claim: Standing) -> None:
        places = ", ".join(mentioned(self._desk.files, claim))
        if places and not self._settler.agrees(f"{places} would lose it: drop it"):
            return
        unused = self._settler.unwanted(needless(claim.record, self._desk.known))
        self._settler.write(claim, dropping(claim, unused))
        self._queue.settle(Fate.DROPPED)

    def _back(self, _: Standing) -> None:
        if not self._queue.back():
            say(["this is the first draft"])
