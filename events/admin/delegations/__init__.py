"""The delegations to a meeting: who comes, marked with one click, invited, listed, printed."""
