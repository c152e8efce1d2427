"""Draw events/data/map.json, the map of partners, from Natural Earth's countries.

Source: countries-50m.json of the npm package world-atlas 2.0.2 (Natural Earth 4.1.0, scale
1:50,000,000, public domain; the package ISC). It is not kept here:

    cd /tmp && npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python manage.py build_map /tmp/package/countries-50m.json

The same source gives the same file, byte for byte. How it is drawn stands in events/atlas.py.
"""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from events.atlas import build
from events.map import DRAWING

HEADER = {
    "about": "Map of the partners, drawn by manage.py build_map. Lengths: units of 14 km.",
    "source": "Natural Earth 4.1.0, 1:50m countries, as countries-50m.json of the npm package "
    "world-atlas 2.0.2",
    "licence": "Natural Earth is in the public domain; world-atlas is under the ISC licence.",
}


class Command(BaseCommand):
    help = "Draw the map of partners from countries-50m.json of the npm package world-atlas."

    def add_arguments(self, parser):
        parser.add_argument("source", type=Path, help="countries-50m.json")
        parser.add_argument("--target", type=Path, default=DRAWING, help="where the map goes")

    def handle(self, *, source: Path, target: Path, verbosity: int, **options):
        try:
            drawn = build(json.loads(source.read_text(encoding="utf-8")))
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise CommandError(f"{source} is no TopoJSON of countries: {error!r}") from error
        text = json.dumps({**HEADER, **drawn}, indent=1) + "\n"
        target.write_text(text, encoding="utf-8")
        if verbosity:
            self.stdout.write(f"{len(drawn['countries'])} countries, {len(text)} bytes: {target}")
