"""Moving house: the whole site in one archive, and an empty site made of it that nobody can tell
from the first.

The archive holds a file of JSON lines for each table, each file that was uploaded, and
manifest.json, which says what there is and how to tell that it came whole.
"""
