"""The words that change what the number beside them means: another matter, a part, one office, another time."""

from __future__ import annotations

_HOTLINE = r"1(?<![\d.,]1)2345(?![.,]?\d|\s?[余多]?[件宗起次]|\s?[万亿])"
"""The hotline 12345, which is neither a part of a longer number nor a count of its own: 受理申请12345件."""
_OURS = "(?:政府|本)?信息公开|依申请公开|(?:行政)?复议|(?:行政)?诉讼"
_REASONS = "第三方|国家秘密|商业秘密|个人隐私|[三四]类|内部事务|过程性|(?:行政)?执法案卷|行政查询"
"""What 涉及 and 因 are followed by where they narrow nothing."""
EVERYONE = "[公自](?:民|然人)[、和及与]法人(?:(?:或者?|和|及|、|以及)?其他组织)?"
"""All applicants: who may apply under the regulation, whatever kind."""
_CAUSED = (
    r"[因属由][^，。；\d]{1,40}?等(?:[几多各]种|情形|原因|情况|事由|理由|类)*[，,]?(?:而|被|予以|作出|依法|按规定|[纳列]入|“)*"
    r"(?=无法提供|不予公开|不予处理|部分公开|作?其他处理)"
)
"""A cause given as an example: 因本机关不掌握等原因无法提供 counts all that could not be provided."""
_ANY_WAY = r"通过[^，。；\d]{1,30}?等(?:[各多]种)?(?:途径|渠道|方式|形式|平台)"
"""Channels given as examples: 通过网站、邮寄等途径提交的 counts all."""
_EVERY_WAY = r"通过[^，。；\d]{1,20}、[^，。；\d]{1,20}?(?:提[出交]|递交|申请)(?=的[^，。；\d]{0,10}[共总累合]计?\d)"
"""Channels listed before the number of all: 通过信函、邮箱提交的申请共12件."""
_ALL_OFFICES = (
    r"全[省市县区州旗镇乡系](?![^，。；\d]{0,12}(?:[下直所]属|指导|督促|协调))[^，。；\d]{0,20}?"
    r"(?:部门|单位|镇街|街道|乡镇|机关)(?=共|累计|收|受理|接|办|答|总|合|新|提)"
)
_BEFORE_APPLICATIONS = (
    "开依到的理件人复被收类从结上下业构函转络面交回式议出部年月日期间内后前中外寄零办所因场来封民众者员体织占全域就线"
    "是要余填信箱以项成站于通增位有个度息关难新各共计总为应已未没无对向将把并也均都且或和及与多些几次效补正主口头真台道"
    "府局镇乡街委厅院室处市区县省州旗按我本他她其宗份起例何务宜提接答何时诉反行续"
)
"""What ends a word before 申请 that leaves it one for disclosure; 护照申请 and 贷款申请 are other matters."""
_BEFORE_CASES = (
    "政开议讼诉的被起出提发生引到有未没无为是因由经受应理办结过和及与或涉各新再又而后前致向占走入进零请件类项次中去行关"
    "共总计均都也并接于对就以内年度期间其此本我"
)
"""What ends a word before 复议 or 诉讼 that leaves it one about disclosure; 民事诉讼 and 职称复议 are others."""
_OTHER_MATTERS = (
    rf"申(?<=[一-龥]申)(?<![{_BEFORE_APPLICATIONS}]申)请(?!公开|人|书|表)"
    rf" 诉(?<=[一-龥]诉)(?<![{_BEFORE_CASES}]诉)讼 复(?<=[一-龥]复)(?<![{_BEFORE_CASES}]复)议"
)

MISLEADING: tuple[tuple[str, str, str], ...] = (
    ("sense", "elsewhere", r"行政(?:许可|处罚)申请 许可申请 登记申请 补贴申请 救助申请 资助申请 [补更]正申请"),
    ("sense", "elsewhere", r"执行申请 执(?<=[查评选档优送]执)法案卷"),
    (
        "sense",
        "elsewhere",
        r"问[题政] 热线 专线 来[电信] 电话 网[民友](?!个人) 留言 咨询 诉(?<!要诉)求 建议 提案 议案 邮件 信箱",
    ),
    ("sense", "elsewhere", r"意见函 [复回来去]函 [发行]文(?!号) 主动公开(?=\d+[件份][，、][^。；\d]{0,6}不予公开)"),
    ("sense", "elsewhere", f"仲裁 {_OTHER_MATTERS} 申请(?:查[阅询档]|复[制印]|领取)"),
    ("sense", "elsewhere", _HOTLINE),
    ("sense", "elsewhere", r"权责(?:事项|清单) 权力(?:事项|清单) 责任清单 职权事项"),
    (
        "sense",
        "elsewhere",
        r"舆情 工单 办(?<!应办)(?<![,，、；]办)件 政务服务(?!大厅信息公开) 政民 线索 互动 征集 督办 转办",
    ),
    (
        "sense",
        "elsewhere",
        r"公文 主动公开[^。；]{0,12}依申请公开",
    ),  # which may be disclosed: what documents are marked with
    ("sense", "everyone", r"[政院校厂]务公开(?:工作)?(?:办公室|科|窗口) 信息公开(?:工作)?(?:办公室|科|窗口)"),
    ("sense", "everyone", f"{EVERYONE} {_CAUSED} {_ANY_WAY} {_EVERY_WAY}"),
    ("sense", "whole", f"{_ALL_OFFICES} 全[国省市县区州旗镇乡系]"),
)
"""Words that would be misread as words of a figure; looked for first."""

