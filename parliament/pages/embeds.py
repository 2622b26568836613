"""Small cards that other sites show in a frame, and how they learn of them (oEmbed 1.0).

These paths are behind the wall of `identity.cookieless`: no cookie is read or set. A card runs no script, asks for nothing
but itself, and may be framed by anybody; its style is inside it, and its policy names that style by its hash.
"""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from flask import Blueprint, Response, current_app, g, jsonify, render_template, request
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from parliament.documents.share_card import HEIGHT, WIDTH
from parliament.identity.acting import reading
from parliament.identity.languages import languages
from parliament.pages import questions
from parliament.pages.calendar import address
from parliament.pages.share import FRAME, NAMES, card_of_declaration, card_of_vote, code_of, ended
from parliament.rules.refusals import Refused
from parliament.rules.stages import VoteState
from parliament.schemas.words import refusal_in_words
from parliament.store.queries.declarations import declaration_view
from parliament.store.views.declarations import versioned
from parliament.store.views.rehearsals import is_of_rehearsal
from parliament.store.views.votes import vote_view

pages = Blueprint("embeds", __name__)

SHEETS = ("css/tokens.css", "css/embed.css")
FRESH_SECONDS = 60
KEPT_SECONDS = 3600  # how long a site may keep what it was told of an address
LEAST_WIDTH, LEAST_HEIGHT = 240, 200


@pages.get("/embed/declarations/<slug>")
def declarations(slug: str) -> Response:
    """The card of a declaration, which says so if it was withdrawn or replaced."""
    try:
        with reading() as db:
            declaration = versioned(db, declaration_view(db, slug))
    except Refused as refusal:
        return _missing(refusal)
    said = {
        "card": card_of_declaration(declaration, drawn=False),
        "ended": ended(declaration),
        "vote": declaration["document"]["vote"],
    }
    return _framed("embeds/declaration.html", url=address("declarations.show", slug=slug), **said)


@pages.get("/embed/votes/<vote_id>")
def votes(vote_id: str) -> Response:
    """The card of a vote: while it is open only how many have voted."""
    try:
        with reading() as db:
            view = vote_view(db, vote_id)
    except Refused as refusal:
        return _missing(refusal)
    url = address("votes.show", vote_id=vote_id)
    answer = _framed("embeds/vote.html", card=card_of_vote(view, drawn=False), view=view, url=url)
    if view["state"] == VoteState.OPEN:
        answer.headers["Cache-Control"] = "no-cache"
    return answer


@pages.get("/oembed")
def oembed() -> Response:
    """What to show for an address of ours: `url`, and at most `maxwidth` by `maxheight`. JSON is the one format."""
    if request.args.get("format", "json") != "json":
        return _told({"error": gettext("Only JSON is offered here.")}, 501)
    wanted = request.args.get("url", "")
    _speak(wanted)
    found = _found(wanted)
    if found is None:
        return _told({"error": gettext("There is nothing at this address. It may have been mistyped.")}, 404)
    noun, key, title = found
    width, height = (_most(name, size) for name, size in zip(("maxwidth", "maxheight"), FRAME, strict=True))
    thumbnail = address(f"share.card_of_{noun}", kind="png", **{NAMES[noun]: key})
    return _told(
        {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": gettext("Parliament of Mayors"),
            "provider_url": address("home.index"),
            "html": code_of(noun, key, title, width, height),
            "width": width,
            "height": height,
            "thumbnail_url": thumbnail,
            "thumbnail_width": WIDTH,
            "thumbnail_height": HEIGHT,
            "cache_age": KEPT_SECONDS,
        },
        200,
    )


def _speak(wanted: str) -> None:
    """Answer in the language of the address that is asked about, if it names one."""
    named = parse_qs(urlsplit(wanted).query).get("language", [""])[0] if _is_own(wanted) else ""
    if named in languages():
        g.language = named


def _is_own(wanted: str) -> bool:
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return False
    ours = urlsplit(address("home.index"))
    return parts.scheme in ("http", "https") and parts.netloc in (ours.netloc, request.host)


def _found(wanted: str) -> tuple[str, str, str] | None:
    """Noun, key and title of what is at an address of ours; None if there is nothing that has a card."""
    if not _is_own(wanted):
        return None
    try:
        endpoint, values = current_app.url_map.bind("").match(urlsplit(wanted).path, method="GET")
    except HTTPException:
        return None
    noun, _, view = str(endpoint).partition(".")
    if noun not in ("declarations", "votes") or view != "show":
        return None
    key = values[NAMES[noun]]
    try:
        with reading() as db:
            if is_of_rehearsal(db, {NAMES[noun]: key}):
                return None
            title = (
                versioned(db, declaration_view(db, key))["title"]
                if noun == "declarations"
                else _question(vote_view(db, key))
            )
    except Refused:
        return None
    return noun, key, title


def _question(view: dict) -> str:
    return questions.title(view)


def _most(name: str, size: int) -> int:
    """The size that is usual, or the most that whoever asks has room for."""
    least = LEAST_WIDTH if name == "maxwidth" else LEAST_HEIGHT
    asked = request.args.get(name, "")
    return max(min(int(asked), size), least) if asked.isascii() and asked.isdigit() and len(asked) < 6 else size


def _told(said: dict, status: int) -> Response:
    answer = jsonify(said)
    answer.status_code = status
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return _for_everybody(answer)


def _missing(refusal: Refused) -> Response:
    """A frame whose page is gone says so, in its own size."""
    answer = _framed("embeds/missing.html", message=refusal_in_words(refusal), url=address("home.index"))
    answer.status_code = 404
    return answer


def _framed(template: str, **said: object) -> Response:
    style, digest = _style(tuple((sheet, _file(sheet).stat().st_mtime) for sheet in SHEETS))
    answer = Response(render_template(template, style=Markup(style), **said))  # noqa: S704 -- our own style sheets
    answer.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors *"
    )
    return _for_everybody(answer)


def _for_everybody(answer: Response) -> Response:
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    answer.vary.add("Accept-Language")
    answer.add_etag()
    return answer


@lru_cache(maxsize=4)
def _style(sheets: tuple[tuple[str, float], ...]) -> tuple[str, str]:
    """The style of a card, and its SHA-256 as a policy names it."""
    style = "".join(_file(sheet).read_text("utf-8") for sheet, _ in sheets)
    return style, b64encode(sha256(style.encode()).digest()).decode()


def _file(sheet: str) -> Path:
    return Path(str(current_app.static_folder)) / sheet
