"""Translations: what is to be done, the translator's screen, and a text read in a language that is not authentic."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from parliament.commands.translations import translate_paragraph
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.identity.languages import direction, known_locale, own_name
from parliament.pages.forms import errors_of, once, perform
from parliament.rules.powers import Power, check_power
from parliament.rules.refusals import Code, Refused
from parliament.rules.translations import TRANSLATABLE, canonical_tag, may_translate
from parliament.store.queries.declarations import declaration_view
from parliament.store.views.motions import motion_for
from parliament.store.views.translations import frozen_view, language_view, languages_view, translations_view, work_view
from parliament.texts import differences
from parliament.texts.translations import WORK, words_hash

pages = Blueprint("translations", __name__)

# What the start of a new language suggests; any other tag may be typed.
SUGGESTED = (
    "am", "ar", "bn", "de", "en", "es", "fa", "fr", "ha", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sw",
    "ta", "th", "tr", "uk", "ur", "vi", "yo", "zh-Hans", "zh-Hant", "zu",
)  # fmt: skip

Page = str | tuple[str, int] | Response


@pages.get("/translations")
def index() -> str:
    """Every motion this reader may translate, with what is stale."""
    check_power(current_actor(), Power.TRANSLATE)
    with reading() as db:
        rows = work_view(db, current_actor())
    for row in rows:
        row["languages"] = [named(each) for each in row["languages"]]
    return render_template("translations/index.html", rows=rows)


@pages.get("/motions/<motion_id>/translate")
def begin(motion_id: str) -> Page:
    """The languages of a motion; `into` begins one, or goes on with it."""
    view, wanted = _overview(motion_id), request.args.get("into", "").strip()
    if not wanted:
        return _begin_page(view)
    try:
        tag = canonical_tag(wanted)
        if tag == canonical_tag(view["authentic"]):
            raise Refused(Code.AUTHENTIC_LANGUAGE, field="language")
    except Refused as refusal:
        errors, status = errors_of(refusal)
        return _begin_page(view, wanted, errors[0][1]), status
    return redirect(url_for("translations.translate", motion_id=motion_id, language=tag), 303)


def _begin_page(view: dict, wanted: str = "", error: str = "") -> str:
    suggested = [(tag, own_name(tag)) for tag in SUGGESTED if tag != view["authentic"]]
    return render_template("translations/begin.html", view=view, suggested=suggested, wanted=wanted, error=error)


@pages.get("/motions/<motion_id>/translate/<language>")
def translate(motion_id: str, language: str) -> Page:
    """The translator's screen: what is stale first, each with what changed since."""
    return _screen(motion_id, language)


@pages.post("/motions/<motion_id>/translate/<language>")
def save(motion_id: str, language: str) -> Page:
    """One paragraph; whatever is refused comes back as it was typed, beside what others wrote meanwhile."""
    form = request.form
    typed = {name: form.get(name, "") for name in ("paragraph", "text", "source", "revision")}
    typed["kind"] = "machine" if form.get("kind") == "machine" else "human"
    try:
        seen = typed["revision"]
        if not (seen.isascii() and seen.isdecimal() and len(seen) < 7):
            raise Refused(Code.MALFORMED)
        words = {name: typed[name] for name in ("paragraph", "text", "kind")}
        shown = {"revision": int(seen), "source_hash": words_hash(typed["source"])}
        perform(translate_paragraph, motion_id=motion_id, language=language, **words, **shown)
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED) or (refusal.code, refusal.field) == NOT_THERE:
            raise
        return _screen(motion_id, language, typed, refusal), errors_of(refusal)[1]
    flash(gettext("The translation is kept."), "accepted")
    return redirect(url_for("translations.translate", motion_id=motion_id, language=language, _anchor="work"), 303)


NOT_THERE = (Code.NOT_FOUND, None)


