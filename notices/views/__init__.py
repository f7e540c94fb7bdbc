"""The reading room's answers: `pages` draws, `qr` codes an address, `answers` decides what an
address may show."""
