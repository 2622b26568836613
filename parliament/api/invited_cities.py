"""Signing for an invited city, by its link alone. The link's secret stands in the body, because addresses are logged."""

from typing import Any

from parliament.api.room import Room
from parliament.commands import invited_cities
from parliament.commands.house import Answer
from parliament.identity.acting import reading, the_house
from parliament.identity.links import opening_with
from parliament.schemas import signatures as shapes
from parliament.store.tokens import token_hash
from parliament.store.views.signing import invited_view

room = Room("invited-cities", "Cities without a seat sign by the link that the secretariat sent them.")
SPENT = (410,)


@room.asks("/invited-cities/look", shapes.LinkOfCity, shapes.SignedByLink, refuses=SPENT)
def look_at_invitation(token: str) -> dict:
    """What an invited city would sign, by its link alone; afterwards how far its signature is."""
    with opening_with(token), reading() as db:
        return invited_view(db, token_hash(token))


@room.asks("/invited-cities/sign", shapes.SigningByLink, shapes.Offered, refuses=SPENT)
def offer_signature(token: str, **said: Any) -> Answer:
    """Sign for an invited city, by its link alone, once. It counts when the secretariat has checked it."""
    with opening_with(token):
        return invited_cities.offer_signature(the_house(), token, **said)
