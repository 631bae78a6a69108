"""Twenty invented reports in the shapes that published ones have, each with the section that every heading belongs to.

The shapes are those of published reports: themes for headings, numbers that go on, headings that run in, lost numbers. Every
paragraph holds a number of its own, so that a test can say where each of them went.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

SENTENCES = (
    "对照年度任务逐项排出清单，走访{n}家单位听取意见，把反映集中的事项列入整改台账，逐月通报进度。",
    "修订完善内部审核流程，前后收集修改建议{n}条，凡是没有依据的环节一律取消，办事时间明显缩短。",
    "在门户网站开设专栏，登载问答{n}篇，群众留言当天转办，答复口径由法制机构统一把关。",
    "邀请基层干部和经营者座谈，整理典型事例{n}个，编成手册发到各科室，作为新任职人员的教材。",
    "组织交叉检查，抽取材料{n}卷，发现的文书不规范、送达不及时等毛病由承办人当面说明并限期改正。",
    "建立会商机制，对争议较大的{n}处事项反复论证，意见不一致的提交集体讨论，会议记录完整存档。",
)
RUNS = ("一是健全制度，明确{n}项流程。", "二是压实责任，签订{n}份责任书。", "三是跟踪问效，回访{n}户群众。")


@dataclass(frozen=True)
class Report:
    """A report: its lines as they are printed, what belongs around them, and where each heading and number goes."""

    name: str
    outline: str
    title: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    """Each line of the text, and the id of the section that it belongs to."""
    recipients: str = ""
    issuer: tuple[str, ...] = ()
    date: str = ""
    before: tuple[str, ...] = ()
    year: int = 2024
    under_title: tuple[str, ...] = ()
    imprint: tuple[str, ...] = ()

    @property
    def text(self) -> list[str]:
        """All lines, from the letterhead to the imprint."""
        around = [*self.before, *self.title, *self.under_title, *([self.recipients] if self.recipients else [])]
        signature = [*self.issuer, *([self.date] if self.date else []), *self.imprint]
        return [*around, *(line for line, _ in self.lines), *signature]


@dataclass
class _Writer:
    """Writes a report from its headings: below each that says so, paragraphs with numbers of their own."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(10001, 7))

    def sentence(self) -> str:
        n = next(self.numbers)
        return SENTENCES[n % len(SENTENCES)].format(n=n)

    def add(self, plan: str) -> None:
        section = "introduction"
        for raw in plan.strip().split("\n"):
            line, _, goes = raw.strip().partition(" => ")
            section = goes or section
            if line == "T":
                self.lines.append((self.sentence() + self.sentence(), section))
            elif line == "I":
                self.lines.append(("".join(run.format(n=next(self.numbers)) for run in RUNS), section))
            elif line == "P":
                self.lines += [(run.format(n=next(self.numbers)) + self.sentence(), section) for run in RUNS]
            elif line.endswith("+"):
                self.lines.append((line[:-1] + self.sentence(), section))
            else:
                self.lines.append((line, section))


def _report(name: str, outline: str, title: str, plan: str, **more: object) -> Report:
    writer = _Writer()
    writer.add(plan)
    return Report(name, f"law-based-government-{outline}", tuple(title.split("|")), tuple(writer.lines), **more)  # type: ignore[arg-type]


