"""SQLAlchemy, and only here: tables, questions, the lock, the snapshot. No rules, no web."""
