//! What the test says of whole tables: never "the same" against its own numbers.

use crate::asking::{links, table};
use kindred::random::{Generator, Seed};
use kindred::report::{ColumnEffect, Objection, Report, Settings, Verdict, WhyNotCompared};
use kindred::reuse::{Silent, test_domains};
use kindred::table::Table;

fn tested(source: &Table, target: &Table, settings: Settings) -> Report {
    let question = settings.check().unwrap();
    let outcome = test_domains(source, target, &question, &mut Silent).unwrap();
    links(&outcome);
    outcome.report
}

fn column<'r>(report: &'r Report, name: &str) -> &'r ColumnEffect {
    let mut columns = report.test.by_column.iter().flatten();
    columns.find(|column| column.name == name).unwrap()
}

/// A table of these columns, a cell of the first drawn by `first`, the others normal.
fn drawn(names: &str, rows: usize, seed: u64, first: &dyn Fn(usize, &mut Generator) -> String) -> Table {
    let mut generator = Seed::new(seed).generator();
    let others = names.matches(',').count();
    let lines = (0..rows).map(|row| {
        let cells = [first(row, &mut generator)].into_iter();
        let more: Vec<String> = (0..others)
            .map(|_| format!("{:.3}", generator.normal()))
            .collect();
        cells.chain(more).collect::<Vec<_>>().join(",")
    });
    table("table.csv", names, lines)
}

#[test]
fn one_far_cell_hides_no_shift() {
    for far in ["2147483647", "1e12", "-1e300"] {
        let power = |shift: f64, far: Option<&'static str>| {
            move |row: usize, generator: &mut Generator| match far {
                Some(far) if row == 77 => far.to_owned(),
                _ => format!("{:.2}", 500.0 + 100.0 * (generator.normal() + shift)),
            }
        };
        let source = drawn("power,temp,hum", 600, 1, &power(0.0, Some(far)));
        let target = drawn("power,temp,hum", 600, 2, &power(1.0, None));
        let report = tested(&source, &target, Settings::default());
        assert_eq!(
            report.test.verdict,
            Verdict::Different,
            "{far}: {:?}",
            report.test
        );
        let effect = column(&report, "power").effect_sd;
        assert!((0.75..1.2).contains(&effect), "{far}: {effect}");
    }
}

/// The cells of a column by their row.
type Cells<'c> = &'c dyn Fn(usize) -> String;

