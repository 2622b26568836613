"""The table of benches says what was found, and says when nothing was."""

from pathlib import Path

import pytest

from bench import rows, run

FOUND = [
    rows.at_least("fan-out to 1,000, a second", 105_234.0, 110_000.0, "C send() loop", 0.8),
    rows.at_most("memory of a follower, kB", 41.0, 40.0, "stock", 1.0),
    rows.under("result → last of 5,000, p99 in s", 0.25, 0.05, "C send() loop", 1.0),
    rows.under("without a peer, s", 2.0, None, "–", 1.0),
    rows.failed("vote_storm", "failed: no | database\nhere"),
]


def test_a_goal_is_met_on_its_own_side_of_the_peer() -> None:
    assert [row.met for row in FOUND] == [True, False, True, False, False]
    assert rows.at_least("x", 0.79, 1.0, "p", 0.8).met is False
    assert rows.at_most("x", 1.0, 1.0, "p", 1.0).met is True


def test_the_table_has_a_line_for_each_row_and_names_what_was_missed() -> None:
    lines = rows.table(FOUND).splitlines()
    assert lines[2] == "| fan-out to 1,000, a second | 105,000 | 110,000 | C send() loop | 0.957 | ≥ 0.8 × | yes |"
    assert lines[-1] == "| vote_storm | – | – | failed: no / database here | – | a figure | **no** |"
    assert {line.count(" | ") for line in lines} == {6}


def test_rows_come_back_from_their_file(tmp_path: Path) -> None:
    rows.write(tmp_path / "results.json", FOUND)
    assert rows.read(tmp_path / "results.json") == FOUND


def test_the_page_keeps_its_words_and_gets_the_new_table() -> None:
    page = f"# Title\n\n{run.BEGIN}old\n{run.END}\nWords.\n"
    made = run.into_page(page, FOUND[:1], "Today.")
    assert made.startswith("# Title\n")
    assert made.endswith("\nWords.\n")
    assert "old" not in made
    assert "Today." in made
    assert "105,000" in made
    with pytest.raises(ValueError, match="marks"):
        run.into_page("# Title\n", FOUND, "Today.")


def test_a_scenario_that_fails_is_one_row_that_says_so() -> None:
    (row,) = run.run_apart("rows", quick=True, within=30)
    assert row.met is False
    assert row.ours is None
    assert "rows" in row.peer


def test_short_scenarios_run_first_and_the_table_keeps_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def tried_and_failed(name: str, *, quick: bool, within: float) -> list[rows.Row]:
        tried.append(name)
        return [rows.failed(name, "tried")]

    monkeypatch.setattr(run, "run_apart", tried_and_failed)
    found = run.run_all(["fanout", "memory", "append"], quick=True)
    assert tried == ["memory", "append", "fanout"]
    assert [row.scenario for row in found] == ["fanout", "memory", "append"]
