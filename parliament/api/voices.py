"""Who speaks for a seat: rulings, substitutes, proxies, and the credentials of a sitting."""

from parliament.api.room import Room
from parliament.api.sessions import by_id
from parliament.commands import proxies, seats, substitutes
from parliament.identity.acting import reading, the_house
from parliament.schemas import voices as shapes
from parliament.store.views.credentials import credentials_view
from parliament.store.views.voices import proxies_view

room = Room("voices", "Who speaks for a seat: mayors, certified substitutes, holders of proxies.")


@room.reads("/sittings/<word:sitting_id>/credentials", shapes.CredentialsReport)
def show_credentials(sitting_id: str) -> dict:
    """The credentials of a sitting: as reported at its last roll call, or as they stand now."""
    with reading() as db:
        return credentials_view(db, sitting_id, the_house().now(db))


@room.reads("/sessions/<word:session_id>/proxies", shapes.ProxyList)
def show_proxies(session_id: str) -> dict:
    """The proxies of a session that were not taken back."""
    with reading() as db:
        return {"proxies": proxies_view(db, session_id)}


room.acts("/seats/<word:seat_id>/ruling", seats.rule_on_seat, takes=shapes.RulingOnSeat, answers=shapes.SeatRuled)
room.acts(
    "/sessions/<word:session_id>/substitutes",
    substitutes.certify_substitute,
    takes=shapes.Certifying,
    answers=shapes.SubstituteCertified,
    status=201,
    prepare=by_id,
)
room.acts("/substitutes/<word:mandate_id>/end", substitutes.end_substitution, answers=shapes.SubstitutionEnded)
room.acts(
    "/sessions/<word:session_id>/proxies",
    proxies.give_proxy,
    takes=shapes.Giving,
    answers=shapes.ProxyDone,
    status=201,
    prepare=by_id,
)
room.acts("/proxies/<word:proxy_id>/take-back", proxies.take_back_proxy, answers=shapes.ProxyDone)
