"""The characters called Han here: CJK ideographs of Unicode, the rare ones too."""

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
