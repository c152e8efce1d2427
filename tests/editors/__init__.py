"""Editors at work: processes that change the same meetings through the administration."""
