"""Where each value of the data files is found in the database: written by hand, apart from the
loader. `WALKS` leads from a file to pairs of an entry and the same entry as the database has it.

A key that no table knows raises KeyError, so no field can be added to a file and left unread."""

from tests.walk import documents, meetings, partners, plans

WALKS = {**plans.WALKS, **partners.WALKS, **meetings.WALKS, **documents.WALKS}
