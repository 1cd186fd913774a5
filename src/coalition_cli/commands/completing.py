"""What somebody is asked for when a draft is accepted: what `check --strict` would miss."""

from collections.abc import Sequence, Set

from ..prompting.prompt import chosen
from ..reviewing.changing import adding, stating, together
from ..reviewing.desk import Desk
from ..reviewing.missing import UNTRACED, article_of, doubts, is_as_quoted, missing, proposed
from ..reviewing.naming import around
from ..reviewing.standing import Named, Standing
from .settling import BACK, Settler

_SPEAKER, _SOURCE = "speaker", "source"
_HINTS = {"anonymity_reason": "; if the article does not say why, that is a reason: 'not stated'"}
_ORIGINAL = "original"  # what an article retells is known when its claims are


class Completer:
    """Asks for what records should have, each field once, and writes each answer at once."""

    def __init__(self, desk: Desk, settler: Settler) -> None:
        self._desk, self._settler = desk, settler
        self._asked: set[tuple[Named, str]] = set()
        self._sources: dict[str, str] = {}  # by article: who first carried it, as said before

    def complete(self, claim: Standing) -> bool:
        """Have stated what an accepted claim should have; return False to go back to it."""
        text = (claim.named, "text")
        if text not in self._asked and is_as_quoted(claim.record):
            self._settler.say(
                ["its text is the article's own: put it in your words; Enter keeps it"], lead="\n"
            )
            if not self._settler.restate(*text):
                return False
            self._asked.add(text)
        articles = [each for each in self._around(claim) if each.section == "articles"]
        return (
            all(self._state(named, later={_ORIGINAL}) for named in articles)
            and self._state(claim.named)
            and self._trace(claim.named)
            and self._doubted(claim.named)
        )

    def complete_around(self, claim: Standing) -> None:
        """Have stated what the speakers, the sources and the articles of a claim should have."""
        for named in self._around(claim):
            if not self._state(named):
                return

    def _around(self, claim: Standing) -> Sequence[Named]:
        now = self._desk.standing(claim.named)
        return around(now.record, self._desk.known) if now else ()

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
        if now and named.section == "claims" and name == _SOURCE:
            self._sources[article_of(now.record)] = str(now.record.values.get(_SOURCE, ""))
        if now and name in missing(now.record, self._desk.known):
            hint = _HINTS.get(name, "")
            self._settler.say([f"left out: 'check --strict' misses it{hint}"])

    def _missing(self, named: Named, later: Set[str]) -> str | None:
        """Return the next field that a record should have and was not asked for."""
        now = self._desk.standing(named)
        names = missing(now.record, self._desk.known) if now else []
        asked = {name for other, name in self._asked if other == named}
        return next((name for name in names if name not in asked | later), None)

    def _proposal(self, now: Standing | None, name: str) -> str | None:
        """Return what stands there already: who carried the claim before it in that article.

        Only what somebody has said counts: a draft that tells of another outlet stands for itself.
        """
        if now is None or now.named.section != "claims" or name != _SOURCE:
            return None
        article = article_of(now.record)
        return self._sources.get(article) or proposed(now.record, self._desk.known) or None

    def _trace(self, named: Named) -> bool:
        """Ask for the article of a source that no article leads back to; False: go back."""
        claim = self._desk.standing(named)
        if claim is None:
            return True
        source, key = str(claim.record.values.get("source", "")), article_of(claim.record)
        found = doubts(claim.record, self._desk.known)
        asked = (Named("sources", source), key)
        if asked in self._asked or all(each.code != UNTRACED for each in found):
            return True
        what = f"{source} carried it first, it says, but no article of {source} is recorded"
        self._settler.say([what], lead="\n")
        url = self._settler.ask("its address [not known]", chosen([]))
        if url == BACK:
            return False
        self._asked.add(asked)
        if not url:
            said = "'check --strict' says so, until there is one or the source is another"
            self._settler.say([f"{said} (untraced-source)"])
            return True
        return self._retell(Named("articles", key), source, url)

    def _retell(self, named: Named, source: str, url: str) -> bool:
        """Record the article of a source, which another one retells; return False to go back."""
        values = {"id": f"{source}-article", "publisher": source, "url": url}
        article, new = self._desk.standing(named), self._settler.new("articles", values)
        if article is None or new is None:
            return True
        retold = [*article.record.texts("retells"), new.key]
        changes = [adding(article, new), stating(article, "retells", retold)]
        if "original" in article.record.values:
            changes.append(stating(article, "original", ()))
        self._settler.write(article, together(changes))
        return self._state(Named("articles", new.key))

    def _doubted(self, named: Named) -> bool:
        """Tell what is doubtful about a claim that is accepted; False: it is not accepted so."""
        claim = self._desk.standing(named)
        found = doubts(claim.record, self._desk.known) if claim else []
        told = [each for each in found if each.code != UNTRACED]
        for problem in told:
            self._settler.say([problem.message, *problem.advice], lead="\n")
        return not told or self._settler.agrees("accept it so")
