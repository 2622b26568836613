"""What the house can do: one function a command, one transaction each.

Load under lock, ask the rules, write the row, record the entry. Knows no web.
"""
