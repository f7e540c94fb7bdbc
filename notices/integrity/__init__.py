"""What keeps published rows as they were written: triggers, and the proof that finds a lie."""
