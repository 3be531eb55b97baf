"""The proof at every build: both finished editions hold every word of the manuscripts, no other."""