/// Two tables of one distribution, with many rows and one more column.
fn with(more: [Cells<'_>; 2]) -> Report {
    let [source, target] = [(more[0], 11), (more[1], 12)]
        .map(|(more, seed)| drawn("more,load", 3_000, seed, &|row, _| more(row)));
    tested(&source, &target, Settings::default())
}

#[test]
fn what_was_not_compared_forbids_to_call_tables_the_same() {
    use WhyNotCompared::{FreeText, KindsDiffer, NamesTable, PerhapsOrder};
    let place = |row: usize| row * 7_919 % 3_000;
    let text = |first: usize| move |row: usize| format!("A{}", first + place(row));
    let number = |row: usize| ["1", "2"][usize::from(row.is_multiple_of(10))].to_owned();
    let word = |row: usize| ["yes", "no"][usize::from(row.is_multiple_of(10))].to_owned();
    let rising = |first: usize| move |row: usize| (first + row / 2).to_string();
    let (a, b) = (|_: usize| "A".to_owned(), |_: usize| "B".to_owned());
    let [low, high] = [20_059, 45_035].map(rising);
    let [first, second] = [0, 3_000].map(text);
    let cases: [([Cells<'_>; 2], WhyNotCompared); 4] = [
        ([&first, &second], FreeText),
        ([&number, &word], KindsDiffer),
        ([&low, &high], PerhapsOrder),
        ([&a, &b], NamesTable),
    ];
    for (more, why) in cases {
        let test = with(more).test;
        let named: Vec<(&str, WhyNotCompared)> = test
            .not_compared
            .iter()
            .map(|column| (column.name.as_str(), column.why))
            .collect();
        assert_eq!(named, [("more", why)]);
        let expected = if why == NamesTable {
            Verdict::Same
        } else {
            Verdict::Undecided
        };
        assert_eq!(test.verdict, expected, "{why:?}");
        assert!(test.p_value.is_some_and(|p| p > 0.05), "{why:?}");
    }
}

#[test]
fn few_rows_far_outside_forbid_to_call_tables_the_same() {
    let power = |every: usize, far: &'static str| {
        move |row: usize, generator: &mut Generator| {
            if row % every == 1 {
                far.to_owned()
            } else {
                format!("{:.2}", generator.normal())
            }
        }
    };
    for (every, far, is_outside) in [(20, "6553.5", true), (1_000, "6553.5", false)] {
        let source = drawn("power", 1_200, 31, &power(usize::MAX, ""));
        let target = drawn("power", 1_200, 32, &power(every, far));
        for (one, other) in [(&source, &target), (&target, &source)] {
            let settings = Settings {
                margin_sd: 0.3,
                ..Settings::default()
            };
            let test = tested(one, other, settings).test;
            let is_small = matches!(test.verdict, Verdict::Same | Verdict::Negligible);
            assert_eq!(is_small, !is_outside, "{every} {far}: {test:?}");
            let objection = test.objection();
            assert_eq!(
                matches!(objection, Some(Objection::Outside(..))),
                is_outside,
                "{objection:?}"
            );
        }
    }
}

#[test]
fn codes_without_one_in_common_are_not_the_same() {
    let code = |odd: usize| {
        move |_: usize, generator: &mut Generator| (1_000 + 2 * generator.below(100) + odd).to_string()
    };
    let settings = || Settings {
        margin_sd: 0.3,
        ..Settings::default()
    };
    let source = drawn("product", 1_500, 33, &code(0));
    for (odd, unseen) in [(0, 0.0), (1, 1.0)] {
        let target = drawn("product", 1_500, 34, &code(odd));
        let report = tested(&source, &target, settings());
        assert_eq!(column(&report, "product").unseen_share, Some(unseen));
        let is_small = matches!(report.test.verdict, Verdict::Same | Verdict::Negligible);
        assert_eq!(is_small, odd == 0, "{:?}", report.test);
    }
}

#[test]
fn years_of_rows_in_no_order_of_time_are_asked_about() {
    let settings = || Settings {
        margin_sd: 0.3,
        ..Settings::default()
    };
    let place = |row: usize| row * 7_919 % 1_200;
    let year = |first: usize| move |row: usize| (first + place(row) / 120).to_string();
    let sorted = |first: usize| move |row: usize| (first + row / 120).to_string();
    let birth = |first: usize| {
        move |row: usize| {
            format!(
                "{}-{:02}-{:02}",
                first + place(row) / 120,
                place(row) % 12 + 1,
                place(row) % 28 + 1
            )
        }
    };
    let cases: [([Cells<'_>; 2], WhyNotCompared, Verdict); 3] = [
        (
            [&year(1990), &year(2000)],
            WhyNotCompared::PerhapsOrder,
            Verdict::Undecided,
        ),
        (
            [&sorted(1990), &sorted(2000)],
            WhyNotCompared::Time,
            Verdict::Same,
        ),
        (
            [&birth(1950), &birth(1970)],
            WhyNotCompared::Years,
            Verdict::Undecided,
        ),
    ];
    for (cells, why, expected) in cases {
        let [source, target] = [(cells[0], 35), (cells[1], 36)]
            .map(|(cells, seed)| drawn("year,x", 1_200, seed, &|row, _| cells(row)));
        let test = tested(&source, &target, settings()).test;
        let named: Vec<WhyNotCompared> = test.not_compared.iter().map(|column| column.why).collect();
        assert_eq!(
            (named.as_slice(), test.verdict),
            ([why].as_slice(), expected),
            "{test:?}"
        );
    }
}

#[test]
fn row_numbers_without_a_name_and_columns_that_nobody_asked_for_forbid_nothing() {
    let tables =
        |first: Cells<'_>, names: &str| [21, 22].map(|seed| drawn(names, 3_000, seed, &|row, _| first(row)));
    let [source, target] = tables(&|row| row.to_string(), ",load");
    let test = tested(&source, &target, Settings::default()).test;
    assert_eq!(
        (test.verdict, test.not_compared[0].why),
        (Verdict::Same, WhyNotCompared::Key)
    );
    let [source, target] = tables(&|row| format!("remark {row}"), "remark,load");
    let settings = Settings {
        columns: Some(vec!["load".to_owned()]),
        ..Settings::default()
    };
    assert_eq!(
        tested(&source, &target, Settings::default()).test.verdict,
        Verdict::Undecided
    );
    assert_eq!(tested(&source, &target, settings).test.verdict, Verdict::Same);
}

#[test]
fn a_far_cell_alone_is_no_difference() {
    let power = |far: bool| {
        move |row: usize, generator: &mut Generator| {
            if far && row == 5 {
                "1e12".to_owned()
            } else {
                format!("{:.2}", generator.normal())
            }
        }
    };
    let source = drawn("power", 2_000, 3, &power(true));
    let target = drawn("power", 2_000, 4, &power(false));
    assert_eq!(
        tested(&source, &target, Settings::default()).test.verdict,
        Verdict::Same
    );
}

/// A city of so many, from this number on.
fn city(from: usize, cities: usize) -> impl Fn(usize, &mut Generator) -> String {
    move |_, generator| format!("city {}", from + generator.below(cities))
}

#[test]
fn tables_without_a_city_in_common_differ() {
    let source = drawn("city,x,y", 1_500, 5, &city(0, 400));
    let target = drawn("city,x,y", 1_500, 6, &city(400, 400));
    let report = tested(&source, &target, Settings::default());
    assert_eq!(report.test.verdict, Verdict::Different, "{:?}", report.test);
    let city = column(&report, "city");
    assert_eq!(city.unseen_share, Some(1.0));
    assert!(city.p_adjusted < 0.01 && city.effect_sd > 1.0, "{city:?}");
}

#[test]
fn tables_with_the_same_cities_do_not() {
    let source = drawn("city,x,y", 1_500, 7, &city(0, 400));
    let target = drawn("city,x,y", 1_500, 8, &city(0, 400));
    let report = tested(&source, &target, Settings::default());
    assert!(report.test.p_value.unwrap() > 0.05, "{:?}", report.test);
    assert!(column(&report, "city").effect_sd < 0.2);
}

#[test]
fn tables_with_unseen_categories_are_never_the_same() {
    // A tenth of the target stands in a city that the source does not have: within a margin of a half, not of a twentieth.
    let partly = |row: usize, _: &mut Generator| ["a", "b"][usize::from(row.is_multiple_of(10))].to_owned();
    let source = drawn("city,x", 400, 9, &|_, _| "a".to_owned());
    let target = drawn("city,x", 400, 10, &partly);
    for (margin_sd, is_small) in [(1.0, true), (0.05, false)] {
        let settings = Settings {
            margin_sd,
            ..Settings::default()
        };
        let test = tested(&source, &target, settings).test;
        let small = matches!(test.verdict, Verdict::Same | Verdict::Negligible);
        assert_eq!(small, is_small, "{test:?}");
        assert_eq!(test.objection().is_none(), is_small, "{test:?}");
    }
}

/// A label that is the sum of the first input and another.
fn labelled(rows: usize, seed: u64, other: usize) -> Table {
    let mut generator = Seed::new(seed).generator();
    let lines = (0..rows).map(|_| {
        let inputs: Vec<f64> = (0..12).map(|_| generator.normal()).collect();
        let label = inputs[0] + inputs[other] + 0.3 * generator.normal();
        let cells = inputs.into_iter().chain([label]);
        cells
            .map(|cell| format!("{cell:.4}"))
            .collect::<Vec<_>>()
            .join(",")
    });
    table("labelled.csv", "a,b,c,d,e,f,g,h,i,j,k,l,y", lines)
}

#[test]
fn a_relation_is_never_the_same_or_negligible() {
    let settings = || Settings {
        label: Some("y".into()),
        margin_sd: 1.0,
        ..Settings::default()
    };
    for (target, expected) in [
        (labelled(1_500, 12, 1), Verdict::Undecided),
        (labelled(1_500, 13, 2), Verdict::Different),
    ] {
        let report = tested(&labelled(1_500, 11, 1), &target, settings());
        let relation = report.relation.unwrap();
        // What the verdict would rest on if it had a margin.
        assert!(relation.effect_sd_upper.unwrap() < 1.0);
        assert_eq!(relation.verdict, expected, "{relation:?}");
        assert_eq!(relation.margin_sd, None);
    }
}
