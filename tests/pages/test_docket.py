"""The marshalled list and the clusters: what the core says, in its order and its words."""

import re
from html import unescape

from parliament.commands import amendments
from parliament.store.queries.docket import docket_of
from parliament.store.tables import Motion
from parliament.store.views.clusters import clusters_view
from parliament.store.views.docket import docket_view
from tests.pages.deciding import press


def page_of(gallery, path, actor=None) -> str:
    answer = gallery.browser(actor).get(path)
    assert answer.status_code == 200
    return unescape(answer.text)


def docket_in(gallery, motion):
    with gallery.house.reading() as db:
        return docket_of(db, db.get_one(Motion, motion))


def edit_words(gallery, mayor, amendment, old, new) -> str:
    """A sub-amendment to the first words an amendment brings."""
    words = gallery.browser().get(f"/api/amendments/{amendment}").json["words"]
    rows = [each | {"text": each["text"].replace(old, new)} for each in words]
    made = gallery.act(amendments.submit_sub_amendment, gallery.mayors[mayor], parent_id=amendment, paragraphs=rows)
    return made["amendment"]


def replace_both(gallery, mayor, old, new) -> str:
    """A compromise in place of the first two amendments."""
    text = gallery.motion_view(gallery.debated)["text"]
    kept = ("id", "section", "depth", "addressee")
    rows = [{name: p[name] for name in kept} | {"text": p["text"].replace(old, new)} for p in text["paragraphs"]]
    said = {"motion_id": gallery.debated, "base_hash": text["hash"], "paragraphs": rows, "replaces": [1, 2]}
    return gallery.act(amendments.submit_compromise, gallery.mayors[mayor], **said)["amendment"]


def followed(rows) -> dict:
    return {row["number"]: (row["fate"], row["by"]) for row in rows}


def test_list_says_what_the_core_says(deciding):
    gallery = deciding
    gallery.amend(gallery.debated, 5, p3=("again", "again soon"))
    docket = docket_in(gallery, gallery.debated)
    with gallery.house.reading() as db:
        view = docket_view(db, gallery.debated, gallery.chair)
    assert [row["number"] for row in view["rows"]] == docket.pending
    assert [row["place"] for row in view["rows"]] == [1, 2, 3]
    assert view["votes"] == 4
    for row in view["rows"]:
        for outcome, said in (("adopted", row["if_adopted"]), ("rejected", row["if_rejected"])):
            found = docket.standing.consequences(row["number"], outcome)
            assert followed(said) == {n: (fate.state, fate.by) for n, fate in found.items()}


def test_list_shows_order_reasons_and_what_follows_and_folds_what_is_settled(deciding):
    vote = deciding.put()
    path = f"/motions/{deciding.debated}/list"
    page = page_of(deciding, path)
    first, second = page.index('id="amendment-2"'), page.index('id="amendment-1"')
    assert first < page.index("amendment 1 falls.") < page.index("goes furthest from the text") < second
    assert "The chair has confirmed the order as proposed." in page
    assert f"/votes/{vote}" in page
    deciding.act(amendments.withdraw_amendment, deciding.mayors[3], amendment_id=deciding.made[1])
    assert 'id="amendment-1"' not in page_of(deciding, path)
    assert "Show the 1 amendment that is settled" in page_of(deciding, path)
    whole = page_of(deciding, f"{path}?all=1")
    assert whole.index("Settled") < whole.index('id="amendment-1"') < whole.index("withdrawn")


def test_cluster_shows_both_against_the_base_and_says_why(deciding):
    path = f"/motions/{deciding.debated}/clusters"
    page = page_of(deciding, path, deciding.mayors[5])
    assert "Both change the same words of paragraph 1." in page
    assert page.index("Published text") < page.index("each spring") < page.index("two years")
    assert f"/motions/{deciding.debated}/amend?replaces=1,2" in page.replace("%2C", ",")
    assert "Draft a compromise" not in page_of(deciding, path)
    with deciding.house.reading() as db:
        (cluster,) = clusters_view(db, deciding.debated, deciding.chair)["clusters"]
    assert [row["number"] for row in cluster["amendments"]] == [2, 1]
    assert [row["pairs"] for row in cluster["clashes"]] == [[[1, 2]]]


def test_sub_amendment_and_what_waits_for_a_compromise_stand_under_their_own(deciding):
    gallery, motion = deciding, deciding.debated
    sub = edit_words(gallery, 5, gallery.made[2], "each spring", "each summer")
    compromise = replace_both(gallery, 6, "every year", "every year in spring")
    page = page_of(gallery, f"/motions/{motion}/list")
    rows = ['id="amendment-4"', "Compromise in place of 1, 2", "Held for it", 'id="amendment-2"', 'id="amendment-3"']
    found = [page.index(each) for each in rows]
    assert found == sorted(found)
    assert "amendment 1 falls; amendment 2 falls; amendment 3 falls." in page
    assert "amendment 1 is put after all; amendment 2 is put after all." in page
    assert "Not put while the compromise 4 is open." in page
    shown = page_of(gallery, f"/amendments/{compromise}?view=sides")
    assert shown.index("Before") < shown.index("After") < shown.rindex("in spring")
    assert "the words of amendment 2" in page_of(gallery, f"/amendments/{sub}")


def test_order_that_is_refused_keeps_what_was_typed_and_one_with_a_reason_stands_beside_the_proposal(deciding):
    gallery, motion = deciding, deciding.debated
    edit_words(gallery, 5, gallery.made[2], "each spring", "each summer")
    chair, cockpit = gallery.browser(gallery.chair), f"/sessions/{gallery.slug}/chair"
    typed = {"as": "numbered", "place-3": "3", "place-2": "2", "place-1": "1", "reason": "Heat comes first"}
    refused = press(chair, cockpit, "/chair/order", **typed)
    assert refused.status_code == 422
    assert "Heat comes first" in refused.text
    for number, place in ((3, 3), (2, 2), (1, 1)):
        assert re.search(rf'name="place-{number}"[^>]*value="{place}"', refused.text)
    assert press(chair, cockpit, "/chair/order", **typed | {"place-3": "2", "place-2": "3"}).status_code == 303
    page = page_of(gallery, f"/motions/{motion}/list")
    assert "The chair has chosen another order than the proposed one: Heat comes first" in page.replace("<bdi>", "")
    assert page.index('id="amendment-1"') < page.index('id="amendment-3"')
    assert "Proposed as number 1." in page


def test_page_number_that_is_none_is_refused(deciding):
    for number in ("0", "000001" * 1000, "x", "-1", "99999999999"):
        assert deciding.browser().get(f"/motions/{deciding.debated}/list?page={number}").status_code == 422
