"""An answer that is no text: a file of its own kind, or a folder of files.

It is made beside its place, under another name, and gets its name when it is complete. So a run
that fails leaves what was there before, and nothing else.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ..model.problems import OutputError, UsageError, reason
from .replacing import part_of, removed_in_the_end


@contextmanager
def new_file(target: str) -> Iterator[str]:
    """Yield the path of a file to make, which `target` names in the end.

    Raise OutputError where that cannot be.
    """
    with _named_in_the_end(target, os.path.isdir, "it is a folder") as part:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        yield part
        os.replace(part, os.path.realpath(target))


@contextmanager
def new_folder(target: str, is_ours: Callable[[str], bool]) -> Iterator[str]:
    """Yield the path of a folder to fill, which `target` names in the end.

    A folder that is there already is replaced if it is empty, or if `is_ours` says that an earlier
    run has made all of it. Raise UsageError for another one, OutputError where no folder can be
    made.
    """
    target = os.path.realpath(target) if target else target
    if os.path.isdir(target) and os.listdir(target) and not is_ours(target):
        remedy = "name a folder that is new or empty"
        raise UsageError(f"{target} has files that this command has not made\n{remedy}")
    with _named_in_the_end(target, os.path.isfile, "it is a file") as part:
        os.mkdir(part)
        yield part
        if not os.path.isdir(target):
            os.rename(part, target)
            return
        before = part_of(target)
        with removed_in_the_end(before):
            os.rename(target, before)
            try:
                os.rename(part, target)
            except OSError:
                os.rename(before, target)
                raise


@contextmanager
def _named_in_the_end(target: str, is_other: Callable[[str], bool], other: str) -> Iterator[str]:
    """Yield the path that something has until it is complete; raise OutputError where it fails."""
    if not os.path.basename(target):
        raise UsageError("the path of what is written is empty")
    if is_other(target):
        raise OutputError(f"cannot write {target}: {other}")
    part = part_of(os.path.realpath(target))
    with removed_in_the_end(part):
        try:
            yield part
        except OSError as error:
            raise OutputError(f"cannot write {target}: {reason(error)}") from error
