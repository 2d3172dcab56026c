"""The five kinds of sheet: which columns they have, and what each column may hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from gongzhi.sheets.opening import opening_hours
from gongzhi.sheets.values import Reader, code, day, moment, numbers, one_of, some_of, texts, whole

# the words of docs/glossary.md, and those the API takes
SPACES = {
    "青苹果之家": "green_apple_home",
    "亲青家园": "youth_home",
    "职工家": "workers_home",
    "融爱家庭服务中心": "family_service_center",
    "小候鸟驿站": "migrant_children_station",
    "文体楼": "recreation_building",
    "幸福院": "happiness_home",
    "七一空间": "july_first_space",
}
GROUPS = {
    "儿童": "child",
    "青年": "youth",
    "长者": "elder",
    "职工": "worker",
    "妇女": "woman",
    "家庭": "family",
    "残疾人": "disabled",
    "党员": "party_member",
    "村民": "villager",
    "新市民": "newcomer",
    "外籍人士": "foreigner",
}


@dataclass(frozen=True)
class Column:
    """One column: its name in the API, its heading, and how its cells are read."""

    field: str
    heading: str
    read: Reader
    example: str
    note: str
    required: bool = False
    names: Mapping[str, str] | None = None

    @property
    def shown(self) -> str:
        """Name it in both languages."""
        return f"{self.heading} ({self.field})"


@dataclass(frozen=True)
class Kind:
    """One kind of sheet: where it is sent, and what it holds.

    `either` are columns of which one must be filled; `known_by` leads from a field with a number
    of the sender's own to the kind of thing it names and the field its id is sent in; `there`
    are the answers that say that a row had been taken before.
    """

    name: str
    title: str
    path: str
    columns: tuple[Column, ...]
    either: tuple[tuple[str, str], ...] = ()
    known_by: tuple[tuple[str, str, str], ...] = ()
    there: frozenset[str] = frozenset()
    makes_reference: bool = False


def _column(field: str, heading: str, read: Reader, *told: str, **more: bool) -> Column:
    example, note = told
    return Column(field, heading, read, example, note, **more)


def _names(field: str, heading: str, *, several: bool, **more: bool) -> Column:
    names, example = (GROUPS, "青年、家庭") if several else (SPACES, "亲青家园")
    read, note = (some_of, "可选多项，用顿号分隔") if several else (one_of, "八类之一")
    return Column(field, heading, read(names), example, note, names=names, **more)


NUMBER_OF_OWN, IDENTITY = texts(200), texts(128)
DIVISION = _column(
    "division", "区划代码", code, "440605126009", "社区、小区或楼栋的代码", required=True
)
RESIDENT = (
    _column("resident", "居民编号", NUMBER_OF_OWN, "示例-居民-1", "登记居民时用的编号"),
    _column("resident_id", "居民ID", IDENTITY, "", "系统内的 ID；有居民编号时不填"),
)
SPACE = (
    _column("space", "空间编号", NUMBER_OF_OWN, "dabu-youth", "登记空间时用的编号"),
    _column("space_id", "空间ID", IDENTITY, "", "系统内的 ID；有空间编号时不填"),
)
ACTIVITY = (
    _column("activity", "活动编号", NUMBER_OF_OWN, "dabu-reading-18", "安排活动时用的编号"),
    _column("activity_id", "活动ID", IDENTITY, "", "系统内的 ID；有活动编号时不填"),
)
ONE_ACTIVITY, BY_ACTIVITY = ("activity", "activity_id"), ("activity", "activity", "activity_id")
ONE_RESIDENT, ONE_SPACE = ("resident", "resident_id"), ("space", "space_id")
BY_RESIDENT, BY_SPACE = ("resident", "resident", "resident_id"), ("space", "space", "space_id")

RESIDENTS = Kind(
    "residents",
    "居民",
    "/v1/residents",
    (
        _column("reference", "居民编号", NUMBER_OF_OWN, "示例-居民-1", "本单位编号", required=True),
        DIVISION,
        _names("groups", "群体", several=True),
        _column("name", "姓名", texts(100), "陈大文", "加密保存"),
        _column("phone", "手机号", numbers(40, 3), "13800000000", "加密保存；文本格式"),
        _column("identity_number", "身份证号", numbers(40, 6), "", "加密保存；文本格式"),
    ),
)
SPACES_KIND = Kind(
    "spaces",
    "空间",
    "/v1/spaces",
    (
        _column("reference", "空间编号", NUMBER_OF_OWN, "示例-空间-1", "本单位编号", required=True),
        _names("kind", "类型", several=False, required=True),
        _column("name", "名称", texts(200), "大步社区亲青家园", "门牌上的名称", required=True),
        DIVISION,
        _column("capacity", "容量", whole(1, 2000), "40", "可容纳人数，1 到 2000", required=True),
        _column("keeper", "管理者", texts(100), "大步社区居委会", "由谁管理"),
        _column("host_id", "主办组织ID", IDENTITY, "", "系统内的组织 ID"),
        _names("serves", "服务群体", several=True),
        _column(
            "hours",
            "开放时间",
            opening_hours,
            "周一至周五 09:00-21:00；周六 09:00-12:00",
            "每周开放时间，用分号分隔",
        ),
    ),
)
VISITS = Kind(
    "visits",
    "到访",
    "/v1/visits",
    (
        *RESIDENT,
        *SPACE,
        _column("visited_at", "到访时间", moment, "2019-05-06 09:30", "日期或时间", required=True),
    ),
    either=(ONE_RESIDENT, ONE_SPACE),
    known_by=(BY_RESIDENT, BY_SPACE),
    there=frozenset({"already-exists"}),
)
ATTENDANCE = Kind(
    "attendance",
    "出席",
    "/v1/attendances",
    (
        *RESIDENT,
        *ACTIVITY,
        _column("attended_at", "到场时间", moment, "2019-05-06 09:30", "时间", required=True),
    ),
    either=(ONE_RESIDENT, ONE_ACTIVITY),
    known_by=(BY_RESIDENT, BY_ACTIVITY),
    there=frozenset({"already-exists", "was-there"}),
)
HOURS = Kind(
    "hours",
    "服务时长",
    "/v1/hours",
    (
        *RESIDENT,
        _column("minutes", "分钟", whole(1, 720), "120", "服务分钟数，1 到 720", required=True),
        _column("served_on", "服务日期", day, "2019-05-06", "日期", required=True),
        _column("shift_id", "班次ID", IDENTITY, "", "系统内的班次 ID"),
        _column("organization_id", "组织ID", IDENTITY, "", "系统内的组织 ID"),
        _column("reference", "记录编号", NUMBER_OF_OWN, "", "本单位编号；空时由内容生成"),
    ),
    either=(ONE_RESIDENT,),
    known_by=(BY_RESIDENT,),
    there=frozenset({"already-exists"}),
    makes_reference=True,
)
KINDS = {kind.name: kind for kind in (RESIDENTS, SPACES_KIND, VISITS, ATTENDANCE, HOURS)}
