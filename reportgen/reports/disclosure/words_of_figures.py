"""The official words by which prose names a figure, and those that offices use for them; see :class:`Lexicon`."""

from __future__ import annotations

_NO_COUNT = "(?!率|[时期]限|工作|质量|机制|制度|流程|情况|程序|规范|能力)"
"""答复 and 办结 that are no deed: 答复率, 办理流程."""
_BODY = "(?!法|委员会|体制|机[关构](?!(?:作出|予以)?(?:维持|纠[正错]|撤销|确认)[^率]))"
"""复议 in the name of those who decide: 行政复议机关, unless what they decided follows at once."""
_APPLICATION = r"依申请(?:信息)?公开(?:政府信息|信息)?(?:事项|办?件(?!数)|来信|来件|案件|请求)?"
"""What some offices call an application: 收到依申请公开件3件, 依申请公开事项3件, 依申请公开3件."""
_LEFT_OVER = (
    r"(?=\d+[件宗起份个例](?:申请|事项)?(?:(?!复议|诉讼)[^。；\d]){0,20}"
    r"(?:结转|转[入至到接]|[下次明]一?年|20\d\d年|[顺延]延|[期时]限|[未没]到期|在办|办理中))"
)
"""What tells that a number is of what goes over to the next year: 还有3件没到期, 剩余3件将于次年办理."""

