"""What an edited text amounts to, before anybody submits it. Nothing is written."""

from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.rules.powers import Actor
from parliament.rules.refusals import Code, Refused
from parliament.store.queries.docket import docket_of
from parliament.store.views.marking import marked
from parliament.store.views.motions import motion_for


def base_of(db: Db, motion_id: str, base_hash: str, reader: Actor) -> texts.Text:
    """The text that would be amended, if it is still the one the reader has seen. Refused: not_found, stale_text."""
    motion = motion_for(db, motion_id, reader)
    if motion.text_hash != base_hash:
        raise Refused(Code.STALE_TEXT)
    return docket_of(db, motion).base


def preview_of(db: Db, motion_id: str, ops: texts.Ops, reader: Actor) -> dict:
    """The operations as sentences and marked in the base, and the pending amendments they exclude or are excluded by."""
    docket = docket_of(db, motion_for(db, motion_id, reader))
    still_open = [n for n, item in docket.items.items() if item.parent is None and docket.fates[n].state in texts.OPEN]
    return {
        "sentences": list(texts.sentences(docket.base, ops)),
        "operations": texts.operations_to_json(ops),
        "marked": marked(docket.base, ops),
        "conflicts_with": [n for n in still_open if texts.hard(docket.base, ops, docket.standing.operations(n))],
    }
