"""The closed list of refusals, and its sentences."""

import pytest

from parliament.rules.refusals import MESSAGES, Code, Obstacle, Refused, raise_first


@pytest.mark.parametrize("code", list(Code))
def test_every_refusal_is_said_in_whole_sentences(code):
    message = MESSAGES[code]
    assert message[0].isupper() or message.startswith("{")
    assert message.endswith((".", "?", "}"))


def test_sentence_is_translated_before_its_facts_are_filled_in():
    refused = Refused(Code.NO_QUORUM, present=3, need=4)
    assert refused.sentence() == "3 seats are present; 4 make a quorum."
    assert refused.sentence(lambda message: f"«{message}»") == "«3 seats are present; 4 make a quorum.»"


def test_refusal_whose_facts_do_not_fill_its_sentence_is_found_where_it_is_made():
    with pytest.raises(KeyError, match="need"):
        Refused(Code.NO_QUORUM, present=3)


def test_first_obstacle_is_the_refusal():
    raise_first([])
    with pytest.raises(Refused) as refused:
        raise_first([Obstacle(Code.FLOOR_TAKEN), Obstacle(Code.VOTE_OPEN)])
    assert (refused.value.code, refused.value.field) == (Code.FLOOR_TAKEN, None)
