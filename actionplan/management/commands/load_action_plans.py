"""Load the action plans of the dialogue."""

from actionplan.loading.command import LoadCommand
from actionplan.loading.plans import DATA, load_plans


class Command(LoadCommand):
    help = "Load the action plans; what staff edited since stays as it is."
    load = staticmethod(load_plans)
    data = DATA
