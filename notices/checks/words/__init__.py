"""Words: known errors, the organisation's lexicon, and what was left unfinished."""
