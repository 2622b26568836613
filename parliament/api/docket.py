"""The marshalled list of a motion's amendments, and those that conflict beside each other."""

from parliament.api.room import Room
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.schemas import docket as shapes
from parliament.store.views.clusters import clusters_view
from parliament.store.views.docket import docket_view

room = Room("docket", "What is still to be voted on a motion, in order, and what would follow.")


@room.reads("/motions/<word:motion_id>/list", shapes.Docket, query=shapes.Page)
def show_list(query: dict, motion_id: str) -> dict:
    """Only what will be voted, in order, with the reason of each place and the consequences of either outcome."""
    with reading() as db:
        return docket_view(db, motion_id, current_actor(), page=query["page"])


@room.reads("/motions/<word:motion_id>/clusters", shapes.Clusters, query=shapes.Page)
def show_clusters(query: dict, motion_id: str) -> dict:
    """The open amendments that cannot all stand, each set side by side against the base."""
    with reading() as db:
        return clusters_view(db, motion_id, current_actor(), page=query["page"])
