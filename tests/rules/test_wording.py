"""Wording: what is found and where, what stays quiet, what fixes change; the lists and an office's own list."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, Baogao
from tests.support.planting import DEPARTMENT, marked, outline, planted, told, with_fixes
from tui.checking.check import check
from tui.draft.draft import Draft
from tui.outline.outline import EDITIONS
from tui.rules.finding import Finding, Grade
from tui.rules.office import OfficeWord
from tui.rules.register import RULES, run_rules
from tui.rules.support import word_lists
from tui.rules.support.quotations import Quotations
from tui.rules.wording.law_names import documents, right_name
from tui.rules.wording.names import altered
from tui.rules.wording.office_words import words_found
from tui.toml import parse

RULES_HERE = [rule for rule in RULES.values() if rule.code.startswith("W")]
EXAMPLES = sorted((ROOT / "outlines").glob("*/example.toml"))
WORDS = (
    OfficeWord("市法制办", "市司法局", "机构改革方案", date(2019, 3, 1), Grade.ERROR),
    OfficeWord("政务大厅", "市政务大厅", "市政府办公室文字规范", date(2026, 3, 1)),
)


def with_text(text: str, year: int = 2025) -> Draft:
    source = f'outline = "{DEPARTMENT}@2024"\nyear = {year}\n[sections.plan]\ntext = """\n{text}\n"""\n'
    return Draft(parse(source.encode("utf-8", "replace"), "draft.toml"), outline())


def wording(text: str, year: int = 2025) -> list[Finding]:
    return run_rules(with_text(text, year), "filed", None, RULES_HERE)


def told_of(text: str, year: int = 2025) -> list[tuple[str, str]]:
    """The rules that speak, and the characters each marks."""
    draft = with_text(text, year)
    return marked(draft, run_rules(draft, "filed", None, RULES_HERE))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年办理案件××件。", [("W801", "××")]),
        ("办结率提高××%。", [("W801", "××")]),
        ("由XX部门牵头，xx月完成。", [("W801", "XX"), ("W801", "xx")]),
        ("全年开展检查___次，整改＿＿项。", [("W801", "___"), ("W801", "＿＿")]),
        ("采纳意见□□条。", [("W801", "□□")]),
        ("办理情况（待补）。", [("W801", "（待补）")]),
        ("办理情况【待核实】。", [("W801", "【待核实】")]),
        ("办理情况：待补充。", [("W801", "待补充")]),
        ("TODO 写清原因。", [("W801", "TODO")]),
        ("由某某单位牵头。", [("W801", "某某")]),
        ("由{单位名称}牵头。", [("W801", "{单位名称}")]),
        ("认真落实《法制政府建设实施纲要》。", [("W803", "法制政府建设")]),
        ("向攻府报告。", [("W803", "攻府")]),
        ("学习《中华人民共和国中华人民共和国宪法》。", [("W803", "中华人民共和国中华人民共和国")]),
        ("常态化开展扫黑险恶斗争。", [("W803", "扫黑险恶")]),
        ("当事人提前行政诉讼两件。", [("W803", "提前行政诉讼")]),
        ("府信息公开平台建设有序推进。", [("W803", "府信息公开")]),
        ("认真学习近平法治思想。", [("W803", "学习近平法治思想")]),
        ("落实重大执法决定法治审核制度。", [("W803", "重大执法决定法治审核")]),
        ("深化“放服管”改革。", [("W803", "“放服管”")]),
        (
            "以习近平新时代中国特社会主义思想为指导。",
            [("W804", "习近平新时代中国特社会主义思想")],
        ),
        (
            "以习近平新时代中国特色色社会主义思想为指导。",
            [("W804", "习近平新时代中国特色色社会主义思想")],
        ),
        (
            "以习近平新时代中国持色社会主义思想为指导。",
            [("W804", "习近平新时代中国持色社会主义思想")],
        ),
        (
            "坚持党的领导、人民当家做主、依法治国有机统一。",
            [("W804", "党的领导、人民当家做主、依法治国有机统一")],
        ),
        (
            "落实《法治政府建设与责任落实督查工作规定》。",
            [("W804", "法治政府建设与责任落实督查工作规定")],
        ),
        ("增强“四个自信”。", [("W805", "增强“四个自信”")]),
        ("坚定“四个意识”，做到“两个确立”。", [("W805", "坚定“四个意识”"), ("W805", "做到“两个确立”")]),
        ("坚定四个意识、狠抓落实。", [("W805", "坚定四个意识")]),
        ("自觉做到“四个维护”。", [("W806", "“四个维护”")]),
        ("增强“两个意识”、坚定“四个自信”。", [("W806", "“两个意识”")]),
        ("坚定“三个自信”。", [("W806", "“三个自信”")]),
        (
            "依托“深i学”“学习强国”等平台，依托“深i学”“学习强国”等平台，开展学习。",
            [("W807", "依托“深i学”“学习强国”等平台")],
        ),
        (
            "组织领导干部学法，开展培训，组织领导干部学法，开展培训。",
            [("W807", "组织领导干部学法，开展培训")],
        ),
        ("群众反映的的问题。", [("W808", "的的")]),
        ("完成了了年度任务。", [("W808", "了了")]),
        ("依法进行进行检查。", [("W808", "进行进行")]),
        ("执行《重大行政决策程序条例》。", [("W809", "重大行政决策程序条例")]),
        ("执行《中华人民共和国优化营商环境条例》。", [("W809", "中华人民共和国优化营商环境条例")]),
        (
            "落实《法治政府建设实施纲要（2021年—2025年）》。",
            [("W809", "法治政府建设实施纲要（2021年—2025年）")],
        ),
        (
            "落实《法治政府建设实施纲要(2021年-2025年)》。",
            [("W809", "法治政府建设实施纲要(2021年-2025年)")],
        ),
        ("学习《中华人民共和国行政处法》。", [("W812", "行政处法")]),
        ("学习《中华人民共和国行政处理法》。", [("W809", "中华人民共和国行政处理法")]),
        (
            "学习《中华人民共和国公职人员政务处罚条例》。",
            [],
        ),
        ("学习《中华人民共和国保守国家机密法》。", [("W809", "中华人民共和国保守国家机密法")]),
        ("学习全会会议精神。", [("W810", "全会会议精神")]),
        ("学习党的二十大会议精神。", [("W810", "党的二十大会议精神")]),
    ],
)
def test_what_is_wrong_is_found_at_its_place_by_one_rule(text: str, expected: list[tuple[str, str]]) -> None:
    assert told_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "手机号138****1234，身份证号35*************123。",
        "曹某某不服处罚决定，李××与王XX达成和解，张某某同志作证。",
        "3×4米的展板，1920×1080的屏幕。",
        "第XXL号样品与Windows XP系统。",
        "短板有待补齐，亟待补充专业人员，待核实后处理，时间待定。",
        "开展“12345”热线办理，{year}年完成，{permits}件。",
        "法治政府、法制审核、法制机构、法制宣传栏。",
        "重大执法决定法制审核制度全面落实。",
        "市政府信息公开平台、县人民政府信息公开目录、市府信息公开栏。",
        "深入学习贯彻习近平法治思想，以新时代中国特色社会主义思想为指导。",
        "习近平新时代中国特色社会主义思想、习近平新时代中国特色社会主义经济思想、习近平经济思想。",
        "坚持党的领导、人民当家作主和依法治国有机统一。",
        "党政主要负责人履行推进法治建设第一责任人职责的规定得到落实。",
        "《督察工作规定》《党政机关公文处理工作条例》。",
        "深刻领悟“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
        "深刻领悟“两个确立”的决定性意义，坚决做到“两个维护”。",
        "坚决拥护“两个确立”，增强“四个意识”，坚定“四个自信”，自觉做到“两个维护”。",
        "增强“两个维护”的思想自觉，增强“四个自信”的底气。",
        "对法治建设重要工作亲自部署，落实“四个亲自”。",
        "强化“两个意识”（服务意识、责任意识），做到“三个到位”。",
        "以提高效能为目的的改革的的确确落了地，有的的确做到了。",
        "为了了解民情，开展了了解民意的走访，不能不了了之，了了一桩心事。",
        "严格执法，严格执法，再严格执法。",
        "《宪法》《民法典》《科学技术进步法》《促进科技成果转化法》《政府信息公开条例》。",
        "《中华人民共和国政府信息公开条例》《中华人民共和国海关法》《中华人民共和国刑事诉讼法》《中华人民共和国会计法》。",
        "《中华人民共和国粮食安全保障法》《中华人民共和国食品安全法》《中华人民共和国劳动合同法》《中华人民共和国人民警察法》。",
        "《法治政府建设实施纲要（2021—2025年）》《法治政府建设实施纲要(2021－2025年)》《法治社会建设实施纲要（2020—2025年）》。",
        "《山西省重大行政决策程序条例》《信访工作条例》《行政执法监督条例》。",
        "党的二十届四中全会精神、党的二十大和二十届历次全会精神、全市工作会议精神。",
        "坚持“十一个坚持”，掌握“十二个坚持”。",
        "建设更加完善的中国特色社会主义法治体系、建设更高水平的社会主义法治国家。",
        "“八五”普法规划全面完成。",
    ],
)
def test_what_is_right_stays_quiet(text: str) -> None:
    assert told_of(text) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.parent.name)
def test_no_shipped_example_has_a_finding_on_wording(example: Path) -> None:
    document = parse(example.read_bytes(), "draft.toml")
    draft = Draft(document, outline(tomllib.loads(document.text)["outline"].split("@")[0]))
    for edition in EDITIONS:
        assert run_rules(draft, edition, date(2027, 3, 31), RULES_HERE) == []


def test_the_sample_has_no_finding_on_wording(sample: Path) -> None:
    document = parse(sample.read_bytes(), "draft.toml")
    draft = Draft(document, outline("law-based-government-department-jincheng"))
    assert run_rules(draft, "filed", date(2027, 3, 31), RULES_HERE) == []


@pytest.mark.parametrize(
    ("published", "code"),
    [
        ("依托“深i学”“学习强国”等平台，依托“深i学”“学习强国”等平台，组织学习。", "W807"),  # 新安街道 2024
        ("学习《中华人民共和国中华人民共和国宪法》。", "W803"),  # a county's 科技局 2024
        ("落实《法制政府建设实施纲要》。", "W803"),  # 闵行区 2018
        ("当事人提前行政诉讼。", "W803"),  # 安康 2024
        ("## 府信息公开平台建设\n\n平台运行稳定。", "W803"),  # 咸宁
        ("落实《法治政府建设实施纲要（2021年—2025年）》。", "W809"),  # 长治 2024
        ("落实《法治政府建设实施纲要（20212025年）》。", "W803"),  # 静海 2023
    ],
)
def test_errors_of_published_reports_are_found_by_the_right_rule_only(published: str, code: str) -> None:
    source = tomllib.loads((ROOT / "outlines" / DEPARTMENT / "example.toml").read_text("utf-8"))
    text = source["sections"]["problems"]["text"] + "\n" + published + "\n"
    draft = planted(f"[sections.problems]\ntext = '''\n{text}'''")
    assert [one.code for one in check(draft, "filed", date(2027, 3, 31)) if one.code[0] in "WSLDFY"] == [code]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("向攻府报告，**攻府**答复。", "向政府报告，**政府**答复。"),
        ("认真学习近平法治思想。", "认真学习习近平法治思想。"),
        ("以习近平新时代中国特社会主义思想为指导。", "以习近平新时代中国特色社会主义思想为指导。"),
        ("以习近平新时代中国特色色社会主义思想为指导。", "以习近平新时代中国特色社会主义思想为指导。"),
        ("反映的的的问题，进行进行检查。", "反映的问题，进行检查。"),
        ("依托平台开展学法培训，依托平台开展学法培训，成效明显。", "依托平台开展学法培训，成效明显。"),
        (
            "依托平台开展学法培训，依托平台开展学法培训，依托平台开展学法培训。",
            "依托平台开展学法培训。",
        ),
        ("执行《重大行政决策程序条例》。", "执行《重大行政决策程序暂行条例》。"),
        ("学习全会会议精神。", "学习全会精神。"),
    ],
)
def test_a_fix_changes_what_was_found_and_nothing_else(wrong: str, right: str) -> None:
    draft = with_text(wrong)
    better = with_fixes(draft, run_rules(draft, "filed", None, RULES_HERE))
    assert better.sections["plan"].text == f"{right}\n"
    assert run_rules(better, "filed", None, RULES_HERE) == []


@pytest.mark.parametrize(
    "quoted",
    ["群众反映的的问题", "法制政府建设", "增强“四个自信", "以习近平新时代中国特社会主义思想为指导", "由某某单位负责"],
)
def test_a_quotation_from_a_law_is_left_alone(quoted: str) -> None:
    assert told_of(f"《条例》第八条规定：“{quoted}。”按照要求办理。") == []
    assert told_of(f"《条例》要求“{quoted}”。") == []


def test_a_quotation_ends_where_it_ends() -> None:
    text = "《条例》规定：“甲的的乙”，丙的的丁，《办法》明确“戊的的己”。"
    quotations = Quotations(text)
    assert [quotations.hold(at, at + 2) for at in range(len(text)) if text.startswith("的的", at)] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("year", "text", "expected"),
    [
        (2026, "继续落实“八五”普法规划。", [("W811", "“八五”普法")]),
        (2027, "深入开展八五普法工作。", [("W811", "八五普法")]),
        (2025, "继续落实“八五”普法规划。", []),
        (2026, "做好“八五”普法终期总结，启动“九五”普法。", []),
        (2026, "落实“九五”普法规划。", []),
    ],
)
def test_a_plan_that_has_run_out_is_reported_in_later_years_only(
    year: int, text: str, expected: list[tuple[str, str]]
) -> None:
    assert told_of(text, year) == expected


def test_a_placeholder_in_the_letterhead_is_found_at_its_value() -> None:
    draft = planted('[fields]\nsigner = "XX"\nattachments = ["统计表", "××一览表"]\nnumber = "云市监字〔2026〕××号"')
    codes = [(one.code, one.locus.path) for one in told(draft, "W8")]
    assert codes == [("W802", ("fields", "signer")), ("W802", ("fields", "attachments", 1))]


def test_a_figure_is_no_placeholder_and_an_unknown_one_is_reported_once() -> None:
    draft = with_text("共{nothing}件。")
    assert [one.code for one in check(draft, "filed") if one.code in ("S106", "W801")] == ["S106"]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("甲乙丙丁戊己", []),
        ("甲乙丙戊己", [(0, 5)]),  # one lost
        ("甲乙丙丁丁戊己", [(0, 7)]),  # one added
        ("甲乙丙庚戊己", [(0, 6)]),  # one other
        ("乙丙丁戊己", []),  # the first lost
        ("甲乙丙丁戊", []),  # the last lost
        ("甲乙丙、戊己", []),  # a mark, which is another rule's
        ("甲庚丙丁戊己甲乙丙丁戊己甲乙丙戊己", [(0, 6), (12, 17)]),
        ("甲乙", []),
        ("", []),
    ],
)
def test_a_formula_is_altered_by_one_chinese_character_inside_it(text: str, spans: list[tuple[int, int]]) -> None:
    assert sorted(set(altered(text, "甲乙丙丁戊己"))) == spans


def test_names_of_laws() -> None:
    assert right_name("中华人民共和国宪法") is None
    assert right_name("行政复议发") is None
    assert right_name("中华人民共和国行政复仪法") == "中华人民共和国行政复议法"
    assert right_name("中华人民共和国促进科技成果转化办法") == "中华人民共和国促进科技成果转化法"
    assert right_name("中华人民共和国审计法") is right_name("中华人民共和国会计法") is None


def test_the_lists_are_sound() -> None:
    laws = word_lists.data("documents")
    for name, since, *rest in (*laws["state"], *laws["plain"]):
        assert isinstance(since, date), name
        if rest:
            until, now = rest
            assert since < until, name
            assert any(known.startswith(now) for known in documents()), name
    assert len(laws["state"]) + len(laws["plain"]) > 250
    assert isinstance(laws["date"], date)
    for wrong, right in laws["misnamed"].items():
        assert right_name(right) is None, right
        assert any(trigger in f"《{wrong}》" for trigger in RULES["W809"].triggers), wrong
    for kind in ("names", "meetings"):
        for group in word_lists.data("names")[kind]:
            assert isinstance(group["date"], date)
        for pair in word_lists.pairs(kind).values():
            assert word_lists.citation(pair.source).text.startswith("《")
            assert pair.wrong != pair.right
            assert (
                pair.wrong not in pair.right or pair.start or pair.is_right_at(pair.right, pair.right.find(pair.wrong))
            )
    for name, key in (("formulas", "formulas"), ("slogans", "slogans"), ("doubled", "doubled")):
        for entry in word_lists.data(name)[key]:
            assert isinstance(entry["date"], date)
            assert word_lists.citation(entry["source"]).text
    for slogan in word_lists.data("slogans")["slogans"]:
        assert slogan["name"] in RULES["W805"].triggers
        for wrong in slogan["miscounted"]:
            assert any(trigger in f"“{wrong}”" for trigger in RULES["W806"].triggers)
    for entry in word_lists.data("doubled")["doubled"]:
        assert entry["word"] * 2 in RULES["W808"].triggers
    assert all(isinstance(plan["date"], date) for plan in word_lists.data("plans")["plans"])


def test_no_right_form_is_itself_a_wrong_one() -> None:
    for kind in ("names", "meetings"):
        for pair in word_lists.pairs(kind).values():
            assert [one.code for one in wording(f"甲{pair.right}。")] == [], pair.right
    for formula in word_lists.formulas():
        assert wording(f"《{formula.text}》{formula.text}。") == []


def test_what_a_finding_rests_on_is_reported_with_its_strength() -> None:
    (name,) = wording("向攻府报告。")
    assert name.citation is not None
    assert not name.citation.source.binding
    (law,) = wording("落实重大执法决定法治审核制度。")
    assert law.citation is not None
    assert law.citation.source.binding
    assert law.citation.text == "《中华人民共和国行政处罚法》第五十八条"


PIECES = [*(pair.wrong for pair in word_lists.pairs("names").values()), *(one.text for one in word_lists.formulas())]
PIECES += [
    "××",
    "XX",
    "___",
    "{",
    "}",
    "某某单位",
    "《",
    "》",
    "《中华人民共和国",
    "规定：“",
    "”",
    "增强“四个自信”",
    "“四个维护”",
]
PIECES += ["的的", "了了", "，", "。", "一二三四五六七八，", "**", "\n\n", "{permits}", "（待补）", "全会会议精神"]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=25).map("".join))
def test_hostile_text_is_read_and_fixes_are_idempotent(text: str) -> None:
    draft = planted("year = 2026")
    values = tomllib.loads(draft.document.text)
    values["sections"]["plan"]["text"] = text.encode("utf-8", "replace").decode()
    draft = Draft(parse(tomli_w.dumps(values).encode(), "draft.toml"), draft.outline)
    for _ in range(12):
        findings = run_rules(draft, "filed", None, RULES_HERE)
        better = with_fixes(draft, findings)
        if better.document.text == draft.document.text:
            break
        assert better.sections.keys() == draft.sections.keys()
        draft = better
    assert with_fixes(draft, run_rules(draft, "filed", None, RULES_HERE)).document.text == draft.document.text


def test_words_of_an_offices_list_are_found_at_their_place() -> None:
    draft = with_text("由市法制办审核，在政务大厅和市政务大厅公开，《条例》规定：“市法制办负责”。")
    findings = words_found(draft, WORDS)
    assert marked(draft, findings) == [("W890", "市法制办"), ("W890", "政务大厅")]
    assert [one.grade for one in findings] == [Grade.ERROR, Grade.WARNING]
    assert findings[0].citation is not None
    assert findings[0].citation.text == "《机构改革方案》（2019-03-01）"
    better = with_fixes(draft, findings)
    assert "由市司法局审核，在市政务大厅和市政务大厅公开" in better.sections["plan"].text
    assert words_found(better, WORDS) == words_found(draft, ()) == []


ENTRY = '[[words]]\nwrong = "市法制办"\nright = "市司法局"\nsource = "机构改革方案"\ndate = 2019-03-01\n'


def test_check_reads_the_list_beside_the_draft_and_waivers_and_grades_reach_it(
    baogao: Baogao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "outlines" / DEPARTMENT / "example.toml").read_text("utf-8")
    text = text.replace("全年办理行政许可", "经市法制办审核，全年办理行政许可")
    office, draft = tmp_path / "baogao.toml", tmp_path / "draft.toml"
    draft.write_text(text, "utf-8")

    def grades() -> list[tuple[str, str]]:
        out = baogao("check", "--format", "concise", "draft.toml").out
        return [(line.split(" ")[1], line.split(" ")[2]) for line in out.splitlines()]

    office.write_text("", "utf-8")
    assert grades() == []
    office.write_text(ENTRY, "utf-8")
    assert grades() == [("warning", "W890")]
    office.write_text(f'{ENTRY}grade = "error"\n', "utf-8")
    assert grades() == [("error", "W890")]
    office.write_text(f'{ENTRY}[grades]\noffice-word = "off"\n', "utf-8")
    assert grades() == []
    office.write_text(ENTRY, "utf-8")
    draft.write_text(f'{text}\n[[waivers]]\nrule = "W890"\nreason = "原文如此"\n', "utf-8")
    assert grades() == []


@pytest.mark.parametrize(
    ("lines", "place", "what"),
    [
        ("words = 3\n", "1:1", "this must be a list of tables"),
        (ENTRY.replace("source", "sourse"), "4:1", "there is no key “sourse” here\n  did you mean “source”?"),
        (ENTRY.replace('source = "机构改革方案"\n', ""), "1:3", "an entry of [[words]] needs the key “source”"),
        (ENTRY.replace('"市司法局"', "3"), "3:9", "this must be words, on one line"),
        (ENTRY.replace('"市法制办"', '" "'), "2:9", "this must be words, on one line"),
        (ENTRY.replace("2019-03-01", '"2019年"'), "5:8", "this must be a date"),
        (ENTRY.replace("2019-03-01", "2019-03-01T00:00:00"), "5:8", "this must be a date"),
        (ENTRY + 'grade = "off"\n', "6:9", "there is no grade “off”"),
        (ENTRY + ENTRY, "7:9", "“市法制办” is the right word here, or is on the list already"),
        (ENTRY.replace("市司法局", "市法制办"), "2:9", "“市法制办” is the right word here, or is on the list already"),
    ],
)
def test_a_bad_list_is_reported_with_key_and_line(
    baogao: Baogao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: str, place: str, what: str
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "baogao.toml"
    file.write_text(lines, "utf-8")
    draft = tmp_path / "draft.toml"
    draft.write_text((ROOT / "outlines" / DEPARTMENT / "example.toml").read_text("utf-8"), "utf-8")
    done = baogao("check", draft)
    assert done.code == 2
    assert done.err.startswith(f"{file}:{place}: {what}"), done.err
