"""Corpora of checked claims come in by themselves, counted row by row, and no value is lost."""

from pathlib import Path

import pytest

from .conftest import Run
from .corpora import CORPORA, LIAR, Sample, liar
from .finding_again import Lost, lists, lost

NOTHING = {"multifc": ["None", "[]"], "quotebank": ["None"], "politifact": ["NaN", "nan"]}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def imported(coalition: Run, sample: Sample, *options: str) -> str:
    """Write a sample, import it as claims.yaml, and return what the command said."""
    Path(sample.name).write_bytes(sample.data)
    done = coalition("import", sample.name, *options, "-o", "claims.yaml")
    assert (done.code, done.out) == (0, ""), done.err
    return done.err


@pytest.mark.parametrize("name", CORPORA)
@pytest.mark.parametrize("said", [False, True], ids=["recognised", "said"])
def test_each_row_of_a_corpus_is_a_claim_and_no_value_is_lost(
    coalition: Run, name: str, said: bool
) -> None:
    sample = CORPORA[name]()
    report = imported(coalition, sample, *(["--from", name] if said else []))
    count = len(sample.rows)
    assert report.startswith(f"coalition: {count} rows in; {count} claims,")
    answers = lists(coalition, "claims.yaml")
    assert len(answers["claims"]) == count
    assert lost(sample.rows, answers, NOTHING.get(name, ())) == []


@pytest.mark.parametrize("name", CORPORA)
def test_what_a_corpus_became_has_no_error(coalition: Run, name: str) -> None:
    imported(coalition, CORPORA[name]())
    found = coalition("check", "claims.yaml", "-f", "concise").out.splitlines()
    assert [line for line in found if not line.endswith("[warning]")] == []


def test_what_is_not_in_the_answers_is_found_to_be_lost(coalition: Run) -> None:
    sample = liar(3)
    imported(coalition, sample)
    answers = lists(coalition, "claims.yaml")
    answers["claims"][1]["reviews"] = []
    answers["claims"][2]["extra"]["mostly_true"] = None
    sample.rows[0]["context"] = "another debate"
    sample.rows[2]["mostly_true"] = "77"
    assert lost(sample.rows, answers) == [
        Lost(0, "context", "another debate"),
        Lost(1, "label", sample.rows[1]["label"]),
        Lost(2, "mostly_true", "77"),
    ]


def test_what_a_mapping_ignores_is_lost(coalition: Run) -> None:
    sample = liar(4)
    columns = f"columns: [{', '.join(LIAR)}]\n"
    Path("own.map.yaml").write_text(f"{columns}ignore: [job]\nfields: {{text: statement}}\n")
    imported(coalition, sample, "-m", "own.map.yaml")
    found = lost(sample.rows, lists(coalition, "claims.yaml"))
    jobs = [(number, row["job"]) for number, row in enumerate(sample.rows) if row["job"]]
    assert [(one.row, one.path, one.value) for one in found] == [
        (number, "job", job) for number, job in jobs
    ]
