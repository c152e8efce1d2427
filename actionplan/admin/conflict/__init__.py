"""Never lose an edit: who saves second sees what the first changed, and chooses."""
