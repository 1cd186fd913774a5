"""The columns that each section has in a table, for everything that draws tables."""

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from types import MappingProxyType
from typing import NamedTuple

from ..model import Field, Section, Type
from ..model.answer import Answer
from ..model.vocabularies import USUAL_STATUS

NARROW = 80  # columns of a screen; on a narrower one a record is a block and not a row
WIDE = 120
WIDEST = 160


class Cell(Enum):
    """What stands in a cell: one value, or several values of a row together."""

    TEXT = auto()
    ID = auto()
    WHO = auto()  # with the mark of an unnamed speaker
    CONFIDENCE = auto()
    FLAG = auto()  # yes or no
    COUNT = auto()
    ITEMS = auto()  # how many items a list has
    BYTES = auto()
    DRIFT = auto()
    SPEAKER = auto()  # a speaker's name, or the description
    WORDS = auto()  # of an appearance, as it has them
    PLACE = auto()  # an article and a paragraph
    CREDITED = auto()  # how an article names the speaker, or the name of the speaker
    REFERENCE = auto()  # a document by its title
    ROUTE = auto()  # from an article back to the origin
    COMPARED = auto()  # words beside those of the origin
    ENDS = auto()  # who is credited at either end


NUMBERS = {Cell.COUNT, Cell.ITEMS, Cell.BYTES, Cell.DRIFT}  # set flush right


class Column(NamedTuple):
    """A column: its field, its kind of cell, its heading, and how wide it is."""

    field: str
    cell: Cell = Cell.TEXT
    heading: str = ""  # the default is the field's name
    least: int = 0  # characters that it keeps, where the screen has them
    share: int = 0  # of the remaining width; 0: as wide as its cells
    width: int = 0  # of the narrowest screen that shows it
    prose: bool = False  # stands below its row, across the screen, if rows do not fit on one line
    usual: str = ""  # the value that is not worth a column: a screen shows it beside others alone

    @property
    def title(self) -> str:
        """Its heading."""
        return self.heading or self.field.replace("_", " ")


def columns_of(answer: Answer, width: int, *, chosen: bool) -> Sequence[Column]:
    """Return the columns for an answer on a screen of that width.

    `chosen` says that the user named the fields: then these are the columns.
    """
    if chosen or answer.section.name not in COLUMNS:
        return [_column(field) for field in answer.fields]
    columns = COLUMNS[answer.section.name]
    return [column for column in columns if column.width <= width]


def columns_on_one_line(section: str) -> Sequence[Column]:
    """Return the columns of a record of this section on one line: its id, who, the text."""
    return _ON_ONE_LINE[section]


def fields_of(section: Section) -> Sequence[str]:
    """Return the names of the fields that a table of a section shows on the widest screen.

    There are none if the section has no columns of its own.
    """
    columns = COLUMNS.get(section.name, ())
    names = (_FIELDS.get(column.cell, (column.field,)) for column in columns)
    return list(dict.fromkeys(name for of_column in names for name in of_column))


def _column(field: Field) -> Column:
    of_type = Cell.TEXT if field.many else _CELLS.get(field.type, Cell.TEXT)
    cell = Cell.WHO if field.says_who else of_type
    prose = field.type is Type.TEXT
    return Column(field.name, cell, least=20 if prose else 8, share=3 if prose else 0)


_CELLS = {
    Type.ID: Cell.ID,
    Type.CONFIDENCE: Cell.CONFIDENCE,
    Type.BOOLEAN: Cell.FLAG,
    Type.NUMBER: Cell.COUNT,
}
# What stands in a cell with the values of several fields.
_FIELDS = {
    Cell.SPEAKER: ("name", "description"),
    Cell.WORDS: ("quote", "wording"),
    Cell.PLACE: ("article", "paragraph"),
    Cell.CREDITED: ("attribution", "speaker_name"),
    Cell.ROUTE: ("claim", "article", "origin"),
    Cell.COMPARED: ("quote", "wording", "origin_words"),
    Cell.ENDS: ("attribution", "credited_name", "origin_attribution", "speaker_name"),
}


