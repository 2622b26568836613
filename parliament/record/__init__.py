"""The record: numbered entries, who may read them, and the proofs that nobody changed them afterwards.

Pure: no clock, no database, no network. Times, keys and entries come in as arguments.
"""
