"""The settings of production, with the floors beside the routes."""

from rabat.settings import *  # noqa: F403
from rabat.settings import MIDDLEWARE

ROOT_URLCONF = "tests.bench.urls"
MIDDLEWARE = ["tests.bench.counting.count_queries", *MIDDLEWARE]
