"""`red*` in fields: values that begin so, any known value, and the ends of paths of files."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli import open_claims

from .conftest import Run

Write = Callable[..., str]

CORPUS = """\
sources: [{id: post, name: The Post}, {id: Postal, name: Mail}]
articles: [{id: dusk, publisher: post, authors: [Ann Lee, Bo], original: true}, {id: dawn, retells: [dusk]}]
speakers:
  - {id: s1, name: Ana Ruiz}
  - {id: s2, name: ANAÏS Lund}
  - {id: s3, description: an aide of the mayor}
  - {id: s4, name: "An*"}
members: [{country: NO, name: Norway, eu: false}, {country: NL, name: Netherlands}]
claims:
  - {id: red, text: t, speaker: s1, source: post, topics: [Ferries], kind: position, confidence: 40}
  - {id: Red-lines, text: t, speaker: s2, source: Postal, topics: [ferry tolls], date: 2026, note: n}
  - {id: redder, text: t, speaker: s3, source: Post office, kind: prediction,
     appearances: [{article: dusk, quote: q}]}
  - {id: blue, text: t, speaker: s4, topics: [x]}
  - {id: last, text: t, supports: [red]}
"""  # noqa: E501


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("id:red*", "red Red-lines redder"),
        ("id:RED*", "red Red-lines redder"),
        ("'id:red‑*'", "Red-lines"),
        ("id:redd*", "redder"),
        ("id:*", "red Red-lines redder blue last"),
        ("not:id:red*", "blue last"),
        ("id:red*,blue", "red Red-lines redder blue"),
        ("id:redd* OR id:b*", "redder blue"),
        ("not:id:redd*,b* not:id:Red-*", "red last"),
        # an id, a name or a description begins so
        ("speaker:ana*", "red Red-lines"),
        ("speaker:anai*", ""),
        ("speaker:anaï*", "Red-lines"),
        ("'speaker:Ana *'", "red"),
        ("speaker:s*", "red Red-lines redder blue"),
        ("'speaker:AN AIDE*'", "redder"),
        ("speaker_name:ana*", "red Red-lines"),
        ("source:post*", "red Red-lines redder"),
        ("source:the*", "red"),
        ("--source 'post*'", "red Red-lines redder"),
        ("--speaker 'ana*' --speaker s3", "red Red-lines redder"),
        ("topic:ferr*", "red Red-lines"),
        ("article:du*", "redder"),
        ("supports:re*", "last"),
        # a value that has a * wins
        ("'speaker:an*'", "blue"),
        ("'not:speaker:an*'", "red Red-lines redder last"),
        ("'speaker:an**'", "blue"),
        # a * inside is itself
        ("id:r*d", ""),
        ("id:*red", ""),
        # any known value, and none
        ("source:*", "red Red-lines redder"),
        ("not:source:*", "blue last"),
        ("topic:*", "red Red-lines blue"),
        ("not:speaker:*", "last"),
        ("date:*", "Red-lines"),
        ("date:2026*", "Red-lines"),
        ("not:confidence:*", "Red-lines redder blue last"),
        ("kind:*", "red redder"),
        ("quote:*", "redder"),
        ("not:note:*", "red redder blue last"),
        ("anonymous:*", "red Red-lines redder blue"),
        # words of a vocabulary
        ("kind:po*", "red"),
        ("kind:P*", "red redder"),
        ("not:kind:pred*", "red Red-lines blue last"),
        ("--kind 'p*'", "red redder"),
        ("status:a*", "red Red-lines redder blue last"),
    ],
)
def test_a_star_at_the_end_finds_what_begins_so(
    coalition: Run, claims_file: Write, words: str, ids: str
) -> None:
    file = claims_file(CORPUS)
    result = coalition("claims", "-d", file, "--fields", "id", *shlex.split(words))
    assert (result.code, result.lines) == (0, ["id", *ids.split()])
    assert (result.err != "") == (ids == "")
    count = coalition("claims", "-d", file, "--count", *shlex.split(words))
    assert count.out == f"{len(ids.split())}\n"


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        ("speakers name:ana*", "s1 s2"),
        ("speakers not:name:*", "s3"),
        ("sources id:post*", "post Postal Post office"),
        ("articles author:ann*", "dusk"),
        ("articles publisher:th*", "dusk"),
        ("articles not:retells:*", "dusk"),
        ("members country:n*", "NO NL"),
        ("members not:eu:*", "NL"),
        ("topics topic:ferr*", "Ferries ferry tolls"),
    ],
)
def test_every_list_knows_it(coalition: Run, claims_file: Write, command: str, keys: str) -> None:
    result = coalition(*command.split(), "-d", claims_file(CORPUS), "--json")
    assert " ".join(str(next(iter(row.values()))) for row in result.json) == keys
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("speaker:zz*", "no speaker 'zz*'"),
        ("id:rad*", "no claim 'rad*'; did you mean 'red'?"),
        ("id:x*y", "no claim 'x*y'; a * stands for more only at the end"),
        ("id:red*,zz*,blue", "no claim 'zz*'"),
        ("not:topic:zz*", "no topic 'zz*'"),
    ],
)
def test_a_beginning_of_nothing_gets_a_hint(
    coalition: Run, claims_file: Write, words: str, hint: str
) -> None:
    result = coalition("claims", "-d", claims_file(CORPUS), words, "--json")
    assert (result.code, result.err) == (0, f"coalition: {hint}\n")


def test_a_beginning_of_no_word_of_a_vocabulary_is_a_usage_error(coalition: Run) -> None:
    result = coalition("claims", "kind:zz*")
    words = "event, numerical, causal, position, prediction"
    assert result == (2, "", f"coalition: kind cannot be 'zz*'\nkind is one of {words}\n")


@pytest.mark.slow
def test_very_many_beginnings_are_answered(coalition: Run, claims_file: Write) -> None:
    file = claims_file(CORPUS)
    values = ",".join(f"x{number}*" for number in range(3_332))
    result = coalition("claims", f"speaker:{values},ana*", "-d", file, "--count")
    assert (result.code, result.out, result.err.count("\n")) == (0, "2\n", 3_332)
    result = coalition("claims", f"speaker:{values},a*,b*", "-d", file, "--count")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        "coalition: a question has at most 10,000 values, and this one has 10,002"
    )


@pytest.fixture
def stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change to a folder with some files of claims."""
    monkeypatch.chdir(tmp_path)
    for name in ("stories/harbour.yaml", "stories/Ferry.yaml", "stories/old/harbour.yaml"):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        key = name.removesuffix(".yaml").replace("/", "-")
        path.write_text(f"claims: [{{id: {key}, text: t, speaker: Ann}}]\n", encoding="utf-8")
    Path("stories/people.yaml").write_text("speakers: [{id: Ann, name: Ann}]\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("file:harbour.yaml", "stories-harbour stories-old-harbour"),
        ("file:stories/harbour.yaml", "stories-harbour"),
        ("file:./stories/harbour.yaml", "stories-harbour"),
        ("file:old/harbour.yaml", "stories-old-harbour"),
        ("file:FERRY.yaml", "stories-Ferry"),
        ("file:harbour*", "stories-harbour stories-old-harbour"),
        ("file:stories/old/*", "stories-old-harbour"),
        ("file:ferry.yaml,old/harbour.yaml", "stories-Ferry stories-old-harbour"),
        ("not:file:harbour.yaml", "stories-Ferry"),
        ("file:ferry.yaml OR file:old/*", "stories-Ferry stories-old-harbour"),
        ("file:people.yaml", ""),
    ],
)
def test_a_file_is_found_by_the_end_of_its_path(
    coalition: Run, stories: Path, words: str, ids: str
) -> None:
    for data in ("stories", str(stories / "stories")):
        result = coalition("claims", "-d", data, "--fields", "id", *words.split())
        assert (result.code, result.err) == (0, "")
        assert sorted(result.lines[1:]) == sorted(ids.split())
    with open_claims("stories") as corpus:
        assert corpus.count(*words.split()) == len(ids.split())


