"""A notice on paper: files that other programs open."""
