"""What the editor is told of a Word file: sentences, and counts for the report."""

from .source import Source, Tally

_SHOWN = 20  # characters of hidden text in the sentence about it


def counts_of(tally: Tally) -> dict[str, int]:
    """The counts of Document."""
    times = tally.times
    counts = {
        "revisions": times["inserted"] + times["deleted"],
        "comments": times["comments"],
    }
    return {name: number for name, number in counts.items() if number}


def doubts_of(source: Source) -> list[str]:
    """Sentences about what was taken, left out, or could not be had."""
    times, hidden = source.tally.times, "".join(source.tally.hidden).strip()
    doubts = []
    if times["inserted"] or times["deleted"]:
        doubts.append(
            f"文件里有未接受的修订：插入 {times['inserted']} 处，已保留；"
            f"删除 {times['deleted']} 处，没有放进通知。请核对。"
        )
    if times["comments"]:
        doubts.append(f"文件里有 {times['comments']} 条批注，没有放进通知。")
    if hidden:
        shown = hidden[:_SHOWN] + ("……" if len(hidden) > _SHOWN else "")
        doubts.append(f"文件里有隐藏的文字（{len(hidden)} 个字：“{shown}”），没有读入。")
    for name, sentence in _SENTENCES.items():
        if times[name]:
            doubts.append(sentence.format(times[name]))
    if source.counter.unknown:
        named = "、".join(sorted(source.counter.unknown))[:100]
        doubts.append(f"有的自动编号格式（{named}）不认识，已按 1、2、3 编写，请核对。")
    return doubts


_SENTENCES = {
    "linked": "有 {} 张图片只是外部链接，不在文件里，没有取来，请另行添加。",
    "missing": "有 {} 张图片在文件里找不到，请对照原件补上。",
    "diagrams": "有 {} 个图表或 SmartArt 图形没有读入，请截成图片后另行添加。",
    "chunks": "有 {} 处嵌入的其他文档没有读入，请对照原件补上。",
}
