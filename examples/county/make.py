"""Makes data.xlsx: 54 fictional units of a fictional county in two years, with records on sheets of their own and with
the imperfections that collected tables have.

The seed is fixed, so every run gives the same cells: python make.py
"""

from __future__ import annotations

from pathlib import Path
from random import Random

from office import Cell, Office
from records import findings, innovations, months, villages
from workbook import write

SEED = 2025
LAST_YEAR, THIS_YEAR = 2024, 2025
TOWNS = (
    "白杨镇", "石桥镇", "柳湾镇", "青坪镇", "云岭镇", "长渡镇", "梨树镇", "双泉镇", "南塘镇", "古堰镇",
    "松林镇", "高台镇", "平川镇", "竹溪镇", "红岩镇", "大湖镇", "铜铃镇", "清水镇", "望山镇", "新集镇",
    "枫坪乡", "杏花乡", "龙潭乡", "黄庄乡", "麦岭乡", "雁滩乡", "茶园乡", "榆关乡", "芦荡乡", "桃源乡",
    "桐坡乡", "鹿鸣乡",
)  # fmt: skip
STREETS = (
    "城东街道", "城西街道", "城南街道", "城北街道", "和平街道", "文昌街道", "新华街道", "东湖街道",
    "滨河街道", "光明街道", "兴业街道", "凤凰街道", "翠微街道", "临江街道", "朝阳街道", "安康街道",
    "学府街道", "春晖街道", "金沙街道", "玉泉街道", "中山街道", "建设街道",
)  # fmt: skip
AREAS = ("东片", "西片", "南片", "北片")
CHANGE = 0.35
"""How much better or worse a unit may have become in a year."""


def row(office: Office, *, households: int, idle: float, rural: bool) -> dict[str, Cell]:
    """The inputs of one unit, as its departments report them; `idle` is the money that it had left a year before."""
    people = round(households * 2.9)
    elderly = round(people * 0.16)
    samples = office.between(24, 60)
    repairs = office.between(0, 40)
    visits = office.between(1200, 5200)
    payments = office.between(1800, 9600)
    money = office.between(4000, 26000) / 10
    awards = office.between(200, 1800) / 10
    fields = round(households * 0.8) if rural else 0
    special = office.between(3000, 19000) / 10
    requests, messages = office.between(0, 9), office.between(0, 160)
    services = office.between(3000, 21000)
    projects = office.between(5, 12)
    road = office.between(400, 2100) / 10
    waste = office.between(1500, 9000)
    plants, canteens = office.between(2, 14), office.between(2, 12)
    return {
        "水质检测份数": samples,
        "水质合格份数": round(samples * min(1.0, office.share(0.9, 1.02))),
        "入户率目标": 95.0 if rural else 98.0,
        "管网漏损率": round((19 if rural else 14) - 10 * office.share(0, 1), 1),
        "停水报修起数": repairs,
        "按时修复起数": office.part(repairs, 0.78, 1.0),
        "水源巡护次数": min(12, 13 - office.faults(9)) if rural else "不涉及",
        "服务人口": people,
        "规范建档人数": office.part(people, 0.8, 0.97),
        "体检应检人数": elderly,
        "体检实检人数": office.part(elderly, 0.58, 0.8),
        "体检率目标": float(office.between(68, 74)),
        "签约服务应履约人次": visits,
        "签约服务履约人次": office.part(visits, 0.7, 0.98),
        "药品配备种数": office.part(96 if rural else 140, 0.66, 1.0),
        "医保结算天数": round(18 - 10 * office.share(0, 1), 1),
        "医保服务差错件数": office.faults(6),
        "补贴应发笔数": payments,
        "补贴按时笔数": office.part(payments, 0.965, 1.0),
        "补贴应发金额": money,
        "补贴按时金额": round(money * office.share(0.965, 1.0), 1),
        "奖励应兑付金额": awards,
        "奖励已兑付金额": round(awards * office.share(0.86, 1.0), 1),
        "耕地补贴应发户数": fields if rural else "不涉及",
        "耕地补贴已发户数": office.part(fields, 0.97, 1.0) if rural else "不涉及",
        "临时救助平均天数": round(13 - 9 * office.share(0, 1), 1),
        "发放差错笔数": office.faults(14),
        "预算执行率": round(88 + 15 * (0.7 * office.share(0, 1) + 0.2 * office.chance.random()), 1),
        "专项资金下达": special,
        "专项资金支付": round(special * office.share(0.78, 0.98), 1),
        "存量资金": 0 if office.share(0, 1) > 0.85 else round(idle * (1.1 - office.share(0, 1)), 1),
        "预决算公开": "完整" if office.share(0, 1) > 0.3 else "基本完整",
        "超期未更新栏目数": office.faults(9),
        "依申请公开件数": requests,
        "依申请公开按时件数": requests - min(requests, office.faults(3)),
        "网上留言件数": messages,
        "网上留言按时件数": office.part(messages, 0.84, 1.0),
        "政务服务件数": services,
        "网上办理件数": office.part(services, 0.55, 0.93),
        "网站检测错误数": 2 + office.faults(12),
        "满意率": round(100 * office.share(0.76, 0.97), 1),
        "知晓率": round(100 * office.share(0.66, 0.94), 1),
        "调查样本量": office.between(6, 20) * 10,
        "民生实事项目数": projects,
        "民生实事完成数": office.part(projects, 0.85, 1.0),
        "公路里程": road,
        "公路养护达标里程": round(road * office.share(0.86, 0.99), 1),
        "垃圾产生量": waste,
        "垃圾处理量": office.part(waste, 0.93, 1.0),
        "污水设施数": plants,
        "污水设施正常数": office.part(plants, 0.75, 1.0),
        "学校食堂数": canteens,
        "学校食堂达标数": office.part(canteens, 0.9, 1.0),
        "文体设施开放天数": office.part(340, 0.85, 1.05),
        "就业服务专场数": 7 - office.faults(5),
        "有工作方案": "√",
        "有半年小结": "√" if office.share(0, 1) > 0.2 else "×",
        "有年度总结": "√" if office.share(0, 1) > 0.3 else "×",
        "督查评价": round(12 * office.share(0.55, 1.0) * 2) / 2,
        "督查评价理由": "按年度督查记录综合评定",
        "虚假报告起数": 0,
    }


