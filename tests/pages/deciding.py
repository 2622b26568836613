"""What the page tests of votes share: a session under rules of one's own, and forms pressed as they stand on a page."""

import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient

from parliament.commands import profiles, sessions, sittings, votes
from tests.commands.deciding import rules_with
from tests.pages.house_in_session import OPENING, HouseInSession


def debated_under(place: HouseInSession, **rules: Any) -> str:
    """A motion under debate in a session under the rules of the demonstration with these changes."""

    def play() -> str:
        place.perform(profiles.adopt_profile, text=rules_with(**rules))
        said = {"title": "Under other rules", "opens_at": OPENING, "time_zone": "Africa/Freetown", "profile": "trial"}
        convened = place.perform(sessions.convene_session, **said)
        place.session, place.slug = convened["session"], convened["slug"]
        scheduled = place.perform(sittings.schedule_sitting, session_id=place.session, starts_at=OPENING)
        place.sitting = scheduled["sitting"]
        return place.debated()

    return place.come_to(f"debated under {sorted(rules.items())}", play)


def opened(place: HouseInSession, motion: str, **said: Any) -> str:
    """A vote on the whole text."""
    return str(place.perform(votes.open_vote, by=place.chair, motion_id=motion, **said)["vote"])


def all_cast(place: HouseInSession, vote: str, choices: str) -> None:
    """The mayors vote one after another: y, n, a; or - who says nothing."""
    words = {"y": "yes", "n": "no", "a": "abstain"}
    for mayor, each in zip(place.mayors, choices, strict=False):
        if each != "-":
            place.perform(votes.cast_ballot, by=mayor, vote_id=vote, choice=words[each])


def press(browser: FlaskClient, page: str, action: str, **typed: str):
    """Send the form of a page that leads to an address ending so, with what stands in it hidden and what is typed."""
    found = re.search(
        rf'<form[^>]*action="([^"]*{re.escape(action)})"[^>]*>(.*?)</form>', browser.get(page).text, re.DOTALL
    )
    assert found, f"no form to {action} on {page}"
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', found[2]))
    return browser.post(found[1], data={name: unescape(value) for name, value in hidden.items()} | typed)


def words(answer) -> str:
    """What stands on a page, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())
