"""The reading room's answers: `pages` draws, `files` sends, `qr` codes an address, `answers`
decides what an address may show."""
