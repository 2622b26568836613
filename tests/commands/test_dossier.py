"""What files are made from: the text in force, with the corrections made to it since."""

import pytest
from lxml import etree

from parliament.commands.corrections import correct_text
from parliament.rules.refusals import Code, Refused
from parliament.schemas.files import motion_file
from parliament.store.views.dossier import dossier_of_amendment, dossier_view
from parliament.texts import words_by_source
from tests.builders import Chamber
from tests.commands.test_corrections import rows


def test_text_for_other_programs_is_the_corrected_one_and_says_so_word_by_word(voting: Chamber) -> None:
    for mayor in range(6):
        voting.cast(mayor)
    voting.close()
    voting.by(voting.desk, correct_text, **rows(voting, ("run dry", "run empty")))
    with voting.house.reading() as db:
        view = dossier_view(db, voting.motion, voting.desk)
        with pytest.raises(Refused) as refusal:
            dossier_of_amendment(db, "nothing", voting.desk)
    assert refusal.value.code == Code.NOT_FOUND
    assert view["now"].text == view["base"]
    said = [words_by_source(view["corrected"], p.id) for p in view["corrected"].text.paragraphs]
    assert [run for runs in said for run in runs if run[0]] == [("correction-1", "empty")]
    made = motion_file(view, "text.akn.xml")
    assert "run empty" in "".join(etree.fromstring(made.content).itertext())
