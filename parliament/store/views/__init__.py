"""The house as plain values, for a page or an API answer: no rows leave here, no rules enter.

Instants are aware datetimes; sentences are phrases with their facts, put into words by whoever shows them.
Every view asks a constant number of queries, whatever the number of seats, motions or ballots.
"""
