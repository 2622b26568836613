"""Witnesses: listed by the secretariat; what they cosign is taken in from anybody, and nothing else is (T17)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from parliament.commands.witnesses import add_witness, keep_cosignatures, remove_witness
from parliament.record.checkpoint import Signer, open_checkpoint, sign_checkpoint
from parliament.record.cosignature import Cosigner, cosigned_at
from parliament.record.entries import INSTITUTION
from parliament.rules.powers import THE_CLOCK
from parliament.rules.refusals import Code
from parliament.store.cosignatures import newest_witnessed, with_witnesses
from parliament.store.tables import CheckpointRow, CosignatureRow, Key, Witness
from parliament.store.views.witnesses import list_witnesses
from tests.commands.watching import ACCRA, LYON, checkpoint_of, seconds

# Half of a surrogate pair, which JSON can carry: a name that is no UTF-8.
NO_TEXT = ACCRA.vkey.replace("witness.accra", "\ud800")


@pytest.fixture
def watched(founded):
    """Two witnesses are listed."""
    founded.by(founded.desk, add_witness, name="City of Accra", vkey=ACCRA.vkey)
    founded.by(founded.desk, add_witness, name="City of Lyon", vkey=f" {LYON.vkey}\n")
    return founded


def keep(chamber, note):
    return chamber.by(THE_CLOCK, keep_cosignatures, note=note)


def newest(chamber, log=INSTITUTION):
    with chamber.house.reading() as db:
        return newest_witnessed(db, log)


def test_a_listed_witness_is_in_the_record_with_its_key(watched):
    entry = watched.last(INSTITUTION)
    assert (entry.kind, entry.body["name"], entry.body["vkey"]) == ("witness.added", "City of Lyon", LYON.vkey)


def test_what_is_no_key_of_a_witness_is_not_listed(founded):
    """The key of a log is not either: its type stands in it."""
    for vkey in ("", "accra", NO_TEXT, "accra+00000000+AAAA", Signer("accra", bytes(32)).vkey):
        founded.refused(Code.BAD_WITNESS_KEY, founded.desk, add_witness, name="Accra", vkey=vkey)


def test_a_witness_has_a_name(founded):
    founded.refused(Code.TEXT_EMPTY, founded.desk, add_witness, name=" ", vkey=ACCRA.vkey)


def test_the_name_in_a_key_belongs_to_one_witness_for_ever(watched):
    """Otherwise a line in an old note could be read as somebody else's."""
    again = Cosigner(ACCRA.name, bytes([3]) * 32).vkey
    watched.refused(Code.ALREADY_EXISTS, watched.desk, add_witness, name="Another", vkey=again)
    accra = watched.rows(select(Witness.id).where(Witness.vkey == ACCRA.vkey))[0]
    watched.by(watched.desk, remove_witness, witness_id=accra, reason="Its key was lost.")
    watched.refused(Code.ALREADY_EXISTS, watched.desk, add_witness, name="Accra", vkey=ACCRA.vkey)


def test_a_cosigned_checkpoint_is_served_with_every_line(watched):
    note, at = checkpoint_of(watched), seconds(watched)
    assert keep(watched, LYON.cosign(note, at))["cosigned"][0]["name"] == "City of Lyon"
    keep(watched, ACCRA.cosign(note, at))
    served = newest(watched)
    assert served == LYON.cosign(ACCRA.cosign(note, at), at), "in the order in which they were listed"
    assert (cosigned_at(served, ACCRA.vkey), cosigned_at(served, LYON.vkey)) == (at, at)


def test_the_checkpoint_of_today_has_the_lines_of_its_own_size_alone(watched):
    before = checkpoint_of(watched)
    keep(watched, ACCRA.cosign(before, seconds(watched)))
    watched.by(watched.desk, add_witness, name="Third", vkey=Cosigner("third", bytes([3]) * 32).vkey)
    now = checkpoint_of(watched)
    with watched.house.reading() as db:
        size = int(now.split("\n")[1])
        assert with_witnesses(db, INSTITUTION, size, now) == now
        assert with_witnesses(db, INSTITUTION, size - 1, before) != before
    assert newest(watched).startswith(before)


def test_a_cosignature_is_no_entry_of_the_record(watched):
    """An entry would make a larger tree, which would have to be cosigned again, and so on for ever."""
    size = len(watched.entries(INSTITUTION))
    keep(watched, ACCRA.cosign(checkpoint_of(watched), seconds(watched)))
    assert len(watched.entries(INSTITUTION)) == size


def test_sent_twice_it_is_kept_once_and_an_older_time_replaces_no_newer_one(watched):
    note = checkpoint_of(watched)
    newer, older = ACCRA.cosign(note, seconds(watched)), ACCRA.cosign(note, seconds(watched) - 3600)
    for each in (newer, newer, older):
        keep(watched, each)
    assert len(watched.rows(select(CosignatureRow))) == len(watched.rows(select(CheckpointRow))) == 1
    assert newest(watched) == newer


