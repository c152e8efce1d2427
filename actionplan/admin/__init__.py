"""The administration of plans, and what every screen of the administration shares."""

from actionplan.admin import plans

__all__ = ["plans"]
