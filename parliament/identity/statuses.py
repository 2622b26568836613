"""The one table from a refusal to its HTTP status, for API and pages alike. A test asks it for every code.

403 is about who, 404, 410 and 422 about what was sent, 409 about the state of the house at this moment.
"""

from http import HTTPStatus

from parliament.rules.refusals import Code

STATUSES: dict[Code, HTTPStatus] = {
    # who
    Code.NOT_SIGNED_IN: HTTPStatus.UNAUTHORIZED,
    Code.BAD_CREDENTIALS: HTTPStatus.UNAUTHORIZED,
    Code.TOO_MANY_ATTEMPTS: HTTPStatus.TOO_MANY_REQUESTS,
    **dict.fromkeys(
        (
            Code.NOT_ALLOWED,
            Code.STALE_FORM,
            Code.NOT_PRESIDING,
            Code.NOT_YOUR_SEAT,
            Code.NO_MANDATE,
            Code.SAME_PERSON,
            Code.NOT_ON_ROLL,
        ),
        HTTPStatus.FORBIDDEN,
    ),
    # what
    Code.NOT_FOUND: HTTPStatus.NOT_FOUND,
    Code.INVITATION_SPENT: HTTPStatus.GONE,
    **dict.fromkeys(
        (
            Code.MALFORMED,
            Code.KEY_REUSED,
            Code.BAD_ROWS,
            Code.WEAK_PASSWORD,
            Code.PASSWORDS_DIFFER,
            Code.CHOOSE_ONE,
            Code.TEXT_EMPTY,
            Code.TEXT_TOO_LONG,
            Code.TEXT_CONTROLS,
            Code.TOO_MANY_WORDS,
            Code.TOO_MANY_PARAGRAPHS,
            Code.DOES_NOT_FIT,
            Code.CHANGES_NOTHING,
            Code.CONFLICTS_WITH_ITSELF,
            Code.UNKNOWN_PROFILE,
            Code.BAD_PROFILE,
            Code.BAD_TIMES,
            Code.WINDOW_TOO_SHORT,
            Code.BAD_ORDER,
            Code.REASON_NEEDED,
            Code.BAD_NUMBER_OF_SEATS,
            Code.UNKNOWN_CANDIDATE,
            Code.MARKED_TWICE,
            Code.TOO_MANY_MARKS,
            Code.NOTICE_TOO_SHORT,
            Code.MISSING_COLUMNS,
        ),
        HTTPStatus.UNPROCESSABLE_ENTITY,
    ),
    # when
    **dict.fromkeys(
        (
            Code.ALREADY_EXISTS,
            Code.ALREADY_PRESIDES,
            Code.WRONG_STAGE,
            Code.NOT_ENOUGH_SPONSORS,
            Code.SITTING_NOT_OPEN,
            Code.SITTING_ALREADY_OPEN,
            Code.NO_QUORUM,
            Code.NOT_CURRENT_ITEM,
            Code.ALREADY_LISTED,
            Code.NOT_LISTED,
            Code.FLOOR_TAKEN,
            Code.FLOOR_FREE,
            Code.VOTE_OPEN,
            Code.VOTE_NOT_OPEN,
            Code.VOTE_CLOSED,
            Code.ALREADY_VOTED,
            Code.STALE_TEXT,
            Code.AMENDMENTS_CLOSED,
            Code.AMENDMENT_SETTLED,
            Code.AMENDMENTS_PENDING,
            Code.ORDER_NOT_CONFIRMED,
            Code.NOT_NEXT_IN_ORDER,
            Code.NOT_CERTIFIED,
            Code.ALREADY_CERTIFIED,
            Code.OPEN_BUSINESS,
            Code.NO_CANDIDATES,
            Code.TOO_MANY_CANDIDATES,
            Code.TOO_EARLY,
            Code.WINDOW_RUNS,
            Code.NOT_ENOUGH_COUNTRIES,
        ),
        HTTPStatus.CONFLICT,
    ),
}


def status_of(code: Code) -> int:
    """The HTTP status a refusal is answered with."""
    return STATUSES[code].value
