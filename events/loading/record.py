"""The whole record, in the order in which its parts refer to each other."""

from pathlib import Path

from actionplan.loading.loader import Loader
from actionplan.together import together
from events.loading.chairmanships import load_chairmanships
from events.loading.documents import load_documents
from events.loading.meetings import load_meetings
from events.loading.partners import load_cities, load_partners, load_vocabularies
from events.loading.standing_pages import load_standing_pages

DATA = Path(__file__).parent.parent / "data"


@together()
def load_record(loader: Loader, folder: Path = DATA):
    """Load the record from `folder`. The action plans must be there already."""
    load_vocabularies(loader, folder)
    load_partners(loader, folder)
    load_cities(loader, folder)
    handovers = load_chairmanships(loader, folder)
    load_meetings(loader, folder, handovers)
    load_documents(loader, folder)
    load_standing_pages(loader, folder)
