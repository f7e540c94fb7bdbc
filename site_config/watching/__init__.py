"""For who watches over the server: does it live, can it serve, how much, and what went wrong."""
