"""Meetings that never were, as many as wanted, to see how the platform does among them."""
