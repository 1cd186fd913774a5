"""Each problem code: its smallest broken files, and the exact text that a user sees.

A case is a text in the folder `errors`, made by `coalition check` of the file beside it, or by
`coalition import` of it where only that has the code:
`unknown-key.yaml` and `unknown-key.txt`, or `unknown-key.top-level.yaml` and its text,
where a code has several messages. What is unreadable has a text alone.

The files are as small as can be: so a text has the problems of its own severity only, those
of a strict rule as `coalition check --strict` has them.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from coalition_cli.checking.ignoring import CODE as UNUSED
from coalition_cli.checking.rules import RuleSet
from coalition_cli.model.choice import wanted
from coalition_cli.model.codes import CODES, Severity
from coalition_cli.model.problems import Problem
from coalition_cli.model.record import Record
from coalition_cli.reading import data_files
from coalition_cli.reading.kinds import SUFFIXES
from coalition_cli.reading.reader import read

from .conftest import Run, errors, problems
from .terminals import Result

ERRORS = Path(__file__).parent / "errors"
CASES = sorted(path.stem for path in ERRORS.glob("*.txt"))
FILES = {path.stem: path.name for path in ERRORS.iterdir() if path.suffix in SUFFIXES}
_PRINTED = re.compile(r"^[^ ]\S*:[0-9]+:[0-9]+: ([a-z0-9-]+): ", re.MULTILINE)


# What only an import tells of, each with the arguments before the file.
OF_IMPORT = {
    "bad-input": ["import"],
    "bad-row": ["import"],
    "bad-mapping": ["import", "--from", "csv", "-", "-m"],
}
# What only a search for the people of a private file tells of, and that file.
OF_LEAKS = {"leaked-name": "- {id: diplomat-1, names: [Ana Minister]}"}


def code(case: str) -> str:
    return case.partition(".")[0]


def expected(case: str) -> str:
    return (ERRORS / f"{case}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_a_broken_file_is_told_in_these_words(
    case: str, coalition: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(ERRORS)
    file = FILES.get(case, f"{case}.yaml")
    if code(case) in OF_IMPORT:
        told = coalition(*OF_IMPORT[code(case)], file, stdin="a,b\nA,B\n")
        assert (told.code, told.out) == (3, "")
        assert told.err.startswith(f"{expected(case)}coalition: ")
        return
    if code(case) in OF_LEAKS:
        private = tmp_path / "private.yaml"
        private.write_text(OF_LEAKS[code(case)])
        private.chmod(0o600)
        told = coalition("check", "--leaks", "--private", private, file)
        assert (told.code, told.out) == (1, expected(case))
        return
    match CODES[code(case)].severity:
        case Severity.ERROR:
            assert errors(coalition, file) == Result(1, expected(case), "")
        case Severity.WARNING:
            summary = f"coalition: {len(problems(expected(case)))} warning\n"
            assert coalition("check", file) == Result(0, expected(case), summary)
        case Severity.STRICT:
            assert coalition("check", file, "--strict").code == 1
            assert strict(coalition, file) == expected(case)


def strict(coalition: Run, file: str) -> str:
    """Return what `check` says only where it is asked to be strict."""
    told = coalition("check", file, "--strict").out
    return "".join(one for one in problems(told) if " [strict]\n" in one)


@pytest.mark.parametrize("case", CASES)
def test_a_case_shows_the_code_that_it_is_named_for(case: str) -> None:
    assert code(case) in _PRINTED.findall(expected(case))


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    assert {code(case) for case in CASES} == set(CODES)


def test_every_broken_file_has_a_text_and_only_what_is_unreadable_lacks_a_file() -> None:
    assert set(CASES) - set(FILES) == {"unreadable"}
    assert set(FILES) - set(CASES) == set()
    assert len(FILES) + len(CASES) == len(list(ERRORS.iterdir()))


def _found_by_rules(file: str) -> Iterator[tuple[str, Iterable[Problem]]]:
    """Yield what each rule finds in a file, with the rule's name."""
    data = data_files([str(ERRORS / file)])
    read_ = [one for each in data for one in read(each) if isinstance(one, Record)]
    records = [one for record in read_ for one in (record, *record.nested())]
    for rule in RuleSet(data, frozenset(CODES)).rules:
        for record in records:
            if record.section.name in rule.sections:
                yield type(rule).__name__, rule.see(record)
        yield type(rule).__name__, rule.problems()


def test_each_rule_finds_what_its_codes_say() -> None:
    rules = RuleSet([], frozenset(CODES)).rules
    found: dict[str, set[str]] = {type(rule).__name__: set() for rule in rules}
    for file in FILES.values():
        for name, told in _found_by_rules(file):
            found[name].update(one.code for one in told)
    assert found == {type(rule).__name__: rule.codes for rule in rules}
    # A code is that of one rule, unless reading finds it.
    codes = [code for rule in rules for code in rule.codes]
    assert len(codes) == len(set(codes))
    of_reading = {code for code, one in CODES.items() if one.severity is Severity.ERROR}
    assert set(codes) - of_reading == set(CODES) - of_reading - {UNUSED}


def test_only_rules_are_made_whose_codes_are_wanted() -> None:
    usual, strict = (RuleSet([], wanted(strict=strict).codes) for strict in (False, True))
    made = {type(rule).__name__ for rule in usual.rules}
    assert {type(rule).__name__ for rule in strict.rules} - made == {"Contradictions"}
    for rule_set in (usual, strict):
        assert all(rule_set.codes & rule.codes for rule in rule_set.rules)
