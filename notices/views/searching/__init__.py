"""搜索: the page for readers, the data for machines, and what both show of a hit."""
