//! Columns that only name the table, the row or the moment make no two tables different.

use crate::asking::table;
use kindred::random::Seed;
use kindred::report::{NotCompared, Reason, Report, Settings, Verdict, WhyNotCompared};
use kindred::reuse::{Silent, test_domains};
use kindred::table::{Table, calendar};

const ROWS: usize = 200;

/// How a day is written, given its year and its place in it.
type Cell<'c> = &'c dyn Fn(i64, f64) -> String;

/// A table whose numbers are of one distribution, and whose first column is made of chance: from 0 to below 1.
fn drawn(name: &str, seed: u64, cell: impl Fn(usize, f64) -> String) -> Table {
    let mut generator = Seed::new(seed).generator();
    let rows = (0..ROWS).map(|row| {
        let [of_cell, x, z] = [generator.uniform(), generator.uniform(), generator.uniform()];
        format!("{},{x:.4},{z:.4}", cell(row, of_cell))
    });
    table("t.csv", &format!("{name},x,z"), rows)
}

fn asked(tables: &[Table; 2]) -> Report {
    // So many tables are asked about that one in twenty would be a false alarm or two.
    let settings = Settings {
        alpha: 0.001,
        ..Settings::default()
    };
    let question = settings.check().unwrap();
    let tested = test_domains(&tables[0], &tables[1], &question, &mut Silent).unwrap();
    tested.report
}

/// Some day of a year, in days since 1970.
fn day(year: i64, share: f64) -> f64 {
    (calendar::days_from_civil(year, 1, 1) as f64 + 365.0 * share).floor()
}

fn shown(year: i64, share: f64) -> String {
    calendar::shown(day(year, share) * calendar::SECONDS_IN_DAY, true, false)
}

#[test]
fn two_periods_do_not_differ_by_their_time_alone() {
    let month = |share: f64| 1.0 + (12.0 * share).floor();
    // Two years of school: the first two of the century, or the next.
    let school = |year: i64, share: f64| {
        let first = 2001 + 2 * i64::from(year % 2 == 0) + i64::from(share > 0.5);
        [first, (first + 1) % 100]
    };
    let forms: [(&str, Cell<'_>); 16] = [
        ("day", &shown),
        ("timestamp", &|year, share| {
            (day(year, share) * 86_400.0 + 1e5 * share).to_string()
        }),
        ("Date", &|year, share| (day(year, share) + 25_569.0).to_string()),
        ("date", &|year, share| shown(year, share)[2..].replace('-', "")),
        ("date", &|year, share| {
            format!("{:.4}", year as f64 + 0.999 * share)
        }),
        ("month", &|year, share| format!("{year}{:02}", month(share))),
        ("month", &|year, share| format!("{year}-{:02}", month(share))),
        ("q", &|year, share| {
            format!("{year}Q{}", 1.0 + (4.0 * share).floor())
        }),
        ("season", &|year, share| {
            let year = year + i64::from(share > 0.5);
            format!("{year}/{:02}", (year + 1) % 100)
        }),
        ("year", &|year, share| {
            let [first, next] = school(year, share);
            format!("{first}-{next:02}")
        }),
        ("year", &|year, share| {
            let [first, next] = school(year, share);
            format!("{first}{next:02}")
        }),
        ("t", &|year, share| (day(year + 5, share) * 86_400.0).to_string()),
        ("year", &|year, share| {
            (2 * year + i64::from(share > 0.5) - 2_000).to_string()
        }),
        ("time", &|year, share| {
            format!("{:.2}", year as f64 * 1_000.0 + 900.0 * share)
        }),
        ("plant", &|year, _| format!("plant {year}")),
        ("temperature_of_year", &|year, _| year.to_string()),
    ];
    for years in [[2019, 2020], [1997, 1998]] {
        for (place, (name, cell)) in forms.iter().enumerate() {
            let seed = 2 * place as u64;
            let tables =
                [0, 1].map(|side| drawn(name, seed + side as u64, |_, share| cell(years[side], share)));
            let report = asked(&tables);
            let verdict = report.test.verdict;
            assert!(
                verdict != Verdict::Different,
                "{name} {place} {years:?}: {:?}",
                report.test
            );
        }
    }
}

#[test]
fn what_somebody_chose_is_compared_with_a_warning() {
    let years = [1950, 2010].map(|year| drawn("year", year, |row, _| (year + row as u64 % 3).to_string()));
    assert!(!asked(&years).advice.reasons.contains(&Reason::ChosenNames));
    let settings = Settings {
        columns: Some(["year", "x", "z"].map(str::to_owned).to_vec()),
        ..Settings::default()
    };
    let question = settings.check().unwrap();
    let report = test_domains(&years[0], &years[1], &question, &mut Silent)
        .unwrap()
        .report;
    assert_eq!(report.test.verdict, Verdict::Different);
    assert!(report.advice.reasons.contains(&Reason::ChosenNames));
}

#[test]
fn halves_of_a_year_do_not_differ_by_their_season_alone() {
    let half = |side: usize, seed| drawn("day", seed, |_, share| shown(2019, 0.5 * (side as f64 + share)));
    let report = asked(&[half(0, 1), half(1, 2)]);
    assert!(report.test.verdict != Verdict::Different, "{:?}", report.test);
    // Other days of the week in the same months are no difference of the domains, and no sameness, either.
    let weekends = |weekend: bool, seed| {
        drawn("day", seed, |row, _| {
            // The first of January 2019 was a Tuesday.
            let (week, of_week) = (row % 52, row / 52 % 2);
            let days = 7 * week + if weekend { 4 } else { 0 } + of_week;
            shown(2019, days as f64 / 365.0 + 1e-9)
        })
    };
    let test = asked(&[weekends(false, 1), weekends(true, 2)]).test;
    assert!(test.verdict != Verdict::Different, "{test:?}");
    let open: Vec<&NotCompared> = test.left_open().collect();
    assert!(
        matches!(
            open[..],
            [NotCompared {
                why: WhyNotCompared::Calendar,
                ..
            }]
        ),
        "{open:?}"
    );
}

#[test]
fn keys_do_not_decide() {
    for name in ["customer_id", "编号", ""] {
        let keys =
            |first: usize, seed| drawn(name, seed, move |row, _| (first + row * 7_919 % 997).to_string());
        let report = asked(&[keys(1, 1), keys(5_000, 2)]);
        assert!(
            report.test.verdict != Verdict::Different,
            "{name}: {:?}",
            report.test
        );
    }
    // What is measured comes more than once.
    let amounts =
        |first: usize, seed| drawn("kwh", seed, move |row, _| (first + row * 7_919 % 97).to_string());
    assert_eq!(
        asked(&[amounts(1, 1), amounts(5_000, 2)]).test.verdict,
        Verdict::Different
    );
}
