"""The demo site's own facts: who publishes, its topics, footer, pages and survey. Plain data."""

from dataclasses import dataclass
from pathlib import Path

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Question:
    """One question of the survey; `options` is empty for a free text of at most `max_length`."""

    code: str
    text: str
    style: str  # "single", "multiple" or "text"
    options: tuple[str, ...] = ()
    max_length: int = 0


ORGANISATION = "中共岚川省委组织部"
OFFICE = "中共岚川省委组织部办公室"
DISCIPLINE = "中共岚川省纪律检查委员会"
CIVIL_AFFAIRS = "岚川省民政厅"
LABOUR = "岚川省人力资源和社会保障厅"
HEALTH = "岚川省卫生健康委员会"
ARCHIVES = "岚川省档案局"

ISSUERS = (  # name, 机关代字
    (ORGANISATION, "岚组发"),
    (OFFICE, "岚组办"),
    (DISCIPLINE, "岚纪发"),
    (CIVIL_AFFAIRS, "岚民发"),
    (LABOUR, "岚人社发"),
    (HEALTH, "岚卫发"),
    (ARCHIVES, "岚档发"),
)

TRAINING = "党员教育"
BRANCHES = "基层组织"
MEMBERS = "党员管理"
CADRES = "干部人才"
CARE = "关心关爱"
GENERAL = "综合事务"

TOPICS = (  # name, description
    (TRAINING, "党员集中轮训、党课和实训点等教育培训工作的通知。"),
    (BRANCHES, "基层党组织设置、换届选举和组织生活方面的文件。"),
    (MEMBERS, "发展党员、党费收缴、组织关系、流动党员和党员档案方面的规定。"),
    (CADRES, "干部到基层工作、选聘高校毕业生和人才服务方面的文件。"),
    (CARE, "走访慰问困难党员、老党员和服务离退休干部的安排。"),
    (GENERAL, "值班值守、节日纪律、档案保管和服务事项的公告、通告。"),
)

SITE = {
    "organisation": ORGANISATION,
    "name": "岚川组工通知网",
    "short_name": "岚川组工",
    "mark": "岚",
    "copyright": "版权所有 © 2026 中共岚川省委组织部",
    "icp_number": "岚ICP备00000000号-1",
    "police_number": "岚公网安备00000000000000号",
    "description": "中共岚川省委组织部发布通知、公告、公示和有关文件的网站，"
    "供全省各级党组织、广大党员和群众查阅。",
}

# What a new site asks for before a text goes out; afterwards it is the administrator's.
DESK = {"approvals": 1, "secrecy_review": True}

ABOUT = (PAGES / "about.html").read_text(encoding="utf-8")
CONTACT = (PAGES / "contact.html").read_text(encoding="utf-8")

SURVEY = (
    Question(
        "satisfaction",
        "您对本站总体上满意吗？",
        "single",
        ("满意", "比较满意", "一般", "不太满意", "不满意"),
    ),
    Question(
        "purpose",
        "您这次来主要想做什么？",
        "multiple",
        (
            "查找某一份通知",
            "看看最近发布了什么",
            "下载附件和表格",
            "核对文件是否有效",
            "了解公示或者招录信息",
            "其他",
        ),
    ),
    Question(
        "advice",
        "您觉得哪里不方便，希望怎样改进？",
        "text",
        max_length=200,
    ),
)
