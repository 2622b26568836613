"""Topics: the secretariat says what a published declaration is about, so that readers find it."""

from parliament.commands.house import Answer, Tx, requires
from parliament.record.entries import INSTITUTION, DeclarationClassified
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.topics import check_topics
from parliament.store.queries.declarations import declaration_of
from parliament.store.tables import Classification


@requires(Power.CLASSIFY_DECLARATION)
def classify_declaration(tx: Tx, *, slug: str, topics: list[str]) -> Answer:
    """Say what a published declaration is about: these topics from now on, and no others. The text is not touched.

    Refused: not_found, malformed (a topic that is not on the list, or more than five), already_exists (it has exactly
    these).
    """
    tx.hold(INSTITUTION)
    declaration = declaration_of(tx.db, slug)
    listed = check_topics(topics)
    row = tx.db.get(Classification, declaration.id)
    if listed == (row.topics if row else []):
        raise Refused(Code.ALREADY_EXISTS, field="topics", what=", ".join(listed) or "–")
    if row is None:
        row = Classification(declaration_id=declaration.id, topics=listed, at=tx.now)
        tx.db.add(row)
    row.topics, row.at = listed, tx.now
    tx.record(DeclarationClassified(declaration=declaration.id, topics=listed))
    return {"declaration": declaration.id, "topics": listed}
