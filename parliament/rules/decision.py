"""How a profile decides a question: which majority, which quorum. The one place, for command, page and verifier."""

from parliament.rules.profile import Profile
from parliament.rules.tally import Decision, Tally, decide


def decision_under(profile: Profile, tally: Tally, *, roll: int, is_amendment: bool) -> Decision:
    """Quorum and majority from the session's profile: one rule for whole texts, one for amendments."""
    rule = profile.majority.amendment if is_amendment else profile.majority.motion
    return decide(tally, rule, profile.quorum.to_decide, members=roll, accredited=roll, tie=profile.majority.tie)
