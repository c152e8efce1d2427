"""Loading records from YAML files: idempotent, and never over the head of staff."""
