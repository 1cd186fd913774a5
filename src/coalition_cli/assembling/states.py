"""Other words by which articles call a state or an alliance: its short names, its capital."""

from functools import lru_cache

# In small letters, each word by itself. Names that begin alike need no line: Russia, Russian.
_CALLED = (
    "us usa united states america american americans washington",
    "uk united kingdom britain british london english england",
    "eu european union europe brussels",
    "un united nations",
    "russia russian moscow kremlin russians",
    "ukraine ukrainian kyiv kiev",
    "china chinese beijing",
    "france french paris",
    "germany german berlin",
    "poland polish warsaw",
    "spain spanish madrid",
    "italy italian rome",
    "turkey türkiye turkish ankara",
    "netherlands dutch hague",
    "israel israeli jerusalem",
    "iran iranian tehran",
    "japan japanese tokyo",
    "nato alliance atlantic",
    "сша америка америки вашингтон",
    "росія росії рф москва кремль",
    "україна україни київ",
)
_SETS = [frozenset(line.split()) for line in _CALLED]


@lru_cache(maxsize=1 << 12)
def called_so(name: str, word: str) -> bool:
    """Whether two words may stand for one state or alliance."""
    return any(name in called and word in called for called in _SETS)
