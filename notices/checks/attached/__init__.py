"""What attached files say, hidden parts included: bytes → texts with their places.

    scanning.scan(data).texts[0]  ->  Located("工作表“名单”单元格 C2（隐藏的列）", "…")

`scanning` chooses the reader by the bytes; `sheets`, `parts` (Word, slides) and `plain` (PDF, text)
read; `packed` holds the bounds; `scanned` is what comes of it, `telling` makes Problems of that.
"""
