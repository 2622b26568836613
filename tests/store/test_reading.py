"""A look at the house is a look at one moment, whatever is committed while it lasts."""

from sqlalchemy import select

from parliament.commands.agenda import add_item
from parliament.store.tables import Item


def test_reader_sees_one_moment_however_often_it_asks(convened):
    asked = select(Item.title)
    with convened.house.reading() as db:
        assert db.scalars(asked).all() == []
        convened.by(convened.desk, add_item, session_id=convened.plenary, kind="debate", title="Roads")
        assert db.scalars(asked).all() == []
    assert convened.rows(asked) == ["Roads"]
