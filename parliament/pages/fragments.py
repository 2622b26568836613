"""The parts of the live page that change, rendered once per language: the same bytes go to everybody."""

from datetime import datetime
from hashlib import sha256

from flask import Response, current_app, g, jsonify, render_template, request

from parliament.pages.moment import Moment, moment_of
from parliament.pages.shell import now

TAG = 8  # hex digits that tell one wording of a fragment from another
MOST_TAGS = 1000  # characters of an address in which a page names what it has

FRAGMENTS = ("headline", "text", "vote", "floor", "presence", "decided")


def fragments_of(view: dict) -> dict[str, str]:
    """Each changing part of the live page of one session, as markup."""
    return {name: render_template(f"live/fragments/{name}.html", view=view, **view) for name in FRAGMENTS}


def render_fragments(log: str, languages: set[str]) -> dict[str, dict[str, str]]:
    """For the relay: the fragments of a session in each language somebody follows it in.

    Rendered as for a passer-by, because everybody receives the same; what is a reader's own comes by HTTP.
    """
    moment = moment_of(log)
    return {language: rendered(moment, language) for language in sorted(languages)}


def rendered(moment: Moment, language: str) -> dict[str, str]:
    """The fragments of a moment, made by the first who asks in a language."""
    if language not in moment.fragments:
        with current_app.test_request_context("/", base_url=current_app.extensions["parliament.settings"].base_url):
            g.language = language
            moment.fragments[language] = fragments_of(moment.view)
    return moment.fragments[language]


def answer_with(seq: int, fragments: dict[str, str]) -> Response:
    """Over HTTP: the fragments that differ from those the page names as its own (`have=headline.0a1b2c3d,…`).

    Never kept by anybody: `now` says what the server's clock showed.
    """
    had = {tuple(each.split(".", 1)) for each in request.args.get("have", "")[:MOST_TAGS].split(",")}
    tags = {name: sha256(html.encode()).hexdigest()[:TAG] for name, html in fragments.items()}
    new = {name: html for name, html in fragments.items() if (name, tags[name]) not in had}
    told = jsonify(seq=seq, now=milliseconds(now()), tags=tags, fragments=new)
    told.headers["Cache-Control"] = "no-store"
    return told


def milliseconds(at: datetime) -> int:
    """The house's time as JavaScript says it; a page's clocks are corrected by it."""
    return int(at.timestamp() * 1000)