def _headed(title: str, prose: str) -> Sequence[Column]:
    """Return the columns of an id and its prose."""
    return Column("id", Cell.ID, title, least=16), Column(prose, least=24, share=4, prose=True)


_CLAIMS = Column("claims", Cell.COUNT)
_KEY = Column("id", Cell.ID)
_ON_ONE_LINE: Mapping[str, Sequence[Column]] = MappingProxyType(
    {
        "claims": (_KEY, Column("speaker_name", Cell.WHO), Column("text", prose=True)),
        "members": (Column("country", Cell.ID), Column("name")),
        "appearances": (
            Column("claim", Cell.ID),
            Column("article", Cell.PLACE),
            Column("attribution", Cell.CREDITED),
            Column("wording", Cell.WORDS, prose=True),
        ),
        "facts": (_KEY, Column("text", prose=True)),
        "speakers": (_KEY, Column("name", Cell.SPEAKER)),
        "sources": (_KEY, Column("name")),
        "articles": (_KEY, Column("publisher_name"), Column("headline", prose=True)),
        "topics": (Column("topic", Cell.ID), _CLAIMS),
        "drift": (
            Column("claim", Cell.ROUTE),
            Column("drift", Cell.DRIFT),
            Column("credited", Cell.ENDS),
            Column("wording", Cell.COMPARED, prose=True),
        ),
    }
)
COLUMNS: Mapping[str, Sequence[Column]] = MappingProxyType(
    {
        "claims": (
            *_headed("claim", "text"),
            Column("speaker_name", Cell.WHO, "said by", 16, 2),
            Column("source_name", heading="source", least=8),
            Column("confidence", Cell.CONFIDENCE, least=10),
            Column("topics", least=12, share=1, width=WIDEST),
            Column("date", least=10, width=WIDEST),
            Column("status", usual=USUAL_STATUS),
        ),
        "members": (
            Column("country", Cell.ID, least=7),
            Column("name", least=12, share=2),
            Column("eu", Cell.FLAG, "EU"),
            Column("nato", Cell.FLAG, "NATO"),
            Column("nuclear", Cell.FLAG),
            Column("claims", Cell.ITEMS),
            Column("claims", heading="named by", least=20, share=3, width=WIDE),
        ),
        "appearances": (
            Column("claim", Cell.ID, least=16),
            Column("article", Cell.PLACE, least=9),
            Column("wording", Cell.WORDS, "words", 18, 3, prose=True),
            Column("attribution", Cell.CREDITED, "credited to", 16, 2),
            Column("text", heading="the claim", least=20, share=3, width=WIDEST, prose=True),
        ),
        "facts": (
            *_headed("fact", "text"),
            Column("date", least=10),
            Column("reference", Cell.REFERENCE, least=20, share=3),
            _CLAIMS,
        ),
        "speakers": (
            Column("id", Cell.ID, least=16),
            Column("name", Cell.SPEAKER, "speaker", 24, 3),
            Column("kind"),
            Column("anonymity_reason", heading="why unnamed", least=16, share=1, width=WIDE),
            _CLAIMS,
        ),
        "sources": (
            Column("id", Cell.ID, least=10),
            Column("name", least=12, share=1),
            Column("kind"),
            Column("reliability"),
            Column("url", least=20, share=2, width=WIDE),
            Column("articles", Cell.COUNT),
            _CLAIMS,
        ),
        "articles": (
            *_headed("article", "headline"),
            Column("publisher_name", heading="publisher", least=12),
            Column("date", least=10),
            Column("retells", least=16),
            _CLAIMS,
        ),
        "topics": (Column("topic", Cell.ID, least=12), _CLAIMS),
        "drift": (
            Column("claim", Cell.ROUTE, least=16),
            Column("wording", Cell.COMPARED, "words", 18, 3),
            Column("credited", Cell.ENDS, "credited to", 16, 2),
            Column("similarity", Cell.COUNT, "alike"),
            Column("drift", Cell.DRIFT),
        ),
        "cache": (
            Column("data", heading="index of", least=16),
            Column("files", Cell.COUNT),
            Column("size", Cell.BYTES, "bytes"),
            Column("used", heading="last used"),
            Column("path", least=16, width=WIDEST),
        ),
    }
)
