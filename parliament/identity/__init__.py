"""Who is asking: accounts, passwords, sign-in, tokens → an Actor. Knows the cookie; knows no page and no socket.

`door.init_app(app, house, settings)` wires all of it into an application.
"""
