"""The entry point: runs a command and maps every outcome to an exit code."""

import gc
import os
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import NoReturn

import typer
from typer._click.exceptions import ClickException  # 0.26 and 0.27 do not export it
from typer.main import get_command

from .cli import app
from .model.problems import CoalitionError, DataError, OutputError, UsageError, reason
from .words.safe import visible
from .writing import abandon, keep_streams_apart, tell

_ASKED = "_COALITION_COMPLETE"  # in the environment if a shell asks what TAB offers


def run() -> NoReturn:
    """Run the command line of this process, and end the process."""
    sys.excepthook = _tell_fault
    code = main()
    # Python would search all objects for garbage once more: a sixth of the time of a short run.
    gc.freeze()
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    0 done, 1 nothing found or problems found, 2 usage, 3 data or output failed,
    130 interrupted.
    """
    keep_streams_apart()
    try:
        try:
            return _run(sys.argv[1:] if arguments is None else list(arguments))
        finally:
            # A failure can still be reported here, and not when Python exits.
            sys.stdout.flush()
    except BrokenPipeError:
        abandon(sys.stdout)
        return 0
    except SystemExit as stop:
        # Typer exits with an error if a pipe is closed. For us that is no failure.
        if isinstance(stop.__context__, BrokenPipeError):
            abandon(sys.stdout)
            return 0
        return stop.code if isinstance(stop.code, int) else 0
    except OSError as error:
        abandon(sys.stdout)
        tell(f"coalition: cannot write the answer: {reason(error)}")
        return OutputError.exit_code
    except KeyboardInterrupt:
        return 130
    except (MemoryError, ImportError) as error:
        if isinstance(error, ImportError) and not _lacks_memory(error):
            raise
        abandon(sys.stdout)
        tell("coalition: there is not enough memory\nask for less, or split the data")
        return OutputError.exit_code
    except RecursionError as error:
        abandon(sys.stdout)
        tell(f"coalition: something is nested too deeply\n{_request_for_report(error)}")
        return DataError.exit_code


def _run(arguments: list[str]) -> int:
    try:
        if _ASKED in os.environ:
            return _offer()
        outcome = get_command(app).main(arguments, prog_name="coalition", standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except CoalitionError as error:
        from .commands.failing import told

        return told(error)
    except ClickException as error:
        message = error.format_message()
        tell(f"coalition: {visible(message[:1].lower() + message[1:], lines=True)}")
        context = getattr(error, "ctx", None)
        if context is not None:
            tell(f"try '{context.command_path} -h' for help")
        return UsageError.exit_code


def _lacks_memory(error: ImportError) -> bool:
    """Whether memory was lacking to load a library. The linker says it only in its message."""
    return any(words in str(error) for words in ("failed to map", "cannot allocate memory"))


def _offer() -> int:
    from .commands.completion.offering import answer

    typer.echo(answer(get_command(app), os.environ), nl=False)
    return 0


def _tell_fault(
    kind: type[BaseException], error: BaseException, place: TracebackType | None
) -> None:
    """Say where the program failed. What the exception says stays unsaid: it may be a name."""
    from traceback import format_tb

    frames = "".join(format_tb(place)).rstrip()
    tell(f"Traceback (most recent call last):\n{frames}\n{kind.__name__}")
    tell(f"coalition: {_request_for_report(error)}")


def _request_for_report(error: BaseException) -> str:
    """Say where the program failed, and ask for a report. No input should lead there."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "the program"
    return f"please report this, with your command: it is a fault in the program, at {where}"


if __name__ == "__main__":
    run()
