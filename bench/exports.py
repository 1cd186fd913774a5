"""`python -m bench.exports`: what exports take of the processor and of memory, by number of claims.

Each is a whole process. Its index is in the cache. Times are those of the processor, beside those
of the first reading of the same file, which makes the index.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from .data import HUGE, LARGE, MIDDLE, lines_file, make

_SETTLED = 5  # seconds after which the index's cache trusts a file
_HELD = 100  # of so many claims one is under embargo, where some are
_DAY = "2026-02-04"


class Taken(NamedTuple):
    """What a process took."""

    seconds: float  # of the processor
    peak: int  # resident memory at its highest, in bytes


def run(words: list[str], cache: Path) -> Taken:
    """Run a command of coalition to its end; raise RuntimeError where it fails."""
    command = [sys.executable, "-m", "coalition_cli", *words]
    env = {**os.environ, "COALITION_CACHE": str(cache)}
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(words)} failed")
    return Taken(used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def held_back(path: Path, scratch: Path) -> Path:
    """Return a copy of a file, with some claims under embargo."""
    copy = scratch / f"held-{path.name}"
    with path.open(encoding="utf-8") as file, copy.open("w", encoding="utf-8") as out:
        for number, line in enumerate(file):
            more = {"embargo": "2099"} if number % _HELD == 0 else {}
            out.write(f"{json.dumps({**json.loads(line), **more}, ensure_ascii=False)}\n")
    return copy


def measure(sizes: list[int], scratch: Path) -> None:
    """Print a table: a row for each export of each size."""
    print("| claims | what | ÷ first reading | peak | ÷ fewest claims |\n|---:|---|---:|---:|---:|")
    least: dict[str, int] = {}
    for size in sizes:
        plain = lines_file(size)
        for some, path in (("", plain), (", 1 in 100 under embargo", held_back(plain, scratch))):
            time.sleep(_SETTLED)
            data = ["-d", str(path), "--as-of", _DAY]
            read = run(["claims", "--count", "-d", str(path)], scratch / "cache")
            out = ["csv", *data, "-o", str(scratch / "out")]
            for what, words in (
                ("export csv", ["export", *out]),
                ("export csv source:politico", ["export", *out, "source:politico"]),
                ("claims --public --count", ["claims", "--public", "--count", *data]),
            ):
                taken = run(words, scratch / "cache")
                first = least.setdefault(what + some, taken.peak)
                ratios = f"{taken.seconds / read.seconds:.1f}", f"{taken.peak / first:.2f}"
                peak = f"{taken.peak / 1e6:.0f} MB"
                print(
                    f"| {size:,} | {what}{some} | {ratios[0]} | {peak} | {ratios[1]} |", flush=True
                )


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.exports", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10,000 claims only")
    options = parser.parse_args()
    sizes = [MIDDLE] if options.quick else [MIDDLE, LARGE, HUGE]
    make(quick=options.quick)
    with tempfile.TemporaryDirectory() as scratch:
        measure(sizes, Path(scratch))


if __name__ == "__main__":
    main()
