"""Dates, days of the week, terms, and sums in tables."""
