//! What two files decide together, seen in the answer: a test keeps its level, and units are compared.

use kindred::failure::ReuseError;
use kindred::features::{FeatureError, LabelError, LeftOutReason};
use kindred::random::{Generator, Seed};
use kindred::report::{Outcome, Settings};
use kindred::reuse::{Silent, test_domains};
use kindred::table::Table;

use crate::asking::{links, table};

const LEVEL: f64 = 0.05;

fn asked(source: &Table, target: &Table, label: Option<&str>) -> Result<Outcome, ReuseError> {
    let settings = Settings {
        label: label.map(str::to_owned),
        ..Settings::default()
    };
    let tested = test_domains(source, target, &settings.check().unwrap(), &mut Silent);
    tested.iter().for_each(links);
    tested
}

/// The share of pairs of files that are called different.
fn rejected(pairs: u64, mut draw: impl FnMut(&mut Generator) -> Table) -> f64 {
    let rejected = (0..pairs).filter(|&pair| {
        let mut generator = Seed::new(11).derive("codes near the limit", pair).generator();
        let (source, target) = (draw(&mut generator), draw(&mut generator));
        let outcome = asked(&source, &target, None).unwrap();
        outcome.report.test.p_value.is_some_and(|p| p <= LEVEL)
    });
    rejected.count() as f64 / pairs as f64
}

#[test]
fn codes_near_the_limit_keep_the_level() {
    let pairs = 20;
    // The greatest of these numbers lies now below and now above what makes 99 a code.
    let share = rejected(pairs, |generator| {
        let rows = (0..200).map(|row| match row {
            0..12 => "99".to_owned(),
            _ => format!("{:.2}", 12.0 + 10.0 * generator.normal().abs()),
        });
        table("codes.csv", "x", rows.collect::<Vec<_>>())
    });
    // A probability of 99.9 %.
    let chance = 3.29 * (LEVEL * (1.0 - LEVEL) / pairs as f64).sqrt();
    assert!(share <= LEVEL + chance, "{share}");
}

/// Rows of a number without a unit, and one with this before it and that behind.
fn with_unit(file: &str, before: &str, behind: &str, factor: f64) -> Table {
    let mut generator = Seed::new((before.len() + behind.len()) as u64).generator();
    let rows = (0..120).map(|_| {
        let (x, y) = (generator.normal(), generator.normal());
        format!("{x:.3},{before}{:.2}{behind}", factor * (60.0 + 8.0 * y))
    });
    table(file, "x,w", rows)
}

#[test]
fn other_units_beside_numbers_leave_a_column_out_and_refuse_a_label() {
    for ([before, behind], [others_before, others_behind], units) in [
        (["", " kg"], ["", " lb"], ["kg", "lb"]),
        (["", "°C"], ["", "°F"], ["°C", "°F"]),
        (["$", ""], ["€", ""], ["$", "€"]),
        (["", " kg"], ["", " g"], ["kg", "g"]),
    ] {
        let source = with_unit("a.csv", before, behind, 1.0);
        let target = with_unit("b.csv", others_before, others_behind, 2.2);
        let report = asked(&source, &target, None).unwrap().report;
        assert_eq!(report.columns, ["x"], "{units:?}");
        let reason = LeftOutReason::UnitsDiffer(units.map(str::to_owned));
        let label = LabelError::Unusable {
            column: "w".to_owned(),
            reason,
        };
        let error = asked(&source, &target, Some("w")).unwrap_err();
        assert_eq!(error, FeatureError::Label(label).into(), "{units:?}");
    }
    // One unit, or one that only one file names, is none.
    let kilograms = with_unit("a.csv", "", " kg", 1.0);
    for (before, behind) in [("", " Kg"), ("", "")] {
        let report = asked(&kilograms, &with_unit("b.csv", before, behind, 1.0), None)
            .unwrap()
            .report;
        assert_eq!(report.columns, ["x", "w"]);
    }
}

#[test]
fn letters_of_hemispheres_are_compared_as_signs() {
    let rows = |letter: &str, seed: u64| {
        let mut generator = Seed::new(seed).generator();
        let letter = letter.to_owned();
        let rows = (0..120).map(move |_| format!("{:.2} {letter}", 30.0 + 5.0 * generator.normal()));
        table("places.csv", "place", rows)
    };
    let effect = |one: &str, other: &str| {
        let test = asked(&rows(one, 1), &rows(other, 2), None).unwrap().report.test;
        test.by_column.unwrap()[0].effect_sd
    };
    assert!(effect("N", "N") < 0.3);
    assert!(effect("N", "S") > 1.0);
}
