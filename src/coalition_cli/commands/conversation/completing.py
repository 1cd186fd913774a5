"""What somebody is asked for when a draft is accepted: what `check --strict` would miss."""

from collections.abc import Mapping, Sequence, Set

from ...assembling.doubts import is_doubt
from ...model.record import Record
from ...reviewing.changing import stating, together
from ...reviewing.desk import Desk
from ...reviewing.missing import missing, proposed
from ...reviewing.naming import around
from ...reviewing.precedents import CONFIDENCE, SOURCE, Precedents
from ...reviewing.standing import Named, Standing
from .doubting import Doubting
from .settling import Settler
from .tracing import Tracer

_SPEAKER, _TEXT, _DATE, _REASON = "speaker", "text", "date", "anonymity_reason"
_ORIGINAL = "original"  # what an article retells is known when its claims are
_FROM_NOW_ON = (
    "the next drafts show what 'accept' adds: what you said last. 'a m' accepts with another"
    " confidence: medium"
)
_NO_REASON = "not stated"  # the article names nobody, and does not say why


class Completer:
    """Asks for what records should have, each field once, and writes each answer at once."""

    def __init__(self, desk: Desk, settler: Settler) -> None:
        self._desk, self._settler = desk, settler
        self._asked: set[tuple[Named, str]] = set()
        self._precedents = Precedents()
        self._tracer = Tracer(settler, self._state)
        self._doubting = Doubting(settler)

    def proposals(self, claim: Record) -> dict[str, str]:
        """Return what accepting a draft would state of it: what was said of those before."""
        return self._precedents.of(claim, self._desk.known)

    def complete(self, claim: Standing, taken: Mapping[str, str], *, last: bool = False) -> bool:
        """Have stated what an accepted claim should have; return False to go back to it.

        `taken` is what accepting it states; behind the `last` draft none is shown.
        """
        named = claim.named
        articles = [each for each in self._around(claim) if each.section == "articles"]
        return (
            self._reworded(claim)
            and all(self._state(each, later={_ORIGINAL}) for each in articles)
            and self._tracer.trace(named)
            and all(self._state(each) and self._tracer.origin(each) for each in articles)
            and self._take(named, taken)
            and self._state(named)
            and self._tracer.trace(named)
            and self._doubting.judge(named)
            and self._rate(named, last=last)
        )

    def complete_around(self, claim: Standing) -> None:
        """Have stated what the speakers, the sources and the articles of a claim should have."""
        for named in self._around(claim):
            if not self._state(named):
                return

    def _around(self, claim: Standing) -> Sequence[Named]:
        now = self._desk.standing(claim.named)
        return around(now.record, self._desk.known) if now else ()

    def _reworded(self, claim: Standing) -> bool:
        """Ask for a text that the draft doubts, what was denied, say; return False to go back."""
        text, span = (claim.named, _TEXT), claim.around(_TEXT)
        inside = (each for each in claim.comments if span.start <= each.start < span.end)
        if text in self._asked or not any(is_doubt(each.text) for each in inside):
            return True
        self._asked.add(text)
        return self._settler.restate(*text)

    def _take(self, named: Named, taken: Mapping[str, str]) -> bool:
        """State what was proposed, and who carried a claim first if that is clear by now."""
        now = self._desk.standing(named)
        if now is None:
            return False
        carrier = {
            name: said for name, said in self.proposals(now.record).items() if name == SOURCE
        }
        values = {**carrier, **taken}
        changes = [
            stating(now, name, [said])
            for name, said in values.items()
            if name == CONFIDENCE or name not in now.record.values
        ]
        if changes:
            self._settler.write(now, together(changes))
        return True

    def _state(self, named: Named, later: Set[str] = frozenset()) -> bool:
        """Ask for what a record misses but for what comes later; return False to go back."""
        while name := self._missing(named, later):
            now = self._desk.standing(named)
            if now and named.section == "claims" and name == _SPEAKER:
                self._settler.credit(now)
            elif not self._settler.restate(named, name, self._proposal(now, name)):
                return False
            self._asked.add((named, name))
            self._note(named, name)
        return True

    def _note(self, named: Named, name: str) -> None:
        """Keep who first carried a claim, to propose it again; tell what was left out."""
        now = self._desk.standing(named)
        if now and named.section == "claims" and name == SOURCE:
            self._precedents.carry(now.record)
        left = now is not None and name in missing(now.record, self._desk.known)
        if now and left and name not in now.record.values:  # a false `original` is an answer
            if name == _DATE and named in self._tracer.recorded:
                self._tracer.undated(now)
            else:
                self._settler.say(["left out: 'check --strict' misses it"])

    def _missing(self, named: Named, later: Set[str]) -> str | None:
        """Return the next field that a record should have and was not asked for."""
        now = self._desk.standing(named)
        names = missing(now.record, self._desk.known) if now else []
        asked = {name for other, name in self._asked if other == named}
        return next((name for name in names if name not in asked | later), None)

    def _proposal(self, now: Standing | None, name: str) -> str | None:
        """Return what stands there already: what was said before, or what is mostly so."""
        if name == _REASON:
            return _NO_REASON
        if now is None or now.named.section != "claims":
            return None
        said = self.proposals(now.record).get(name)
        if name == SOURCE:
            return said or proposed(now.record, self._desk.known) or None
        return said

    def _rate(self, named: Named, *, last: bool) -> bool:
        """Keep how sure somebody is of a claim; the first time, tell that it is proposed."""
        now = self._desk.standing(named)
        if now and self._precedents.rate(now.record, self._desk.known) and not last:
            self._settler.say([_FROM_NOW_ON], lead="\n")
        return True
