"""Loading the record of the dialogue from the files in `events/data/`, one module per noun."""
