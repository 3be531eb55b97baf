"""The printer's files: the inside of the book and its cover, PDF/X-4 (docs/press.md)."""
