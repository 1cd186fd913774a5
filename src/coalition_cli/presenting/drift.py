"""What became of words on their way, marked so that it is seen without colour too."""

from rich.text import Text

from ..model.answer import Values
from .cells import added, identifier, marked, struck, text, words_of


def reworded(row: Values) -> Text:
    """Return the words of an appearance, with what was struck from and added to the origin's.

    In quotation marks, if they are there. Words that are not compared stay as they are, and why
    is said. A quotation that was translated, and so perhaps back again, is no forgery: that too.
    """
    notes = []
    if row["translated_from"]:
        notes.append(Text.assemble("translated from ", text(row["translated_from"]), style="dim"))
    if row["similarity"] is None and row["origin_words"] and _own_words(row):
        notes.append(Text("in another language: not compared", "dim"))
    return Text("\n").join([_words(row), *notes])


def _own_words(row: Values) -> object:
    return row["quote"] or row["wording"]


def _words(row: Values) -> Text:
    if row["similarity"] in (None, 100):
        return words_of(row)
    from ..words.wordings import changes  # takes a while to import

    shown = marked(changes(str(row["origin_words"]), str(_own_words(row))))
    return Text.assemble("“", shown, "”") if row["quote"] else shown


def compared(row: Values) -> Text:
    """Return the marked words, or the words and those of the origin, which they are not held to."""
    if row["similarity"] is not None:
        return reworded(row)
    there = Text("no words are recorded at the origin", "dim")
    if row["origin_words"]:
        there = Text.assemble("at the origin: ", text(row["origin_words"]), style="dim")
    return Text("\n").join([reworded(row), there])


def credited(row: Values) -> Text:
    """Return who is credited at either end, the origin's struck where that is somebody else."""
    if credits_another(row):
        return credited_since(row)
    here, there = _ends(row)
    if not row["attribution"] or here.plain.casefold() == there.plain.casefold():
        return here
    return Text.assemble(here, "\n", ("at the origin: ", "dim"), (there.plain, "dim"))


def credited_since(row: Values) -> Text:
    """Return whom the appearance credits instead of whom the origin does."""
    here, there = _ends(row)
    return Text("\n").join([struck(there.plain), added(here.plain)])


def _ends(row: Values) -> tuple[Text, Text]:
    """Return how the appearance and the origin call whom they credit."""
    here = text(row["attribution"] or row["credited_name"])
    return here, text(row["origin_attribution"] or row["speaker_name"])


def credits_another(row: Values) -> bool:
    """Whether the appearance credits another speaker than the origin; nobody is no other."""
    return None not in (row["speaker"], row["credited"]) and row["speaker"] != row["credited"]


def differs(row: Values) -> bool:
    """Whether an appearance has other words than the origin, or another speaker; none is no row."""
    return bool(row) and (row["similarity"] not in (None, 100) or credits_another(row))


def since_the_origin() -> Text:
    """Return what the marks mean."""
    marks = Text(" ").join([struck("struck"), added("added")])
    return Text.assemble(marks, (" since the origin", "dim"))


def route(row: Values) -> Text:
    """Return a claim, the article of its appearance, and the origin that this is held against."""
    way = Text.assemble(text(row["article"]), (" ← ", "dim"), text(row["origin"]))
    return Text("\n").join([identifier(row["claim"]), way])
