"""审核发布 in the newsroom: what the desk's verbs ask for, and where a text stands."""
