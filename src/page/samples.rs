//! The pairs of sample tables that can be chosen with one click.

/// A pair of sample tables.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sample {
    /// What the pair is called.
    pub(super) title: &'static str,
    /// The source's file in `samples/`.
    pub(super) source: &'static str,
    /// The target's file in `samples/`.
    pub(super) target: &'static str,
    /// The label that is chosen with it.
    pub(super) label: &'static str,
}

/// All pairs, from "carries over" to "another world".
pub(super) const SAMPLES: [Sample; 8] = [
    Sample {
        title: "Power meter A, 2016 → 2017",
        source: "power-meter-a-2016.csv",
        target: "power-meter-a-2017.csv",
        label: "kwh",
    },
    Sample {
        title: "New York weather, 2012–13 → 2014–15",
        source: "weather-new-york-2012-2013.csv",
        target: "weather-new-york-2014-2015.csv",
        label: "temp_max",
    },
    Sample {
        title: "Seattle weather → New York weather",
        source: "weather-seattle.csv",
        target: "weather-new-york-2014-2015.csv",
        label: "temp_max",
    },
    Sample {
        title: "Bikes, spring and summer → winter",
        source: "bikes-spring-summer.csv",
        target: "bikes-winter.csv",
        label: "bikers",
    },
    Sample {
        title: "Bikes, workdays → days off",
        source: "bikes-workdays.csv",
        target: "bikes-days-off.csv",
        label: "bikers",
    },
    Sample {
        title: "Power meter A → power meter B",
        source: "power-meter-a.csv",
        target: "power-meter-b.csv",
        label: "kwh",
    },
    Sample {
        title: "Employment in Massachusetts, 2015 → 2018",
        source: "employment-ma-2015.csv",
        target: "employment-ma-2018.csv",
        label: "employed",
    },
    Sample {
        title: "Cars, US → Europe and Japan",
        source: "cars-us.csv",
        target: "cars-europe-japan.csv",
        label: "mpg",
    },
];
