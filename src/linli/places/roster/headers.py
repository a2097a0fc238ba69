"""What a column's heading means: a dictionary of how Chinese and English rosters say it.

`meaning` answers with a field and a strength. Fields that the reader uses: building, stair, room,
stair_room, floor, address, area, owner, id, phone, status, use, remark, parking_no, co_owner,
co_owner_id. Others are known so that they are not taken for these: `other` (prices, dates, tenants,
certificates), `seq`. `unit_or_room` is the English word Unit, which means either.
"""

import re
import unicodedata
from dataclasses import dataclass

STRONG, PLAIN, WEAK = 3, 2, 1
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Meaning:
    field: str
    strength: int = STRONG
    #: Of an area: registered, measured, contract or plain.
    basis: str = ""


_OTHER_PERSON = re.compile(
    r"租户|租客|承租|租赁|住户|使用人|居住人|家属|亲属|紧急|代理|委托|受托|配偶|联系人|原业主|原产权"
    r"|前业主|经办|备用|家庭成员|银行|tenant|lessee|occupier|occupant|emergency|agent|spouse|previous"
    r"|former|contactperson|alternat"
)
_CO_OWNER = re.compile(
    r"^(?!.*(业主|产权人|权利人).*共有).*共有(?!方式|情况|类型|部分|面积|份额)|co-?owner|jointowner"
    r"|(业主|产权人|权利人|买受人|owner)[2-9二三四五]|第[2-9二三四五](业主|产权人|权利人|所有权人)"
)
_MONEY = re.compile(r"费|价|金额|元/|price|fee|amount|cost|rent|rmb|cny|yuan")
_OTHER_AREA = re.compile(
    r"套内|使用面积|实用|净面积|公摊|分摊|阳台|花园|露台|占地|附属|赠送|地下室|用地|亩|英尺"
    r"|inner|net|usable|carpet|shared|balcony|garden|sqft|ft2|feet|acre|land"
)
_AREA = re.compile(r"面积|平米|平方|^area|area$|area\W|floorspace|m2|sqm|sq\.?m|gfa")
#: The area or the owner of a parking space: the home's own goes before.
_SPACE = re.compile(r"车位|车库|泊位|parking|garage")
_BASIS = (
    ("registered", re.compile(r"登记|产权|证载|不动产|registered|title")),
    ("measured", re.compile(r"实测|measured|survey")),
    ("contract", re.compile(r"合同|预测|预售|contract|presale")),
)

#: In this order: the first that fits says what the heading means.
_WORDS: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (field, strength, re.compile(pattern))
    for field, strength, pattern in (
        ("seq", STRONG, r"^(序号|序|编号|行号|顺序号|项次|no\.?|#|n[o°]|s/?n|seq\w*|index|row|item)$"),
        ("other", STRONG, r"(产权证|不动产权证|房产证|权证|证书|登记)(号|编号|书|字号)|合同(编)?号|产权号|丘号"),
        ("other", STRONG, r"certificate|deed|contract"),
        ("phone", STRONG, r"电话|手机|联系方式|移动号|联系号码|tel|phone|mobile|cell|contactn|^contact"),
        ("other", STRONG, r"(证件|身份|证照)(类型|种类|类别|名称)|idtype|typeofid|documenttype"),
        ("id", STRONG, r"身份证|证件|证照号|信用代码|护照|机构代码|执照|idno|idn|idcard|idcode|id$|identi"),
        ("id", STRONG, r"passport|uscc|creditcode|身份号|公民身份|documentn|id/"),
        ("other", STRONG, r"份额|比例|占比|共有(方式|情况|类型)|share|percent|ratio|%"),
        ("other", STRONG, r"日期|时间|年月|年限|年份|date|time|year"),
        ("other", STRONG, r"人数|户数|数量|个数|套数|count|numberof|qty"),
        ("parking_no", STRONG, r"(车位|车库|泊位)(编|序)?(号|号码)|^(车位|车库|泊位|停车位)$"),
        ("parking_no", STRONG, r"(parking|garage|stall|carport|space|bay)(lot|space|bay|stall)?(no|num|id|#|$)"),
        ("other", STRONG, r"车牌|车辆|vehicle|plate"),
        ("owner", WEAK, r"(车位|车库|泊位)(所有权人|所有人|产权人|权利人|业主|主$)|(parking|garage)(space)?owner"),
        ("other", STRONG, r"车位|车库|泊位|parking|garage"),
        ("other", STRONG, r"^(所属|对应|关联|归属)(的)?(房|室|户)"),
        ("status", STRONG, r"状态|交付|交房|收楼|收房|入住|销售|售出|status|deliver|hand(ed)?-?over|possession|sold"),
        ("use", STRONG, r"用途|业态|性质|类型|类别|种类|usage|use$|^use|purpose|categor|type"),
        ("other", STRONG, r"户型|朝向|结构|装修|layout|orientation"),
        ("remark", STRONG, r"备注|说明|附注|备考|注释|remark|note|comment|memo"),
        ("other", STRONG, r"^(小区|项目|楼盘|社区|物业|街道|区域|片区)(名称|名)?$|estate|project|community"),
        ("owner", STRONG, r"业主|产权人|所有权人|权利人|所有人|业权人|产权单位|产权方|owner|proprietor|titleholder"),
        ("room", STRONG, r"房(间|屋)?(编|室|门)?(号|号码|代码|编码)|房号|室号|房间|门牌|户号|门号|户室|房源号|^[室房户]$"),
        ("room", STRONG, r"房产编号|单位号|铺号|商铺号|room|flat|apartment|^apt|apt\.|suite|door|shopno|^houseno|dwelling"),
        ("stair", STRONG, r"单元|梯|门栋|楼道|entrance|stair|^gate"),
        ("unit_or_room", PLAIN, r"^units?(no\.?|number|#|id)?$"),
        ("building", STRONG, r"栋|幢|座(?!落)|楼号|楼座|号楼|楼宇|大楼|组团楼|^楼$|building|bldg|block|blk|tower"),
        ("address", PLAIN, r"坐落|座落|地址|位置|address|location|property|房产$|^房屋$"),
        ("other", STRONG, r"总(楼)?层|层高|共.*层|totalfloor|floors|height"),
        ("floor", STRONG, r"^(所在|所处|实际|名义|自然|房屋)?楼?层(号|次|数|级)?$|^(floor|level|storey)(no|number|#)?$"),
        ("other", STRONG, r"层|floor|level|storey"),
        ("owner", PLAIN, r"姓名|买受人|购房人|户主|房主|屋主|客户|户名|name|holder|buyer|purchaser|landlord"),
        ("owner", WEAK, r"名称|单位|person|party"),
        ("area", WEAK, r"^(size|surface)$"),
        ("id", WEAK, r"^(号码|证号)$|idnum|number$"),
    )
)  # fmt: skip
#: A heading that names two of the parts of an address names the whole of it.
_PARTS = (
    re.compile(r"栋|幢|座(?!落)|楼号|building|block|tower"),
    re.compile(r"单元|梯|entrance|stair"),
    re.compile(r"房号|室|房间|门牌|房屋号|户号|room|flat|apartment"),
)
#: What stands over several headings in a two-row header, besides fields themselves.
_GROUP = re.compile(
    r"^(房屋|房产|物业|不动产|房源|业主|产权人|权利人|所有权人|产权|共有人?|共有产权人|租户|租客|承租人|住户|联系|联系人"
    r"|紧急联系人|面积|坐落|座落|位置|基本|个人|人员|其他|其它|交付|权属|登记|地址|身份|家庭成员|配偶)"
    r"(情况|信息|资料|方式|坐落|座落|位置|基本信息|状况|部分|数据|明细|登记)?$"
    r"|^(property|premises|unit|home|house|owner|proprietor|co-?owner|tenant|contact|area|floor|location|address|title"
    r"|registration|delivery|other|personal|identity|emergency|emergencycontact|jointowner)s?"
    r"(info|information|details?|data|particulars)?$"
)


