"""A counted round of an election in sentences: the papers, what was asked for, who has it, and what follows."""

from collections.abc import Iterable, Mapping

from parliament.rules.elections import Contest, Method, RoundCount
from parliament.rules.explain import Sentence, sentence
from parliament.rules.refusals import N_

METHODS: dict[Method, str] = {
    Method.ONE: N_("One name on a paper."),
    Method.UP_TO: N_("As many names on a paper as there are seats to fill, or fewer."),
    Method.APPROVAL: N_("Any number of names on a paper; most papers win."),
    Method.RANKED: N_("Names in order of preference; every candidate is compared with every other."),
}


def method_in_words(method: Method) -> Sentence:
    """What a member does with the paper."""
    return Sentence(METHODS[method])


def explain_round(contest: Contest, count: RoundCount, names: Mapping[str, str]) -> list[Sentence]:
    """The worked explanation beside a round. In goes the name of each candidate by id."""
    return [
        sentence(
            N_("Papers: {papers}; of them blank, which count as abstentions: {blank}; votes cast: {cast}."),
            papers=count.papers,
            blank=count.blank,
            cast=count.cast,
        ),
        _rule(contest, count),
        *_votes(contest, count, names),
        *_lots(count, names),
        *_elected(count, names),
        _what_follows(contest, count),
    ]


def _rule(contest: Contest, count: RoundCount) -> Sentence:
    if contest.asks_for_half:
        words = N_("This round elects with more than half of the votes cast; needed: {need}. Seats to fill: {seats}.")
        return sentence(words, need=count.need, seats=contest.seats)
    if contest.method is Method.RANKED:
        words = N_(
            "Who is preferred to every other, one by one, is first; where preferences run in a circle, the strongest "
            "chains of them decide (Schulze’s method, by winning votes). Seats to fill: {seats}."
        )
        return sentence(words, seats=contest.seats)
    return sentence(N_("In this round the most votes decide. Seats to fill: {seats}."), seats=contest.seats)


def _votes(contest: Contest, count: RoundCount, names: Mapping[str, str]) -> Iterable[Sentence]:
    """Each candidate's votes, the best first; for ranked papers the place and on how many papers the name stands."""
    votes = dict(count.votes)
    for place, level in enumerate(count.ranking, start=1):
        for each in level:
            if contest.method is Method.RANKED:
                words = N_("{name}: place: {place}; named on papers: {votes}.")
                yield sentence(words, name=names[each], place=place, votes=votes[each])
            else:
                yield sentence(N_("{name}: votes: {votes}."), name=names[each], votes=votes[each])


def _lots(count: RoundCount, names: Mapping[str, str]) -> Iterable[Sentence]:
    """How a tie was resolved, so that a reader can draw the lots again."""
    if not count.tied:
        return
    yield Sentence(N_("The last place to fill has candidates who are equal."))
    if count.lots:
        yield Sentence(
            N_(
                "Lots decide: each candidate’s lot is the SHA-256 hash of the hash of this round’s papers followed by "
                "the candidate’s id, and the lowest comes first. Anybody can draw them again."
            )
        )
    for each, lot in count.lots:
        yield sentence(N_("{name}: lot: {lot}."), name=names[each], lot=lot)


def _elected(count: RoundCount, names: Mapping[str, str]) -> Iterable[Sentence]:
    for each in count.elected:
        yield sentence(N_("Elected: {name}."), name=names[each])


def _what_follows(contest: Contest, count: RoundCount) -> Sentence:
    free = contest.seats - len(count.elected)
    if free == 0:
        return Sentence(N_("All seats are filled."))
    if count.standing:
        words = N_("A further round follows. Seats still free: {free}; candidates who go on: {standing}.")
        return sentence(words, free=free, standing=len(count.standing))
    return sentence(N_("No further round follows. Seats that stay empty: {free}."), free=free)
