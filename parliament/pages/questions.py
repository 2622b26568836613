"""What a vote decides, in words: whole for a heading, short for a list, and in the middle of a sentence.

Motions and amendments are named by number and title; any other question by its kind and the wording it was put with,
so that a page can show the votes of a room it knows nothing of.
"""

from flask_babel import gettext

from parliament.rules.stages import Question
from parliament.schemas.words import word

Row = dict

# An appeal bears the words of the point, and deciding anew the title of the motion: said alone, the chair would declare
# the point or the motion itself adopted.
NAMED_WITH_KIND = (Question.APPEAL, Question.RECONSIDERATION)


def title(vote: Row) -> str:
    """The question whole, as a heading says it."""
    named = vote.get("motion_title", "")
    if vote["question"] == Question.BLOC:
        return gettext("Amendments %(numbers)s to “%(title)s”, at once", numbers=vote["wording"], title=named)
    if _is_part(vote):
        return gettext("%(part)s to “%(title)s”", part=short(vote), title=named)
    if vote["question"] == Question.AMENDMENT:
        return gettext("Amendment %(number)s to “%(title)s”", number=vote["amendment_number"], title=named)
    if vote["question"] == Question.MOTION:
        return gettext("“%(title)s” as a whole", title=named)
    return _worded(vote)


def short(vote: Row) -> str:
    """The question where its motion stands beside it."""
    if vote["question"] == Question.BLOC:
        return gettext("Amendments %(numbers)s at once", numbers=vote["wording"])
    if _is_part(vote):
        said = {"part": vote["part"], "parts": vote["parts"], "number": vote["amendment_number"]}
        return gettext("Part %(part)s of %(parts)s of amendment %(number)s", **said)
    if vote["question"] == Question.AMENDMENT:
        return gettext("Amendment %(number)s", number=vote["amendment_number"])
    if vote["question"] == Question.MOTION:
        return gettext("The whole text")
    return _worded(vote)


def in_sentence(vote: Row) -> str:
    """The question as the chair says it."""
    if vote["question"] == Question.BLOC:
        return gettext("amendments %(numbers)s at once", numbers=vote["wording"])
    if _is_part(vote):
        said = {"part": vote["part"], "parts": vote["parts"], "number": vote["amendment_number"]}
        return gettext("part %(part)s of %(parts)s of amendment %(number)s", **said)
    if vote["question"] == Question.AMENDMENT:
        return gettext("amendment %(number)s", number=vote["amendment_number"])
    if vote["question"] == Question.MOTION:
        return gettext("the text as a whole")
    if vote["question"] in NAMED_WITH_KIND:
        return gettext("“%(question)s”", question=_worded(vote))
    return gettext("“%(question)s”", question=vote["wording"] or word(vote["question"]))


def _is_part(vote: Row) -> bool:
    """Whether one part of an amendment is put; votes of other parliaments, which are shown too, know no parts."""
    return vote["question"] == Question.AMENDMENT and vote.get("part") is not None


def _worded(vote: Row) -> str:
    if not vote["wording"]:
        return word(vote["question"])
    return gettext("%(question)s: %(wording)s", question=word(vote["question"]), wording=vote["wording"])


# What templates call them.
FILTERS = {"question": title, "question_short": short, "question_said": in_sentence}
