"""Words quoted for a shell: what bash, zsh and fish give the program when they are pasted there."""

import shutil
from pathlib import Path

import pytest

from coalition_cli.words.shell import joined, quoted

from .shells import SHELLS, shell
from .test_completion import PROGRAM
from .test_tab import HOSTILE


@pytest.mark.parametrize("name", SHELLS)
@pytest.mark.slow
def test_each_shell_reads_the_words_again(name: str, tmp_path: Path) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"there is no {name} here: install it to test what it reads")
    with shell(name, tmp_path / "home", str(PROGRAM), load=False) as typist:
        for word in [*HOSTILE, "", r"\\\'", r"'\n"]:
            typist.press(joined(["coalition", "claims", word, "end"]))
            assert typist.enter() == ["claims", word, "end"]


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("topic:nato,greenland", "topic:nato,greenland"),
        ("confidence:50..", "confidence:50.."),
        ("Ann Lee", "'Ann Lee'"),
        ("don't", "'don'\"'\"'t'"),
        ("=ls", "'=ls'"),
        ("a\\b", "'a'\"\\\\\"'b'"),
        ("naïve", "'naïve'"),
        ("", "''"),
    ],
)
def test_a_word_is_quoted_where_it_has_to_be(word: str, typed: str) -> None:
    assert quoted(word) == typed
