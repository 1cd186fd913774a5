"""TAB in real shells: what stands on the line then, what Enter runs, and that nothing else does."""

# ruff: noqa: E501 - a line of a shell is one line

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from .shells import SHELLS, Shell, shell
from .test_completion import PROGRAM

pytestmark = pytest.mark.slow

# Each would run something, or be something else than its characters, in one shell or another.
HOSTILE = [
    "y$(touch ran)",
    r"y\$(touch ran)",
    r"y\\`touch ran\`",
    "y;touch ran;'$(touch ran)'",
    "y' touch ran; '",
    'y" touch ran; "',
    "y'\"$(touch ran)\"'",
    "y<(touch ran)>ran&",
    "y${(e):-'$(touch ran)'}",
    "y{a,b}!!",
    "!y^z",
    "*[a-z]?",
    "~",
    "~root/x",
    "=ls",
    "-rf",
    "#y",
    "%F{red}y%1",
    "back\\slash\\",
    "y:z::a",
    "a=b@host",
    "Nora O'Brien",
    "'",
    '"',
    "!",
    "two  blanks",
    "no\N{NO-BREAK SPACE}break",
    "Жук “x” नमस्ते",
    "Smith, Jo",
]
# Nobody would have these on the command line: they are not offered.
UNSEEN = ["u\nv", "u\ttouch ran", "u\x1b[2J", "u\x07", "u\u202ev", "u\u2028v", "u\x00v", "u" * 2000]


@pytest.fixture(params=SHELLS)
def typist(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shell]:
    """A shell that has the completion, its folder empty."""
    if shutil.which(request.param) is None:
        pytest.skip(f"there is no {request.param} here: install it to test what TAB does there")
    with shell(request.param, tmp_path / "home", str(PROGRAM)) as started:
        yield started


STORY = """\
sources: [{id: north, name: North Post}]
claims:
  - {id: "a:one", text: "$(touch ran) `touch ran` %F{red}x\\\\$(touch ran) :", source: north, speaker: "An 'aide'"}
  - {id: "a:two", text: It is so., source: South Post, topics: [al pha, bridge works, "bridge's"]}
"""

# What is typed before TAB, and what stands there then; the same where nothing is to be had.
LINES = {
    # Data as the shell would give it to the program, but nothing is run.
    "coalition show -d ~/story.yaml a:o": "coalition show -d ~/story.yaml a:one ",
    "coalition show -d $HOME/story.yaml a:o": "coalition show -d $HOME/story.yaml a:one ",
    'coalition show -d "${HOME}/story.yaml" a:o': 'coalition show -d "${HOME}/story.yaml" a:one ',
    "coalition show --data=story.yaml a:o": "coalition show --data=story.yaml a:one ",
    "coalition show --data=$HOME/story.yaml a:o": "coalition show --data=$HOME/story.yaml a:one ",
    "coalition show -d '~/story.yaml' a:o": "coalition show -d '~/story.yaml' a:one ",
    "coalition show -d $(touch ran)story.yaml a:o": None,
    "coalition show -d none.yaml ": None,
    # Nor do the names of files stand for ids.
    "coalition show -d story.yaml st": None,
    "coalition claims st": "coalition claims status:",
    "coalition claims -n ": None,
    # Signs that break words for bash, quotation marks, lists.
    "coalition show -d story.yaml a:one a:t": "coalition show -d story.yaml a:one a:two ",
    "coalition show -d story.yaml 'a:t": "coalition show -d story.yaml 'a:two' ",
    "coalition show -d story.yaml a": None,
    "coalition claims -d story.yaml --speaker=An": "coalition claims -d story.yaml --speaker=An\\ \\'aide\\' ",
    "coalition claims -d story.yaml --source South": "coalition claims -d story.yaml --source South\\ Post ",
    'coalition claims -d story.yaml --source "So': 'coalition claims -d story.yaml --source "South Post" ',
    "coalition claims -d story.yaml --topic al\\ pha,bridge\\ w": "coalition claims -d story.yaml --topic al\\ pha,bridge\\ works ",
    # The shell's own business: files.
    "coalition claims -d st": "coalition claims -d story.yaml ",
    "coalition claims --data=st": "coalition claims --data=story.yaml ",
    "coalition claims -d ~/st": "coalition claims -d ~/story.yaml ",
    "coalition check my": "coalition check my\\ texts/",
    # What the program has, wherever it stands.
    "coalition sta": "coalition stats ",
    "echo x | ~/bin/coalition claims --kind ev": "echo x | ~/bin/coalition claims --kind event ",
    "COALITION_DATA= coalition claims --anon": "COALITION_DATA= coalition claims --anonymous ",
}


