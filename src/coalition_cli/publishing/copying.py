"""Records → claims files of our own, and their index.

They stand in a folder that only its user may read, until the index is made. So it takes little
memory however many records there are.
"""

import json
from contextlib import ExitStack
from pathlib import Path

from ..answers.opening import opened_files
from ..index import Index
from ..model.answer import Values
from ..model.problems import OutputError, reason
from ..reading import DataFile, Watch
from ..writing.replacing import temporary_folder

_NAME = "the public claims"  # of the files in messages; nothing else shows it
_CLAIMS, _OTHERS = "claims", "others"


class Copy:
    """Claims files that records are written to; used in a `with`, which removes them.

    Claims stand in a file that is only a list of claims: such a one may name what no file has.
    """

    def __enter__(self) -> "Copy":
        try:
            with ExitStack() as opened:
                folder = Path(opened.enter_context(temporary_folder()))
                self._paths = {name: folder / f"{name}.jsonl" for name in (_OTHERS, _CLAIMS)}
                self._files = {
                    name: opened.enter_context(path.open("wb"))
                    for name, path in self._paths.items()
                }
                self._opened = opened.pop_all()
        except OSError as error:
            raise _no_room(error) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def add(self, section: str, record: Values) -> None:
        """Write a record; a record of the section `file` says what holds for all of them."""
        is_claim = section == "claims"
        value = record if is_claim else {section: record}
        line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        try:
            self._files[_CLAIMS if is_claim else _OTHERS].write(f"{line}\n".encode())
        except OSError as error:
            raise _no_room(error) from error

    def index(self, watch: Watch) -> Index:
        """Return the index of what was written; it stays when the files are gone."""
        try:
            for file in self._files.values():
                file.flush()
        except OSError as error:
            raise _no_room(error) from error
        paths = [self._paths[name] for name, file in self._files.items() if file.tell()]
        files = [DataFile(str(path), _NAME, path.stat()) for path in paths]
        files = files or [DataFile(_NAME, f"{_NAME}.jsonl", content=b"")]
        for each in files:
            each.untold = True
        return opened_files(files, watch)


def _no_room(error: OSError) -> OutputError:
    return OutputError(
        f"there is no room for temporary files: {reason(error)}\n"
        "TMPDIR can name another folder for them"
    )
