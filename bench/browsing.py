"""`python -m bench.browsing`: how soon the browser paints, at the start and at each key.

Starts are whole processes on a pseudo-terminal, from their beginning until a claim is on the
screen, in pairs with `python -c "import textual.app"`. Keys are pressed in Textual's pilot, in a
process of its own for each size: from the key until what it asks for is painted.
"""

import argparse
import asyncio
import fcntl
import json
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .data import HUGE, LARGE, MIDDLE, lines_file, yaml_file

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "data" / "claims.yaml"
_SIZE = 140, 40  # columns and lines
_PATIENCE = 60  # seconds


class Start(NamedTuple):
    """A run until its first claim was painted."""

    seconds: float
    peak: int  # bytes of resident memory when it was


def started(data: Path, shows: bytes) -> Start:
    """Start the browser on a terminal, wait for a text, and end it."""
    leader, follower = pty.openpty()
    columns, lines = _SIZE
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    command = [sys.executable, "-m", "coalition_cli", "browse", "-d", str(data)]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower) as child:
        sent = b""
        while shows not in sent and time.perf_counter() - begun < _PATIENCE:
            if select.select([leader], [], [], 0.01)[0]:
                sent += os.read(leader, 1 << 16)
        seconds = time.perf_counter() - begun
        peak = _resident(child.pid)
        os.write(leader, b"q")
        while child.poll() is None:
            if select.select([leader], [], [], 0.01)[0]:
                os.read(leader, 1 << 16)
    os.close(leader)
    os.close(follower)
    return Start(seconds, peak)


def _resident(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def imported() -> float:
    """Return the seconds of the import of Textual."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import textual.app"], check=True)
    return time.perf_counter() - begun


def starts(data: Path, shows: bytes, pairs: int) -> tuple[float, float, int]:
    """Return the medians of start and ratio to the import of Textual, and the highest peak."""
    started(data, shows)  # the index is made, and the cache trusts it
    runs = [(started(data, shows), imported()) for _ in range(pairs)]
    ratio = statistics.median(run.seconds / beside for run, beside in runs)
    seconds = statistics.median(run.seconds for run, _ in runs)
    return seconds, ratio, max(run.peak for run, _ in runs)


def keys(data: Path, rounds: int, *, processor: bool = False) -> dict[str, list[float]]:
    """Press keys in a process of their own, and return what they took."""
    command = [sys.executable, "-m", "bench.browsing", "--keys", str(data), "--rounds", str(rounds)]
    command += ["--processor"] if processor else []
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    taken: dict[str, list[float]] = json.loads(done.stdout)
    return taken


def _table(sizes: Sequence[tuple[str, Path]], rounds: int, *, processor: bool) -> None:
    of_sizes = [(name, keys(path, rounds, processor=processor)) for name, path in sizes]
    print("| until it is painted, median and worst | " + " | ".join(n for n, _ in of_sizes) + " |")
    print("|---|" + "---:|" * len(of_sizes))
    for act in of_sizes[0][1]:
        cells = (
            f"{statistics.median(taken[act]):.0f} ms, {max(taken[act]):.0f} ms"
            for _, taken in of_sizes
        )
        print(f"| {act} | {' | '.join(cells)} |")


def main() -> int:
    """Measure, and print two tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.browsing", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="no more than 10,000 claims")
    parser.add_argument(
        "--processor", action="store_true", help="measure keys by the time of the processor"
    )
    parser.add_argument("--keys", metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.keys:
        from .pressing import pressed  # it imports Textual, and starts are measured without it

        clock = time.process_time if options.processor else time.perf_counter
        print(json.dumps(asyncio.run(pressed(options.keys, options.rounds, _SIZE, clock))))
        return 0
    large = [("10,000 claims", yaml_file(MIDDLE))]
    if not options.quick:
        large = [("100,000 claims", yaml_file(LARGE)), ("1,000,000 claims", lines_file(HUGE))]
    print("| first claim painted | ÷ import textual.app | seconds | peak |\n|---|---:|---:|---:|")
    for name, path in [("shipped data", SHIPPED), *large]:
        shows = b"new-power-alliance" if path is SHIPPED else b"alliance-000000"
        seconds, ratio, peak = starts(path, shows, options.rounds)
        print(f"| {name} | {ratio:.2f} | {seconds:.2f} | {peak / 1e6:.0f} MB |")
    print()
    sizes = [("shipped data", SHIPPED), *large]
    _table(sizes, options.rounds, processor=options.processor)
    return 0


if __name__ == "__main__":
    sys.exit(main())
