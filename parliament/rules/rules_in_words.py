"""The page "Rules of this session": one sentence for every key of a profile, beside where the rule comes from."""

from dataclasses import dataclass

from parliament.rules.explain import Sentence
from parliament.rules.profile import Profile
from parliament.rules.refusals import N_
from parliament.rules.rule_sentences import WORDS


@dataclass(frozen=True)
class RuleInWords:
    """One rule as a reader sees it. The source is a quotation and stays in the language of the profile."""

    key: str
    sentence: Sentence
    source: str


# The headings of the page, in its order, with the tables or single keys that stand under each.
HEADINGS: dict[str, tuple[str, ...]] = {
    N_("Convening"): ("notice_hours", "urgent"),
    N_("Motions and their sponsors"): ("sponsors", "reconsideration"),
    N_("Quorum"): ("quorum",),
    N_("Majorities"): ("majority",),
    N_("Votes"): ("votes",),
    N_("Ballots"): ("ballots",),
    N_("Proxies and substitutes"): ("proxies", "substitutes"),
    N_("The floor"): ("floor",),
    N_("Procedural motions"): ("procedural",),
    N_("Statements and explanations"): ("statements", "explanations", "dissent"),
    N_("Elections"): ("elections",),
    N_("Minutes"): ("minutes",),
    N_("Amendments"): ("amendments",),
}


def rules_of_session(profile: Profile) -> list[RuleInWords]:
    """Every rule of the profile, in the order of its keys."""
    return [RuleInWords(key, WORDS[key](profile.value_of(key)), source) for key, source in profile.sources]


def rules_by_heading(profile: Profile) -> list[tuple[Sentence, list[RuleInWords]]]:
    """The same rules under their headings."""
    rules = rules_of_session(profile)
    return [
        (Sentence(heading), [rule for rule in rules if rule.key.partition(".")[0] in tables])
        for heading, tables in HEADINGS.items()
    ]
