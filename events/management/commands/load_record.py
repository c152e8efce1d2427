"""Load the record of the dialogue: partners, chairmanships, meetings, documents."""

from actionplan.loading.command import LoadCommand
from events.loading.record import DATA, load_record


class Command(LoadCommand):
    help = "Load the record (after load_action_plans); what staff edited since stays as it is."
    load = staticmethod(load_record)
    data = DATA
