"""The logs as files: whoever reads nothing else can rebuild every tree, and no cookie is asked for."""

import pytest

from parliament.commands import agenda
from parliament.record import tree
from parliament.record.audience import AUDIENCE, Audience
from parliament.record.canonical import parse_canonical
from parliament.record.checkpoint import Signer, check_proof, open_checkpoint, parse_vkey
from parliament.record.entries import Entry
from parliament.record.tiles import prove_consistency, root_of, tile_path, unpack_entries
from parliament.store import record
from tests.results.played import SECRET

FOR_EVER = "public, max-age=31536000, immutable"


def words(house) -> dict[str, str]:
    """The logs of the house by their word in an address."""
    return {"institution": "institution", house.slug: house.plenary}


def checkpoint_of(house, word: str):
    note = house.browser().get(f"/log/{word}/checkpoint").text
    origin = note.partition("\n")[0]
    key = parse_vkey(house.vkey)
    return note, open_checkpoint(note, [type(key)(origin, key.public_key).encode()])


def reader(house, word: str):
    """Whoever reads tiles of a log and nothing else."""
    client = house.browser()
    return lambda level, index, width: client.get(f"/log/{word}/{tile_path(level, index, width)}").data


@pytest.mark.parametrize("nth", [0, 1])
def test_checkpoint_tiles_and_entries_of_a_log_agree(declared, nth):
    word, log = list(words(declared).items())[nth]
    _, checkpoint = checkpoint_of(declared, word)
    read = reader(declared, word)
    assert root_of(checkpoint.size, read) == checkpoint.root
    bundle = declared.browser().get(f"/log/{word}/tile/entries/000.p/{checkpoint.size}")
    lines = unpack_entries(bundle.data)
    assert b"".join(map(tree.leaf_hash, lines)) == read(0, 0, checkpoint.size)
    with declared.house.reading() as db:
        entries = record.entries(db, log)
    for entry, line in zip(entries, lines, strict=True):
        told = parse_canonical(line)
        if AUDIENCE[entry.kind] is Audience.PUBLIC:
            assert Entry.from_json(told) == entry
        else:
            assert told.keys() == {"v", "log", "seq", "sealed"}
            assert (told["log"], told["seq"]) == (log, entry.seq)
    assert SECRET.encode() not in bundle.data


def test_sealed_entries_are_in_the_session_played(declared):
    """Or the test above would say nothing of them."""
    with declared.house.reading() as db:
        kinds = {AUDIENCE[entry.kind] for entry in record.entries(db, declared.plenary)}
    assert kinds == {Audience.PUBLIC, Audience.HOUSE}


def test_every_entry_is_proven_against_the_checkpoint(declared):
    _, checkpoint = checkpoint_of(declared, declared.slug)
    client = declared.browser()
    lines = unpack_entries(client.get(f"/log/{declared.slug}/tile/entries/000.p/{checkpoint.size}").data)
    key = parse_vkey(declared.vkey)
    vkey = type(key)(checkpoint.origin, key.public_key).encode()
    for index in (0, 3, checkpoint.size - 1):
        proof = client.get(f"/log/{declared.slug}/proof/{index}").text
        assert check_proof(proof, tree.leaf_hash(lines[index]), [vkey])[0] == index
        with pytest.raises(tree.BadProof):
            check_proof(proof, tree.leaf_hash(lines[index - 1]), [vkey])


def test_log_that_grew_is_shown_to_have_only_grown(deciding):
    _, before = checkpoint_of(deciding, deciding.slug)
    deciding.act(agenda.add_item, deciding.desk, session_id=deciding.plenary, kind="other", title="Any other business")
    _, after = checkpoint_of(deciding, deciding.slug)
    assert after.size == before.size + 1
    proof = prove_consistency(before.size, after.size, reader(deciding, deciding.slug))
    tree.check_consistency(before.size, after.size, proof, before.root, after.root)
    with pytest.raises(tree.BadProof):
        tree.check_consistency(before.size, after.size, proof, after.root, after.root)


def test_tiles_are_kept_for_ever_and_checkpoints_are_asked_for_again(declared):
    client, word = declared.browser(), declared.slug
    tile = client.get(f"/log/{word}/tile/0/000.p/2")
    assert (tile.headers["Cache-Control"], tile.content_type) == (FOR_EVER, "application/octet-stream")
    entries = client.get(f"/log/{word}/tile/entries/000.p/2")
    assert (entries.headers["Cache-Control"], entries.content_type) == (FOR_EVER, "application/octet-stream")
    for path in ("checkpoint", "proof/0"):
        said = client.get(f"/log/{word}/{path}")
        assert (said.headers["Cache-Control"], said.content_type) == ("no-cache", "text/plain; charset=utf-8")
        again = client.get(f"/log/{word}/{path}", headers={"If-None-Match": said.headers["ETag"]})
        assert again.status_code == 304


def test_log_neither_sets_a_cookie_nor_answers_by_one(declared):
    for path in ("checkpoint", "tile/0/000.p/2", "tile/entries/000.p/4", "proof/1", "tile/0/999"):
        passer_by = declared.browser().get(f"/log/{declared.slug}/{path}")
        mayor = declared.browser(declared.mayors[1]).get(f"/log/{declared.slug}/{path}")
        assert mayor.data == passer_by.data
        for answer in (passer_by, mayor):
            assert "Set-Cookie" not in answer.headers
            assert "Cookie" not in answer.headers.get("Vary", "")
            assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/000",
        "tile/0/000.p/255",
        "tile/1/000.p/1",
        "tile/0/0",
        "tile/0/000.p/0",
        "tile/entries/001.p/1",
        "tile/0/x999/x999/x999/x999/999.p/1",
        "tile/6/000.p/1",
        "proof/99999",
        "proof/9999999999999999999999",
    ],
)
def test_what_is_not_there_is_not_found_and_not_kept(declared, path):
    answer = declared.browser().get(f"/log/{declared.slug}/{path}")
    assert (answer.status_code, answer.text, answer.headers["Cache-Control"]) == (404, "not_found\n", "no-store")


def test_log_of_no_session_is_not_found(declared):
    assert declared.browser().get("/log/9-nothing/checkpoint").status_code == 404


def test_checkpoint_is_signed_by_the_house_under_the_name_of_the_log(declared):
    note, checkpoint = checkpoint_of(declared, declared.slug)
    assert checkpoint.origin == f"{parse_vkey(declared.vkey).name}/{declared.slug}"
    with declared.house.reading() as db:
        assert checkpoint.size == record.sizes(db, [declared.plenary])[declared.plenary]
    with pytest.raises(ValueError, match="no key we know"):
        open_checkpoint(note, [Signer(checkpoint.origin, b"f" * 32).vkey])
