"""The lives of things as closed lists, with a word on screen for each."""

import pytest

from parliament.rules import stages
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Stage, check_stage
from parliament.rules.words import WORDS

LISTS = ("SeatState", "SessionStage", "SittingState", "Stage", "Outcome", "TurnState", "Side", "VoteState", "Choice")


@pytest.mark.parametrize("name", [*LISTS, "ItemKind"])
def test_every_value_has_a_word_on_screen(name):
    assert [value for value in getattr(stages, name) if value not in WORDS] == []


def test_wrong_stage_is_refused_and_named():
    check_stage("draft", Stage.DRAFT, Stage.GATHERING)
    with pytest.raises(Refused) as refused:
        check_stage("put", Stage.DRAFT, Stage.GATHERING)
    assert (refused.value.code, refused.value.facts) == (Code.WRONG_STAGE, {"stage": "put"})
