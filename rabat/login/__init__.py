"""Logging in to the administration: password, second factor, lock-out, sessions."""
