"""The real services that tests run against: PostgreSQL, Redis, Chromium, each started by the tests themselves.

Nothing is assumed to be running. `postgres`, `redis`, `chromium`, `skips` and `longest_first` are pytest plugins,
registered in the `conftest.py` at the root; `install.sh` brings what no wheel carries, `environment.sh` makes the
virtual environment.
"""
