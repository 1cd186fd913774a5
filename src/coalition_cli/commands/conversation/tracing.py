"""Where a claim comes from, if that is another article: its address, or that it is not at hand."""

from collections.abc import Callable

from ...model import SECTIONS
from ...prompting.prompt import chosen
from ...reviewing.changing import adding, stating, together
from ...reviewing.excusing import NOT_AT_HAND, excusing
from ...reviewing.missing import UNTRACED, article_of, doubts
from ...reviewing.standing import Named, Standing
from .conversing import offers
from .settling import BACK, Settler

_UNKNOWN_ORIGIN = "unknown-origin"
_NO_DATE = "no-date"
_RETELLS = SECTIONS["articles"].by_name["retells"]
_PUBLISHER = SECTIONS["articles"].by_name["publisher"]


class Tracer:
    """Asks for the article of a source once for each article that has it from there.

    `state` asks for what a new record misses, and returns False to go back.
    """

    def __init__(self, settler: Settler, state: Callable[[Named], bool]) -> None:
        self._settler, self._state = settler, state
        self._absent: set[tuple[str, str]] = set()  # sources and articles that do not lead there
        self.recorded: set[Named] = set()  # articles that are known by their address alone
        self._excused: set[Named] = set()  # also where no comment could stand

    def trace(self, named: Named) -> bool:
        """Ask for the article of a source that no article leads back to; False: go back."""
        claim = self._settler.desk.standing(named)
        if claim is None or UNTRACED in claim.excused or named in self._excused:
            return True
        if all(each.problem.code != UNTRACED for each in doubts(claim.record, self._settler.known)):
            return True
        source, key = str(claim.record.values.get("source", "")), article_of(claim.record)
        if (source, key) not in self._absent:
            what = f"{source} carried it first, it says, but no article of {source} is recorded"
            self._settler.say([what], lead="\n")
            url = self._settler.ask(f"its address [{NOT_AT_HAND}]", chosen([]))
            if url == BACK:
                return False
            if url:
                return self._retell(Named("articles", key), source, url)
            self._absent.add((source, key))
        return self._excuse(claim, "source", UNTRACED, f"the article of {source}")

    def origin(self, named: Named) -> bool:
        """Ask what an article retells that is no original, it is said; return False to go back."""
        article = self._settler.desk.standing(named)
        if article is None or article.record.values.get("original") is not False:
            return True
        if "retells" in article.record.values or _UNKNOWN_ORIGIN in article.excused:
            return True
        known = self._settler.known
        choices = [*known.choices(_RETELLS), *known.choices(_PUBLISHER)]
        self._settler.say(["so it retells another article"], lead="\n")
        called = self._settler.ask("which one, or whose [not known]", offers(choices))
        if called == BACK:
            return False
        if called and (key := known.find("articles", called)):
            changes = [stating(article, "retells", [key]), stating(article, "original", ())]
            self._settler.write(article, together(changes))
            return True
        source = self._settler.source(article, called) if called else None
        if source is None:
            return self._excuse(article, "", _UNKNOWN_ORIGIN, "what it retells")
        url = self._settler.ask(f"its address [{NOT_AT_HAND}]", chosen([]))
        if url == BACK:
            return False
        if not url:
            return self._excuse(article, "", _UNKNOWN_ORIGIN, f"the article of {source}")
        return self._retell(named, source, url)

    def _retell(self, named: Named, source: str, url: str) -> bool:
        """Record the article of a source, which another one retells; return False to go back."""
        values = {"id": f"{source}-article", "publisher": source, "url": url}
        article, new = self._settler.desk.standing(named), self._settler.new("articles", values)
        if article is None or new is None:
            return True
        retold = [*article.record.texts("retells"), new.key]
        changes = [adding(article, new), stating(article, "retells", retold)]
        if "original" in article.record.values:
            changes.append(stating(article, "original", ()))
        self._settler.write(article, together(changes))
        self.recorded.add(Named("articles", new.key))
        return self._state(Named("articles", new.key))

    def undated(self, article: Standing) -> None:
        """Record that the date of an article is not at hand."""
        self._excuse(article, "", _NO_DATE, "its date")

    def _excuse(self, shown: Standing, path: str, code: str, what: str) -> bool:
        """Record that an article is not at hand, so that `check --strict` does not ask for it."""
        self._excused.add(shown.named)
        self._settler.write(shown, excusing(shown, path, [code], f"{what} is {NOT_AT_HAND}"))
        return True
