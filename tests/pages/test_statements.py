"""What seats say in writing, on pages with addresses of their own; what was typed comes back when it is refused."""

import re
from html import unescape
from secrets import token_hex

from parliament.commands import votes
from parliament.store.tables import Reconsideration, Sitting, Statement


def seen(gallery, actor, path):
    answer = gallery.browser(actor).get(path)
    assert answer.status_code == 200
    return unescape(answer.text)


def sent(gallery, actor, page, path, **typed):
    browser = gallery.browser(actor)
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(page).text)
    assert token is not None
    return browser.post(path, data={"csrf_token": token[1], "once": token_hex(8)} | typed)


def rows(gallery, table):
    with gallery.house.reading() as db:
        found = db.query(table).all()
        db.expunge_all()
        return found


def test_statement_on_an_item_is_handed_in_read_and_withdrawn(deciding):
    item = next(row.item_id for row in rows(deciding, Sitting) if row.item_id)
    path = f"/items/{item}/statements"
    empty = sent(deciding, deciding.mayors[2], path, path, text=" ", position="for", language="en")
    assert (empty.status_code, 'id="error-text"' in empty.text) == (422, True)
    typed = {"text": "Shade is a right.", "position": "against", "language": "en"}
    assert sent(deciding, deciding.mayors[2], path, path, **typed).status_code == 303
    made = rows(deciding, Statement)[0].id
    for page in (path, f"/statements/{made}"):
        assert "Shade is a right." in seen(deciding, None, page)
    assert "Withdraw this text" not in seen(deciding, deciding.mayors[3], f"/statements/{made}")
    here = f"/statements/{made}"
    assert sent(deciding, deciding.mayors[2], here, f"{here}/withdraw").status_code == 303
    assert "Its seat has withdrawn this text." in seen(deciding, None, here)
    assert "Shade is a right." not in seen(deciding, None, path)


def test_explanation_stands_beside_the_vote(deciding):
    vote = deciding.put()
    for mayor in deciding.mayors[:6]:
        deciding.act(votes.cast_ballot, mayor, vote_id=vote, choice="yes")
    deciding.now = deciding.now.replace(hour=deciding.now.hour + 1)
    votes.close(deciding.house, by=deciding.chair, vote_id=vote)
    page = f"/votes/{vote}/statements"
    empty = sent(deciding, deciding.mayors[2], page, f"/votes/{vote}/explanations", explain="")
    assert (empty.status_code, 'id="error-explain"' in empty.text) == (422, True)
    said = sent(deciding, deciding.mayors[2], page, f"/votes/{vote}/explanations", explain="We pay already.")
    assert said.status_code == 303
    dissents = sent(deciding, deciding.mayors[3], page, f"/votes/{vote}/dissents", dissent="We were wrong.")
    assert dissents.status_code == 303
    text = seen(deciding, None, page)
    assert "We pay already." in text
    assert "We were wrong." in text
    assert "Late dissent" in seen(deciding, None, f"/votes/{vote}")


def test_deciding_anew_is_refused_in_words_while_nothing_is_decided(deciding):
    page = f"/motions/{deciding.debated}/anew"
    refused = sent(deciding, deciding.mayors[2], f"/sessions/{deciding.slug}/floor", page, reason="Figures")
    assert refused.status_code == 409
    assert rows(deciding, Reconsideration) == []
    assert "Nobody has moved that the house decide anew." in seen(deciding, None, page)
