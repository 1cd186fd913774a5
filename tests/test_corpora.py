"""Corpora of checked claims come in by themselves, counted row by row, and no value is lost."""

import json
from pathlib import Path

import pytest

from .conftest import Run
from .corpora import CORPORA, LIAR, Sample, averitec, liar
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


def test_claims_whose_verdict_is_held_back_come_in_too(coalition: Run) -> None:
    held_back = {"label", "justification", "questions", "fact_checking_article", "claim_types"}
    whole = averitec()
    rows = [{key: row[key] for key in row.keys() - held_back} for row in whole.rows]
    report = imported(coalition, Sample("test.json", json.dumps(rows).encode(), rows))
    assert report.startswith(f"coalition: {len(rows)} rows in; {len(rows)} claims,")
    assert lost(rows, lists(coalition, "claims.yaml")) == []


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


def test_rows_of_one_claim_are_merged_and_no_value_is_lost(coalition: Run) -> None:
    rows = averitec(6).rows
    other = {row["claim"]: row for row in averitec(6, seed=9).rows}
    twice = [
        {
            **row,
            **{key: there[key] for key in ("label", "justification", "questions", "claim_types")},
        }
        for row, there in zip(rows, other.values(), strict=True)
    ]
    for row in [*rows, *twice]:
        row["justification"] += f" {row['label']} {len(row['questions'])}"
    both = [*rows, *twice]
    report = imported(coalition, Sample("a.json", json.dumps(both).encode(), both))
    assert report.startswith("coalition: 12 rows in; 6 claims,")
    assert "6 rows merged" in report
    assert lost(both, lists(coalition, "claims.yaml")) == []
