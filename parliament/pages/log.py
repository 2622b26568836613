"""The logs as files, for programs that check them: C2SP tlog-tiles, the same for everybody, without a cookie.

Tiles never change, so that any cache may keep them for ever; only the checkpoint, and the proofs to it, do. Whoever wants
to read the entries one by one in words finds them on the page of the record.
"""

from flask import Blueprint, Response, request

from parliament.commands.checkpoints import Head, head_of
from parliament.identity.acting import reading, the_house
from parliament.identity.statuses import status_of
from parliament.record.checkpoint import write_proof
from parliament.record.tiles import BadTile, parse_path
from parliament.rules.refusals import Code, Refused
from parliament.store.cosignatures import newest_witnessed, with_witnesses
from parliament.store.log_tree import entry_bundle, inclusion, tile
from parliament.store.views.record import log_named

pages = Blueprint("log", __name__, url_prefix="/log")

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
TEXT, BYTES = "text/plain; charset=utf-8", "application/octet-stream"


@pages.get("/<word>/checkpoint")
def checkpoint(word: str) -> Response:
    """How many entries the log has and their root, signed (C2SP tlog-checkpoint), also by witnesses who saw this very one."""
    head = _newest(word)
    with reading() as db:
        note = with_witnesses(db, head.log, head.size, head.note)
    return _file(note.encode("utf-8"), TEXT, ASK_AGAIN)


@pages.get("/<word>/checkpoint.witnessed")
def witnessed_checkpoint(word: str) -> Response:
    """The largest checkpoint that a witness has cosigned, with every line on it (C2SP tlog-cosignature)."""
    with reading() as db:
        note = newest_witnessed(db, log_named(db, word))
    if note is None:
        raise Refused(Code.NOT_FOUND)
    return _file(note.encode("utf-8"), TEXT, ASK_AGAIN)


@pages.get("/<word>/tile/<path:place>")
def show_tile(word: str, place: str) -> Response:
    """Hashes of the tree, or under `entries/` the leaves themselves."""
    try:
        level, index, width = parse_path(place)
    except BadTile:
        raise Refused(Code.NOT_FOUND) from None
    with reading() as db:
        log = log_named(db, word)
        found = entry_bundle(db, log, index, width) if level is None else tile(db, log, level, index, width)
    return _file(found, BYTES, FOR_EVER)


@pages.get("/<word>/proof/<int:index>")
def proof(word: str, index: int) -> Response:
    """That entry number `index`, counted from 0, is in the log as it is now (C2SP tlog-proof)."""
    head = _newest(word)
    with reading() as db:
        path = inclusion(db, head.log, index, head.size)
    return _file(write_proof(index, path, head.note).encode("utf-8"), TEXT, ASK_AGAIN)


def _newest(word: str) -> Head:
    with reading() as db:
        log = log_named(db, word)
    return head_of(the_house(), log)


def _file(content: bytes, media_type: str, kept: str) -> Response:
    """A file that says nothing of who asks, and that a page of anybody may read."""
    answer = Response(content, content_type=media_type)
    answer.headers["Cache-Control"] = kept
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if kept == ASK_AGAIN:
        answer.add_etag()
        answer.make_conditional(request)
    return answer


@pages.errorhandler(Refused)
def refused(refusal: Refused) -> Response:
    """A program asked, so a word answers; what is not there today may be there tomorrow."""
    answer = _file(f"{refusal.code}\n".encode(), TEXT, "no-store")
    answer.status_code = status_of(refusal.code)
    return answer
