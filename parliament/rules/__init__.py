"""THE STANDING ORDERS. Pure: may this happen now, and how does the count come out?

Knows no tables, no clock, no web. Facts come in as arguments; refusals go out as `Refused`.
"""