FIGURES: tuple[tuple[str, str, str], ...] = (
    ("flow", "applications", rf"{_APPLICATION}(?=[共总合计数量的有为是：:“]*\s*\d) 依申请公开总[数量]"),
    ("flow", "applications", r"信息公开(?:书面)?申请(?=[共总合计数量的有为是：:“]*\s*\d) 公开申请总[数量]"),
    (
        "flow",
        "applications",
        (
            r"公(?<![务事价源]公)开申请(?=[共总合计数量的有为是：:“]*\s*\d) 申请公开的?总?数量"
            r" 申请(?:政府)?信息公开的?(?=[共总合计有为]*\d)"
        ),
    ),
    ("sense", "topic", rf"{_APPLICATION} 申请公开 信息公开(?=[共总计的有为是]*\s*\d)"),
    # Table 3, rows.
    ("flow", "carried_out", r"结转[到至入为由]?[下次明翌]一?\s*年度? 转接?[到至入为由]?[下次明翌]一?\s*年度?"),
    ("flow", "carried_out", r"[顺递]延[到至入为由]?[下次明翌]一?\s*年度?"),
    ("flow", "carried_out", r"延[续期长][到至入为由]?[下次明翌]一?\s*年度?"),
    (
        "flow",
        "carried_out",
        (
            r"[下次明]一?年度?结转 [尚仍]?[未没]到(?:法定)?(?:答复|办理)?期限?"
            r" 末(?<=[年期]末)(?:在办|未办结|未完结) 在办(?=\d)"
        ),
    ),
    (
        "flow",
        "carried_out",
        (
            r"下一?年度?(?:继续)?(?:办理|答复|处理) 正在办理 尚在办理 [尚未]未?办[结完]"
            r" [尚仍暂]?[未没]到期(?=[的有]*\d) [未没](?<![度期年][未没])(?:办完|完结)(?=\d)"
        ),
    ),
    (
        "flow",
        "carried_out",
        rf"[尚仍还另剩][有余]{_LEFT_OVER} 剩{_LEFT_OVER} 余(?<=[,，、；]余){_LEFT_OVER} 存件(?=\d)",
    ),
    ("flow", "carried_out", r"未(?<=[,，、；件]未)答(?![^\d。，；]) 未办结"),
    ("flow", "carried", r"跨年度?(?:继续)?(?:办理|答复|结转) 20\d\d\s*年度?继续(?:办理|答复|处理)"),
    ("flow", "carried", r"[转延](?:接|期)?[到至入为]?20\d\d\s*年度?(?:继续)?(?:办理|答复|处理)"),
    (
        "flow",
        "due",
        r"应办理?申请总[数量] 应(?:当|予)?(?:办[理结]?|[答回]复)(?=(?:的?(?:政府信息公开)?申请)?(?:总?[量数])?\d)",
    ),
    ("flow", "carried_in", r"[上去往]一?学?年度?[^，。；、\d]{0,6}?结转(?![到至入]?[下次明])"),
    (
        "flow",
        "carried_in",
        r"转(?<=年转)过?[来入](?=的?\d) 结转自?[上去]一?学?年度? 上(?<=其中上)年(?=\d+[件份个][、，,]本年\d)",
    ),
    (
        "flow",
        "carried_in",
        (
            r"[上去往]一?(?:年度?|期)的?(?:留存|遗留|余留|结余|剩余|转入|接转|顺延|转来|转过来|[未没]办[结完]|未"
            r"结|[未没]完结)"
        ),
    ),
    ("flow", "carried_in", r"初(?<=年初)(?:在办|未办结) 结转[到至入](?:本|今|当)年度?"),
    ("flow", "carried", r"结转[到至入为由]?20\d\d\s*年度? 结转 顺延"),
    ("flow", "new", r"新收到? 新(?<=公开新)增(?=[（\d]) 新(?<=本年新)增(?=\d) 新受理 新接收"),
    ("flow", "new", r"新增(?=政府信息公开申请|依申请公开|信息公开申请|申请) 本(?<=[件份个][、，,]本)年(?=\d)"),
    (
        "outcome",
        "granted",
        (
            r"[予准](?<!不予)[以予]公开 同意公开 全部公开 决定公开 公(?<=[,，、；：中]公)开类(?=\d)"
            r" 公(?<=[：:]公)开(?=\d+件[^。；]{0,24}部分公开)"
            r" 公(?<=）公)开(?=，\d+件[^。；]{0,16}部分公开) 公(?<!主动公)开(?=[及和、或与]部分公开)"
        ),
    ),
    ("outcome", "partially_granted", r"部分(?:准予|同意)?公开 区分处理"),
    ("outcome", "withheld", r"不(?:予以?公开|同意公开|公开(?=\d))"),
    ("outcome", "unavailable", r"无法提供 不能提供"),
    ("outcome", "not_processed", r"不(?:予处理|处理(?=\d))"),
    ("outcome", "otherwise_handled", r"其他(?:方式)?处理"),
    ("outcome", "rest", r"其他类(?!政府|信息) 其(?<=[,；，、]其)[他它](?=\d)"),
    ("outcome", "withheld.state_secrets", r"国家秘密"),
    ("outcome", "withheld.prohibited_by_law", r"法律、?(?:行政)?法规禁止公开"),
    ("outcome", "withheld.public_security_and_stability", r"三安全一稳定"),
    (
        "outcome",
        "withheld.third_party_rights",
        r"第三方(?:（[^（）\d]{1,20}）)?的?(?:合法)?权益 第三方[^，。；\d]{0,4}不同意公开",
    ),
    ("outcome", "withheld.internal_affairs", r"三类内部事务性?信息 内部事务性?信息"),
    ("outcome", "withheld.process_information", r"四类过程性信息 过程性信息"),
    ("outcome", "withheld.enforcement_files", r"行政执法案卷 执法案卷"),
    ("outcome", "withheld.administrative_queries", r"行政查询事项 行政查询"),
    ("outcome", "unavailable.not_held", r"本机关不掌握(?:相关)?(?:政府信息)? 不掌握(?:相关)?(?:政府信息)?"),
    ("outcome", "unavailable.needs_creation", r"没有现成信息(?:需要?另行制作)? 另行制作"),
    ("outcome", "unavailable.still_unclear", r"补正后(?:申请)?内容仍不明确 申请内容仍不明确 内容仍不明确"),
    (
        "outcome",
        "not_processed.petitions",
        (
            r"信访[、和或]?(?:举报[、和或]?投诉|投诉[、和或]?举报)(?:等?(?:类|事项|性质|诉求)|等|对待|的(?=（不"
            r"予处理))的?(?:申请)?"
        ),
    ),
    ("outcome", "not_processed.repeated", r"重复(?:来)?申请 重复提出 反复就同一(?:事项|内容|问题)(?:提出)?申请"),
    ("outcome", "not_processed.publications", r"公开出版物"),
    ("outcome", "not_processed.excessive", r"大量反复申请"),
    ("outcome", "not_processed.confirmations", r"确认或重新出具"),
    ("outcome", "otherwise_handled.correction_overdue", r"逾期不补正"),
    ("outcome", "otherwise_handled.fee_unpaid", r"逾期未按[^，。；、]{0,12}缴纳费用"),
    ("flow", "received", r"受(?<!未受)(?<!不予受)理(?!平台|中心|窗口|渠道|条件|范围|机关|点) 收[到办] 接[收到]"),
    ("flow", "received", r"收取(?=(?:政府)?信息公开申请) 收(?<=[,，；：:、共]收)了?(?=\d)"),
    (
        "flow",
        "received",
        (
            r"申请(?:[总数]量|总数|件数) 收(?<=申请收)[件文]量 收(?<=公开收)件(?=[共总为]*\d) 登(?<=申请登)记(?=\d)"
            r" 收(?<=申请收)件(?=\d) 收(?<=[,，；：:、]收)件(?=[共为]*\d)"
        ),
    ),
    (
        "flow",
        "received",
        (r"[收接]了?(?=(?:政府)?信息公开申请|依申请公开|公开申请|\d+[件份个宗](?:政府)?(?:信息)?公开申请)"),
    ),
    ("flow", "received", r"收(?=(?:政府)?信息公开|依申请)"),
    ("flow", "received", r"提(?:[出交](?=的?(?:政府)?(?:信息)?公开申请)|报申请)"),
    ("sense", "elsewhere", r"信访 投诉 举报"),
    ("flow", "letters", r"答复(?:意见)?(?:文?书)》? 告(?<=公开告)知书》?"),
    # Table 4.
    ("block", "direct", r"未经(?:行政)?复议[而的]?(?:径行|直接)?(?:提起)?(?:行政)?(?:起诉|诉讼)?"),
    ("block", "direct", r"直接(?:向(?:人民)?法院)?(?:提起)?(?:行政)?(?:起诉|诉讼)"),
    ("block", "direct", r"[未没](?:有)?(?:经过?)?复议(?:就|而)?直接(?:告|起诉)"),
    ("block", "direct", r"[未没]有经过?(?:行政)?复议"),
    ("block", "after_reconsideration", r"经(?:行政)?复议(?:后[再又]?|[再又])(?:提起)?(?:行政)?(?:起诉|诉讼)"),
    ("block", "after_reconsideration", r"行政复议后[再又]?(?:提起)?(?:行政)?(?:起诉|诉讼)"),
    ("block", "after_reconsideration", r"复议[后完][再又]?(?:提起)?(?:行政)?(?:起诉|诉讼|告)"),
    ("block", "reconsideration", rf"行政复议{_BODY} 复议{_BODY}"),
    ("block", "litigation", r"行政诉讼(?!法) 诉讼(?!法) 起(?<!经起)诉(?!讼) 行政应诉(?=案件) 被诉(?!讼|求|行为)"),
    ("block", "litigation", r"被诉讼 告[到上](?:人民)?法[院庭] 官司 被告(?=的[^，。；\d诉]{0,12}案件)"),
    ("result", "upheld", r"维持"),
    (
        "result",
        "corrected",
        r"结果纠正 纠[正错] 撤销、(?:变更|确认违法)(?![^，。；\d]*(?:许可|处罚|登记|证))[^，。；\d]{0,24}?(?=的?\d)",
    ),
    ("result", "other", r"其他结果 其他情形(?=\d)"),
    ("result", "pending", r"尚未审结 未审结 正在审理 尚在审理 审理中 [尚还][无未没]有?结果"),
    ("result", "concluded", r"已审结 审结"),
    ("flow", "answered", rf"答(?<!未答)复(?!文?书|口径){_NO_COUNT} 出(?<=[,，、；]出)件(?=[共为]*\d)"),
    ("flow", "answered", rf"办理结果总计 办(?<![未没]办)[结复理毕](?:完毕|完成|[回答]复)?{_NO_COUNT} 答复完[毕成]"),
    ("flow", "answered", r"处理完毕 结案(?=\d) 完(?<![未没]完)结(?=\d) 作出处理(?<=依法作出处理)(?=\d)"),
    ("flow", "answered", r"已答(?![^\d。，；]) 处理(?=(?:政府)?(?:信息)?(?:公开)?申请)"),
    ("flow", "answered", rf"回复(?!函){_NO_COUNT} 已办(?=\d) 处(?<=在处)理(?=的\d)"),
    (
        "flow",
        "answered",
        r"实办(?=\d) 办(?<=[,，、；：:]办)了?(?=\d) 办(?<![没未]办)完(?=[了的]*\d) 办(?<=[,，、；]办)件(?=[共为]*\d)",
    ),
    # Kinds of applicant.
    (
        "applicant",
        "natural_persons",
        r"自然人 公民(?:个人)?(?=申请|提[出交]|\d) 个人(?=申请|提[出交]?的?有?\d) 个(?<=[,，、；]个)人(?=\d)",
    ),
    ("applicant", "organizations", r"企(?<!业企)业(?:等|及|和|或|、)其他组织 法人(?:(?:或者?|和|及|、)?其他组织)?"),
    (
        "applicant",
        "organizations",
        r"单(?<=[,，、；]单)位(?=(?:提[出交]?的?|申请的?)?有?\d) 企业[、和及](?:社会)?组织(?:等单位)?",
    ),
    ("applicant", "enterprises", r"商业企业"),
    (
        "applicant",
        "companies",
        (r"企业法人 企(?<=[,，、；：和及由]企)业(?=(?:（[^（）\d]{1,20}）)?(?:申请|提[出交]?的?[有为]?\d|\d))"),
    ),
    ("applicant", "research_institutions", r"科研机构"),
    ("applicant", "public_welfare_organizations", r"社会公益组织"),
    ("applicant", "legal_service_institutions", r"法律服务机构 律师事务所(?!等)"),
    # Table 2.
    ("sense", "everyone", r"新增(?=(?:政府)?(?:信息公开)?(?:行政)?(?:复议|诉讼))"),
    ("document", "regulations", r"规章(?!制度)"),
    ("document", "normative_documents", r"行政规范性文件 规(?<!党内规)范性文件"),
    ("verb", "made", r"制[发定] 制作(?=(?:的)?(?:行政)?规(?:章(?!制)|范性)) 出台 印发 发(?<=文件发)布"),
    ("verb", "made", r"发(?<=规章发)布 新发(?=\d) 新公布 新发布"),
    (
        "sense",
        "published",
        r"主动公开 公[布示] 发布 公开(?=[省市县区]?政?府?(?:规章|行政规范|规范性|行政许可|行政处罚|行政强制))",
    ),
    ("verb", "repealed", r"废止(?:[或和及、]?(?:宣布)?失效)? 宣布失效 作废"),
    (
        "verb",
        "in_force",
        (
            r"现行有效 继续有效 累计有效 仍?继续执行(?=的?\d) 仍在执行 还在用 现(?<=文件现)有(?=\d)"
            r" 有(?<=[年月]底有)效(?=\d) 有(?<=[件个部][,、，；]有)效(?=\d)"
        ),
    ),
    ("decision", "permits", r"行政许可(?:事项)? 许(?<=办许)可(?=\d) 许可(?=\d+[件项条宗起]?[、，；]处罚)"),
    ("decision", "penalties", r"行政处罚 处(?<=开处)罚(?=\d) 处(?<=[,、，；]处)罚(?=\d+[件项条宗起]?[、，；]强制)"),
    ("decision", "coercive_measures", r"行政强制(?:措施)? 强(?<=[,、，；]强)制(?=\d)"),
    ("fees", "fees", r"行政事业性收费"),
    ("amount", "fees", r"收费(?:总金?额|金额|收入|总额)"),
)
"""Kind, key and words, in the order in which they are looked for."""
