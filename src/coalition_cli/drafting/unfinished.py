"""A draft that was broken off: it is kept in a private file until the next time."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from ..cache.place import cache_folder, made_ready
from ..project import Corpus

_VERSION = 1  # of the format; another one is not read


class Unfinished(NamedTuple):
    """The answers of an interview, and what was typed of the next one."""

    answers: Sequence[str]
    typed: str = ""
    picked: Mapping[str, Any] = {}


class Keeper:
    """Keeps the draft of one kind of record of some data.

    The file lies in the cache's folder, or in the working folder if there is no cache. Only its
    user may read it. Its name begins with a point, so that no folder of data takes it in.
    """

    def __init__(self, corpus: Corpus, kind: str) -> None:
        folder = cache_folder()
        paths = corpus.paths or (os.curdir,)
        about = "\0".join([kind, *map(os.path.abspath, paths)])
        digest = hashlib.sha256(about.encode(errors="surrogateescape")).hexdigest()
        self.folder = folder or os.path.abspath(os.curdir)
        self._makes = folder is not None
        self.path = os.path.join(self.folder, f".draft-of-a-{kind}-{digest[:16]}")

    def kept(self) -> Unfinished | None:
        """Return the draft that was broken off; None if there is none that can be read."""
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            with open(self.path, encoding="utf-8") as file:
                read = json.load(file)
            if read["version"] == _VERSION and all(isinstance(a, str) for a in read["answers"]):
                return Unfinished(read["answers"], str(read["typed"]), dict(read["picked"]))
        return None

    def keep(self, draft: Unfinished) -> None:
        """Keep a draft; raise OSError if that is not possible."""
        if self._makes:
            made_ready(self.folder)
        part = f"{self.path}.{os.getpid()}.part"
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        try:
            with open(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
                json.dump({"version": _VERSION, **draft._asdict()}, file)
            os.replace(part, self.path)
        except BaseException:
            with suppress(OSError):
                os.unlink(part)
            raise

    def forget(self) -> None:
        """Remove the draft."""
        with suppress(OSError):
            os.unlink(self.path)
