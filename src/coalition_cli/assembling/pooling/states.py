"""Words by which articles call one state or alliance: its names, its people, its capital."""

# Small letters. Words that begin alike are known as alike without a line: Russia, Russian.
_CALLED = (
    "america us usa states american americans washington",
    "britain uk kingdom british london briton britons",
    "europe eu brussels",
    "russia russian moscow kremlin",
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
    "сша америка америки америку америкою вашингтон вашингтоні",
    "росія росії росією рф москва москви москві кремль",
    "україна україни україні україною київ києві",
)
_FIRST = {word: words[0] for words in map(str.split, _CALLED) for word in words}
_BEFORE = frozenset({"united"})  # stands before states, kingdom, nations


def state(name: str) -> str:
    """Return the word that stands for a state, if a name is one of it; else the name.

    The capital and the people stand for it. It is empty for a word that only goes before.
    """
    return "" if name in _BEFORE else _FIRST.get(name, name)
