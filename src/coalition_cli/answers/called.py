"""What the speakers are called whose ids an answer has, for people."""

from collections.abc import Iterable, Iterator

from ..index import Index
from ..model import SECTIONS, Field, Type
from ..model.answer import Answer, Row
from ..model.results import RESULTS
from ..query import Question, check_fields
from ..words.unnamed import marked
from .articles import growing, rows_with

_COUNTS, _SPEAKERS = RESULTS["stats"], SECTIONS["speakers"]


def with_names(index: Index, answer: Answer) -> Answer:
    """Return counts for people: what a speaker is called stands behind the id, with the mark.

    An id may look like a name, also if the speaker is unnamed.
    """
    usual = answer.fields[0] == _COUNTS.fields[0]  # which names the field of the value behind it
    fields = list(answer.fields)
    places = [n for n, field in enumerate(fields) if field.of == _SPEAKERS.name]
    places = [1] if usual else places
    for place in reversed(places):
        fields.insert(place + 1, _called(fields[place]))

    def read(offset: int, limit: int | None) -> Iterator[Row]:
        for batch in growing(answer.rows(offset, limit)):
            of_speakers = [row for row in batch if not usual or row[0] == "speaker"]
            called = dict(_names(index, (row[place] for row in of_speakers for place in places)))
            for row in batch:
                cells = list(row)
                for place in reversed(places):
                    known = not usual or row[0] == "speaker"
                    cells.insert(place + 1, called.get(row[place]) if known else None)
                yield tuple(cells)

    return Answer(answer.section, fields, read, answer.count)


def _called(field: Field) -> Field:
    """Return the field for what the speakers that a field names are called."""
    name = "name" if field.name == "value" else f"{field.name}_name"
    return Field(name, Type.NAME, "what the speaker is called", of=_SPEAKERS.name, derived=True)


def _names(index: Index, ids: Iterable[object]) -> Iterator[tuple[object, object]]:
    """Yield ids of speakers with what they are called, marked if they are unnamed."""
    question = Question(
        _SPEAKERS, fields=check_fields(_SPEAKERS, ["id", "name", "description", "anonymous"])
    )
    known = (str(key) for key in ids if key is not None)
    for key, name, description, anonymous in rows_with(
        index, question, _SPEAKERS.field("id"), known
    ):
        yield key, marked(name or description, anonymous)
