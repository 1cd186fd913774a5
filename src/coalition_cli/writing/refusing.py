"""What is said of a place where no answer can be written."""

from ..model.problems import OutputError, reason

_REMEDIES: dict[type[Exception], str] = {
    FileNotFoundError: "make the folder first, or name another place",
    NotADirectoryError: "a file stands where a folder is named: name another place",
    IsADirectoryError: "name a file in it",
    FileExistsError: "name another place",
    PermissionError: "name another place",
}


def cannot_write(path: str, error: OSError) -> OutputError:
    """Return that a path cannot be written, why, and what to do where that is known."""
    told, remedy = f"cannot write {path}: {reason(error)}", _REMEDIES.get(type(error))
    return OutputError(f"{told}\n{remedy}" if remedy and "\n" not in told else told)
