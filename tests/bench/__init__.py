"""`make bench`: what pages and answers cost, beside what they could cost at the least."""
