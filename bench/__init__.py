"""The commands behind the numbers of the documentation."""
