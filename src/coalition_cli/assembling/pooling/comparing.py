"""Whether attributions of two articles are one saying: by words, numbers and names.

Precision comes first: two sayings that stay apart are joined by hand in a minute, two that are made
one may never be noticed. So the less is known of the speaker, the more the words have to agree.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from ...words.wordings import Match, matches
from .alike_words import FIGURE, alike
from .crediting import Credit, credit
from .figures import conflicting, rounded
from .stretches import Stretch
from .telling import Telling, View

AGAINST = -1.0  # what two attributions have that contradict each other, or less

Weigh = Callable[[str], float]  # how much a word tells of a saying


class Bar(NamedTuple):
    """What two stretches must reach to be one saying."""

    share: float  # of their words that both have, 0 to 1
    words: float  # that both have: as many as so many long ones


_BARS = {
    Credit.SAME: Bar(0.52, 1.3),
    Credit.UNKNOWN: Bar(0.55, 2.2),
    Credit.UNLIKE: Bar(0.7, 4.0),
    Credit.ANOTHER: Bar(0.9, 6.0),
}
# Where both articles go back to one, somebody else may be credited on the way.
_OF_RELATED = _BARS | {Credit.UNLIKE: Bar(0.55, 2.5), Credit.ANOTHER: Bar(0.65, 4.0)}
_FEW = 4.0  # long words that both have; with fewer the share must be higher
_MISSING = 0.048  # so much for the square of how many are missing
_ALL_BUT = 0.95  # a share that is enough for any words
_REST = 1.0  # how alike opposed stretches of related articles must be
_RUN = 0.25  # two words that stand together in both count as so much more
_AGREED = 0.1  # so much more is the share where several numbers are all the same
_MOST = 9.0  # long words, more of which make nothing surer
# So many of their words must two stretches have in one order, if only a word is swapped.
_FRAME = 0.6  # of two quotations: somebody's own words
_FRAME_OF_REPORTS = 0.85  # of an outlet's words: it may put another word for one
_NEVER = 2.0
_TELLING = 5.0  # long words, with which a swapped word is rather another word for it
_PHRASE = 3  # words of one speaker that are one saying if they are the very same
_LONG_PHRASE = 6  # if the speaker is not known to be one
_LITTLE = 0.1  # so much counts each of these words, be it little
_VERBATIM = 2.0  # how sure that is; others are less
_QUOTED = 1.9  # how sure it is that words in quotation marks are those of another article
_MUCH_LONGER = 1.5
_BY = frozenset({"by", "von", "durch"})  # stand before who does it, in the passive


class Shared(NamedTuple):
    """What two stretches have in common, in long words."""

    words: float
    runs: int  # pairs of neighbours that are no name
    here: float  # words of the one, and of the other
    there: float
    agreed: float  # for numbers that are all the same

    @property
    def share(self) -> float:
        """The share of their words that both have, 0 to 1."""
        both = self.here + self.there
        return min(1.0, 2 * self.words / both + self.agreed) if both else 0.0

    @property
    def strength(self) -> float:
        """How much it is, in long words."""
        return self.words + _RUN * self.runs


def likeness(telling: Telling, other: Telling, weigh: Weigh, *, related: bool) -> float:
    """Return how sure it is that two attributions are one saying.

    It is 0 if they are not known to be one, and less if one contradicts the other. `related` says
    that the articles are known to go back to one: then a number, a denial or a speaker may have
    changed on the way, if the rest stayed.
    """
    if telling.is_unsaid is not other.is_unsaid:
        return AGAINST  # never said that, and said that
    credited = credit(telling.speaker, other.speaker)
    if credited is Credit.SAME and telling.words_as_said == other.words_as_said:
        return _VERBATIM if len(telling.words_as_said) >= _PHRASE else 0.0
    if credited >= Credit.UNKNOWN and (
        _quotes(telling, other, weigh, credited) or _quotes(other, telling, weigh, credited)
    ):
        return _QUOTED
    bar = (_OF_RELATED if related else _BARS)[credited]
    least = AGAINST if credited is Credit.ANOTHER and not related else 0.0
    if shared_words(telling.whole, other.whole, weigh).strength < bar.words:
        return least
    stretches = (_aligned(*views, weigh) for views in product(telling.views, other.views))
    frame = _FRAME if telling.is_direct and other.is_direct else _FRAME_OF_REPORTS
    if related:
        frame = _NEVER
    found = [_of_stretches(here, there, weigh, (bar, frame)) for here, there in stretches]
    if related and credited >= Credit.UNKNOWN:
        found = [-value if value <= -_REST else value for value in found]
    best = max(found)
    return best if best > 0 else min(*found, least)


def _quotes(telling: Telling, other: Telling, weigh: Weigh, credited: Credit) -> bool:
    """Whether the words that one has in quotation marks all stand together in the other."""
    quoted = telling.verbatim
    if quoted is None:
        return False
    words = quoted.in_order
    if sum(map(weigh, quoted.set)) + _LITTLE * len(words) < _BARS[credited].words:
        return False
    enough = len(words) >= (_PHRASE if credited is Credit.SAME else _LONG_PHRASE)
    return enough and f" {' '.join(words)} " in f" {' '.join(other.words_as_said)} "


def _of_stretches(here: Stretch, there: Stretch, weigh: Weigh, bars: tuple[Bar, float]) -> float:
    """Return how alike two stretches are: 0 below the bar, less than 0 if they are opposed."""
    bar, frame = bars
    shared = shared_words(here, there, weigh)
    least = bar.share + _MISSING * max(0.0, _FEW - shared.strength) ** 2
    if shared.strength < bar.words or shared.share < min(least, _ALL_BUT):
        return 0.0
    value = shared.share + min(shared.strength, _MOST) / 10
    short = shared.strength < _TELLING
    opposed = _opposed(here, there) or (short and _swapped(here, there, frame))
    return -value if opposed else value


def _opposed(here: Stretch, there: Stretch) -> bool:
    """Whether two stretches say other numbers or names, or one denies what the other says."""
    if conflicting(here.figures, there.figures) or _other_names(here, there):
        return True
    return _reversed(here, there) or _denies(here, there) is not _denies(there, here)


def _swapped(here: Stretch, there: Stretch, frame: float) -> bool:
    """Whether two stretches are the same but for a word that tells, and has another in its place.

    It was won, it was lost. Who puts a saying in other words changes little words too: a `frame` of
    so many words must be the same in both, 0 to 1. Two words may also have changed places.
    """
    words, others = here.in_order, there.in_order
    if words != others and sorted(words) == sorted(others):
        return frame < _FRAME_OF_REPORTS
    runs = matches(words, others)
    if 2 * sum(run.size for run in runs) < frame * (len(words) + len(others)):
        return False
    return any(
        own and other and not _any_alike(own, other) for own, other in _between(here, there, runs)
    )


def _between(
    here: Stretch, there: Stretch, runs: Sequence[Match]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield the telling words of two stretches between the runs that both have."""
    ends = Match(len(here.in_order), len(there.in_order), 0)
    done, other = 0, 0
    for run in (*runs, ends):
        yield here.telling(done, run.before), there.telling(other, run.after)
        done, other = run.before + run.size, run.after + run.size


