"""Several amendments at once and one in parts, as the chair and the mayors do it on the page."""

import pytest

from parliament.commands import amendments, votes
from tests.pages.conftest import Deciding
from tests.pages.deciding import press, words


@pytest.fixture
def page(deciding: Deciding) -> str:
    """Beside the two rivals a third amendment, of two changes, which stands beside either."""
    deciding.made[3] = deciding.amend(
        deciding.debated, 5, p2=("pay", "pay fairly"), p0=("heat kills", "heat and cold kill")
    )
    said = {"numbers": [3, 2, 1], "reason": "The easy one first."}
    deciding.act(amendments.confirm_order, deciding.chair, motion_id=deciding.debated, **said)
    return f"/motions/{deciding.debated}/voting"


def passed(deciding: Deciding, vote: str, choices: str = "") -> None:
    for mayor, choice in zip(deciding.mayors, choices, strict=False):
        said = {"y": "yes", "n": "no"}[choice]
        deciding.act(votes.cast_ballot, mayor, vote_id=vote, choice=said)
    deciding.now = deciding.now.replace(minute=(deciding.now.minute + 5) % 60)
    votes.close(deciding.house, by=deciding.chair, vote_id=vote)


def test_chair_proposes_a_mayor_takes_out_and_what_is_left_is_put(deciding: Deciding, page: str) -> None:
    chair, mayor = deciding.browser(deciding.chair), deciding.browser(deciding.mayors[6])
    refused = press(chair, page, "/voting/blocs", numbers=["1", "2"])
    assert refused.status_code == 409
    assert "These amendments exclude each other and cannot be put at once: 1, 2." in words(refused)
    assert press(chair, page, "/voting/blocs", numbers=["1", "3"]).status_code == 303
    assert "Take it out" not in words(chair.get(page))
    assert press(mayor, page, "/voting/take-out").status_code == 303
    assert "put by itself" in words(mayor.get(page))
    assert "at least two amendments at once" in words(chair.get(page))
    assert press(chair, page, "/voting/withdraw").status_code == 303
    press(chair, page, "/voting/blocs", numbers=["2", "3"])
    assert press(chair, page, "/voting/put").status_code == 303
    vote = deciding.votes()[0]["id"]
    shown = words(mayor.get(f"/votes/{vote}"))
    assert "Amendments 3, 2 to “Heat plans”, at once" in shown
    assert "pay fairly" in shown or "insert “fairly”" in shown
    assert "each spring" in shown
    assert "Is there any objection to amendments 3, 2 at once?" in words(chair.get(f"/sessions/{deciding.slug}/chair"))


def test_mayor_asks_the_chair_divides_and_each_part_has_its_page(deciding: Deciding, page: str) -> None:
    chair, mayor = deciding.browser(deciding.chair), deciding.browser(deciding.mayors[6])
    amendment = deciding.made[3]
    assert press(mayor, page, f"/{amendment}/ask", **{f"wish-{amendment}": "The money apart."}).status_code == 303
    assert "The money apart." in words(chair.get(page))
    wrong = press(chair, page, f"/{amendment}/divide", **{"part-1": "1, 2", "part-2": "1"})
    assert wrong.status_code == 422
    assert 'value="1, 2"' in wrong.text
    assert "leave none out" in words(wrong)
    assert press(chair, page, f"/{amendment}/divide", **{"part-1": "one"}).status_code == 422
    assert press(chair, page, f"/{amendment}/divide", **{"part-1": "2", "part-2": "1"}).status_code == 303
    cockpit = f"/sessions/{deciding.slug}/chair"
    assert "Part 1 of 2" in words(chair.get(cockpit))
    press(chair, cockpit, "/chair/put")
    passed(deciding, deciding.votes()[0]["id"], "nnnnnn")
    press(chair, cockpit, "/chair/put")
    vote = deciding.votes()[0]["id"]
    shown = words(mayor.get(f"/votes/{vote}"))
    assert "Part 2 of 2 of amendment 3" in shown
    assert "cold" in shown
    assert "fairly" not in shown
    passed(deciding, vote, "yyyyyy")
    assert "adopted in part" in words(mayor.get(page))
    assert "Part 2 of 2 of amendment 3" in words(mayor.get(f"/amendments/{amendment}"))


def test_passers_by_read_the_page_and_are_offered_nothing(deciding: Deciding, page: str) -> None:
    shown = deciding.browser().get(page)
    assert shown.status_code == 200
    assert "<form" not in shown.text.partition("<main")[2].partition("</main")[0]
    assert deciding.browser().get("/motions/nothing/voting").status_code == 404
