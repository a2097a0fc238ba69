"""The demo district's places and bodies. The four streets exist; the communities are invented."""

DISTRICT = ("440604", "禅城区（示范）", "Chancheng (demo)")

#: code, Chinese, English
STREETS = (
    ("440604010", "祖庙街道", "Zumiao Street"),
    ("440604011", "石湾镇街道", "Shiwan Street"),
    ("440604012", "张槎街道", "Zhangcha Street"),
    ("440604100", "南庄镇", "Nanzhuang Town"),
)

#: key, code, Chinese, English; the code's first nine digits name the street
COMMUNITIES = (
    ("rongyin", "440604010901", "榕荫社区", "Rongyin Community"),
    ("fushengli", "440604010902", "福升里社区", "Fushengli Community"),
    ("taoran", "440604011901", "陶然社区", "Taoran Community"),
    ("yaohuo", "440604011902", "窑火社区", "Yaohuo Community"),
    ("zhijin", "440604012901", "织锦社区", "Zhijin Community"),
    ("qingke", "440604012902", "青柯社区", "Qingke Community"),
    ("outang", "440604100901", "藕塘社区", "Outang Community"),
)

#: kind, code of the place, Chinese, English
BODIES = (
    ("district", "440604", "禅城区人民政府（示范）", "Chancheng District Government (demo)"),
    ("auditor", "440604", "岭南法学院公共审计中心", "Lingnan Law School, Centre for Public Audit"),
    ("street", "440604010", "祖庙街道办事处", "Zumiao Street Office"),
    ("street", "440604011", "石湾镇街道办事处", "Shiwan Street Office"),
    ("street", "440604012", "张槎街道办事处", "Zhangcha Street Office"),
    ("street", "440604100", "南庄镇人民政府", "Nanzhuang Town Government"),
    *(
        (
            "residents_committee",
            code,
            f"{zh}居民委员会",
            f"{en.removesuffix(' Community')} Residents' Committee",
        )
        for _key, code, zh, en in COMMUNITIES
    ),
    ("party_committee", "440604011902", "窑火社区党委", "Yaohuo Party Committee"),
)