WORDS = """\
sources: [{id: north, name: North Post}, {id: Łódź, name: Gazeta}, {id: Łomża}]
speakers: [{id: aide, name: Nora O'Brien}]
articles: [{id: gazette, headline: "It's what 'they' said"}]
claims:
  - id: long
    text: |
      It's a line that is longer than a terminal of eighty columns, so that it has to be wrapped or cut there.

      second stands by itself
    source: north
    speaker: aide
    date: 2026-01-19
    confidence: low
    topics: [nature, NATO, "O'Brien's", 'five " six', "a b", x$y, 'b\\s', Łódź, "c,d"]
    appearances: [{article: gazette}]
"""

# What is typed before TAB behind `coalition`, and what stands there then.
QUERIES = {
    # The names of fields end with a colon, and no blank.
    "claims conf": "claims confidence:",
    "claims not:conf": "claims not:confidence:",
    "claims red O": "claims red OR ",
    "claims red OR top": "claims red OR topic:",
    # Values, also in lists, and in other spellings.
    "claims topic:na": "claims topic:nature ",
    "claims topic:NA": "claims topic:NATO ",
    "claims not:topic:na": "claims not:topic:nature ",
    "claims TOPIC:na": "claims TOPIC:nature ",
    "claims topic:NATO,na": "claims topic:NATO,nature ",
    "claims --topic NATO,na": "claims --topic NATO,nature ",
    "claims topic:o": "claims topic:O\\'Brien\\'s ",
    "claims topic:five": 'claims topic:five\\ \\"\\ six ',
    'claims "topic:a ': 'claims "topic:a b" ',
    "claims topic:a": "claims topic:a\\ b ",
    "claims topic:x": "claims topic:x\\$y ",
    "claims topic:b": "claims topic:b\\\\s ",
    "claims topic:c": "claims topic:c,d ",
    "claims source:no": "claims source:north ",
    "claims source:NO": "claims source:north ",
    "claims source:lo": "claims source:lo",
    "claims speaker:Nora": "claims speaker:Nora\\ O\\'Brien ",
    "claims anonymous:f": "claims anonymous:false ",
    "claims text:": "claims text:",
    # Ranges.
    "claims confidence:lo": "claims confidence:low ",
    "claims confidence:..me": "claims confidence:..medium ",
    "claims confidence:low..h": "claims confidence:low..high ",
    "claims confidence:high..l": "claims confidence:high..l",
    "claims --confidence=..me": "claims --confidence=..medium ",
    "claims date:2025..20": "claims date:2025..2026-01-19 ",
    "claims --since 20": "claims --since 2026-01-19 ",
    "claims --min-confidence me": "claims --min-confidence medium ",
    # Fields, which an option takes with a sign that begins options.
    "claims --fields id,tex": "claims --fields id,text ",
    "claims --sort -tex": "claims --sort -text ",
    "claims --sort=-tex": "claims --sort=-text ",
    "claims --sort id,-tex": "claims --sort id,-text ",
    # Records of a kind.
    "show no": "show north ",
    "show sou": "show source:",
    "show source:no": "show source:north ",
    "show long source:no": "show long source:north ",
    # Files, and what stands before them.
    "claims -o te": "claims -o texts/",
    "claims -d te": "claims -d texts/",
    "claims --data=te": "claims --data=texts/",
    "claims --data=~/te": "claims --data=~/texts/",
    "verify --text ga": "verify --text gazette=",
    "verify --text gazette=te": "verify --text gazette=texts/",
    "verify --texts te": "verify --texts texts/",
    # Standard input is not read, and nothing is installed.
    "claims -d - source:no": "claims -d - source:no",
    "--install-completion cl": "--install-completion claims ",
}