REPORTS = (
    _report(
        "themes",
        "government",
        "云川省2024年法治政府建设年度报告",
        """
        2024年，云川省深入学习贯彻习近平法治思想，各项工作取得新进展。现将有关情况报告如下： => introduction
        一、强化思想引领，党对法治政府建设的领导更加坚强 => measures
        T
        二、紧扣中心大局，法治化营商环境不断改善 => measures
        T
        T
        三、健全制度机制，依法决策水平稳步提高 => measures
        I
        四、存在的不足和下一年工作打算 => problems
        T
        """,
    ),
    _report(
        "long-themes",
        "government",
        "青泽州人民政府关于2024年法治政府建设情况的报告",
        """
        2024年，青泽州人民政府认真履行职责。现将情况报告如下： => introduction
        一、始终坚持党对法治政府建设的全面领导，以更高站位推动各项部署在青泽落地生根见到实效 => measures
        加强理论武装。+
        压实工作责任。+
        二、始终坚持以人民为中心的发展思想，以更实举措回应基层群众对公平正义的新期待 => measures
        优化公共服务。+
        三、存在问题 => problems
        T
        四、2025年工作安排 => plan
        T
        """,
        issuer=("青泽州人民政府",),
        date="2025年3月20日",
    ),
    _report(
        "run-in",
        "department",
        "云川省农牧厅2024年法治政府建设工作报告",
        """
        2024年，云川省农牧厅推进依法治农。现将工作报告如下： => introduction
        一、工作开展情况 => measures
        （一）深入学习部署。+
        （二）坚持依法决策。+
        （三）强化法治思维。+
        二、面临的困难和问题 => problems
        T
        三、下一步工作打算 => plan
        T
        """,
    ),
    _report(
        "date-under-title",
        "department",
        "云川省水务厅2023年度法治政府建设情况报告",
        """
        2023年，云川省水务厅扎实推进各项任务。现将情况报告如下： => introduction
        一、2023年法治政府建设工作情况 => measures
        （一）认真履行第一责任人职责，靠前指挥。+ => responsibility
        （二）完善水务制度体系，规范依法行政。+ => measures
        （三）加强执法监督，+
        二、存在的主要问题 => problems
        I
        三、2024年工作安排 => plan
        T
        """,
        under_title=("（2024年1月31日）",),
        year=2023,
    ),
    _report(
        "run-in-with-runs",
        "government",
        "杏川市人民政府2024年法治政府建设情况报告",
        """
        2024年，杏川市深入推进法治政府建设。现将有关情况报告如下。 => introduction
        一、主要举措及成效 => measures
        （一）以习近平法治思想为引领，统筹推进各项任务。一是抓学习，安排专题{}场次。+
        （二）以深化改革为关键，不断转变政府职能。+
        二、第一责任人履职情况 => responsibility
        T
        三、存在不足 => problems
        T
        四、下一步打算 => plan
        P
        """.replace("{}", "三"),
    ),
    _report(
        "joint",
        "government",
        "中共云川市委|云川市人民政府|关于2024年法治政府建设情况的报告",
        """
        2024年，我市深入贯彻落实上级部署。现将有关情况报告如下： => introduction
        一、坚持党的全面领导，学深悟透笃行实干 => measures
        T
        二、坚持职能转变，提升治理效能 => measures
        T
        三、主要问题和下步打算 => problems
        T
        """,
        recipients="省委、省政府:",
        issuer=("中共云川市委", "云川市人民政府"),
        date="2025年2月26日",
    ),
    _report(
        "runs-inline",
        "government",
        "长川市人民政府|2024年法治政府建设情况的报告",
        """
        2024年，长川市人民政府持续用力。现将情况报告如下： => introduction
        一、2024年主要举措及成效 => measures
        （一）坚持党的全面领导，筑牢思想根基
        I
        （二）坚持依法履职，提升行政效能
        I
        二、2024年存在的不足及原因 => problems
        I
        三、2025年主要安排 => plan
        I
        """,
    ),
    _report(
        "numbered-points",
        "government",
        "灵川县人民政府关于2025年法治政府建设情况的报告",
        """
        2025年，灵川县稳步推进。现将情况报告如下： => introduction
        一、主要举措和成效 => measures
        （一）强化政治引领，把牢正确方向
        1.加强党对法治建设的领导。+
        2.推进学法述法常态化。+
        （二）强化依法行政，提升履职能力
        1.规范行政决策程序。+
        2.提高文件质量。+
        二、存在的问题及原因 => problems
        T
        三、主要负责人履行推进法治建设第一责任人职责情况 => responsibility
        T
        四、2026年工作计划 => plan
        1.抓学习培训。+
        2.抓执法规范。+
        """,
        year=2025,
    ),
    _report(
        "responsibility-first",
        "department-jincheng",
        "云川市农业农村局|2024年法治政府建设工作情况的报告",
        """
        2024年，云川市农业农村局推进依法治农。现将工作情况报告如下： => introduction
        一、主要负责人履行推进法治建设第一责任人职责情况 => responsibility
        I
        二、推进法治政府建设的主要举措和成效 => measures
        （一）完善依法行政体系，规范权力运行
        1.依法规范决策程序。+
        2.加强合同审查。+
        三、推进法治政府建设存在问题短板及原因 => problems
        T
        四、履行法院生效裁判情况 => judgments
        全年未发生行政诉讼案件。
        五、2025年推进法治政府建设的主要安排和具体计划 => plan
        T
        六、对全市加强法治政府建设的意见、建议 => suggestions
        1. 统一执法文书样式，减少重复录入。
        2. 建立部门之间的案例交流机制。
        """,
        before=("云川市农业农村局文件", "云农字〔2025〕8号", "签发人：田 野"),
        recipients="市委、市政府：",
        issuer=("云川市农业农村局",),
        date="2025年1月16日",
        imprint=("抄送：市委依法治市办。", "云川市农业农村局办公室", "2025年1月17日印发"),
    ),
    _report(
        "runs-as-paragraphs",
        "government",
        "青泽县人民政府2025年法治政府建设年度报告",
        """
        2025年，青泽县认真落实部署。现将情况报告如下： => introduction
        一、主要举措与工作成效 => measures
        （一）强化政治引领，筑牢法治根基
        P
        （二）优化营商环境，激发市场活力
        P
        二、存在的短板与不足 => problems
        P
        三、2026年工作思路 => plan
        P
        """,
        year=2025,
    ),
    _report(
        "title-over-four-lines",
        "government",
        "中共长川市委|长川市人民政府|关于2021年法治政府建设|情况的报告",
        """
        2021年，长川市砥砺前行。现将情况报告如下： => introduction
        一、深入学习贯彻习近平法治思想，法治长川建设高位推进 => measures
        （一）法治建设第一责任人职责有效落实。+ => responsibility
        （二）法治建设规划蓝图全面绘就。+ => measures
        二、依法全面履行政府职能，营商环境持续优化 => measures
        （一）政务服务提质增效。+
        三、存在的主要问题 => problems
        T
        四、下一步工作重点 => plan
        T
        """,
        year=2021,
    ),
    _report(
        "no-second-level",
        "government",
        "京川区人民政府2024年法治政府建设年度情况报告",
        """
        2024年，京川区全面推进。现将情况报告如下： => introduction
        一、2024年推进法治政府建设主要举措和成效 => measures
        1.进一步完善工作机制。+
        2.深入推进依法决策。+
        3.提升执法水平。+
        4.强化监督制约。+
        二、2024年推进法治政府建设存在的不足和原因 => problems
        T
        三、2024年党政主要负责人履行推进法治建设第一责任人职责有关情况 => responsibility
        T
        四、2025年推进法治政府建设的主要安排 => plan
        T
        """,
    ),
    _report(
        "other-words",
        "government",
        "津川区2023年法治政府建设情况报告",
        """
        2023年，津川区扎实开展各项工作。现将情况报告如下： => introduction
        一、区政府主要负责同志履行推进法治建设第一责任人职责情况 => responsibility
        T
        二、推进法治政府建设的主要举措和成效 => measures
        （一）推动政府职能转变
        T
        三、存在的不足 => problems
        T
        四、2024年法治政府建设工作安排 => plan
        T
        """,
        year=2023,
    ),
    _report(
        "numbers-go-on",
        "government",
        "津川区人民政府2020年法治政府建设情况报告",
        """
        2020年，津川区攻坚克难。现将情况报告如下： => introduction
        一、推进法治政府建设主要举措和成效 => measures
        （一）加强法治政府建设组织领导落实
        1.提高政治站位。+
        2.完善推进机制。+
        （二）依法全面履行政府职能
        3.深化审批改革。+
        4.加强市场监管。+
        二、存在的问题 => problems
        T
        三、2021年工作安排 => plan
        T
        """,
        year=2020,
    ),
    _report(
        "honours-and-figures",
        "government",
        "岳川市人民政府关于2025年法治政府建设情况的报告",
        """
        根据《法治政府建设与责任落实督察工作规定》要求，现将岳川市2025年法治政府建设情况报告如下： => introduction
        一、推进法治政府建设的主要举措和成效 => measures
        （一）坚持党的领导，凝聚工作合力。+
        （二）突出良法善治，健全制度体系。+
        （三）推进 严格执法，维护 公平正义。+
        二、推进法治政府建设存在的不足和原因 => problems
        T
        三、党政主要负责人履职情况，第一责任人职责落实到位 => responsibility
        T
        四、2026年主要安排 => plan
        T
        五、其他需要报告的情况 => other
        无。
        """,
        year=2025,
    ),
    _report(
        "notice-before-introduction",
        "department",
        "江川市农业农村局2024年法治政府建设年度报告",
        """
        根据《关于报送法治政府建设年度报告的通知》（江法治办〔2024〕37号）要求，我局对全年工作进行了总结。 => introduction
        2024年，我局坚持依法行政。现将有关情况报告如下：
        一、认真组织落实 => measures
        I
        二、规范行政行为 => measures
        I
        三、存在问题和整改措施 => problems
        T
        """,
    ),
    _report(
        "stands-alone-then-points",
        "department",
        "许川市农业农村局2024年法治政府建设工作总结",
        """
        2024年，许川市农业农村局推进依法治农。现总结如下： => introduction
        一、工作情况 => measures
        （一）深入学习贯彻上级精神
        T
        （二）健全工作体系，完善推进机制
        1.强化领导机制。+
        2.严格责任落实。+
        3.加强队伍建设。+
        二、存在问题 => problems
        T
        三、2025年工作打算 => plan
        T
        """,
    ),
    _report(
        "half-width-and-blanks",
        "department",
        "海川市农业农村局|关于 2024 年法治政府建设情况的报告",
        """
        2024 年，海川市农业农村局推进依法行政。现将情况报告如下： => introduction
        一、本年度推进法治政府建设的主要举措和成效 => measures
        (一)明晰职责，梳理权力事项
        1、梳理清单。+
        2、发挥顾问作用。+
        一)推进执法规范化
        T
        二、本年度推进法治政府建设存在的不足和原因 => problems
        T
        四、 2025 年推进法治政府建设的主要安排 => plan
        T
        """,
    ),
    _report(
        "long-introduction",
        "department",
        "紫川县农业农村局2024年法治政府建设工作情况报告",
        """
        2024年，紫川县农业农村局在县委、县政府的坚强领导下，认真落实各项部署。 => introduction
        T
        T
        现将2024年法治政府建设情况报告如下：
        一、2024年法治政府建设情况 => measures
        （一）深入学习贯彻习近平法治思想。+
        （二）严格规范公正文明执法。+
        二、存在问题 => problems
        T
        三、今后工作方向 => plan
        T
        """,
    ),
    _report(
        "text-before-second-level",
        "department",
        "杭川市农业农村局2023年法治政府建设年度报告",
        """
        2023年，杭川市农业农村局持续发力。现将情况报告如下： => introduction
        一、2023年推进法治政府建设的主要举措和突出成效 => measures
        T
        （一）持续提升依法行政水平。
        1.稳步推进涉农立法。+
        2.规范审查流程。+
        （二）持续优化为农服务。
        1.简化办事材料。+
        2.主动上门指导。+
        二、2023年推进法治政府建设存在的不足 => problems
        T
        三、2024年推进法治政府建设的主要安排 => plan
        T
        """,
        year=2023,
        issuer=("杭川市农业农村局",),
        date="二〇二四年二月二十九日",
    ),
    _report(
        "causes-analysed",
        "department",
        "青林市水务局2024年度法治政府建设工作总结",
        """
        2024年，青林市水务局依法治水。现将工作总结如下： => introduction
        一、主要做法及成效 => measures
        1、健全机制+
        2、严格执法+
        二、存在问题及原因分析 => problems
        T
        三、下一步工作举措 => plan
        （一）深化学习。+
        （二）充实力量。+
        """,
        issuer=("青林市水务局",),
        date="2025年1月15日",
    ),
    _report(
        "work-of-the-year",
        "government",
        "海东区2024年法治政府建设年度报告",
        """
        2024年，海东区深化改革。 => introduction
        一、2024年法治政府建设主要工作 => measures
        （一）政府职能依法全面履行
        1. 深化简政放权+
        2. 优化服务+
        二、法治政府建设中存在的主要问题 => problems
        （一）队伍力量不足。+
        （二）监督不到位。+
        三、2025年法治政府建设工作重点 => plan
        （一）持续学习+
        （二）持续规范+
        """,
    ),
)
"""The reports, by the shape that each is for."""

UNIQUE = re.compile(r"1[0-9]{4}")
"""The number that makes a paragraph findable."""
