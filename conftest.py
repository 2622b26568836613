"""Registers the services that tests use; pytest wants plugins named at the root, so that they are loaded once."""

pytest_plugins = [
    "tests.services.skips",
    "tests.services.longest_first",
    "tests.services.postgres",
    "tests.services.redis",
    "tests.services.chromium",
]
