"""Journeys of people through a served parliament, in a real browser."""
