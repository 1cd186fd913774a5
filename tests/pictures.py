"""The pictures of the README and the docs: what the browser and the page show of the example.

Screens are SVG, and their text stays text: no font is fetched, and they look nearly the same with
any whose characters have one width. What Chromium shows of the page is a PNG, which says of which
page it is.
"""

import hashlib
import os
import re
import shutil
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import chdir
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

import rich._export_format as export
from rich.console import Console
from rich.segment import Segment, Segments
from rich.terminal_theme import SVG_EXPORT_THEME

from .browsing import browsed

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "claims.html"
CHROMIUM = shutil.which("chromium")
_FONTS = 'Menlo, Consolas, "DejaVu Sans Mono", monospace'
_SWITCHES = "NO_COLOR", "COALITION_DATA"  # would change what a screen shows


class Screen(NamedTuple):
    """A screen of the browser."""

    command: str
    keys: str  # that are pressed there
    size: tuple[int, int]  # columns and lines


class Part(NamedTuple):
    """A part of the page."""

    address: str  # where it begins there
    size: tuple[int, int]  # of the window, in CSS pixels


# Unnamed speakers that only one outlet has: how a claim of theirs came here, and in which words.
SCREENS: Mapping[Path, Screen] = {
    DOCS / "browse.svg": Screen("coalition browse", f"u s {'j ' * 9}enter pagedown", (110, 32)),
    DOCS / "browse-facets.svg": Screen("coalition browse origins:1", "f j space", (132, 28)),
}
PARTS: Mapping[Path, Part] = {DOCS / "page.png": Part("#new-reality", (1040, 546))}


def of_screen(screen: Screen) -> str:
    """Return what the browser shows, with its colours."""
    query = screen.command.split()[2:]
    environment = {name: value for name, value in os.environ.items() if name not in _SWITCHES}
    with (
        TemporaryDirectory() as nowhere,  # where no project is: the example is shown
        chdir(nowhere),
        patch.dict(os.environ, environment | {"TERM": "xterm-256color"}, clear=True),
    ):
        seen = browsed(screen.keys.split(), query=query, size=screen.size, called="the example")
    columns, _ = screen.size
    console = Console(record=True, width=columns, file=StringIO(), color_system="truecolor")
    for strip in seen.strips:
        console.print(Segments([*strip, Segment.line()]), end="")
    form = re.sub(r"@font-face \{\{.*?\}\}\n", "", export.CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    form = re.sub(r"<!--.*?-->\n", "", form).replace("Fira Code, monospace", _FONTS)
    drawn = console.export_svg(
        title=screen.command, theme=SVG_EXPORT_THEME, code_format=form, unique_id="coalition"
    )
    return "\n".join(line.rstrip() for line in drawn.splitlines() if line.strip()) + "\n"


def of_page(part: Part, html: Path) -> bytes:
    """Return what Chromium shows of a page."""
    from playwright.sync_api import sync_playwright  # it takes a while to import

    width, height = part.size
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_page(
            viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        page.goto(f"{html.as_uri()}{part.address}")
        page.mouse.click(1, 1)  # no frame around what a key would act on
        drawn = page.screenshot(animations="disabled")
        chromium.close()
    end = drawn.rindex(b"IEND") - 4  # behind the length of the last chunk
    return drawn[:end] + _chunk(b"tEXt", _made_of(part, html)) + drawn[end:]


def is_of(picture: Path, html: Path) -> bool:
    """Whether a picture is of this page, as it is now."""
    made_of = _chunk(b"tEXt", _made_of(PARTS[picture], html))
    return made_of in picture.read_bytes()


def _made_of(part: Part, html: Path) -> bytes:
    """Return what a picture says of itself: which page it shows, and which part of it."""
    digest = hashlib.sha256(html.read_bytes()).hexdigest()
    return f"Source\0{html.name}{part.address} {part.size} sha256:{digest}".encode()


def _chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def undrawn() -> Iterator[str]:
    """Draw what is not of the page as it is now; yield the names of what cannot be drawn here."""
    for picture, part in PARTS.items():
        if picture.exists() and is_of(picture, PAGE):
            continue
        if CHROMIUM is None:
            yield picture.name
        else:
            picture.write_bytes(of_page(part, PAGE))
