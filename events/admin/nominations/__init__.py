"""The administration of nominations: links, what came through them, and the letters."""

from events.admin.nominations import links, mail, nominations

__all__ = ["links", "mail", "nominations"]
