"""The table of formats. The command, its help and completion follow it."""

from collections.abc import Mapping
from enum import Enum
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model.problems import UsageError, suggestion
from ..words.safe import visible

if TYPE_CHECKING:  # the help needs no more than the table
    from .export import Export


class Place(Enum):
    """Where a format is written."""

    STREAM = "a text, also for a pipe"
    FILE = "one file that is no text"
    FOLDER = "a folder of files"


class Notation(NamedTuple):
    """A language in which a format may be written, with the endings of such files."""

    name: str
    endings: tuple[str, ...]


class Format(NamedTuple):
    """A format. Its module has TERMS, LEFT_OUT and `write`; that of a store is no room of ours.

    TERMS has, for each section, what the format calls the fields that a claims file may state;
    LEFT_OUT has the others, each with the reason. `write(Export, TextIO)` writes a text,
    `write(Export, str)` what has a path: that of a new file, or of a new folder.
    """

    name: str
    module: str
    meaning: str  # in few words, for the help
    ending: str  # of the file that people write, as an example
    place: Place = Place.STREAM
    use: str = ""  # the command that shows the file, which stands for {}; it is told
    takes_texts: bool = False  # of articles, with --text and --texts
    notations: tuple[Notation, ...] = ()  # in which it may be written, the usual one first
    ordered: bool = False  # by a field of claims; its module has `field_by`
    is_store: bool = False  # it keeps what is not public too, and is written by the room `lake`

    def by(self, name: str | None) -> str:
        """Return the field that claims are ordered by; none is named by "".

        Raise UsageError if the format has no such order, or if it cannot be by that field.
        """
        if name is None:
            return ""
        if not self.ordered:
            raise UsageError(f"{self} has the order of the data, so it takes no --by")
        return str(self.room().field_by(name))

    def notation(self, name: str | None, output: str | None) -> str:
        """Return the language that is named, or that the end of a file's name says; else the first.

        Raise UsageError if they differ, or if the format has no such language.
        """
        known = {each.name: each for each in self.notations}
        if name is not None and name not in known:
            if not known:
                raise UsageError(f"{self} has one notation, so it takes no -f")
            near = suggestion(name, list(known))
            names = ", ".join(known)
            raise UsageError(f"{self} has no notation '{visible(name)}'{near}\nit has {names}")
        ending = PurePath(output or "").suffix.lower()
        said = next((each.name for each in self.notations if ending in each.endings), None)
        if name and said and name != said:
            raise UsageError(f"the end of '{visible(str(output))}' says {said}, and -f says {name}")
        if ending and self.notations and not (said or name):
            endings = ", ".join(each for one in self.notations for each in one.endings)
            raise UsageError(
                f"'{visible(ending)}' does not say which notation\n"
                f"end the file's name with one of {endings}, or name the notation with -f"
            )
        return name or said or next(iter(known), "")

    def room(self) -> ModuleType:
        """Return the module of the format: a run needs only one."""
        return import_module(f".{self.module}", __package__)

    def write(self, export: "Export", out: Any) -> None:
        """Write the export to a text stream, or to the path of a new file or folder."""
        self.room().write(export, out)

    def __str__(self) -> str:
        """Return the name, for help and messages."""
        return self.name


_FORMATS = (
    Format("jsonld", "jsonld", "schema.org, which 'import' reads back", "claims.jsonld"),
    Format(
        "sqlite",
        "sqlite",
        "a database for SQL and Datasette",
        "claims.db",
        Place.FILE,
        use="datasette {} -m <(sqlite3 {} 'SELECT json FROM metadata')",
    ),
    Format("csv", "tables", "a folder of tables, with a datapackage.json", "claims/", Place.FOLDER),
    Format("ftm", "followthemoney", "FollowTheMoney entities, one a line", "claims.ftm.json"),
    Format(
        "csl", "references.csl", "the articles as CSL-JSON, for pandoc and Zotero", "articles.json"
    ),
    Format("bibtex", "references.bibtex", "the articles as BibLaTeX, for LaTeX", "articles.bib"),
    Format(
        "annotations",
        "annotations",
        "quotes as W3C Web Annotations",
        "annotations.jsonld",
        takes_texts=True,
    ),
    Format(
        "graph",
        "graph",
        "who retells whom, and what supports or contradicts what",
        "claims.dot",
        notations=(
            Notation("dot", (".dot", ".gv")),
            Notation("mermaid", (".mmd", ".mermaid")),
            Notation("graphml", (".graphml",)),
        ),
    ),
    Format(
        "lake",
        "",
        "Parquet files that commands ask as they ask claims files, with all that is not public too",
        "claims.lake/",
        Place.FOLDER,
        is_store=True,
    ),
    Format("md", "report", "a report, which pandoc makes a document of", "report.md", ordered=True),
)
FORMATS: Mapping[str, Format] = MappingProxyType({form.name: form for form in _FORMATS})
