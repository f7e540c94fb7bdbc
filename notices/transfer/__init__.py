"""Bytes on their way: `receiving` requests and uploads whole, `sending` stored files."""
