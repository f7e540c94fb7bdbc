"""The outline: depths, labels, empty sections, and what the text says of its own parts."""
