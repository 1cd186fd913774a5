"""Who is given away in the data: by files and their names, and by what git keeps of them."""

import os
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from ..model.problems import Problem, reason
from ..project import Corpus
from ..reading.files import STANDARD_INPUT, DataFile, printable
from .identities import Identities
from .texts import Stream, found_in

PATH = "its path"  # what a message calls it
UNREADABLE = "unreadable"  # the code of what could not be looked at
_REMEDY = "write it without the name; 'coalition help unnamed' says what to do"


class Leaks:
    """Finds who is given away. The problems have the ids of speakers, and no name."""

    def __init__(self, identities: Identities) -> None:
        self._identities = identities
        self.searched = 0  # files, or versions of files

    def in_data(self, corpora: Iterable[Corpus], texts: Sequence[str]) -> Iterator[Problem]:
        """Yield who is given away in the files of the data, and in the texts of articles.

        `texts` are files or folders; the texts that a project keeps are looked at as well.
        """
        told: set[str] = set()
        folders = list(texts)
        for corpus in corpora:
            folders += filter(None, [corpus.texts()])
            files = [*corpus.files()]
            if corpus.settings is not None:
                path = corpus.settings.path
                files.append(DataFile(path, printable(path)))
            for file in files:
                if file.name not in told:
                    told.add(file.name)
                    yield from self.in_file(file)
        for path in dict.fromkeys(each for folder in folders for each in _inside(folder)):
            if printable(path) not in told:
                told.add(printable(path))
                found = path not in folders  # a pipe that is named is read
                yield from self.in_file(
                    DataFile(path, printable(path), _status(path), inside=found)
                )

    def in_file(self, file: DataFile) -> Iterator[Problem]:
        """Yield who is given away by a file, by its name, or by where it leads if it is a link."""
        yield from self.in_name(file.name)
        if os.path.islink(file.path):
            yield from self.in_name(printable(os.readlink(file.path)), file.name)
        if file.unexpected:  # reading it would wait
            return
        try:
            with file.open() as stream:
                yield from self.in_stream(file.name, stream)
        except OSError as error:
            yield self._unread(file.name, error)

    def in_own_file(self, path: str, name: str) -> Iterator[Problem]:
        """Yield who is given away by a file of git's own, each once: at the first of its lines."""
        told: set[str] = set()
        try:
            with open(path, "rb") as stream:
                for found in found_in(stream, self._identities):
                    if found.speaker not in told:
                        told.add(found.speaker)
                        yield self._problem("this", found.speaker, name, found.line)
        except OSError as error:
            yield self._unread(name, error)

    def in_name(self, path: str, name: str | None = None) -> Iterator[Problem]:
        """Yield who is given away by a path; messages call it by a name, or by itself."""
        for found in found_in(BytesIO(path.encode(errors="replace")), self._identities):
            yield self._problem(PATH, found.speaker, path if name is None else name, 1)

    def in_stream(self, name: str, stream: Stream, what: str = "this") -> Iterator[Problem]:
        """Yield who is given away by a content; messages call it by a name, and say what it is."""
        self.searched += 1
        for found in found_in(stream, self._identities):
            yield self._problem(what, found.speaker, name, found.line)

    def renamed(self, problem: Problem, name: str) -> Problem:
        """Return a problem of something that has a better name."""
        return problem._replace(file=self._identities.masked(name))

    def _unread(self, name: str, error: OSError) -> Problem:
        message, remedy = f"cannot be read: {reason(error)}", "what is in it is not known"
        return Problem(UNREADABLE, message, remedy, self._identities.masked(name))

    def _problem(self, what: str, speaker: str, name: str, line: int) -> Problem:
        message = f"{what} gives away the unnamed speaker '{self._identities.masked(speaker)}'"
        return Problem("leaked-name", message, _REMEDY, self._identities.masked(name), line)


def _status(path: str) -> os.stat_result | None:
    """Return what kind of file it is; None where it cannot be told, which reading says."""
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def _inside(path: str) -> Iterator[str]:
    """Yield a file, or the files of a folder and below it, sorted; links to folders are followed.

    A folder that cannot be looked into is yielded too: reading it says so.
    """
    if not os.path.isdir(path):
        if path != STANDARD_INPUT:
            yield path
        return
    unread: list[str] = []
    seen: set[str] = set()  # a link may lead upwards
    walk = os.walk(path, onerror=lambda error: unread.append(str(error.filename)), followlinks=True)
    for folder, below, names in walk:
        real = os.path.realpath(folder)
        if real in seen:
            below.clear()
            continue
        seen.add(real)
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            yield os.path.join(folder, name)
    yield from unread
