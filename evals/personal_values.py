"""Personal data drawn at random, in the many ways in which people write it; checksums are valid."""

import random
from collections.abc import Callable

from assistant.understanding.personal.kinds import Kind

__all__ = ["MAKERS", "digits"]

Maker = Callable[[random.Random], str]


def digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choices("0123456789", k=count))


def _full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _maybe_full_width(rng: random.Random, text: str, share: float = 0.1) -> str:
    return _full_width(text) if rng.random() < share else text


def _mobile_zh(rng: random.Random) -> str:
    number = "1" + rng.choice("3456789") + digits(rng, 9)
    gap = rng.choice(["", "", "", " ", "-", ".", "－"])
    cut = rng.choice([(3, 7), (3, 6)]) if gap == " " else (3, 7)
    number = gap.join((number[: cut[0]], number[cut[0] : cut[1]], number[cut[1] :]))
    code = rng.choice(["", "", "", "+86", "+86 ", "+86-", "(+86)", "86-", "0086", "0086 "])
    return _maybe_full_width(rng, code + number)


def _landline_zh(rng: random.Random) -> str:
    code = rng.choice(["010", "021", "028", "0571", "0755", "0532", "0898", "0431"])
    number = rng.choice("2345678") + digits(rng, 7 if rng.random() < 0.8 else 6)
    form = rng.choice(["{}-{}", "{}-{}", "({}){}", "（{}）{}", "{} {}", "{}{}", "+86-{}-{}"])
    text = form.format(code[1:] if form[0] == "+" else code, number)
    return text + rng.choice(["", "", "", "-" + digits(rng, 3), "转" + digits(rng, 4)])


def _identity_zh(rng: random.Random) -> str:
    region = rng.choice(["110105", "310104", "440305", "330106", "510107", "610113", "350203"])
    year, month, day = rng.randint(1945, 2015), rng.randint(1, 12), rng.randint(1, 28)
    if rng.random() < 0.15:
        return f"{region}{min(year, 1999) % 100:02}{month:02}{day:02}{digits(rng, 3)}"
    body = f"{region}{year}{month:02}{day:02}{digits(rng, 3)}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    check = "10X98765432"[sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11]
    number = body + (check.lower() if rng.random() < 0.3 else check)
    if rng.random() < 0.2:
        number = rng.choice([" ", "-"]).join((number[:6], number[6:14], number[14:]))
    return _maybe_full_width(rng, number)


def _identity_en(rng: random.Random) -> str:
    area = rng.choice([rng.randint(1, 665), rng.randint(667, 899)])
    gap = rng.choice(["-", "-", "-", " "])
    return f"{area:03}{gap}{rng.randint(1, 99):02}{gap}{rng.randint(1, 9999):04}"


def _card(rng: random.Random) -> str:
    prefix, length = rng.choice(
        [
            ("4", 16),
            ("51", 16),
            ("55", 16),
            ("2223", 16),
            ("37", 15),
            ("6011", 16),
            ("3528", 16),
            ("6222", 19),
            ("6217", 19),
            ("6228", 19),
            ("6225", 16),
            ("6259", 16),
            ("36", 14),
        ]
    )
    body = prefix + digits(rng, length - len(prefix) - 1)
    total = sum(
        digit if place % 2 else (2 * digit - 9 if digit > 4 else 2 * digit)
        for place, digit in enumerate(int(c) for c in reversed(body))
    )
    number = body + str(-total % 10)
    gap = rng.choice(["", "", " ", " ", "-", "  "])
    if length == 15 and gap:
        number = gap.join((number[:4], number[4:10], number[10:]))
    elif gap:
        number = gap.join(number[i : i + 4] for i in range(0, length, 4))
    return _maybe_full_width(rng, number)


def _email(rng: random.Random) -> str:
    first = rng.choice(["wang.lei", "li_na", "j.o'neil", "SARAH.CONNOR", "x1", "tom+shop", "a-b-c"])
    local = rng.choice([first, first, digits(rng, rng.randint(6, 10))])
    host = rng.choice(["qq.com", "163.com", "gmail.com", "mail.shop-a.co.uk", "126.com", "KU.EDU"])
    return (local + rng.choice(["@", "@", "@", "@", "＠"]) + host).replace("'", "")