def _any_alike(words: Sequence[str], others: Sequence[str]) -> bool:
    return any(alike(word, other) for word in words for other in others)


def _denies(here: Stretch, there: Stretch) -> bool:
    """Whether one denies in a clause that the other has too: it may have fewer clauses."""
    return any(_has(there, clause) for clause in here.denying)


def _has(stretch: Stretch, clause: Stretch) -> bool:
    """Whether a stretch has half of the words of a clause."""
    words = list(clause.by_root.items())
    found = sum(
        any(alike(word, other) for word in words for other in stretch.by_root.get(root, ()))
        for root, words in words
    )
    return 2 * found >= len(words)


def _reversed(here: Stretch, there: Stretch) -> bool:
    """Whether the names that both have stand in another order: who does what to whom.

    In the passive they do without saying so: Odesa was attacked by Russia.
    """
    common = [name for name in here.names if name in there.names]
    order = [name for name in there.names if name in here.names]
    if common == order or _listed(here) or _listed(there):
        return False
    return (not _BY.isdisjoint(here.all)) is (not _BY.isdisjoint(there.all))


def _listed(stretch: Stretch) -> bool:
    """Whether two names stand beside each other, with no word between that says something."""
    return any(
        first in stretch.names and second in stretch.names for first, second in stretch.pairs
    )


def _other_names(here: Stretch, there: Stretch) -> bool:
    """Whether each has a name that is no word of the other."""
    return _has_own(here, there) and _has_own(there, here)


def _has_own(here: Stretch, there: Stretch) -> bool:
    return any(not any(alike(name, word) for word in there.all_meant) for name in here.names)


def _aligned(view: View, other: View, weigh: Weigh) -> tuple[Stretch, Stretch]:
    """Return what is to be compared: of a much longer one only the sentences that are alike."""
    if view.length > _MUCH_LONGER * other.length:
        return view.of(nearest(view.sentences, other.sentences, weigh)), other.whole
    if other.length > _MUCH_LONGER * view.length:
        return view.whole, other.of(nearest(other.sentences, view.sentences, weigh))
    return view.whole, other.whole


def nearest(longer: Sequence[Stretch], shorter: Sequence[Stretch], weigh: Weigh) -> list[int]:
    """Return which sentences of the longer are nearest to those of the shorter, in order."""
    taken = {
        max(range(len(longer)), key=lambda n: (shared_words(longer[n], each, weigh).words, -n))
        for each in shorter
    }
    return sorted(taken)


@lru_cache(maxsize=1 << 8)  # the same two are asked for in a row
def shared_words(here: Stretch, there: Stretch, weigh: Weigh) -> Shared:
    """Return what two stretches have in common, words in other forms too."""
    met = {word: word for word in here.set & there.set}
    words = sum(map(weigh, met))
    for root in here.by_root.keys() & there.by_root.keys():
        mine = [word for word in here.by_root[root] if word not in met]
        theirs = [word for word in there.by_root[root] if word not in here.set]
        for word in mine:
            value, near = max(((alike(word, each), each) for each in theirs), default=(0.0, ""))
            if value:
                theirs.remove(near)
                met[word] = near
                words += value * min(weigh(word), weigh(near))
    words += _rounded(here, there, weigh)
    mapped = ((met.get(first), met.get(second)) for first, second in pairwise(here.words))
    runs = len({pair for pair in mapped if pair in there.pairs})
    agreed = _AGREED if here.figures == there.figures and len(here.figures) > 1 else 0.0
    return Shared(words, runs, sum(map(weigh, here.set)), sum(map(weigh, there.set)), agreed)


def _rounded(here: Stretch, there: Stretch, weigh: Weigh) -> float:
    """Return the weight of the numbers of which the other stretch has a rounded one."""
    own, others = here.figures - there.figures, there.figures - here.figures
    found = {one for one in own if any(rounded(one, each) for each in others)}
    return sum(weigh(f"{FIGURE}{one:g}") for one in found)
