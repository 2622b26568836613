"""From the record to a declaration: build it, render it, bundle its evidence, check it.

Pure: reads entries and annexes, never tables, so that whoever holds the export gets the same bytes.
"""
