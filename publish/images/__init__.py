"""Pictures made fit for an edition: pure functions on bytes, bounded, the same at every run."""