def test_a_whole_path_wins_and_a_part_of_a_name_is_none(coalition: Run, stories: Path) -> None:
    (stories / "harbour.yaml").write_text("claims: [{id: top, text: t}]\n", encoding="utf-8")
    data = ("-d", "harbour.yaml", "-d", "stories", "--fields", "id")
    assert coalition("claims", "file:harbour.yaml", *data).lines == ["id", "top"]
    result = coalition("claims", "file:arbour.yaml", *data)
    assert result == (
        0, "id\n", "coalition: no file 'arbour.yaml'; did you mean 'harbour.yaml'?\n",
    )  # fmt: skip
    result = coalition("appearances", "file:ferry.yaml", *data[:-2], "--count")
    assert result == (0, "0\n", "")  # the file is known, though no appearance is in it


def test_a_beginning_finds_no_confidential_name(coalition: Run, claims_file: Write) -> None:
    text = """\
speakers:
  - {id: aide, description: an aide, anonymous: true, name: Rosa Quist}
  - {id: rosa, name: Rosa Berg}
claims:
  - {id: a, text: t, speaker: aide}
  - {id: b, text: t, speaker: rosa}
  - {id: c, text: t, speaker: Tove Quist, anonymous: true}
"""
    file = claims_file(text)
    data = ("-d", file, "--fields", "id")
    assert coalition("claims", "speaker:Rosa*", *data).lines == ["id", "b"]
    for words in ("speaker:rosa q*", "speaker_name:Rosa Q*", "speaker:tove*"):
        result = coalition("claims", words, *data)
        field, _, value = words.partition(":")
        assert result.lines == ["id"]
        assert result.err.startswith(f"coalition: no {field} '{value}'")
        assert "Quist" not in result.err
    assert coalition("speakers", "name:rosa*", *data).lines == ["id", "rosa"]
