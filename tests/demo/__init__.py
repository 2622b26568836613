"""The demonstration: its cities, its drawers, its visitors, and a whole sitting played against a real server."""
