"""The first content of a site: accounts, pages, and the demo."""
