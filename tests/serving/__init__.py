"""The product as a server runs it: processes of the application behind the nginx we ship."""
