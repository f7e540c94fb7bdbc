"""How the characters of a run look: its own formatting over its styles' (17.7.2, 17.7.3)."""

import re
from dataclasses import dataclass

from .xml import Element, is_on

# Headings of an official document are set in these (GB/T 9704-2012 7.3.3), bold or not.
_HEAVY = re.compile("黑体|楷体|SimHei|STHeiti|KaiTi", re.IGNORECASE)
_HANS_FONTS = ("Hans", "Hant")


@dataclass(frozen=True)
class Look:
    """How some characters look; font is the East Asian one, place "sub", "sup" or ""."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    hidden: bool = False
    place: str = ""
    font: str = ""
    href: str = ""
    runs_on: bool = False  # text behind a heading, as a style of Word out says

    def is_heavy(self, body_font: str) -> bool:
        """Whether it stands out as a heading does from a body in that font."""
        if self.runs_on:
            return False
        return self.bold or (self.font != body_font and bool(_HEAVY.search(self.font)))


@dataclass(frozen=True)
class RunFormat:
    """What one rPr says; None where it says nothing."""

    bold: bool | None = None
    italic: bool | None = None
    underlined: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    place: str | None = None
    font: str | None = None

    def over(self, other: "RunFormat") -> "RunFormat":
        """This format, and where it is silent the other."""
        pairs = zip(_values(self), _values(other))
        return RunFormat(*(theirs if own is None else own for own, theirs in pairs))


PLAIN = RunFormat()
_PLACES = {"superscript": "sup", "subscript": "sub"}


def _values(form: RunFormat) -> tuple:
    return (
        form.bold,
        form.italic,
        form.underlined,
        form.struck,
        form.hidden,
        form.place,
        form.font,
    )


def run_format(properties: Element | None, theme: dict[str, str]) -> RunFormat:
    """Read an rPr element; theme gives the font of minorEastAsia and majorEastAsia."""
    if properties is None or not len(properties):
        return PLAIN
    own = {child.tag: child for child in properties}
    return RunFormat(
        bold=_switch(own, "b"),
        italic=_switch(own, "i"),
        underlined=own["u"].get("val", "single") != "none" if "u" in own else None,
        struck=_either(_switch(own, "strike"), _switch(own, "dstrike")),
        hidden=_switch(own, "vanish"),
        place=_PLACES.get(own["vertAlign"].get("val"), "") if "vertAlign" in own else None,
        font=_font(own.get("rFonts"), theme),
    )


def mixed(paragraph: RunFormat, character: RunFormat, default: RunFormat) -> RunFormat:
    """Put the styles of paragraph and run together: bold on bold is not bold (17.7.3)."""
    above = character.over(paragraph).over(default)
    return RunFormat(
        bold=_toggled(paragraph.bold, character.bold, default.bold),
        italic=_toggled(paragraph.italic, character.italic, default.italic),
        underlined=above.underlined,
        struck=_toggled(paragraph.struck, character.struck, default.struck),
        hidden=_toggled(paragraph.hidden, character.hidden, default.hidden),
        place=above.place,
        font=above.font,
    )


def look_of(form: RunFormat, href: str = "", runs_on: bool = False) -> Look:
    return Look(
        bold=bool(form.bold),
        italic=bool(form.italic),
        underlined=bool(form.underlined),
        struck=bool(form.struck),
        hidden=bool(form.hidden),
        place=form.place or "",
        font=form.font or "",
        href=href,
        runs_on=runs_on,
    )


def theme_fonts(theme: Element | None) -> dict[str, str]:
    """The East Asian fonts of the theme part, under the names that styles call them."""
    fonts = {}
    for size in ("major", "minor"):
        group = None if theme is None else next(theme.iter(f"{{a}}{size}Font"), None)
        if group is not None:
            own = group.find("{a}ea")
            faces = [] if own is None else [own.get("typeface", "")]
            scripts = {e.get("script"): e.get("typeface", "") for e in group.iter("{a}font")}
            faces += [scripts.get(script, "") for script in _HANS_FONTS]
            fonts[f"{size}EastAsia"] = next(filter(None, faces), "")
    return fonts


def _switch(own: dict[str, Element], tag: str) -> bool | None:
    return is_on(own[tag]) if tag in own else None


def _either(one: bool | None, other: bool | None) -> bool | None:
    return other if one is None else one or bool(other)


def _font(fonts: Element | None, theme: dict[str, str]) -> str | None:
    if fonts is None:
        return None
    return theme.get(fonts.get("eastAsiaTheme", "")) or fonts.get("eastAsia")


def _toggled(paragraph: bool | None, character: bool | None, default: bool | None) -> bool:
    return bool(default) or bool(paragraph) != bool(character)
