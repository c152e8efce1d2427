"""One search over the public record, in both languages and on both databases."""
