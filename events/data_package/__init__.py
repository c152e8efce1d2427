"""The public record as one file to take away: a Frictionless Data Package, version 1
(specs.frictionlessdata.io), made of the same copies that the API gives."""
