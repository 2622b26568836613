"""Rules of procedure at the desk: read those there are, write some of one's own from them, look before adopting."""

import re

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import profiles
from parliament.identity.acting import reading
from parliament.pages.at_desk import ask_first
from parliament.pages.forms import errors_of, once, perform
from parliament.rules.refusals import N_, Code, Refused
from parliament.store.queries.profiles import latest_versions
from parliament.store.views.sessions import rules_rows

pages = Blueprint("profiles", __name__)
ask_first(pages)

TITLES: dict[str, str] = {
    "global_mayors": N_("Global mayors, the default"),
    "un_like": N_("Like the United Nations"),
    "council_of_europe_like": N_("Like the Council of Europe"),
    "municipal": N_("Like a city council"),
    "roberts_like": N_("In the manner of Robert’s Rules"),
    "demonstration": N_("For the demonstration: without notice, with short times"),
}
OWN_NAME = "our_rules"


def title_of(name: str) -> str:
    """What a reader calls rules of procedure; those of the house's own keep the name it gave them."""
    return gettext(TITLES[name]) if name in TITLES else name


def offered() -> list[tuple[str, str]]:
    """All rules of procedure for a form to choose from."""
    with reading() as db:
        return [(name, title_of(name)) for name in profiles.profiles_offered(db)]


@pages.get("/desk/profiles")
def index() -> str:
    with reading() as db:
        adopted = [{"name": row.name, "version": row.version, "at": row.adopted_at} for row in latest_versions(db)]
    shipped = [{"name": name, "title": title_of(name)} for name in profiles.shipped_profiles()]
    return render_template("desk/profiles.html", shipped=shipped, adopted=adopted)


@pages.get("/desk/profiles/<name>")
def show(name: str) -> str:
    """One of them in sentences, and as it is written."""
    with reading() as db:
        profiles.check_offered(db, name)
        profile, text = profiles.profile_named(db, name), profiles.text_of_profile(db, name)
    known = {"name": name, "version": profile.version, "title": title_of(name), "text": text}
    return render_template("desk/profile.html", profile=known, rules=rules_rows(profile))


@pages.get("/desk/profiles/new")
def new() -> str:
    """A copy of some rules to start from."""
    name = request.args.get("from", profiles.DEFAULT)
    with reading() as db:
        profiles.check_offered(db, name)
        text = _copy(name, profiles.text_of_profile(db, name), is_ours=name not in profiles.shipped_profiles())
    return _writing(text, [])


@pages.post("/desk/profiles/new")
def write() -> str | Response | tuple[str, int]:
    """Look at what was typed in sentences, or adopt it. What was typed is kept either way."""
    text = request.form.get("text", "")
    try:
        if request.form.get("deed") != "adopt":
            with reading() as db:
                profile = profiles.check_profile(db, text)
            return _writing(text, [], rules=rules_rows(profile))
        made = perform(profiles.adopt_profile, text=text)
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED):
            raise
        errors, status = errors_of(refusal)
        return _writing(text, errors), status
    flash(gettext("These rules of procedure are adopted. Sessions can be convened under them."), "accepted")
    return redirect(url_for("desk.profiles.show", name=made["profile"]), 303)


def _copy(name: str, text: str, *, is_ours: bool) -> str:
    """The text with a name of its own, or as the next version of our own."""
    if not is_ours:
        return re.sub(rf'^name = "{name}"', f'name = "{OWN_NAME}"', text, count=1, flags=re.MULTILINE)
    return re.sub(
        r"^version = (\d+)", lambda found: f"version = {int(found[1]) + 1}", text, count=1, flags=re.MULTILINE
    )


def _writing(text: str, errors: list[tuple[str, str]], rules: list[dict] | None = None) -> str:
    return render_template(
        "desk/profile_new.html", text=text, errors=errors, wrong=dict(errors), rules=rules, once=once
    )