def write(home: Path, name: str, **values: object) -> None:
    """Write a file of one claim."""
    (home / name).write_text(json.dumps([{"id": "c1", "text": "It is so."} | values]))


def test_what_is_inserted_comes_back_as_the_value_and_runs_nothing(typist: Shell) -> None:
    for number, value in enumerate(HOSTILE):
        write(typist.home, f"{number}.json", source=value, topics=[f"t{value}"])
        ends = {"source ": value}
        if set(value) & set("'\"\\!$`"):
            ends |= {'topic "t': f"t{value}", "topic 't": f"t{value}"}
        for end, expected in ends.items():
            line = f"coalition claims -d {number}.json --{end}"
            seen = typist.complete(line)
            if value.startswith("~") and seen == line:
                continue  # fish would not quote it
            assert typist.enter() == [*line.split()[1:5], expected], seen
    assert not (typist.home / "ran").exists()


def test_a_term_comes_back_with_its_value_and_runs_nothing(typist: Shell) -> None:
    for number, value in enumerate(HOSTILE):
        write(typist.home, f"{number}.json", topics=[f"t{value}"])
        for typed in ("topic:T", '"topic:t', "topic:a,"):
            seen = typist.complete(f"coalition claims -d {number}.json {typed}")
            if typed.endswith(",") and "," in value:
                continue  # in a list a value with a comma would be two
            term = typed.strip("\"'").rstrip("tT") + f"t{value}"
            assert typist.enter() == ["claims", "-d", f"{number}.json", term], seen
    assert not (typist.home / "ran").exists()


def test_what_nobody_would_type_is_not_offered(typist: Shell) -> None:
    for number, value in enumerate(UNSEEN):
        write(typist.home, f"{number}.json", source=value)
        line = f"coalition claims -d {number}.json --source "
        assert typist.complete(line) == line
    assert not (typist.home / "ran").exists()


def test_what_stands_on_the_line(typist: Shell) -> None:
    (typist.home / "story.yaml").write_text(STORY)
    (typist.home / "my texts").mkdir()
    found = {line: typist.complete(line) for line in LINES}
    # Fish says where a quotation mark or a word ends in its own way.
    assert found == {line: expected or line for line, expected in LINES.items()}
    assert not (typist.home / "ran").exists()


# At these signs bash breaks words, so that it sees only a part of a term: some, none, or fewer.
BREAKS = {"bash": ["", "COMP_WORDBREAKS=' '", "COMP_WORDBREAKS=$' \\t\\n\"\\'><=;|&('"]}


def test_queries_are_completed_as_people_type_them(typist: Shell) -> None:
    (typist.home / "claims.yaml").write_text(WORDS)
    (typist.home / "texts").mkdir()
    for breaks in BREAKS.get(typist.name, [""]):
        typist.clear()
        typist.run(breaks)
        found = {line: typist.complete(f"coalition {line}") for line in QUERIES}
        if typist.name == "zsh":  # it writes a quotation that it completes in its own way
            quoted = 'claims "topic:a '
            found[quoted] = found[quoted].replace("topic:a\\ b", '"topic:a b"')
        assert found == {line: f"coalition {end}" for line, end in QUERIES.items()}
    assert not (typist.home / ".bash_completions").exists()


def test_accents_need_not_be_typed(typist: Shell) -> None:
    (typist.home / "claims.yaml").write_text(WORDS)
    ends = {
        "topic:lod": "topic:Łódź ",
        "source:lom": "source:Łomża ",
        "--source lom": "--source Łomża ",
    }
    if (
        typist.name == "fish"
    ):  # it takes only words that begin as they are typed, or in another case
        ends = dict(zip(ends, ends, strict=True))
    for typed, end in ends.items():
        assert typist.complete(f"coalition claims {typed}") == f"coalition claims {end}"


