"""The translator's screen, and a text read in a language that is not authentic."""

import re
from html import unescape

import pytest

from parliament.commands import votes
from parliament.commands.amendments import withdraw_amendment
from parliament.commands.translations import translate_paragraph
from parliament.rules.powers import Office
from parliament.texts.translations import words_hash
from tests.texts.drafting import articles, beside

ARABIC = "تلتزم المدن بنشر خطة للحر كل عام"


def translated(gallery, paragraph: int, text: str, *, language: str = "ar", kind: str = "human", revision: int = 0):
    row = _row(gallery, paragraph)
    said = {"paragraph": row["id"], "text": text, "language": language, "kind": kind, "revision": revision}
    source = words_hash(row["text"])
    gallery.act(translate_paragraph, gallery.desk, motion_id=gallery.debated, source_hash=source, **said)


def _row(gallery, paragraph: int) -> dict:
    return gallery.motion_view(gallery.debated)["as_amended"]["paragraphs"][paragraph]


def sends(browser, path: str, form: dict):
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(path).text)
    assert token is not None
    return browser.post(path, data={"csrf_token": token[1]} | form)


def page_of(browser, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status
    return unescape(answer.text)


def test_translator_finds_the_work_writes_from_right_to_left_and_sees_what_became_stale(deciding):
    translator = deciding.browser(deciding.invite("translator", Office.TRANSLATOR))
    work = page_of(translator, "/translations")
    assert "Heat plans" in work
    path = f"/motions/{deciding.debated}/translate"
    assert "Nobody has begun a translation." in page_of(translator, path)
    assert translator.get(f"{path}?into=AR").headers["Location"] == f"{path}/ar"
    screen = page_of(translator, f"{path}/ar")
    assert len(re.findall(r'<textarea[^>]* lang="ar" dir="rtl"', screen)) == 5
    row = _row(deciding, 1)
    form = {"paragraph": row["id"], "source": row["text"], "revision": "0", "text": ARABIC, "kind": "machine"}
    answer = sends(translator, f"{path}/ar", form)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{path}/ar#work")
    assert "machine translation" in page_of(translator, f"{path}/ar")
    deciding.put()
    for mayor in deciding.mayors[:6]:
        deciding.act(votes.cast_ballot, mayor, vote_id=deciding.votes()[0]["id"], choice="yes")
    votes.close(deciding.house, by=deciding.chair, vote_id=deciding.votes()[0]["id"])
    screen = page_of(translator, f"{path}/ar")
    first = screen[screen.index('id="work"') :][:2500]
    assert "older than the text" in first
    assert "What changed since:" in first
    assert "<del>" in first
    assert ARABIC in screen


def test_second_of_two_translators_keeps_what_they_typed_and_sees_the_words_of_the_first(deciding):
    translated(deciding, 1, ARABIC)
    row, path = _row(deciding, 1), f"/motions/{deciding.debated}/translate/ar"
    form = {"paragraph": row["id"], "source": row["text"], "revision": "0", "text": "كلمات أخرى"}
    browser = deciding.browser(deciding.desk)
    answer = sends(browser, path, form)
    page = unescape(answer.text)
    assert answer.status_code == 409
    assert "Somebody else has translated this since you opened the page." in page
    assert re.search(r"<textarea[^>]*>\s*كلمات أخرى</textarea>", page)
    assert ARABIC in page
    assert 'name="revision" value="1"' in page
    assert sends(browser, path, form | {"revision": "1"}).status_code == 303


def test_words_typed_for_a_text_that_changed_come_back_with_what_changed(deciding):
    row, path = _row(deciding, 1), f"/motions/{deciding.debated}/translate/ar"
    form = {"paragraph": row["id"], "source": row["text"] + " and month", "revision": "0", "text": ARABIC}
    answer = sends(deciding.browser(deciding.desk), path, form)
    page = unescape(answer.text)
    assert answer.status_code == 409
    assert re.search(rf"<textarea[^>]*>\s*{ARABIC}</textarea>", page)
    assert re.search(r"<del>.*and month.*</del>", page)
    gone = sends(deciding.browser(deciding.desk), path, form | {"paragraph": "gone"})
    assert gone.status_code == 404
    assert ARABIC in unescape(gone.text)


@pytest.mark.parametrize("form", [{"revision": "x"}, {"text": " "}])
def test_wrong_input_is_said_beside_the_field(deciding, form):
    row, path = _row(deciding, 1), f"/motions/{deciding.debated}/translate/ar"
    said = {"paragraph": row["id"], "source": row["text"], "revision": "0", "text": ARABIC} | form
    answer = sends(deciding.browser(deciding.desk), path, said)
    assert answer.status_code == 422
    assert "data-refused" in answer.text


def test_reader_is_told_what_is_not_authentic_machine_work_or_stale(deciding):
    translated(deciding, 1, ARABIC, kind="machine")
    browser, path = deciding.browser(), f"/motions/{deciding.debated}"
    assert f"{path}/in/ar" in page_of(browser, path)
    page = page_of(browser, f"{path}/in/ar")
    assert "Translation, not authentic." in page
    assert f'lang="ar">{ARABIC}؛</p>' in page
    assert page.count("not translated") >= 4
    assert "machine translation" in page
    assert page_of(browser, f"{path}/in/th", 404)
    assert page_of(browser, f"{path}/in/-", 404)


def test_voters_read_what_was_frozen_and_it_stays_when_others_go_on_translating(deciding):
    translated(deciding, 2, ARABIC, kind="machine")
    for made in deciding.made.values():
        mayor = {1: 3, 2: 4}[next(n for n, each in deciding.made.items() if each == made)]
        deciding.act(withdraw_amendment, deciding.mayors[mayor], amendment_id=made)
    assert deciding.vote(deciding.debated, ["yes"] * 6) == "adopted"
    vote = deciding.votes()[0]["id"]
    translated(deciding, 2, "كلمات أخرى", revision=1)
    browser = deciding.browser()
    assert f"/votes/{vote}/in/ar" in page_of(browser, f"/votes/{vote}")
    frozen = page_of(browser, f"/votes/{vote}/in/ar")
    assert "This is what the voters had before them" in frozen
    assert "machine translation" in frozen
    assert ARABIC in frozen
    assert "كلمات أخرى" not in frozen
    now = page_of(browser, f"/motions/{deciding.debated}/in/ar")
    assert "Changed since the vote on the text" in now
    assert "كلمات أخرى" in now
    assert page_of(browser, f"/votes/{vote}/in/th", 404)
    slug = deciding.declare(deciding.debated)["slug"]
    assert f"/declarations/{slug}/in/ar" in page_of(browser, f"/declarations/{slug}")
    assert "Translation, not authentic." in page_of(browser, f"/declarations/{slug}/in/ar")


def test_screens_of_translators_are_theirs_alone(deciding):
    path = f"/motions/{deciding.debated}/translate"
    assert deciding.browser(deciding.mayors[0]).get(f"{path}/ar").status_code == 200
    assert deciding.browser(deciding.mayors[1]).get(f"{path}/ar").status_code == 403
    assert deciding.browser(deciding.mayors[1]).get(path).status_code == 403
    assert deciding.browser(deciding.chair).get("/translations").status_code == 403
    desk = deciding.browser(deciding.desk)
    assert desk.get(f"{path}/en").status_code == 404
    assert (desk.get(f"{path}?into=en").status_code, desk.get(f"{path}?into=<b>").status_code) == (422, 422)


@beside("languages")
def test_no_letter_breaks_on_any_screen(deciding):
    for tag in ("ar", "zh", "hi", "th", "am"):
        article = articles()[tag].rstrip(" .।።。")
        translated(deciding, 1, article, language=tag)
        page = page_of(deciding.browser(), f"/motions/{deciding.debated}/in/{tag}")
        assert f'lang="{tag}">{article}' in page
        assert article in page_of(deciding.browser(deciding.desk), f"/motions/{deciding.debated}/translate/{tag}")