def test_a_stranger_or_a_removed_witness_is_not_taken_in(watched):
    note = checkpoint_of(watched)
    stranger = Cosigner("stranger.example.org", bytes([7]) * 32)
    watched.refused(Code.NOT_COSIGNED, THE_CLOCK, keep_cosignatures, note=stranger.cosign(note, seconds(watched)))
    watched.refused(Code.NOT_COSIGNED, THE_CLOCK, keep_cosignatures, note=note)
    keep(watched, ACCRA.cosign(note, seconds(watched)))
    accra = watched.rows(select(Witness.id).where(Witness.vkey == ACCRA.vkey))[0]
    watched.by(watched.desk, remove_witness, witness_id=accra, reason="Its key was lost.")
    assert newest(watched) is None
    cosigned = ACCRA.cosign(note, seconds(watched))
    watched.refused(Code.NOT_COSIGNED, THE_CLOCK, keep_cosignatures, note=cosigned)


def test_a_line_of_a_stranger_beside_a_listed_one_is_left_out(watched):
    stranger = Cosigner("stranger.example.org", bytes([7]) * 32)
    note = checkpoint_of(watched)
    keep(watched, ACCRA.cosign(stranger.cosign(note, seconds(watched)), seconds(watched)))
    assert "stranger" not in newest(watched)


def test_what_a_stranger_added_in_our_name_is_not_kept(watched):
    """Lines by unknown keys are passed over when a note is read; they must not be served from here for ever."""
    note = checkpoint_of(watched)
    head, _, line = note.rpartition("\n\n")
    junk = f"{line.partition(' ')[0]} {line.split()[1]} QUFBQUFBQUFBQUFB\n"
    cosigned = ACCRA.cosign(f"{head}\n\n{junk}{line}{line}", seconds(watched))
    keep(watched, cosigned)
    assert newest(watched) == note + cosigned.splitlines(keepends=True)[-1]


def test_one_wrong_line_of_a_listed_witness_condemns_the_note(watched):
    note = checkpoint_of(watched)
    good, false = ACCRA.cosign(note, seconds(watched)), Cosigner(LYON.name, bytes([2]) * 32)
    forged = false.cosign(checkpoint_of(watched, size=1), seconds(watched)).rpartition("— ")[2]
    watched.refused(Code.NOT_COSIGNED, THE_CLOCK, keep_cosignatures, note=f"{good}— {forged}")


def test_a_time_that_has_not_come_is_refused(watched):
    note = checkpoint_of(watched)
    later = int((watched.at + timedelta(minutes=6)).timestamp())
    watched.refused(Code.NOT_COSIGNED, THE_CLOCK, keep_cosignatures, note=ACCRA.cosign(note, later))
    watched.refused(Code.NOT_COSIGNED, THE_CLOCK, keep_cosignatures, note=ACCRA.cosign(note, 2**62))
    keep(watched, ACCRA.cosign(note, seconds(watched) + 60))


def test_what_is_no_checkpoint_of_ours_is_refused(watched):
    for note in ("", "hello\n", "a\n1\nb\n\n— a AAAAAAAA\n"):
        watched.refused(Code.NOT_A_CHECKPOINT, THE_CLOCK, keep_cosignatures, note=note)


def test_a_checkpoint_by_another_key_is_not_ours(watched):
    origin, size = checkpoint_of(watched).split("\n")[:2]
    forged = sign_checkpoint(origin, int(size), bytes(32), Signer(origin, bytes(32)))
    note = ACCRA.cosign(forged, seconds(watched))
    watched.refused(Code.NOT_A_CHECKPOINT, THE_CLOCK, keep_cosignatures, note=note)


def test_our_own_signature_on_another_tree_is_not_our_tree(watched):
    """T17: a stolen key signs a fork, or a restored database is behind what was signed. The answer says: evidence."""
    (name,), (seed,) = watched.rows(select(Key.name)), watched.rows(select(Key.seed))
    origin, size = checkpoint_of(watched).split("\n")[:2]
    for further in (0, 1):
        forged = sign_checkpoint(origin, int(size) + further, bytes(32), Signer(name, seed))
        assert open_checkpoint(forged, [Signer(origin, seed).vkey])
        note = ACCRA.cosign(forged, seconds(watched))
        watched.refused(Code.NOT_OUR_TREE, THE_CLOCK, keep_cosignatures, note=note)


def test_a_session_is_watched_as_well(convened):
    convened.by(convened.desk, add_witness, name="City of Accra", vkey=ACCRA.vkey)
    keep(convened, ACCRA.cosign(checkpoint_of(convened, convened.plenary), seconds(convened)))
    with convened.house.reading() as db:
        said = list_witnesses(db)[0]["cosigned"]
    assert [each["size"] for each in said] == [len(convened.entries())]
    assert newest(convened, convened.plenary) is not None


def test_a_witness_is_removed_once_and_for_a_reason(watched):
    accra = watched.rows(select(Witness.id).where(Witness.vkey == ACCRA.vkey))[0]
    watched.refused(Code.NOT_FOUND, watched.desk, remove_witness, witness_id="witness-0", reason="?")
    watched.refused(Code.REASON_NEEDED, watched.desk, remove_witness, witness_id=accra, reason=" ")
    watched.by(watched.desk, remove_witness, witness_id=accra, reason="It asked for it.")
    watched.refused(Code.WRONG_STAGE, watched.desk, remove_witness, witness_id=accra, reason="Again.")


def test_witnesses_are_listed_by_the_secretariat_alone(watched):
    vkey = Cosigner("third", bytes([3]) * 32).vkey
    watched.refused(Code.NOT_ALLOWED, watched.mayors[0], add_witness, name="Third", vkey=vkey)
    watched.refused(Code.NOT_ALLOWED, watched.desk, keep_cosignatures, note="")
