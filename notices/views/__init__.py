"""The reading room's answers: `pages` draws, `answers` decides what an address may show."""
