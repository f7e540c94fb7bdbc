"""The reading room's answers: `pages` draws, `files` sends, `answers` says what may be shown."""
