"""Motions and amendments: read by everybody, acted on by those who may."""

from html import unescape

import pytest

from parliament.commands import motions
from parliament.pages.motions import steps_of
from parliament.rules.stages import Stage
from tests.results.played import PARAGRAPHS


def page_of(gallery, path, actor=None) -> str:
    answer = gallery.browser(actor).get(path)
    assert answer.status_code == 200
    return unescape(answer.text)


def drafted(gallery, *, gather=False) -> str:
    made = gallery.act(
        motions.draft_motion, gallery.mayors[0], session_id=gallery.plenary, title="Shade", paragraphs=PARAGRAPHS
    )["motion"]
    if gather:
        gallery.act(motions.gather_sponsors, gallery.mayors[0], motion_id=made)
    return made


def test_decided_motion_shows_both_texts_fates_order_and_votes(declared):
    page = page_of(declared, f"/motions/{declared.decided}")
    assert page.index("every two years;") < page.index("As it was published") < page.index("heat plan every year;")
    assert "lapsed" in page
    assert "by amendment 4" in page
    assert "It conflicts with 2; 2 goes further from the text and comes first." in page
    assert all(f"/votes/{vote['id']}" in page for vote in declared.votes())
    assert "Read the declaration" in page


def test_passer_by_is_offered_no_act(deciding):
    page = page_of(deciding, f"/motions/{deciding.debated}")
    assert "For your seat" not in page
    assert "Amend this text" not in page


def test_mover_may_withdraw_and_others_may_amend(deciding):
    path = f"/motions/{deciding.debated}"
    assert f"/motions/{deciding.debated}/withdraw" in page_of(deciding, path, deciding.mayors[0])
    other = page_of(deciding, path, deciding.mayors[5])
    assert "/withdraw" not in other
    assert "Amend this text" in other


def test_order_once_confirmed_ends_the_amending(deciding):
    deciding.put()
    assert "Amend this text" not in page_of(deciding, f"/motions/{deciding.debated}", deciding.mayors[5])


def test_draft_says_beside_the_button_what_it_lacks(convened):
    motion = drafted(convened, gather=True)
    page = page_of(convened, f"/motions/{motion}", convened.mayors[0])
    assert "of 3 sponsors have signed this version." in page or "sponsors have signed this version." in page
    assert " disabled" in page[page.index(f"/motions/{motion}/submit") :]


def test_mayor_is_asked_to_sponsor_the_version_they_see(convened):
    motion = drafted(convened, gather=True)
    view = convened.motion_view(motion)
    page = page_of(convened, f"/motions/{motion}", convened.mayors[1])
    assert f'name="text_hash" value="{view["text_hash"]}"' in page
    convened.act(motions.sponsor_motion, convened.mayors[1], motion_id=motion, text_hash=view["text_hash"])
    assert "Sponsor this version" not in page_of(convened, f"/motions/{motion}", convened.mayors[1])


@pytest.mark.parametrize("who", ["passer-by", "chair", "another mayor"])
def test_draft_does_not_exist_for_anybody_but_its_seat(convened, who):
    reader = {"passer-by": None, "chair": convened.chair, "another mayor": convened.mayors[1]}[who]
    assert convened.browser(reader).get(f"/motions/{drafted(convened)}").status_code == 404


def test_amendment_shows_sentence_marks_conflicts_and_consequences(deciding):
    page = page_of(deciding, f"/amendments/{deciding.made[2]}")
    assert "In paragraph 1, replace “every year” by “each spring”." in page
    assert "<del>" in page
    assert "<ins>" in page
    assert f"/motions/{deciding.debated}#amendment-1" in page
    assert "amendment 1 falls." in page


def test_amendment_is_withdrawn_by_its_mover_alone(deciding):
    path = f"/amendments/{deciding.made[2]}"
    assert f"{path}/withdraw" in page_of(deciding, path, deciding.mayors[4])
    assert f"{path}/withdraw" not in page_of(deciding, path, deciding.mayors[3])


def test_amendment_that_is_put_can_no_longer_be_withdrawn(deciding):
    deciding.put()
    path = f"/amendments/{deciding.made[2]}"
    assert f"{path}/withdraw" not in page_of(deciding, path, deciding.mayors[4])


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_is_one_step_that_is_now(stage):
    motion = {"stage": stage, "outcome": None, "number": 1, "submitted_at": 1, "published_at": None}
    steps = steps_of(motion)
    states = [state for _, state in steps]
    assert states.count("now") == 1
    assert states == sorted(states, key=["done", "now", "next"].index)
