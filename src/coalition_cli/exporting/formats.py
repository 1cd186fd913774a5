"""The table of formats. The command, its help and completion follow it."""

from collections.abc import Mapping
from enum import Enum
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:  # the help needs no more than the table
    from .export import Export


class Place(Enum):
    """Where a format is written."""

    STREAM = "a text, also for a pipe"
    FILE = "one file that is no text"
    FOLDER = "a folder of files"


class Format(NamedTuple):
    """A format. Its module has TERMS, LEFT_OUT and `write`.

    TERMS has, for each section, what the format calls the fields that a claims file may state;
    LEFT_OUT has the others, each with the reason. `write(Export, TextIO)` writes a text,
    `write(Export, str)` what has a path: that of a new file, or of a new folder.
    """

    name: str
    module: str
    meaning: str  # in few words, for the help
    ending: str  # of the file that people write, as an example
    place: Place = Place.STREAM

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
    Format("csv", "tables", "a folder of tables, with a datapackage.json", "claims/", Place.FOLDER),
)
FORMATS: Mapping[str, Format] = MappingProxyType({form.name: form for form in _FORMATS})
