"""Who signs for the house: a pen that lies inside it, or a process of its own. The rule both keep is `record.pen`.

This room knows keys, files and sockets. It must not know commands or pages: what is signed was committed before.
"""
