"""How the site's own pages are drawn."""