def tables() -> dict[str, list[dict[str, Cell]]]:
    """Sheet -> its rows, this year's before last year's."""
    chance = Random(SEED)
    units = [(name, class_) for names, class_ in ((TOWNS, "乡镇"), (STREETS, "街道")) for name in names]
    households = [2600 + int(12200 * chance.random()) for _ in units]
    cares = [0.3 + 0.7 * chance.random() for _ in units]
    idle = [(200 + int(2200 * chance.random())) / 10 for _ in units]
    years: dict[int, dict[str, list[dict[str, Cell]]]] = {}
    for year in (LAST_YEAR, THIS_YEAR):
        sheets = years[year] = {"汇总": [], "村级": [], "月报": [], "督查问题": [], "创新成果": []}
        for place, (name, class_) in enumerate(units):
            office, rural = Office(chance, cares[place]), class_ == "乡镇"
            who: dict[str, Cell] = {"年度": year, "单位编码": f"{place + 1:03}", "单位名称": name}
            found = row(office, households=households[place], idle=idle[place], rural=rural)
            sheets["汇总"].append({**who, "类别": class_, "片区": AREAS[place % len(AREAS)], **found})
            sheets["村级"] += [{**who, **v} for v in villages(office, place, households=households[place], rural=rural)]
            sheets["月报"] += [{**who, **month} for month in months(office, year)]
            sheets["督查问题"] += [{**who, **finding} for finding in findings(office, year)]
            sheets["创新成果"] += [{**who, **taken_over} for taken_over in innovations(office)]
            idle[place] = float(str(found["存量资金"]))
        cares = [min(1.0, max(0.3, care + CHANGE * (chance.random() - 0.5))) for care in cares]
    spoil({str(found["单位名称"]): found for found in years[THIS_YEAR]["汇总"]})
    spoil_records(years[THIS_YEAR])
    return {sheet: rows + years[LAST_YEAR][sheet] for sheet, rows in years[THIS_YEAR].items()}


def spoil(rows: dict[str, dict[str, Cell]]) -> None:
    """What such tables really look like: gaps, other widths, another sign for a thousand, two knock-outs."""
    rows["双泉镇"]["管网漏损率"] = None
    rows["麦岭乡"]["垃圾处理量"] = None
    rows["茶园乡"]["医保结算天数"] = "未报"
    rows["玉泉街道"]["网上办理件数"] = "未报"
    rows["雁滩乡"].update(满意率="未报", 知晓率="未报", 调查样本量=None)
    rows["学府街道"].update(学校食堂数="不涉及", 学校食堂达标数="不涉及")
    rows["竹溪镇"]["规范建档人数"] = f"{rows['竹溪镇']['规范建档人数']:,}"
    rows["红岩镇"]["文体设施开放天数"] = "３４１"
    rows["文昌街道"]["知晓率"] = "８８．５"
    rows["建设街道"]["公路里程"] = f"{rows['建设街道']['公路里程']}\u00a0"
    rows["芦荡乡"]["水质合格份数"] = round(0.88 * float(str(rows["芦荡乡"]["水质检测份数"])))
    rows["中山街道"]["虚假报告起数"] = 1
    rows["长渡镇"]["虚假报告起数"] = None  # nobody knows yet: the veto stays undetermined


def spoil_records(sheets: dict[str, list[dict[str, Cell]]]) -> None:
    """The same on the sheets of records: villages without a value, an empty month, a finding not yet judged."""

    def of(sheet: str, name: str) -> list[dict[str, Cell]]:
        return [record for record in sheets[sheet] if record["单位名称"] == name]

    of("村级", "梨树镇")[1]["通水户数"] = None
    of("村级", "凤凰街道")[0]["保洁达标率"] = "未报"
    of("村级", "松林镇")[2]["户数"] = f"{of('村级', '松林镇')[2]['户数']:,}"
    of("村级", "桃源乡")[3]["卫生站评估分"] = "不涉及"
    of("月报", "滨河街道")[6].update(报送日=None, 供水达标天数=None)
    of("督查问题", "高台镇")[0].update(性质=None, 整改完成日=None)  # serious or not, and it is overdue
    of("创新成果", "新集镇")[0]["级别"] = None


if __name__ == "__main__":
    write(Path(__file__).with_name("data.xlsx"), tables())
