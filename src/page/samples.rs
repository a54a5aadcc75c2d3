//! Pairs of sample tables, each chosen with one click.

/// A pair of sample tables.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sample {
    /// The name of the pair, in English and in Chinese.
    pub(super) title: [&'static str; 2],
    /// What the pair shows, in English and in Chinese.
    pub(super) shows: [&'static str; 2],
    /// The source's file in `samples/`.
    pub(super) source: &'static str,
    /// The target's file in `samples/`.
    pub(super) target: &'static str,
    /// The label column.
    pub(super) label: &'static str,
}

/// All pairs, from a small shift to a large one.
pub(super) const SAMPLES: [Sample; 8] = [
    Sample {
        title: ["Power meter A, 2016 → 2017", "用电计量A：2016 → 2017"],
        shows: [
            "No input shift found; the relation shifted. Yet the network still works.",
            "未发现输入偏移；关系有偏移，但网络仍然可用。",
        ],
        source: "power-meter-a-2016.csv",
        target: "power-meter-a-2017.csv",
        label: "kwh",
    },
    Sample {
        title: [
            "New York weather, 2012–13 → 2014–15",
            "纽约天气：2012–13 → 2014–15",
        ],
        shows: [
            "Inputs shifted, yet the network still predicts well.",
            "输入有偏移，但网络的预测仍然很好。",
        ],
        source: "weather-new-york-2012-2013.csv",
        target: "weather-new-york-2014-2015.csv",
        label: "temp_max",
    },
    Sample {
        title: ["Seattle weather → New York weather", "西雅图天气 → 纽约天气"],
        shows: [
            "Another climate. Fine-tuning improves the network.",
            "另一种气候。微调能改进网络。",
        ],
        source: "weather-seattle.csv",
        target: "weather-new-york-2014-2015.csv",
        label: "temp_max",
    },
    Sample {
        title: ["Bikes, spring and summer → winter", "共享单车：春夏 → 冬季"],
        shows: [
            "Inputs shifted. Fine-tuning helps most with few target labels.",
            "输入有偏移。目标标签较少时，微调帮助最大。",
        ],
        source: "bikes-spring-summer.csv",
        target: "bikes-winter.csv",
        label: "bikers",
    },
    Sample {
        title: ["Bikes, workdays → days off", "共享单车：工作日 → 休息日"],
        shows: [
            "Inputs shifted. Unchanged, the network predicts the target badly.",
            "输入有偏移。原样使用，网络对目标的预测很差。",
        ],
        source: "bikes-workdays.csv",
        target: "bikes-days-off.csv",
        label: "bikers",
    },
    Sample {
        title: ["Power meter A → power meter B", "用电计量A → 用电计量B"],
        shows: [
            "A trap: the same weather goes with other labels.",
            "陷阱：天气相同，用电量不同。",
        ],
        source: "power-meter-a.csv",
        target: "power-meter-b.csv",
        label: "kwh",
    },
    Sample {
        title: [
            "Employment in Massachusetts, 2015 → 2018",
            "马萨诸塞州就业：2015 → 2018",
        ],
        shows: [
            "Inputs shifted a little. Reuse the network as it is.",
            "输入略有偏移。网络可原样复用。",
        ],
        source: "employment-ma-2015.csv",
        target: "employment-ma-2018.csv",
        label: "employed",
    },
    Sample {
        title: ["Cars, US → Europe and Japan", "汽车：美国 → 欧洲和日本"],
        shows: [
            "Few rows, large shift. A new network does better.",
            "行数少，偏移大。重新训练的网络更好。",
        ],
        source: "cars-us.csv",
        target: "cars-europe-japan.csv",
        label: "mpg",
    },
];
