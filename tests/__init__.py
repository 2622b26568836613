"""The tests of the house; `tests/services` starts what they need, `tests/house` checks the law of the house itself."""
