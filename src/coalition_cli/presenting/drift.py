"""How words and speakers changed since the origin, with marks."""

from rich.text import Text

from ..model.answer import Values
from .cells import added, identifier, marked, struck, text, words_of


def reworded(row: Values) -> Text:
    """Return the words of an appearance. Marks show what was struck and added since the origin.

    A quote has quotation marks. Words in another language are not compared, and a note says so.
    A note also says if they were translated: a quote that was translated twice is no forgery.
    """
    notes = []
    if row["translated_from"]:
        notes.append(Text.assemble("translated from ", text(row["translated_from"]), style="dim"))
    if row["similarity"] is None and row["origin_words"] and row["words"]:
        notes.append(Text("in another language: not compared", "dim"))
    return Text("\n").join([_words(row), *notes])


def _words(row: Values) -> Text:
    if row["similarity"] in (None, 100):
        return words_of(row)
    from ..words.wordings import changes  # takes a while to import

    shown = marked(changes(str(row["origin_words"]), str(row["words"])))
    return Text.assemble("“", shown, "”") if row["words"] == row["quote"] else shown


def compared(row: Values) -> Text:
    """Return the marked words. If they were not compared, the origin's words come below."""
    if row["similarity"] is not None:
        return reworded(row)
    origin = Text("no words are recorded at the origin", "dim")
    if row["origin_words"]:
        origin = Text.assemble("at the origin: ", text(row["origin_words"]), style="dim")
    return Text("\n").join([reworded(row), origin])


def credited(row: Values) -> Text:
    """Return who is credited, and what the origin has if that differs."""
    if credits_another(row):
        return credited_since(row)
    here, origin = _names(row)
    if not row["attribution"] or here.plain.casefold() == origin.plain.casefold():
        return here
    return Text.assemble(here, "\n", ("at the origin: ", "dim"), (origin.plain, "dim"))


def credited_since(row: Values) -> Text:
    """Return the origin's speaker as struck, and the appearance's as added."""
    here, origin = _names(row)
    return Text("\n").join([struck(origin.plain), added(here.plain)])


def _names(row: Values) -> tuple[Text, Text]:
    """Return how the appearance and the origin name the speaker that they credit."""
    here = text(row["attribution"] or row["credited_name"])
    return here, text(row["origin_attribution"] or row["speaker_name"])


def credits_another(row: Values) -> bool:
    """Whether appearance and origin credit two different speakers. None is no speaker."""
    return None not in (row["speaker"], row["credited"]) and row["speaker"] != row["credited"]


def differs(row: Values) -> bool:
    """Whether words or speaker differ from the origin's. A row without fields does not differ."""
    return bool(row) and (row["similarity"] not in (None, 100) or credits_another(row))


def meaning_of_marks() -> Text:
    """Return the line that explains the marks."""
    marks = Text(" ").join([struck("struck"), added("added")])
    return Text.assemble(marks, (" since the origin", "dim"))


def route(row: Values) -> Text:
    """Return a claim, and below it the article of its appearance ← the origin."""
    articles = Text.assemble(text(row["article"]), (" ← ", "dim"), text(row["origin"]))
    return Text("\n").join([identifier(row["claim"]), articles])
