"""How many questions a page asks of the database."""

from sqlalchemy import event


def questions(gallery, path: str) -> int:
    """Asked by a passer-by whose first page this is not, so that nothing is asked that is asked only once."""
    browser = gallery.browser()
    assert browser.get(path).status_code == 200
    asked: list[str] = []

    def listen(_connection, _cursor, statement, *_rest) -> None:
        # The keys are read once a second, whoever asks, in a transaction of their own: a matter of time, not of the page.
        if "FROM keys" not in statement and statement != "BEGIN":
            asked.append(statement)

    engine = gallery.house.database.engine
    event.listen(engine, "before_cursor_execute", listen)
    try:
        assert browser.get(path).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", listen)
    return len(asked)
