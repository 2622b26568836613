"""Shapes of rules of procedure: those on offer, one in words, and a text that is to become some."""

from marshmallow import fields

from parliament.schemas.sessions import Rule
from parliament.schemas.shapes import In, Out, answer, count, listed


class ProfileName(Out):
    """Rules of procedure a session can be convened with: shipped with the house, or adopted by it."""

    name = fields.String()
    version = count()
    language = fields.String()
    shipped = fields.Boolean()


class ProfileList(Out):
    """All of them; the default first."""

    profiles = listed(ProfileName)


class ProfileWhole(ProfileName):
    """The newest version in words, each rule with its source, and the TOML it was read from."""

    rules = listed(Rule)
    text = fields.String()


class ProfileText(In):
    """Rules of procedure as TOML: for every key its value and its source."""

    text = fields.String(required=True)


class ProfilePreview(Out):
    """What the text says, in words; nothing is kept."""

    name = fields.String()
    version = count()
    language = fields.String()
    rules = listed(Rule)


ProfileAdopted = answer("ProfileAdopted", profile=fields.String(), version=count())