#: Traditional characters of headings, as in Guangdong's older registers and Hong Kong's.
_SIMPLE = str.maketrans(
    "樓棟單號門層間戶築積產權屬業證電話聯繫絡機狀態備註說類別買賣處車庫閣圖資訊訂號碼稱銷編區與設實測項內",
    "楼栋单号门层间户筑积产权属业证电话联系络机状态备注说类别买卖处车库阁图资讯订号码称销编区与设实测项内",
)
_NOTHING = re.compile(r"[\s*()\[\]【】《》:：_,.、。;·\"'“”]|必填|选填")


def normal(heading: str) -> str:
    """NFKC, lower case, without spaces, brackets, stars and punctuation that means nothing."""
    text = unicodedata.normalize("NFKC", heading).lower().translate(_SIMPLE)
    return _NOTHING.sub("", text)


def meaning(heading: str) -> Meaning | None:  # noqa: PLR0911 (the order of questions)
    """What one heading means by itself; None when the dictionary does not know it."""
    text = normal(heading)
    if not text or len(text) > _LONGEST:
        return None
    if _MONEY.search(text):
        return Meaning("other")
    if _OTHER_PERSON.search(text):
        return Meaning("other")
    if _AREA.search(text):
        if _OTHER_AREA.search(text) and "专有" not in text:
            return Meaning("other")
        basis = next((name for name, words in _BASIS if words.search(text)), "plain")
        return Meaning("area", WEAK if _SPACE.search(text) else STRONG, basis)
    co_owner = bool(_CO_OWNER.search(text))
    if not co_owner and sum(bool(part.search(text)) for part in _PARTS) > 1:
        return Meaning("address" if _PARTS[0].search(text) else "stair_room", STRONG)
    for field, strength, words in _WORDS:
        if words.search(text):
            basis = "plain" if field == "area" else ""
            return _for_co_owner(field, strength) if co_owner else Meaning(field, strength, basis)
    return Meaning("co_owner") if co_owner else None


def _for_co_owner(field: str, strength: int) -> Meaning:
    kinds = {"id": "co_owner_id", "owner": "co_owner"}
    return Meaning(kinds.get(field, "other"), strength)


def under(group: str, heading: str) -> Meaning | None:
    """What a heading means under a group's heading: 姓名 under 租户信息 is not the owner."""
    above, own = normal(group), meaning(heading)
    if not above:
        return own
    if own is None or own.field in {"other", "seq"}:
        return own or meaning(group + heading)
    if _OTHER_PERSON.search(above):
        return Meaning("other")
    if _CO_OWNER.search(above):
        return _for_co_owner(own.field, own.strength)
    if own.field == "owner":
        # 姓名 under 业主信息 is as strong as 业主姓名
        together = meaning(group + heading)
        return together if together and together.field == "owner" else own
    return own


def is_group(heading: str) -> bool:
    """Whether this may stand over several headings: 面积(㎡) over 建筑 and 套内 too."""
    if _GROUP.match(normal(heading)):
        return True
    known = meaning(heading)
    return known is not None and known.field == "area"