def _address_zh(rng: random.Random) -> str:
    head = rng.choice(
        [
            "浙江省杭州市西湖区",
            "广东省深圳市南山区",
            "北京市朝阳区",
            "上海市闵行区",
            "成都市武侯区",
            "江苏苏州工业园区",
            "内蒙古自治区包头市昆都仑区",
            "海淀区",
            "河北省邢台市宁晋县",
            "",
            "",
        ]
    )
    road = rng.choice(["文三路", "建国门外大街", "科技南十二道", "人民中路", "学院路", "七莘路"])
    number = f"{rng.randint(1, 2999)}{rng.choice(['号', '号', '弄', '-3号'])}"
    estate = rng.choice(
        ["阳光花园", "翠苑小区", "华星大厦", "万科城", "和平里小区", "龙湖天街公寓"]
    )
    room = rng.choice(
        [
            f"{rng.randint(1, 40)}栋{rng.randint(101, 3202)}室",
            f"{rng.randint(1, 40)}号楼",
            f"{rng.randint(1, 20)}幢{rng.randint(1, 4)}单元{rng.randint(101, 3202)}",
            "B座1203",
        ]
    )
    village = f"{rng.choice(['大营镇', '凤凰乡'])}{rng.choice(['李家村', '东风村'])}"
    if head.endswith("县"):
        return f"{head}{village}{rng.randint(1, 20)}组{rng.randint(1, 99)}号"
    tail = rng.choice([road + number, road + number + estate + room, road + number + room])
    head += rng.choice(["", "", "", " "]) if head else ""
    return head + (estate + room if rng.random() < 0.25 and "B" not in room else tail)


def _address_en(rng: random.Random) -> str:
    name = rng.choice(["Maple", "Old Mill", "Baker", "N. Lincoln", "Martin Luther King", "5th"])
    kind = rng.choice(
        ["Street", "St", "St.", "Ave", "Avenue", "Road", "Rd", "Lane", "Blvd", "Drive"]
    )
    door = f"{rng.randint(1, 19999)}{rng.choice(['', '', '', 'B'])}"
    flat = rng.choice(
        ["", "", f" Apt {rng.randint(1, 99)}", f", Unit {rng.randint(1, 20)}C", " #12"]
    )
    us = rng.choice(["Austin, TX 78701", "Salem, OR 97301-1234", "New York, NY 10027"])
    uk = rng.choice(["Leeds LS1 4AB", "London SW1A 2AA", "Bristol BS8 1TH"])
    street = f"{door} {name} {kind}"
    form = rng.randrange(6)
    if form == 0:
        return f"{rng.choice(['P.O. Box', 'PO Box', 'P.O.Box'])} {rng.randint(10, 99999)}"
    return [us, street, f"{street}{flat}, {us}", f"Flat 3, {street}, {uk}", street + flat][form - 1]


def _mobile_en(rng: random.Random) -> str:
    area, mid, end = f"{rng.choice('23456789')}{digits(rng, 2)}", rng.randint(200, 999), ""
    end = digits(rng, 4)
    us = rng.choice(
        ["({}) {}-{}", "{}-{}-{}", "{}.{}.{}", "{} {} {}", "+1 {} {} {}", "+1-{}-{}-{}"]
    )
    uk = rng.choice(["+44 7{} {}", "07{} {}", "+44 (0)7{} {}"]).format(digits(rng, 3), "412607")
    area = "415" if area in {"400", "800", "888", "877", "866", "855", "844", "833"} else area
    return rng.choice([us.format(area, mid, end)] * 3 + [uk, "+61 4" + digits(rng, 2) + " 345 678"])


def _landline_en(rng: random.Random) -> str:
    uk = [f"020 7{digits(rng, 3)} {digits(rng, 4)}", f"+44 20 7{digits(rng, 3)} 0958"]
    return rng.choice(
        [*uk, f"0161 {digits(rng, 3)} {digits(rng, 4)}", f"(0131) 496 {digits(rng, 4)}"]
    )


def _order(rng: random.Random) -> str:
    letters = "".join(rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=2))
    return rng.choice(
        [
            digits(rng, 18),
            digits(rng, 12),
            "SF" + digits(rng, 13),
            f"{letters}-{digits(rng, 6)}",
            f"112-{digits(rng, 7)}-{digits(rng, 7)}",
            f"ORD-2025-{digits(rng, 5)}",
            digits(rng, 7),
            f"1Z{letters}{digits(rng, 14)}",
            letters.lower() + digits(rng, 9),
            digits(rng, 15),
        ]
    )


MAKERS: dict[str, dict[Kind, Maker]] = {
    "zh": {
        Kind.MOBILE: _mobile_zh,
        Kind.LANDLINE: _landline_zh,
        Kind.IDENTITY: _identity_zh,
        Kind.BANK_CARD: _card,
        Kind.EMAIL: _email,
        Kind.ADDRESS: _address_zh,
        Kind.ORDER: _order,
    },
    "en": {
        Kind.MOBILE: _mobile_en,
        Kind.LANDLINE: _landline_en,
        Kind.IDENTITY: _identity_en,
        Kind.BANK_CARD: _card,
        Kind.EMAIL: _email,
        Kind.ADDRESS: _address_en,
        Kind.ORDER: _order,
    },
}
