"""T14: what a page was shown, and what it was sent since, is what a fresh page shows; whatever the network did meanwhile."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from parliament.live.edits import edited, edits
from tests.live.reading import Reading
from tests.live.recorded import Recording

SEED = int(os.environ.get("HEALING_SEED", "14"))
PAGES = 500
# Every kind of entry after which the live page reads otherwise, of those that a sitting brings about by itself.
SHOWN = {
    *["amendment.submitted", "amendment.withdrawn", "appeal.settled"],
    *["candidate.nominated", "chair.handed_over", "declaration.published", "election.opened", "item.called"],
    *["motion.decided", "point.raised", "point.ruled", "procedural.decided", "procedural.ended", "procedural.moved"],
    *[
        "reply.asked",
        "reply.granted",
        "roll_call.taken",
        "ruling.appealed",
        "sitting.adjourned",
        "sitting.opened",
        "sitting.resumed",
    ],
    *[
        "sitting.suspended",
        "speaker.invited",
        "speaker.listed",
        "speaker.withdrew",
        "turn.began",
        "turn.ended",
        "turn.interrupted",
    ],
    *["turn.resumed", "vote.closed", "vote.opened"],
}


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return Recording(tmp_path_factory.mktemp("recorded"), SEED)


def test_snapshot_and_changes_are_a_fresh_snapshot_after_every_kind_of_entry(recording: Recording) -> None:
    assert SHOWN - recording.kinds == set()
    page = Reading()
    for fresh, frames in zip(recording.fresh, recording.steady.told.sent, strict=True):
        for frame in frames:
            page.take(frame)
        assert page.seq == fresh["seq"]
        assert page.fragments == fresh["fragments"]


def test_whoever_asks_in_the_middle_is_told_what_a_fresh_page_shows(recording: Recording) -> None:
    for fresh, state in zip(recording.fresh, recording.steady.told.states, strict=True):
        assert Reading().begin(state["whole"]).fragments == fresh["fragments"]


def test_pages_show_nothing_wrong_and_end_with_the_last_on_a_bad_network(recording: Recording) -> None:
    found = healed(recording)
    assert (found["wrong"], found["behind"]) == (0, 0), f"HEALING_SEED={SEED}"
    assert found["told"] == PAGES * len(recording.fresh)


def test_pages_that_take_whatever_comes_would_be_found_out(recording: Recording) -> None:
    found = healed(recording, carefree=True)
    assert found["wrong"] > PAGES
    assert found["behind"] > 0


def test_words_beyond_the_first_plane_of_unicode_are_counted_as_javascript_counts_them() -> None:
    base, now = "<b>🌳🌳 trees, and what they shade</b>", "<b>🌳🌳 palms, and what they shade 🌴</b>"
    assert edited(base, edits(base, now)) == now
    program = "import {edited} from './static/js/live/edits.js'; console.log(edited(...JSON.parse(process.argv[1])))"
    said = subprocess.run(
        [node(), "--input-type=module", "-e", program, json.dumps([base, edits(base, now)])],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == now


def healed(recording: Recording, **how: Any) -> dict[str, int]:
    """What five hundred pages of the very script that a browser runs made of it."""
    given = {"seed": SEED, "pages": PAGES, "fresh": recording.fresh, "workers": recording.told(), **how}
    done = subprocess.run(
        [node(), str(Path(__file__).with_name("healing.mjs"))], input=json.dumps(given), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def node() -> str:
    found = shutil.which("node")
    if not found:
        pytest.skip("node is not installed")
    return found
