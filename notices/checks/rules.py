"""Every rule in one table: its code, its name, whether it blocks by default, where it comes from."""

from dataclasses import dataclass

_ACT = "《党政机关公文处理工作条例》"
_FORMAT = "GB/T 9704—2012 "
_PUNCTUATION = "GB/T 15834—2011 "

_SITES = "《政府网站与政务新媒体检查指标》单项否决"
_PRIVACY = "《个人信息保护法》第二十五条"
_OWN = "本系统"


@dataclass(frozen=True)
class Rule:
    """`style`: silent on a text that was issued already, which is not ours to polish.

    `fixed`: blocks whatever the administrator sets, as nothing can be published without.
    """

    code: str
    group: str
    name: str
    source: str
    blocking: bool = False
    style: bool = False
    fixed: bool = False


_ROWS = (
    Rule("element", "要素", "缺少要素", _ACT + "第九条", blocking=True, fixed=True),
    Rule("title_form", "要素", "标题的写法", _ACT + "第九条第七项", style=True),
    Rule("number_form", "要素", "发文字号的写法", _FORMAT + "7.2.5"),
    Rule("annotation_form", "要素", "附注的括号", _FORMAT + "7.3.6", style=True),
    Rule("signature", "要素", "署名与发文机关不符", _FORMAT + "7.3.5"),
    Rule("signed_late", "要素", "成文日期晚于今天", _ACT + "第九条第十二项", blocking=True),
    Rule("same_number", "要素", "发文字号重复", _ACT + "第九条第五项"),
    Rule("same_title", "要素", "标题与已发布的相同", _OWN),
    Rule("similar_title", "要素", "标题与已发布的相近", _OWN),
    Rule("depth_skipped", "层次", "层次跳级", _FORMAT + "7.3.3"),
    Rule("section_empty", "层次", "空的层次", _OWN),
    Rule("label_typed", "层次", "手写的序号", _FORMAT + "7.3.3"),
    Rule("label_order", "层次", "序号不连续或者重复", _FORMAT + "7.3.3"),
    Rule("label_clash", "层次", "序号与编号方案不符", _FORMAT + "7.3.3", style=True),
    Rule("single_child", "层次", "只有一个下级层次", _OWN, style=True),
    Rule("reference", "层次", "引用（链接）的层次已不在", _OWN, blocking=True, fixed=True),
    Rule("section_missing", "层次", "提到的层次不存在", _ACT + "第二十条"),
    Rule("attachment_missing", "层次", "提到的附件不存在", _FORMAT + "7.3.4"),
    Rule("attachment_unnamed", "层次", "附件没有提到", _FORMAT + "7.3.4", style=True),
    Rule("id_number", "个人信息", "居民身份证号", _PRIVACY + "；GB 11643", blocking=True),
    Rule("id_number_old", "个人信息", "15位居民身份证号", _PRIVACY, blocking=True),
    Rule("mobile_number", "个人信息", "手机号码", _PRIVACY, blocking=True),
    Rule("bank_card", "个人信息", "银行卡号", _PRIVACY + "；ISO/IEC 7812-1", blocking=True),
    Rule("passport", "个人信息", "护照和通行证号码", _PRIVACY, blocking=True),
    Rule("private_email", "个人信息", "个人邮箱", _PRIVACY),
    Rule("home_address", "个人信息", "家庭住址", _PRIVACY),
    Rule("secrecy", "保密", "密级和传播限制的标志", _FORMAT + "7.2.2", blocking=True),
    Rule("copy_number", "保密", "份号", _FORMAT + "7.2.1", blocking=True),
    Rule("serious_word", "用词", "严重表述错误", _SITES, blocking=True),
    Rule("lexicon", "用词", "本机关词库", _OWN),
    Rule("leftover", "用词", "没有写完的地方", _OWN),
    Rule("doubled", "用词", "重复的字词", _OWN),
    Rule("relative_date", "用词", "没有日期的相对时间", _OWN),
    Rule("mixed_script", "用词", "繁体字", "《国家通用语言文字法》第九条"),
    Rule("garbled", "用词", "乱码", _OWN),
    Rule("half_width", "标点", "半角标点", _PUNCTUATION + "5.1.1"),
    Rule("unpaired", "标点", "不成对的标点", _PUNCTUATION + "4.8、4.9"),
    Rule("mark_doubled", "标点", "重复的标点", _PUNCTUATION + "5.1.1"),
    Rule("year_brackets", "标点", "文号的括号", _FORMAT + "7.2.5"),
    Rule("han_space", "标点", "汉字之间的空格", _OWN, style=True),
    Rule("date_impossible", "日期和合计", "不存在的日期", _ACT + "第二十条"),
    Rule("weekday", "日期和合计", "星期与日期不符", _ACT + "第二十条"),
    Rule("dates_reversed", "日期和合计", "结束早于开始", _ACT + "第二十条"),
    Rule("deadline_past", "日期和合计", "期限已过", _OWN, style=True),
    Rule("holiday", "日期和合计", "遇放假或者休息日", _OWN, style=True),
    Rule("total", "日期和合计", "合计不符", _ACT + "第二十条"),
    Rule("link_target", "链接和文件", "链接的目标读者看不到", "《政府网站发展指引》"),
    Rule("link_outside", "链接和文件", "外部链接打不开", "《政府网站发展指引》"),
    Rule("link_empty", "链接和文件", "没有文字的链接", "GB/T 37668—2019"),
    Rule("table_headers", "链接和文件", "没有表头的表格", "GB/T 37668—2019", style=True),
    Rule("file_large", "链接和文件", "太大的附件", _OWN),
    Rule("file_unread", "链接和文件", "读不出的附件", _OWN),
    Rule("file_archive", "链接和文件", "压缩包附件", _OWN, blocking=True),
    Rule("file_revisions", "链接和文件", "附件里的批注和修订", _OWN, blocking=True),
    Rule("file_traces", "链接和文件", "附件里的作者和拍摄地点", _OWN),
    Rule("file_hidden", "链接和文件", "附件里隐藏的内容", _OWN),
    Rule("live_altered", "发布以后", "网上的文字与版本不符", _SITES, blocking=True, fixed=True),
    Rule("live_backdated", "发布以后", "发布时间提前", _SITES, blocking=True, fixed=True),
    Rule("topic_stale", "发布以后", "主题没有更新", "《政府网站与政务新媒体检查指标》"),
    Rule("file_no_text", "链接和文件", "没有文字层的 PDF", _OWN),
)
RULES = {rule.code: rule for rule in _ROWS}
BLOCKING, ADVISORY, OFF = "blocking", "advisory", "off"
