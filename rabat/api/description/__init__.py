"""What the API says of itself: OpenAPI 3.1 for programs, pages in both languages for people."""