def _screen(motion_id: str, language: str, typed: dict | None = None, refusal: Refused | None = None) -> str:
    check_power(current_actor(), Power.TRANSLATE)
    with reading() as db:
        view = language_view(db, motion_id, language, current_actor())
    if not may_translate(seat=view["mover"], by=current_actor()):
        raise Refused(Code.NOT_YOUR_SEAT)
    if view["language"] == canonical_tag(view["authentic"]):
        raise Refused(Code.NOT_FOUND)
    for at, row in enumerate(view["paragraphs"]):
        row |= {"at": at, "seen": row["revisions"][0]["revision"] if row["revisions"] else 0}
        row |= {"typed": row["text"] or "", "machine": row["kind"] == "machine", "error": "", "theirs": []}
    errors = _with_typed(view, typed, refusal) if typed and refusal else []
    rows = sorted(view["paragraphs"], key=lambda row: (not row["error"], WORK.index(row["state"])))
    return render_template(
        "translations/translate.html",
        view=view | named(view),
        waiting=[row for row in rows if row["error"] or row["state"] != "human"],
        done=[row for row in rows if not row["error"] and row["state"] == "human"],
        is_open=view["stage"] in TRANSLATABLE,
        original_direction=direction(view["authentic"]),
        errors=errors,
        lost=typed if typed and refusal and not any(row["error"] for row in view["paragraphs"]) else None,
        once=once,
    )


def _with_typed(view: dict, typed: dict, refusal: Refused) -> list[tuple[str, str]]:
    """Put what was typed back into its row, with what changed in the text and what others wrote since."""
    (_, words), *_ = errors_of(refusal)[0]
    row = next((each for each in view["paragraphs"] if each["paragraph"] == typed["paragraph"]), None)
    if row is None:
        return [("", words)]
    row |= {"typed": typed["text"], "machine": typed["kind"] == "machine", "error": words}
    if refusal.code == Code.STALE_TEXT and typed["source"]:
        row["changed"] = differences(typed["source"], row["source"])
    if refusal.code == Code.TRANSLATION_CHANGED and row["revisions"]:
        row["theirs"] = differences(row["revisions"][0]["text"], typed["text"])
    return [(str(row["at"]), words)]


@pages.get("/motions/<motion_id>/in/<language>")
def show(motion_id: str, language: str) -> str:
    """A motion in another language, with a mark on whatever is machine work, stale or missing."""
    return _reading(motion_id, language)


@pages.get("/declarations/<slug>/in/<language>")
def declared(slug: str, language: str) -> str:
    """A declaration in another language: what was adopted is the authentic text, and this says so."""
    with reading() as db:
        declaration = declaration_view(db, slug)
    return _reading(declaration["motion"], language, declaration)


@pages.get("/votes/<vote_id>/in/<language>")
def voted(vote_id: str, language: str) -> str:
    """What the voters had before them in this language, as it was frozen when the vote opened."""
    with reading() as db:
        view = frozen_view(db, vote_id, language)
    return _page(view, None)


def _reading(motion_id: str, language: str, declaration: dict | None = None) -> str:
    with reading() as db:
        view = language_view(db, motion_id, language, current_actor())
    if not any(row["text"] for row in view["paragraphs"]):
        raise Refused(Code.NOT_FOUND)
    return _page(view, declaration)


def _page(view: dict, declaration: dict | None) -> str:
    view |= named(view) | {"original": local_name(view["authentic"]), "title_row": view["paragraphs"][0]}
    return render_template("translations/read.html", view=view, declaration=declaration)


def _overview(motion_id: str) -> dict:
    actor = current_actor()
    check_power(actor, Power.TRANSLATE)
    with reading() as db:
        seat = motion_for(db, motion_id, actor).seat_id
        view = translations_view(db, motion_id, actor)
    if not may_translate(seat=seat, by=actor):
        raise Refused(Code.NOT_YOUR_SEAT)
    return view | {"languages": [named(each) for each in view["languages"]], "original": local_name(view["authentic"])}


def named(row: dict) -> dict:
    """A language with its names, its direction, and how much of it is done."""
    found = row.get("counts", row)
    total = sum(found[state] for state in WORK)
    names = {"own_name": own_name(row["language"]), "name": local_name(row["language"])}
    return row | names | {"direction": direction(row["language"]), "total": total, "done": total - found["missing"]}


def local_name(tag: str) -> str:
    """What the reader calls a language."""
    locale = known_locale(tag)
    return (locale.get_display_name(get_locale()) if locale else None) or tag


def languages_of(motion_id: str) -> dict:
    """For the page of a motion or declaration: its languages, and whether this reader may translate it."""
    actor = current_actor()
    with reading() as db:
        view = languages_view(db, motion_id, actor)
    mine = Power.TRANSLATE in actor.powers and may_translate(seat=view["mover"], by=actor)
    return view | {
        "languages": [named(each) for each in view["languages"]],
        "original": local_name(view["authentic"]),
        "may_translate": mine and view["stage"] in TRANSLATABLE,
    }
