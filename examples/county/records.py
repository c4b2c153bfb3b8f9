"""What stands below a unit: villages, monthly reports, findings of visits, and what others took over from it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from office import Cell, Office

FIRST = "上下前后东西南北新老大小"
SECOND = "湾岗桥坝沟坪塘井坡寺庄渡"
KINDS = ("供水管护", "卫生服务", "补贴发放", "信息公开", "环境卫生")
PROJECTS = ("一站式养老", "供水智慧管护", "补贴一卡通", "流动诊室", "村村响直播", "帮办代办")
DUE_DAY = 8
"""A month is reported by this day of the next one."""
DAYS_TO_MEND = 30


def villages(office: Office, number: int, *, households: int, rural: bool) -> list[dict[str, Cell]]:
    """The villages or communities of a unit, between which its households are divided; `number` tells units apart."""
    count, first = 4 + number % 4, number * 5
    parts = [0.6 + office.chance.random() for _ in range(count)]
    found: list[dict[str, Cell]] = []
    for place, part in enumerate(parts):
        homes = round(households * part / sum(parts))
        name = FIRST[(first + place) % len(FIRST)] + SECOND[(first // 7 + 5 * place) % len(SECOND)]
        found.append({
            "村（社区）": name + ("村" if rural else "社区"),
            "户数": homes,
            "通水户数": office.part(homes, 0.84, 1.0),
            "卫生站评估分": round(100 * office.share(0.72, 1.0)),
            "保洁达标率": round(100 * office.share(0.78, 1.0), 1),
        })  # fmt: skip
    return found


def months(office: Office, year: int) -> list[dict[str, Cell]]:
    """The monthly reports of a year; some are late and some never came."""
    found: list[dict[str, Cell]] = []
    for month in range(1, 13):
        days = monthrange(year, month)[1]
        due = date(year + month // 12, month % 12 + 1, DUE_DAY)
        late = office.chance.random() > 0.75 + 0.25 * office.care
        sent = due + timedelta(days=office.between(1, 9) if late else -office.between(0, 5))
        kept: Cell = min(days, office.part(days, 0.89, 1.01))
        if office.chance.random() > 0.93 + 0.07 * office.care:
            continue
        found.append({"月份": month, "应报日": due, "报送日": sent, "供水达标天数": kept, "当月天数": days})
    return found


def findings(office: Office, year: int) -> list[dict[str, Cell]]:
    """What visits of supervision found; one event may be found twice, and not all is put right in time."""
    found: list[dict[str, Cell]] = []
    for place in range(office.faults(9)):
        seen = date(year, 1, 10) + timedelta(days=office.between(0, 290))
        due = seen + timedelta(days=DAYS_TO_MEND)
        over = office.between(1, 24) if office.chance.random() > 0.35 + 0.6 * office.care else -office.between(0, 20)
        worse = office.chance.random()
        found.append({
            "检查日": seen,
            "类型": office.one_of(*KINDS),
            "性质": "严重" if worse > 0.96 else "较重" if worse > 0.75 else "一般",
            "事件号": f"督{year}{seen.month:02}-{place + 1}",
            "整改期限": due,
            "整改完成日": due + timedelta(days=over),
        })  # fmt: skip
    found.sort(key=lambda finding: str(finding["检查日"]))
    if found and office.chance.random() > 0.6:
        again = date.fromisoformat(str(found[-1]["检查日"])) + timedelta(days=6)
        found.append({**found[-1], "检查日": again})
    return found


def innovations(office: Office) -> list[dict[str, Cell]]:
    """What other places took over from the unit: a project may be named by the city, the province and the state."""
    found: list[dict[str, Cell]] = []
    first = office.between(0, len(PROJECTS) - 1)
    for place in range(office.between(0, 3) if office.care > 0.55 else 0):
        project = PROJECTS[(first + place) % len(PROJECTS)]
        found.append({"项目": project, "级别": "市级"})
        if office.chance.random() < 0.2:
            found.append({"项目": project, "级别": "省级"})
        if office.chance.random() < 0.05:
            found.append({"项目": project, "级别": "国家级"})
    return found
