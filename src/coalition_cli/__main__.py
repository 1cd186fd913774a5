"""The entry point: runs a command and maps every outcome to an exit code."""

import os
import sys
from collections.abc import Sequence

import typer
from typer._click.exceptions import ClickException  # 0.26 and 0.27 do not export it
from typer.main import get_command

from .cli import app
from .model.problems import CoalitionError, DataError, OutputError, UsageError, plural, reason
from .words.safe import visible
from .writing import abandon, stand_in, tell

_ASKED = "_COALITION_COMPLETE"  # in the environment: a shell asks what TAB offers
SHOWN = 20  # problems that a browse command prints before it gives up


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    0 done, 1 nothing found or problems found, 2 usage, 3 data or output failed,
    130 interrupted.
    """
    stand_in()
    try:
        try:
            return _run(sys.argv[1:] if arguments is None else list(arguments))
        finally:
            # Here, and not when Python exits, a failure can still be told.
            sys.stdout.flush()
    except BrokenPipeError:
        abandon(sys.stdout)
        return 0
    except SystemExit as stop:
        # Typer meets a closed pipe with an exit of its own; for us it is no failure.
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
        tell(f"coalition: something is nested too deeply\n{_told_where(error)}")
        return DataError.exit_code


def _run(arguments: list[str]) -> int:
    try:
        if _ASKED in os.environ:
            return _offer()
        outcome = get_command(app).main(arguments, prog_name="coalition", standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except DataError as error:
        for problem in error.problems[:SHOWN]:
            tell(str(problem))
        total = len(error.problems)
        more = (
            f", of which {SHOWN} are shown; 'coalition check' prints all" if total > SHOWN else ""
        )
        where = f" in {visible(error.data)}" if error.data else ""
        tell(f"coalition: {plural(total, 'problem')}{where}{more}")
        return error.exit_code
    except CoalitionError as error:
        tell(f"coalition: {visible(str(error), lines=True)}")
        return error.exit_code
    except ClickException as error:
        message = error.format_message()
        tell(f"coalition: {visible(message[:1].lower() + message[1:], lines=True)}")
        context = getattr(error, "ctx", None)
        if context is not None:
            tell(f"try '{context.command_path} -h' for help")
        return UsageError.exit_code


def _lacks_memory(error: ImportError) -> bool:
    """Whether a library could not be loaded for want of memory: the linker has words alone."""
    return any(words in str(error) for words in ("failed to map", "cannot allocate memory"))


def _offer() -> int:
    from .commands.offering import answer

    typer.echo(answer(get_command(app), os.environ), nl=False)
    return 0


def _told_where(error: BaseException) -> str:
    """Say where the program gave up: it is to be mended there, and no input should lead to it."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "the program"
    return f"please report this, with your command: it is a fault in the program, at {where}"


if __name__ == "__main__":
    sys.exit(main())
