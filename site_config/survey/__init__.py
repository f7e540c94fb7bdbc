"""用户调查: the rules of its form, and whose form it was."""
