"""The demonstration: a parliament of real cities and invented mayors, which a newcomer can watch and join.

Founding it uses commands, as any secretariat would. The simulated mayors know the house only through its HTTP API.
"""