NARROWING: tuple[tuple[str, str, str], ...] = (
    ("sense", "decided", r"处理决定 决定 [作做]出"),
    ("sense", "topic", r"申请"),
    ("sense", "listing", r"其中 包[括含] 含 涵盖"),
    # The number counts a part, another time, a difference or another population: it may match, but cannot be wrong.
    # An office or a time stays in force: 市本级收到85件，办结84件; 上半年，全市受理200件.
    ("sense", "everyone", r"有所(?:增[加长]|减少|上升|下降|提升|回落)"),
    ("sense", "difference", r"增[加长](?![到至为]) 新增 减少(?![到至为]) 下降(?![到至为]) [同环]比"),
    (
        "sense",
        "difference",
        r"上升(?![到至为]) 上涨(?![到至为]) 提升(?=[了约至到\d]) 提高(?=[了约至到\d]) 降低 回落 下滑 翻[一两]?番",
    ),
    (
        "sense",
        "difference",
        r"[多少](?<![最至不许很大众若甚或]多)(?<![至不很甚或]少)(?=了?\s*\d) [多少]于 [增降]幅 [较比][上去]一?年度?",
    ),
    ("sense", "part", r"网[上络] 在线 线上 邮[寄政箱] 信函 当面 现场 传真 平台 渠(?<!复议渠)(?<!诉讼渠)道"),
    ("sense", "part", r"书(?<=其中书)面 书面(?!答复|回复|申请) 口头"),
    ("sense", "part", rf"涉(?!及?(?:{_OURS}|{_REASONS}|[我本]))及? 关于(?!{_OURS}) 有关(?!{_OURS})"),
    ("sense", "cause", rf"因(?!{_OURS}|不服)"),
    ("sense", "office", r"本(?<=[省市县区州]本)级 本级(?!(?:人民)?政府) [市区县]直 部(?<!各部)门(?!配合|协助)"),
    ("sense", "office", r"[县区]级 区县 县区"),
    ("sense", "office", r"[国省市县区州旗镇乡](?:人民)?政府(?=为被(?:告|申请人))"),
    ("sense", "office", r"县（区） 区（县） 乡镇 镇街 街道 下属 直属 各[镇乡]"),
    ("sense", "office", r"办公[室厅] 单(?<!各单)位 局(?<![布格结当邮]局)(?![部面限势长域]) [镇乡](?![村亲土镇])"),
    ("sense", "office", r"委(?<=[发卫健建资管教][改健康建资管工教]委) 厅(?=收|受|共|接|办|答|累) 医院 学校 支队"),
    (
        "sense",
        "time",
        r"[上下]半年 季度 [0-9]月(?!\d|[底末初]|份?[至到—－～~-])(?<![至到—－～~-]12月) 期间(?<!统计期间)",
    ),
    ("sense", "year", r"全年"),
    ("sense", "whole", r"各级"),
    ("sense", "part", r"每月 [人月日年平]均 以(?<!今年以)(?<!年初以)来 近[三两五]年"),
    ("sense", "part", r"截[至止](?!目前(?:现行|继续)?有效|到?(?:20\d\d\s*年度?\s*)?(?:12\s*月|[年]?底|年末))"),
    ("sense", "part", r"[逾超延]期 超时 超过[^，。；\d]{0,6}[时期]限 拟(?=[制废出修印]) 提前 协调 协助 代理 参与"),
    ("sense", "part", r"旁听"),
    ("sense", "part", r"撤[回销诉] [败胜]诉 驳回 [一二再终]审 应诉(?!案件) 出庭"),
    ("sense", "part", r"指导 督促 集中答复 会商 不规范 瑕疵 抽查 评查 复[核查] 回访 疑难"),
    ("sense", "part", r"备案(?!政府信息|信息公开) 审[查核](?!后?答复) 清理(?!并?废止) 解读 修[订改] 梳理 汇总 评估"),
    ("sense", "part", r"事项"),
    ("sense", "part", r"[上去]一?年度?(?:同期)? [往历]年"),
)
"""What the words around a number say about it."""
