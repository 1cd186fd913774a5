"""What is doubtful about a claim that is accepted: a person lets it stand, or says it anew."""

from ...reviewing.changing import together
from ...reviewing.excusing import ACCEPTED, excusing, needless
from ...reviewing.missing import UNTRACED, Doubtful, doubts
from ...reviewing.standing import Named, Standing
from ...reviewing.stated import stated
from .settling import Settler


class Doubting:
    """Tells doubts of a claim, until there are none or somebody accepts it so."""

    def __init__(self, settler: Settler) -> None:
        self._settler = settler

    def judge(self, named: Named) -> bool:
        """Have the doubts of a claim judged; return False to go back to it."""
        while claim := self._settler.desk.standing(named):
            found = self._found(claim)
            for each in found:
                self._settler.say([each.problem.message, *each.problem.advice], lead="\n")
            if not found or self._agreed(named, found):
                return True
            if not self._said_anew(claim, found):
                return False
        return False

    def _found(self, claim: Standing) -> list[Doubtful]:
        """Return the doubts that nobody has judged; what was let stand and is mended goes."""
        found = doubts(claim.record, self._settler.known)
        change = needless(claim, {each.problem.code for each in found})
        if change is not None:
            self._settler.write(claim, change)
        settled = {UNTRACED, *claim.excused}
        return [each for each in found if each.problem.code not in settled]

    def _agreed(self, named: Named, found: list[Doubtful]) -> bool:
        """Ask whether a claim is accepted with its doubts. If so, `check` no longer tells them."""
        claim = self._settler.desk.standing(named)
        if claim is None or not self._settler.agrees("accept it so"):
            return False
        paths = dict.fromkeys(each.path for each in found if each.path)
        codes = {path: [e.problem.code for e in found if e.path == path] for path in paths}
        changes = [excusing(claim, path, codes[path], ACCEPTED) for path in paths]
        self._settler.write(claim, together(changes))
        return True

    def _said_anew(self, claim: Standing, found: list[Doubtful]) -> bool:
        """Ask again for the fields that are doubtful; return whether one is another now."""
        fields = stated(claim.record)
        paths = {each.path for each in found}
        for name in [name for name, each in fields.items() if each.path in paths]:
            if not self._settler.restate(claim.named, name):
                return False
        now = self._settler.desk.standing(claim.named)
        return now is not None and now.lines != claim.lines
