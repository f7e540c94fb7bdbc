"""How pages are drawn: the language of readers' templates, and what each of them is given."""