def test_a_meaning_is_one_line_of_a_list_and_no_word(typist: Shell) -> None:
    (typist.home / "claims.yaml").write_text(WORDS)
    if typist.name == "fish":
        typist.run("complete -C 'coalition show ' > words")
        words = [line.partition("\t") for line in (typist.home / "words").read_text().splitlines()]
        told = {word: meaning for word, _, meaning in words}
        assert set(told) > {"north", "aide", "gazette", "long", "source:", "NATO"}
        assert told["long"].startswith("It's a line that is longer")
        assert not {word for word in told if word.startswith(("second", "It's", "there"))}
        assert told["gazette"] == "It's what 'they' said"
    if typist.name == "zsh":
        typist.complete("coalition show ")
        typist.press("\t")
        assert "gazette     -- It's what 'they' said" in typist.shown
        assert "aide        -- Nora O'Brien" in typist.shown
    for word in ("sec", "It", "the"):
        assert typist.complete(f"coalition show {word}") == f"coalition show {word}"


def test_the_program_is_asked_once_for_each_press(typist: Shell) -> None:
    (typist.home / "claims.yaml").write_text(WORDS)
    asked = typist.home / "asked"
    program = typist.home / "bin" / "coalition"
    counting = f'complete_*) echo >> "$HOME/asked"; exec {PROGRAM} ;;\n'
    program.write_text(program.read_text().replace("complete_* |", counting))
    for count, line in enumerate(
        ["show sou", "claims -d te", "claims topic:na", "claims topic:na"], 1
    ):
        typist.complete(f"coalition {line}")
        assert len(asked.read_text()) == count


def test_what_stands_behind_the_cursor_stays(typist: Shell) -> None:
    line = typist.complete("coalition claims --kind ev", behind=" --count")
    assert line.split() == ["coalition", "claims", "--kind", "event", "--count"]


def test_several_are_listed_and_none_runs(typist: Shell) -> None:
    (typist.home / "story.yaml").write_text(STORY)
    typist.complete("coalition show -d story.yaml a:")
    typist.press("\t")
    line = typist.complete("coalition claims -d story.yaml --topic bridge")
    assert not (typist.home / "ran").exists()
    assert line.rstrip("\\") == "coalition claims -d story.yaml --topic bridge"


# What a shell's user may have done before the script is read.
BEFORE = {
    "bash": ["COMP_WORDBREAKS=' '", "set -u", "shopt -s failglob; set -f"],
    "zsh": ["autoload -Uz compinit; compinit -u", "setopt ksh_arrays sh_word_split glob_subst", "setopt nounset extended_glob rc_quotes"],
    "fish": [],
}  # fmt: skip


@pytest.mark.parametrize(("name", "command"), [(n, c) for n in BEFORE for c in BEFORE[n]])
def test_settings_of_the_user_change_nothing(tmp_path: Path, name: str, command: str) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"there is no {name} here: install it to test what TAB does there")
    with shell(name, tmp_path / "home", str(PROGRAM), load=False) as typist:
        typist.run(command)
        typist.run("source <(coalition --show-completion)")
        write(typist.home, "a.json", id="a:b$(>ran)")
        typist.complete("coalition show -d a.json a:")
        assert typist.enter()[-1] == "a:b$(>ran)"
    assert not (typist.home / "ran").exists()


def test_it_is_installed_once_and_found_by_a_new_shell(typist: Shell) -> None:
    settings = {
        "bash": ".bashrc",
        "zsh": ".zshrc",
        "fish": ".config/fish/completions/coalition.fish",
    }
    file = typist.home / settings[typist.name]
    if typist.name != "fish":
        file.write_bytes(b"# mine, in Latin-1: \xe9, and without an end")
    typist.run("coalition --install-completion")
    once = file.read_bytes()
    typist.run("coalition --install-completion")
    assert file.read_bytes() == once
    if typist.name != "fish":
        lines = once.splitlines()
        assert lines[0] == b"# mine, in Latin-1: \xe9, and without an end"
        assert len(lines) == 2
    with shell(typist.name, typist.home, str(PROGRAM), load=False) as new:
        new.run(f"source {file}")
        assert new.complete("coalition claims --kind ev") == "coalition claims --kind event "
