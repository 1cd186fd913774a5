"""The speakers of several articles, each once: who in one is whom in another.

A name is the same speaker everywhere; a surname is that of the one full name that it fits, if
there is only one, in articles that belong together. Through a saying that both have, a surname
is that of the speaker there, in another spelling too; and who is unnamed in two articles is one
speaker, if the descriptions agree. A named and an unnamed speaker are never one: nobody gets a name
through another article.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from ..article import Article, Part, Saying
from ..retelling.traces import Traces
from .crediting import all_names, may_be_one, names, names_agree


def united(
    articles: Sequence[Article], sayings: Sequence[Saying], traces: Traces
) -> list[tuple[Part, ...]]:
    """Return the speakers of all articles in groups, each one speaker.

    Each speaker of each article is in one group. First in it stands the one with the longest name,
    or whom the article describes that the others go back to.
    """
    speakers = _Speakers(articles, traces)
    speakers.unite_names()
    for saying in sayings:
        speakers.unite_through(_credited(articles, saying))
    return speakers.groups(traces.rank)


def _credited(articles: Sequence[Article], saying: Saying) -> list[Part]:
    """Return the speakers whom articles credit with a saying."""
    found = (
        (part.article, articles[part.article].attributed.attributions[part.number].speaker)
        for part in saying.parts
    )
    return [Part(article, speaker) for article, speaker in found if speaker is not None]


class _Speakers:
    """The speakers of all articles, and which of them are one."""

    def __init__(self, articles: Sequence[Article], traces: Traces) -> None:
        self._traces = traces
        self._all = {
            Part(number, n): speaker
            for number, article in enumerate(articles)
            for n, speaker in enumerate(article.attributed.speakers)
        }
        self._group = {part: [part] for part in self._all}

    def groups(self, rank: Callable[[int], int]) -> list[tuple[Part, ...]]:
        """Return the groups; `rank` says of an article how near it is to the origin."""

        def order(part: Part) -> tuple[object, ...]:
            return -len(self._all[part].name.split()), rank(part.article), part

        return sorted({tuple(sorted(group, key=order)) for group in self._group.values()}, key=min)

    def unite_names(self) -> None:
        """Make one of all who have one name, and of a surname and the one name that it fits."""
        by_last: dict[str, list[Part]] = {}
        for part, speaker in self._all.items():
            if speaker.name:
                for last in {name.split()[-1] for name in names(speaker) if name}:
                    by_last.setdefault(last, []).append(part)
        for parts in by_last.values():
            self._unite_fitting(dict.fromkeys(parts))

    def _unite_fitting(self, parts: Iterable[Part]) -> None:
        """Unite those of one surname: the longest names first, then what fits only one of them."""
        persons: list[list[Part]] = []
        by_name: dict[tuple[str, ...], list[Part]] = {}
        for part in parts:
            by_name.setdefault(names(self._all[part]), []).append(part)
        ordered = sorted(by_name, key=lambda found: (-max(len(n.split()) for n in found), found))
        for own in ordered:
            for part in by_name[own]:
                fitting = [person for person in persons if self._fits(part, person)]
                same = [person for person in persons if self._is_called_so(own, person)]
                if len(same) == 1 and (len(own[0].split()) > 1 or self._is_known(same[0])):
                    fitting = same
                if len(fitting) == 1:
                    fitting[0].append(part)
                else:
                    persons.append([part])
        for person in persons:
            self._unite(person)

    def _fits(self, part: Part, person: Sequence[Part]) -> bool:
        """Whether a speaker may be a person by name; a surname only where articles belong together.

        So it is in articles that are given together, and where one retells what is known.
        """
        own, others = names(self._all[part]), self._names(person)
        if any(part.article == each.article for each in person):
            return False  # the article tells them apart
        together = any(self._traces.belong(part.article, each.article) for each in person)
        surname = all(len(name.split()) == 1 for name in own)
        return names_agree(own, others) and (together or not surname)

    def _is_known(self, person: Sequence[Part]) -> bool:
        """Whether the record of a person is there."""
        return any(self._traces.is_known(part.article) for part in person)

    def _is_called_so(self, own: Sequence[str], person: Sequence[Part]) -> bool:
        """Whether somebody has the name of a person, also one that is a part of another name."""
        if not self._names(person).isdisjoint(own):
            return True
        return any(own[0] in all_names(self._all[part]) for part in person)

    def _names(self, person: Sequence[Part]) -> set[str]:
        """Return the names of a person in all articles."""
        return {name for part in person for name in names(self._all[part])}

    def unite_through(self, parts: Sequence[Part]) -> None:
        """Unite whom two articles credit with one saying, if the names or descriptions agree."""
        for one, other in combinations(dict.fromkeys(parts), 2):
            here, there = self._all[one], self._all[other]
            if one.article != other.article and may_be_one(here, there):
                self._unite([one, other])

    def _unite(self, parts: Sequence[Part]) -> None:
        """Make one group of those of some speakers, unless an article tells two of them apart."""
        first, *others = parts
        for part in others:
            mine, theirs = self._group[first], self._group[part]
            if mine is theirs or not {p.article for p in mine}.isdisjoint(
                p.article for p in theirs
            ):
                continue
            mine += theirs
            for each in theirs:
                self._group[each] = mine
