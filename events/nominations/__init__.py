"""Nominations by link: the form, what becomes of what is sent, and the letters about it."""
