"""What was typed and is not saved: its preview, its errors, and its meeting with another's save."""
