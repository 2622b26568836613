"""Questions the commands, pages and API ask, named as questions. Constant numbers of queries; plain answers."""

from parliament.store.queries.locking import found, held, hold_log

__all__ = ["found", "held", "hold_log"]
