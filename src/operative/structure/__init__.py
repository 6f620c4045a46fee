"""Pages to the record's skeleton: masthead, paragraphs, footnotes, annexes, furniture. Total: never raises on content."""
