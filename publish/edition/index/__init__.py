"""The index of an edition: marks of the manuscripts, entries in order, pages (docs/index.md)."""
