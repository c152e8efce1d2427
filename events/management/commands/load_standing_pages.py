"""Load the first texts of the standing pages, which `load_record` loads too."""

from actionplan.loading.command import LoadCommand
from events.loading.record import DATA
from events.loading.standing_pages import load_standing_pages


class Command(LoadCommand):
    help = "Load the first texts of the standing pages; what staff edited since stays as it is."
    load = staticmethod(load_standing_pages)
    data = DATA
