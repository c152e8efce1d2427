"""Load the action plans of the dialogue."""

from actionplan.load_command import LoadCommand
from actionplan.plan_loading import DATA, load_plans


class Command(LoadCommand):
    help = "Load the action plans; what staff edited since stays as it is."
    load = staticmethod(load_plans)
    data = DATA
