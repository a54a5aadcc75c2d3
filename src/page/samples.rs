//! The pairs of sample tables that can be chosen with one click.

use crate::language::Phrase;
use crate::page::words::samples as words;

/// A pair of sample tables.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sample {
    /// What the button says.
    pub(super) title: Phrase,
    /// What the pair shows.
    pub(super) shows: Phrase,
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
        title: words::POWER_METER_A[0],
        shows: words::POWER_METER_A[1],
        source: "power-meter-a-2016.csv",
        target: "power-meter-a-2017.csv",
        label: "kwh",
    },
    Sample {
        title: words::EMPLOYMENT[0],
        shows: words::EMPLOYMENT[1],
        source: "employment-ma-2015.csv",
        target: "employment-ma-2018.csv",
        label: "employed",
    },
    Sample {
        title: words::POWER_METERS[0],
        shows: words::POWER_METERS[1],
        source: "power-meter-a.csv",
        target: "power-meter-b.csv",
        label: "kwh",
    },
    Sample {
        title: words::NEW_YORK[0],
        shows: words::NEW_YORK[1],
        source: "weather-new-york-2012-2013.csv",
        target: "weather-new-york-2014-2015.csv",
        label: "temp_max",
    },
    Sample {
        title: words::SEATTLE[0],
        shows: words::SEATTLE[1],
        source: "weather-seattle.csv",
        target: "weather-new-york-2014-2015.csv",
        label: "temp_max",
    },
    Sample {
        title: words::BIKES_BY_SEASON[0],
        shows: words::BIKES_BY_SEASON[1],
        source: "bikes-spring-summer.csv",
        target: "bikes-winter.csv",
        label: "bikers",
    },
    Sample {
        title: words::BIKES_BY_DAY[0],
        shows: words::BIKES_BY_DAY[1],
        source: "bikes-workdays.csv",
        target: "bikes-days-off.csv",
        label: "bikers",
    },
    Sample {
        title: words::CARS[0],
        shows: words::CARS[1],
        source: "cars-us.csv",
        target: "cars-europe-japan.csv",
        label: "mpg",
    },
];
