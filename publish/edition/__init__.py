"""The edition: every document of the publication in reading order, the same for both outputs."""
