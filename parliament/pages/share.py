"""How a page of ours looks on other sites: what its address is announced with, the card, the frame and its code."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, current_app
from flask_babel import gettext
from markupsafe import Markup

from parliament.documents.share_card import HEIGHT, MEDIA_TYPES, WIDTH, Card, Format, Look, share_card
from parliament.identity.acting import reading
from parliament.identity.languages import reader_language
from parliament.pages import questions
from parliament.pages.calendar import address
from parliament.pages.chamber import by_choice, by_count
from parliament.pages.declarations import instant
from parliament.pages.pictures import for_everybody
from parliament.pages.shell import is_rehearsal, number, when
from parliament.results.colours import coloured
from parliament.rules.decision import BY_OBJECTION
from parliament.rules.stages import Question, VoteState
from parliament.schemas.words import word
from parliament.store.queries.declarations import declaration_view
from parliament.store.views.declarations import versioned
from parliament.store.views.sessions import session_view
from parliament.store.views.votes import vote_view

pages = Blueprint("share", __name__)

# What a frame is as wide and as high as, where the page that shows it does not say otherwise.
FRAME = (560, 600)
GOOD, BAD = ("adopted", "elected"), ("rejected", "objected", "annulled", "withdrawn")
ENDED = ("withdrawn", "superseded")

View = Mapping[str, Any]


@pages.app_template_global()
def share_of_declaration(declaration: View) -> dict[str, Any]:
    """How a declaration is announced; `declaration` is what `versioned` gives."""
    document = declaration["document"]
    card = card_of_declaration(declaration, drawn=False)
    named = gettext("Declaration %(number)s", number=declaration["number"])
    return _share("declarations", declaration["slug"], f"{named}: {document['title']}", card, frames=True)


@pages.app_template_global()
def share_of_vote(view: View) -> dict[str, Any]:
    """How a vote is announced; `view` is what `vote_view` gives."""
    named = gettext("Vote %(number)s", number=view["number"])
    return _share(
        "votes", view["id"], f"{named}: {questions.title(dict(view))}", card_of_vote(view, drawn=False), frames=True
    )


@pages.app_template_global()
def share_of_session(plenary: View) -> dict[str, Any]:
    """How a session is announced; `plenary` is what `session_view` gives. It has a card and no frame."""
    return _share("sessions", plenary["slug"], plenary["title"], card_of_session(plenary), frames=False)


NAMES = {"declarations": "slug", "votes": "vote_id", "sessions": "slug"}


def _share(noun: str, key: str, title: str, card: Card, *, frames: bool) -> dict[str, Any]:
    named, language, frames = {NAMES[noun]: key}, reader_language(), frames and not is_rehearsal()
    url = address(f"{noun}.show", **named)
    said = [
        card.warning,
        card.kicker,
        card.outcome,
        card.counts,
        *(f"{words} {value}" for value, words in card.figures),
    ]
    found = {
        "title": title,
        "description": " · ".join(filter(None, said)),
        "url": url,
        "image": address(f"share.card_of_{noun}", kind="png", language=language, **named),
        "image_width": WIDTH,
        "image_height": HEIGHT,
        "frames": frames,
    }
    if frames:
        found["oembed"] = address("embeds.oembed", url=url)
        found["code"] = code_of(noun, key, title, *FRAME)
    return found


# For a page that is not ours: it may be as narrow as a phone, and our policy against style in markup does not bind it.
CODE = Markup(
    '<iframe src="{src}" title="{title}" width="{width}" height="{height}" loading="lazy" '
    'style="border: 0; max-width: 100%"></iframe>\n<p><a href="{url}">{title}</a> · {house}</p>'
)


def code_of(noun: str, key: str, title: str, width: int, height: int) -> str:
    """What somebody copies into a page of theirs: the frame, and a link for where there is none."""
    named = {NAMES[noun]: key}
    return str(
        CODE.format(
            src=address(f"embeds.{noun}", language=reader_language(), **named),
            url=address(f"{noun}.show", **named),
            title=title,
            width=width,
            height=height,
            house=gettext("Parliament of Mayors"),
        )
    )


@pages.get("/embed/declarations/<slug>/card.<any(png, svg):kind>")
def card_of_declarations(slug: str, kind: Format) -> Response:
    """Refused: not_found."""
    with reading() as db:
        declaration = versioned(db, declaration_view(db, slug))
    return _sent(card_of_declaration(declaration), kind)


@pages.get("/embed/votes/<vote_id>/card.<any(png, svg):kind>")
def card_of_votes(vote_id: str, kind: Format) -> Response:
    """Refused: not_found."""
    with reading() as db:
        view = vote_view(db, vote_id)
    return _sent(card_of_vote(view), kind)


@pages.get("/embed/sessions/<slug>/card.<any(png, svg):kind>")
def card_of_sessions(slug: str, kind: Format) -> Response:
    """Refused: not_found."""
    with reading() as db:
        plenary = session_view(db, slug)
    return _sent(card_of_session(plenary), kind)


def _sent(card: Card, kind: Format) -> Response:
    content = share_card(card, kind, reader_language())
    answer = for_everybody(Response(content, mimetype=MEDIA_TYPES[kind]), f"card.{kind}")
    answer.vary.add("Accept-Language")
    return answer


def warning() -> str:
    """That nothing here counts, or that nobody here is real, for whatever shows it elsewhere; empty where it is earnest."""
    said = []
    if current_app.extensions["parliament.settings"].demo:
        said += [f"{gettext('Demonstration')}: {gettext('Simulated mayors: nothing here is real.')}"]
    if is_rehearsal():
        said += [f"{gettext('Rehearsal')}: {gettext('Nothing here counts, and nothing of it is published.')}"]
    return " ".join(said)


def ended(declaration: View) -> str:
    """`withdrawn` or `superseded` where a declaration is no longer in force: whatever shows it elsewhere says so too."""
    status = str(declaration["life"]["status"])
    return status if status in ENDED else ""


def card_of_declaration(declaration: View, *, drawn: bool = True) -> Card:
    """The card of a declaration, which says first if it is no longer in force; not drawn where its words are enough."""
    document = declaration["document"]
    vote, plenary, behind = document["vote"], document["session"], document["figures"]["supporting"]
    named = gettext("Declaration %(number)s", number=number(declaration["number"]))
    adopted = gettext("adopted %(time)s", time=when(instant(document["adopted_at"]), plenary["time_zone"]))
    outcome = ended(declaration) or vote["outcome"]
    return Card(
        kicker=f"{named} · {adopted}",
        title=document["title"],
        title_language=document["text"]["language"],
        outcome=word(outcome),
        look=_look(outcome),
        counts=_counted(vote["tally"]),
        figures=figures_of(behind),
        picture=_chamber(vote["roll_call"]) if drawn else "",
        house=gettext("Parliament of Mayors"),
        address=_shown(address("declarations.show", slug=declaration["slug"])),
        warning=warning(),
    )


def figures_of(behind: View) -> tuple[tuple[str, str], ...]:
    """The figures people quote, with their words."""
    words = {
        "cities": gettext("cities"),
        "countries": gettext("countries"),
        "continents": gettext("continents"),
        "people": gettext("people represented"),
    }
    return tuple((number(behind[name]), said) for name, said in words.items())


def card_of_vote(view: View, *, drawn: bool = True) -> Card:
    """The card of a vote; while it is open only how many have voted, and not what."""
    is_open = view["state"] == VoteState.OPEN
    outcome = "annulled" if view["state"] == VoteState.ANNULLED else view["outcome"] or ""
    named = gettext("Vote %(number)s", number=number(view["number"]))
    is_counted = view["tally"] and view["question"] != Question.ELECTION and view["manner"] not in BY_OBJECTION
    counts = _counted(view["tally"]) if is_counted else ""
    if is_open:
        said = {"voted": number(view["voted"]), "all": number(view["roll"])}
        counts = gettext("%(voted)s of %(all)s seats have voted.", **said)
    return Card(
        kicker=f"{view['session_title']} · {named}",
        title=questions.title(dict(view)),
        title_language=reader_language(),
        outcome=gettext("The vote is open") if is_open else word(outcome),
        look="plain" if is_open else _look(outcome),
        counts=counts,
        figures=(),
        picture=_picture(view) if drawn else "",
        house=gettext("Parliament of Mayors"),
        address=_shown(address("votes.show", vote_id=view["id"])),
        warning=warning(),
    )


def _picture(view: View) -> str:
    if view["state"] == VoteState.OPEN:
        return coloured(str(by_count(view["voted"], view["roll"])))
    return _chamber(view["roll_call"])


def card_of_session(plenary: View) -> Card:
    """The card of a session: when it opens, and how large it is."""
    return Card(
        kicker=gettext("Session %(number)s", number=number(plenary["number"])),
        title=plenary["title"],
        title_language=plenary["language"],
        outcome=word(plenary["stage"]),
        look="plain",
        counts=when(plenary["opens_at"], plenary["time_zone"]),
        figures=(
            (number(plenary["seats"]), gettext("seats")),
            (number(len(plenary["sittings"])), gettext("sittings")),
            (number(len(plenary["agenda"])), gettext("items on the agenda")),
        ),
        picture="",
        house=gettext("Parliament of Mayors"),
        address=_shown(address("sessions.show", slug=plenary["slug"])),
        warning=warning(),
    )


def _counted(tally: View) -> str:
    said = {choice: number(tally[choice]) for choice in ("yes", "no", "abstain")}
    return gettext("%(yes)s for, %(no)s against, %(abstain)s abstaining", **said)


def _look(outcome: str) -> Look:
    return "good" if outcome in GOOD else "bad" if outcome in BAD else "plain"


def _chamber(roll_call: list) -> str:
    return coloured(str(by_choice(roll_call))) if roll_call else ""


def _shown(url: str) -> str:
    """An address as people say it."""
    return url.partition("://")[2]
