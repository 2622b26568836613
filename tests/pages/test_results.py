"""The results of a session: decisions, figures, who was heard; the same as a table; as many questions however much there is."""

import csv
import io
from html import unescape

from tests.pages.counting import questions
from tests.pages.deciding import words


def table(gallery) -> list[dict[str, str]]:
    answer = gallery.browser().get(f"/sessions/{gallery.slug}/results/equity.csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={gallery.slug}-equity.csv"
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_results_tell_decisions_votes_and_what_was_published(declared):
    page = unescape(declared.browser().get(f"/sessions/{declared.slug}/results").text)
    for link in (
        f'href="/motions/{declared.decided}"',
        f'href="/declarations/{declared.declaration["slug"]}"',
        *(f'href="/votes/{vote["id"]}"' for vote in declared.votes()),
    ):
        assert link in page
    said = words(declared.browser().get(f"/sessions/{declared.slug}/results"))
    assert "motions decided 1 motions adopted 1" in said
    assert "4 mayors, 4 cities, 4 countries, 5,900,000 people represented" in said


def test_what_is_not_public_is_not_in_the_results_of_anybody(declared):
    for reader in (None, declared.mayors[2], declared.desk):
        page = declared.browser(reader).get(f"/sessions/{declared.slug}/results").text
        assert "A motion that is not in order" not in page


def test_groups_of_the_equity_report_add_up_to_the_whole_session(declared):
    rows = table(declared)
    whole = next(row for row in rows if row["by"] == "session")
    assert (whole["seats"], whole["people"], whole["motions"], whole["motions_adopted"]) == ("8", "7310000", "1", "1")
    assert int(whole["amendments"]) > int(whole["amendments_adopted"]) > 0
    for by in ("region", "size"):
        for column in ("seats", "people", "turns", "seconds", "motions", "amendments", "amendments_adopted"):
            assert sum(int(row[column]) for row in rows if row["by"] == by) == int(whole[column])


def test_session_page_leads_to_its_results(declared):
    assert f'href="/sessions/{declared.slug}/results"' in declared.browser().get(f"/sessions/{declared.slug}").text


def test_results_of_a_session_in_which_nothing_is_decided_say_so(convened):
    said = words(convened.browser().get(f"/sessions/{convened.slug}/results"))
    for sentence in ("This session has published no declaration yet.", "Nothing has been decided yet."):
        assert sentence in said


def test_results_cost_the_same_questions_before_and_after_the_decisions(declared, deciding):
    path = "/sessions/{slug}/results"
    assert questions(declared, path.format(slug=declared.slug)) == questions(deciding, path.format(slug=deciding.slug))


def test_a_session_that_does_not_exist_has_no_results(declared):
    for tail in ("", "/equity.csv"):
        assert declared.browser().get(f"/sessions/no-such-session/results{tail}").status_code == 404
