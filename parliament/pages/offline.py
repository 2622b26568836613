"""The page that checks evidence from a disk: one file with everything in it, which loads nothing and asks nobody."""

import base64
import hashlib
import json
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, request
from flask_babel import gettext
from markupsafe import Markup

from parliament.rules.refusals import N_

pages = Blueprint("offline", __name__)

WORDS = {
    "verified": N_("Everything holds."),
    "not_verified": N_("This bundle does NOT hold: {failed} of {all} checks failed."),
    "compare": N_(
        "The key was not compared. A forger's bundle brings a forger's key: compare the one below with yours."
    ),
    "not_compared": N_("Not compared with a key of yours."),
    "no_names": N_("The vote left no names to count again."),
    "no_cryptography": N_("This browser cannot check Ed25519 signatures, so nothing was checked. Try a newer one."),
    "working": N_("Checking…"),
    "holds": N_("holds"),
    "fails": N_("does not hold"),
    "caption": N_("What was looked at"),
    "key": N_("Key in the bundle:"),
    "hash": N_("SHA-256 of the bundle:"),
    "yes": N_("yes"),
    "no": N_("no"),
    "abstain": N_("abstain"),
    "not_voting": N_("did not vote"),
    "absent": N_("absent"),
    "check_archive": N_("Archive: every byte is where it must be. Files:"),
    "check_key": N_("Key"),
    "check_signature": N_("The key signed the checkpoint of"),
    "check_tree": N_("The entries lead to the root that was signed. Entries:"),
    "check_annexes": N_("Documents are what their names say. Documents:"),
    "check_document": N_("The last entry publishes this very declaration:"),
    "check_certification": N_("Chair and secretariat certified it, two persons"),
    "check_count": N_("The roll call adds up to the tally:"),
    "check_list": N_("Every file has the hash that the signed list says. Files:"),
    "check_signers": N_("The list, and the declaration for chair and secretariat, were signed by"),
    "check_proof": N_("The proof that the publication is in the log holds. Entry:"),
}


@pages.get("/verify/offline.html")
def offline() -> Response:
    """In the reader's language; with `?save`, as a file to keep."""
    style, script = _source("offline.css"), _source("offline.js")
    # From a disk there are no headers, so the page says itself that it may load and send nothing.
    policy = f"default-src 'none'; script-src '{_fingerprint(script)}'; style-src '{_fingerprint(style)}'"
    page = render_template(
        "home/offline.html",
        policy=policy,
        style=_element("style", "", style),
        script=_element("script", ' type="module"', script),
        words=_element("script", ' type="application/json" id="words"', _words()),
    )
    answer = Response(page, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = f"{policy}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    if "save" in request.args:
        answer.headers.set("Content-Disposition", "attachment", filename="verify-offline.html")
    return answer


def _words() -> str:
    """The sentences of the script, so that no letter of them ends the element they stand in."""
    said = {name: gettext(words) for name, words in WORDS.items()}
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")


def _element(name: str, attributes: str, content: str) -> Markup:
    """What stands in the page itself, because there is nowhere to load it from. The content is ours, never a visitor's."""
    return Markup(f"<{name}{attributes}>{content}</{name}>")  # noqa: S704


@lru_cache
def _read(folder: str, name: str) -> str:
    return (Path(folder) / "offline" / name).read_text(encoding="utf-8")


def _source(name: str) -> str:
    return _read(str(current_app.static_folder), name)


def _fingerprint(source: str) -> str:
    """As a policy names what may run (CSP level 3, "hash-source")."""
    return f"sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode('ascii')}"
