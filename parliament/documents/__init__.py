"""Files of other programs: what a word processor, a parliament's exchange format or a printer wants, in and out.

Pure: bytes to texts and texts to bytes, without clock, tables or network. It knows the drafting table and nothing of votes
beyond what it is handed; what comes from a file is checked like what comes from a form.
"""
