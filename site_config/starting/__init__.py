"""What is asked before the site starts: settings, safety, and the users in the database."""
