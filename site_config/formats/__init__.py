"""How dates are written in the newsroom's forms, by language (FORMAT_MODULE_PATH)."""
