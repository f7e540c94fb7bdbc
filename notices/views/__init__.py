"""The reading room: `pages` draws, `files` sends, `qr` codes, `answers` says what may be shown."""
