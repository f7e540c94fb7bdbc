"""Notices for benchmarks: texts that vary as real ones do, and their rows, many at a time."""
