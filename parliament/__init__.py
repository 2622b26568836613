"""The parliament of mayors: convene, debate, amend, vote, declare, verify."""

__version__ = "0.1.0"
