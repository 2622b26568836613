"""The marshalled list and the clusters: what the core says, in its order and its words."""

from html import unescape

from parliament.commands import amendments
from parliament.store.queries.docket import docket_of
from parliament.store.tables import Motion
from parliament.store.views.clusters import clusters_view
from parliament.store.views.docket import docket_view


def page_of(gallery, path, actor=None) -> str:
    answer = gallery.browser(actor).get(path)
    assert answer.status_code == 200
    return unescape(answer.text)


def docket_in(gallery, motion):
    with gallery.house.reading() as db:
        return docket_of(db, db.get_one(Motion, motion))


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


def test_page_number_that_is_none_is_refused(deciding):
    for number in ("0", "x", "-1", "99999999999"):
        assert deciding.browser().get(f"/motions/{deciding.debated}/list?page={number}").status_code == 422
