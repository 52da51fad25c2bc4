"""What other systems reach on LGL and GeoWebNews: ``docs/accuracy.md`` says where each figure comes from."""

from __future__ import annotations

GIVEN_NAMES: dict[str, dict[str, float]] = {
    "CLAVIN": {"lgl": 0.595, "gwn": 0.666},
    "CamCoder": {"lgl": 0.606, "gwn": 0.587},
    "BLINK": {"lgl": 0.662, "gwn": 0.601},
    "Bootleg": {"lgl": 0.683, "gwn": 0.557},
    "DCA": {"lgl": 0.511, "gwn": 0.477},
    "CBH/CHF": {"lgl": 0.673, "gwn": 0.613},
    "Adaptive": {"lgl": 0.795, "gwn": 0.629},
    "Voting": {"lgl": 0.773, "gwn": 0.674},
}
"""Accuracy at 161 km on given names, all of them counted: the systems' stored outputs, scored as ours are."""

END_TO_END: dict[str, dict[str, str]] = {
    "Edinburgh Geoparser": {
        "lgl": ".723 / .383 / .501; 611; .819; .172",
        "gwn": ".819 / .538 / .650; 347; .921; .071",
    },
    "CamCoder": {"lgl": ".811 / .548 / .654; 837; .717; .248", "gwn": ".895 / .562 / .691; 723; .839; .150"},
    "CLAVIN": {"lgl": ".808 / .444 / .573; 1,261; .701; .262", "gwn": ".909 / .394 / .549; 211; .937; .060"},
    "TopoCluster": {"lgl": ".763 / .577 / .657; 1,209; .625; .379", "gwn": ".838 / .559 / .670; 597; .680; .357"},
    "DBpedia Spotlight": {
        "lgl": ".813 / .635 / .713; 1,466; .643; .361",
        "gwn": ".847 / .510 / .637; 737; .564; .396",
    },
    "StanfordNER + population": {
        "lgl": ".744 / .622 / .677; 1,486; .590; .367",
        "gwn": ".885 / .635 / .739; 818; .698; .257",
    },
}
"""Precision / recall / F1; then on the mentions found: mean km; accuracy at 161 km; AUC. EUPEG (Wang and Hu 2019)."""
