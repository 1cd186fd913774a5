from .conftest import Run


def test_claims_of_a_source(coalition: Run) -> None:
    rows = coalition("claims", "--source", "politico", "--json").json
    assert len(rows) >= 18
    assert {row["source"] for row in rows} == {"politico"}


def test_terminal(terminal: Run) -> None:
    assert "unnamed" in terminal("claims", "--no-pager", columns=100).out
