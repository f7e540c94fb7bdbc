"""Personal data that must not go out (《个人信息保护法》 Art. 25)."""
