"""The parts of the live page that change, rendered once per language: the same bytes go to everybody."""

from flask import current_app, g, render_template

from parliament.identity.acting import reading
from parliament.store.views.live import live_view

FRAGMENTS = ("headline", "text", "vote", "floor", "presence", "decided")


def fragments_of(view: dict) -> dict[str, str]:
    """Each changing part of the live page of one session, as markup."""
    return {name: render_template(f"live/fragments/{name}.html", view=view, **view) for name in FRAGMENTS}


def render_fragments(log: str, languages: set[str]) -> dict[str, dict[str, str]]:
    """For the relay: the fragments of a session in each language somebody follows it in.

    Rendered as for a passer-by, because everybody receives the same; what is a reader's own comes by HTTP.
    """
    with reading() as db:
        view = live_view(db, log)
    found = {}
    for language in sorted(languages):
        with current_app.test_request_context("/", base_url=current_app.extensions["parliament.settings"].base_url):
            g.language = language
            found[language] = fragments_of(view)
    return found
