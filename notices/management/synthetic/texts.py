"""The words of synthetic notices: few words everywhere, many words seldom, as in real texts."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

COMMON = (
    "各级 党组织 党员 干部 工作 要求 认真 组织 落实 学习 教育 开展 活动 加强 领导 责任 单位 部门 情况 报送 "
    "时间 有关 通知 精神 制度 检查 整改 问题 基层 服务 群众 发展 建设 管理 监督 考核 培训 会议 材料 机关 支部 "
    "党费 收缴 选举 换届 述职 评议 档案 信息 防汛 值班 安全 生产 乡村 振兴 社区 企业 学校 医院 疫情 防控 "
    "经费 预算 公示 选拔 任用 人才 引进 挂职 慰问 表彰 先进 典型 宣传 报道 调研 座谈 督查 通报 纪律 作风"
).split()
SUBJECTS = (
    "党费收缴工作 基层党组织换届选举 干部集中轮训 党员档案核查 防汛值班 民主评议党员 驻村干部选派 "
    "先进典型推荐 组织生活会 人才项目申报 信息报送 支部标准化建设 谈心谈话 年度考核 走访慰问"
).split()
PLACES = "岚川省 青崖市 汀州市 白塬县 云渡县 松岭区 河湾区 石桥镇 南屏镇 望山街道".split()
HEADINGS = (
    "总体要求 主要任务 时间安排 组织领导 工作要求 报送方式 责任分工 督促检查 保障措施".split()
)
FIRST_YEAR, SPAN = 1995, timedelta(days=31 * 365)
# The 3,755 common characters of GB/T 2312, of which the words are made that stand in few texts.
HAN = "".join(
    bytes((row, cell)).decode("gb2312")
    for row in range(0xB0, 0xD8)
    for cell in range(0xA1, 0xFF)
    if (row, cell) < (0xD7, 0xFA)
)
SELDOM = tuple("".join(random.Random(n).choices(HAN, k=2)) for n in range(20_000))


@dataclass(frozen=True)
class Paper:
    """One synthetic notice; `sections` are (depth, heading, sentences)."""

    title: str
    number: str
    issuer: str
    topic: str
    moment: datetime
    preamble: str
    sections: tuple[tuple[int, str, str], ...]


def paper(number: int, last: datetime) -> Paper:
    """The same paper for the same number; moments run up to `last`, newest last of a full cycle."""
    dice = random.Random(number)
    subject, place = dice.choice(SUBJECTS), dice.choice(PLACES)
    moment = last - dice.random() * SPAN
    return Paper(
        title=f"中共{place}委员会关于做好{dice.choice(SELDOM)}{subject}的通知",
        number=f"{place[0]}组发〔{moment.year}〕{number}号",
        issuer=f"中共{place}委员会",
        topic=dice.choice(SUBJECTS),
        moment=moment.replace(microsecond=0),
        preamble=f"为做好{subject}，现通知如下。",
        sections=tuple(_sections(dice)),
    )


def _sections(dice: random.Random):
    for heading in dice.sample(HEADINGS, dice.randint(2, 4)):
        yield 1, heading, _sentence(dice)
        for _ in range(dice.randint(0, 2)):
            yield 2, "", _sentence(dice)


def _sentence(dice: random.Random) -> str:
    """Some 20 to 70 characters; the first of the common words come most often."""
    words = [COMMON[int(len(COMMON) * dice.random() ** 2)] for _ in range(dice.randint(8, 28))]
    for place in range(0, len(words), 7):
        words[place] = SELDOM[int(len(SELDOM) * dice.random() ** 2)]
    words = [word for before, word in zip(["", *words], words) if word != before]
    day = f"{dice.randint(1, 12)}月{dice.randint(1, 28)}日前"
    return "".join(words[: len(words) // 2]) + "，" + day + "".join(words[len(words) // 2 :]) + "。"
