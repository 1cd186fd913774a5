"""The index of files that come behind others, whose records are elsewhere.

What follows from all records together is told to it, before search is filled.
"""

from collections.abc import Iterable, Mapping, Sequence

from ..query.tables import TOPIC_SPELLINGS, UNDECLARED_FROM, Statement
from ..reading import DataFile, Watch
from ..words import any_case
from . import search
from .asking import Index
from .building import Input, finish, hurried, identify, read
from .database import connected
from .keeping import SQLite
from .part import Whole

_APART = 1 << 61  # moves positions to where no others are


class Behind:
    """Such an index while it is made; used in a `with`, which closes it.

    Raise Unsound where the files have problems.
    """

    def __init__(self, files: Sequence[DataFile], slot: int, watch: Watch) -> None:
        """Read files, which get the slots from this one on."""
        self._database = connected("")  # what is much stands in a file without a name
        self.index = Index(SQLite(self._database, Whole()))
        made_of = [Input(file, slot + number) for number, file in enumerate(files)]
        try:
            read(self._database, made_of, watch)
            identify(self._database)
            finish(self._database, ())
        except BaseException:
            self.index.close()
            raise

    def __enter__(self) -> "Behind":
        return self

    def __exit__(self, *_: object) -> None:
        self.index.close()

    def undeclared(self, section: str) -> list[str]:
        """Return the ids of speakers, or sources, that no record declares."""
        sql = f"SELECT id FROM stated_{section} WHERE position > {UNDECLARED_FROM}"
        sql += " ORDER BY position"
        return [str(key) for (key,) in self.index.table(Statement(sql, ()))]

    def place(self, section: str, known: Mapping[str, int], last: int) -> None:
        """Give those of them that are elsewhere too the positions from there, and others new ones.

        These come behind the last position that is taken there.
        """
        ids = self.undeclared(section)
        fresh = (key for key in ids if key not in known)
        places = {**known, **{key: last + nth for nth, key in enumerate(fresh, 1)}}
        moved = f"UPDATE stated_{section} SET position = {{}} WHERE {{}}"
        apart = moved.format(f"position + {_APART}", f"position > {UNDECLARED_FROM}")
        with hurried(self._database):
            self._database.execute(apart)
            self._database.executemany(
                moved.format("?", "id = ?"), [(places[key], key) for key in ids]
            )

    def mark(self, speakers: Iterable[str], anonymous: bool | None) -> None:
        """Say of speakers that no record declares whether they are unnamed."""
        with hurried(self._database):
            self._database.executemany(
                "UPDATE stated_speakers SET anonymous = ? WHERE id = ?",
                [(anonymous, key) for key in speakers],
            )

    def list_topics(self, topics: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Have these topics in their order, each with its spellings."""
        with hurried(self._database):
            self._database.execute("DELETE FROM stated_topics")
            self._database.execute(f"DELETE FROM {TOPIC_SPELLINGS}")
            for topic, spellings in topics:
                key = any_case(topic)
                self._database.execute(
                    "INSERT INTO stated_topics (topic, key) VALUES (?, ?)",
                    (topic, None if key == topic else key),
                )
                self._database.executemany(
                    f"INSERT INTO {TOPIC_SPELLINGS} VALUES (?, ?)",
                    [(spelling, topic) for spelling in spellings],
                )

    def fill(self) -> None:
        """Fill what search looks through."""
        with hurried(self._database):
            search.fill(self._database, search.TEXTS)
