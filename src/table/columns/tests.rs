//! Columns of cells, and what they become.

use super::builder::ColumnBuilder;
use super::style::{Style, Way};
use crate::table::facts::choices::Decimal;
use crate::table::facts::column::{Column, CountsTime, Unused, Values};
use crate::table::facts::findings::ReadingQuestion;
use crate::table::facts::kind::ColumnKind;
use crate::table::facts::missing_code::MISSING_CODE;
use crate::table::facts::note::{ColumnNote, KindNote, MomentNote, NumberNote, SomeCells};

struct Outcome {
    values: Values,
    notes: Vec<ColumnNote>,
    questions: Vec<ReadingQuestion>,
}

fn column_with<T: AsRef<str>>(
    cells: impl IntoIterator<Item = T>,
    style: Style,
    chosen: Option<ColumnKind>,
) -> Outcome {
    let mut builder = ColumnBuilder::new("price".to_owned(), style, chosen);
    for (index, cell) in cells.into_iter().enumerate() {
        builder.push(cell.as_ref(), index as u64 + 2);
    }
    let finished = builder.finish(Way::First, Way::First, false);
    Outcome {
        values: finished.column.values,
        notes: finished.notes,
        questions: finished.questions,
    }
}

fn column<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> Outcome {
    column_with(cells, Style::default(), None)
}

fn kind<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> ColumnKind {
    Column::new("", column(cells).values).kind()
}

fn numbers(values: Values) -> Vec<f64> {
    match values {
        Values::Number(numbers) => numbers,
        values => panic!("{values:?}"),
    }
}

/// The only one of its kind.
fn single(text: &str, row: u64) -> SomeCells {
    SomeCells {
        count: 1,
        row,
        text: text.to_owned(),
    }
}

fn texts(count: usize) -> impl Iterator<Item = String> + Clone {
    (0..count).map(|index| format!("text {index}"))
}

#[test]
fn numbers_with_missing_cells_are_numbers() {
    let outcome = column(["1", "", "-2.5", "NA"]);
    assert!(outcome.notes.is_empty());
    let numbers = numbers(outcome.values);
    assert_eq!((numbers[0], numbers[2]), (1.0, -2.5));
    assert!(numbers[1].is_nan() && numbers[3].is_nan());
}

#[test]
fn a_column_says_itself_whether_its_commas_are_decimal_marks() {
    assert_eq!(
        numbers(column(["1,5", "1.234,5", "3"]).values),
        [1.5, 1234.5, 3.0]
    );
    assert_eq!(numbers(column(["1,234", "1,234.5"]).values), [1234.0, 1234.5]);
    assert_eq!(numbers(column(["1.234", "2,5"]).values), [1234.0, 2.5]);
    // Nothing decides, so the file does.
    assert_eq!(numbers(column(["1,234", "2.345"]).values), [1234.0, 2.345]);
    let style = Style {
        numbers: Some(Way::Second),
        dates: None,
        ..Style::default()
    };
    assert_eq!(
        numbers(column_with(["1,234", "2.345"], style, None).values),
        [1.234, 2345.0]
    );
}

#[test]
fn numbers_in_another_style_than_the_file_are_told() {
    let style = Style {
        numbers: Some(Way::First),
        dates: None,
        ..Style::default()
    };
    let cells = (0..40).map(|index| format!("{index},5"));
    let outcome = column_with(cells, style, None);
    assert!(
        matches!(outcome.values, Values::Unused { .. }),
        "{:?}",
        outcome.values
    );
    let note = NumberNote::OtherDecimal {
        others: SomeCells {
            count: 40,
            row: 2,
            text: "0,5".to_owned(),
        },
        decimal: Decimal::Point,
        is_number: false,
    };
    assert_eq!(outcome.notes, [note.into()]);
}

#[test]
fn dates_are_moments_in_the_order_that_fits() {
    let day = 86_400.0;
    let seconds = |cells: &[&str]| match column(cells).values {
        Values::Moment { seconds, .. } => seconds,
        values => panic!("{values:?}"),
    };
    assert_eq!(seconds(&["1970-01-02", "", "1970-01-01"])[..1], [day]);
    assert_eq!(seconds(&["01/02/1970", "13/01/1970"]), [31.0 * day, 12.0 * day]);
    assert_eq!(seconds(&["01/02/1970", "01/13/1970"]), [day, 12.0 * day]);
    let outcome = column(["12:30", "1:05"]);
    let expected = Values::Moment {
        seconds: vec![45_000.0, 3_900.0],
        has_date: false,
        has_days: true,
        has_time: true,
    };
    assert_eq!(outcome.values, expected);
    // A damaged date among many is missing, with a note.
    let cells = (0..200).map(|index| match index {
        70 => "soon".to_owned(),
        index => format!("2020-01-{:02} {:02}:00", 1 + index % 28, index % 24),
    });
    let outcome = column(cells);
    assert!(matches!(outcome.values, Values::Moment { .. }));
    let note = KindNote::OthersMissing {
        kind: ColumnKind::Moment,
        others: single("soon", 72),
        cells: 200,
    };
    assert_eq!(outcome.notes, [note.into()]);
}

#[test]
fn two_words_for_truths_are_booleans() {
    for cells in [
        ["TRUE", "FALSE", "-", "TRUE"],
        ["ja", "nein", "", "ja"],
        ["是", "否", "", "是"],
    ] {
        let expected = Values::Boolean {
            codes: vec![0, 1, MISSING_CODE, 0],
            levels: vec![cells[0].to_owned(), cells[1].to_owned()],
            truths: vec![true, false],
        };
        assert_eq!(column(cells).values, expected, "{cells:?}");
    }
    assert_eq!(kind(["ja", "no", "ja"]), ColumnKind::Category);
}

#[test]
fn few_distinct_texts_are_categories_in_order_of_appearance() {
    assert_eq!(
        column(["b", "a", "", "b"]).values,
        Values::Category {
            codes: vec![0, 1, MISSING_CODE, 0],
            levels: vec!["b".to_owned(), "a".to_owned()],
        }
    );
    assert_eq!(kind(texts(20)), ColumnKind::Category);
    assert_eq!(kind(texts(21)), ColumnKind::Text);
    assert_eq!(kind(texts(21).chain(texts(21))), ColumnKind::Category);
    assert_eq!(kind(texts(21).chain(texts(20))), ColumnKind::Text);
    let twice = |count| texts(count).chain(texts(count));
    assert_eq!(kind(twice(100_000)), ColumnKind::Category);
    assert_eq!(kind(twice(100_001)), ColumnKind::Text);
    let long = (0..30).map(|index| format!("{index}{}", "x".repeat(80_000)));
    assert_eq!(kind(long.clone().chain(long)), ColumnKind::Text);
}

#[test]
fn numbers_that_tell_zeros_at_their_end_apart_are_codes() {
    assert_eq!(kind(["1.1", "1.2", "1.10"]), ColumnKind::Category);
    assert_eq!(kind(["1.8", "1.9", "1.10"]), ColumnKind::Category);
    assert_eq!(kind(["1.0", "1.25", "1.5"]), ColumnKind::Number);
    assert_eq!(kind(["1E2", "2E1", "1e3"]), ColumnKind::Category);
    assert_eq!(kind(["1E+02", "2E+01", "1E+03"]), ColumnKind::Number);
    assert_eq!(kind(["1e5", "20", "300"]), ColumnKind::Number);
    assert_eq!(kind(["1.10", "1.20", "1.30"]), ColumnKind::Number);
    assert_eq!(kind(["1", "1.0", "2.5"]), ColumnKind::Number);
}

#[test]
fn codes_with_leading_zeros_are_no_quantities() {
    assert_eq!(kind(["007", "008", "012"]), ColumnKind::Category);
    assert_eq!(
        kind((0..500).map(|code| format!("{code:05}"))),
        ColumnKind::Identifier
    );
    assert_eq!(kind(["0.5", "0", "10"]), ColumnKind::Number);
}

#[test]
fn row_numbers_are_identifiers() {
    assert_eq!(kind((1..=20).map(|row| row.to_string())), ColumnKind::Identifier);
    assert_eq!(kind((1..=19).map(|row| row.to_string())), ColumnKind::Number);
    assert_eq!(
        kind((1..=40).map(|row| (row / 2).to_string())),
        ColumnKind::Number
    );
}

#[test]
fn a_stray_text_among_many_numbers_is_missing_with_a_note() {
    for count in [150, 5_000] {
        let cells = (0..count).map(|index| match index {
            70 => "many".to_owned(),
            index => (index * index).to_string(),
        });
        let outcome = column(cells);
        let note = KindNote::OthersMissing {
            kind: ColumnKind::Number,
            others: single("many", 72),
            cells: count,
        };
        assert_eq!(outcome.notes, [note.into()]);
        let numbers = numbers(outcome.values);
        assert_eq!((numbers.len(), numbers[71]), (count, 71.0 * 71.0));
        assert!(numbers[70].is_nan());
    }
}

#[test]
fn texts_among_few_numbers_are_no_slips() {
    // One of fifty is too many.
    let cells = |rare: &'static str, count: usize, modulus: usize| {
        (0..count).map(move |index| match index {
            7 => rare.to_owned(),
            index => (index * index % modulus).to_string(),
        })
    };
    assert_eq!(kind(cells("x", 50, 10_000)), ColumnKind::Text);
    // A rare level among codes is a level.
    assert_eq!(kind(cells("X", 1_000, 5)), ColumnKind::Category);
    // Late numbers do not bring back what was given up.
    let late = texts(1_100).chain((0..200_000).map(|index| (index * 7 % 99_991).to_string()));
    assert_eq!(kind(late), ColumnKind::Text);
}

#[test]
fn numbers_that_stand_for_missing_values_are_missing_and_asked_about() {
    let cells: Vec<String> = (0..60)
        .map(|index| {
            if index % 20 == 0 {
                "-999".to_owned()
            } else {
                (index % 37).to_string()
            }
        })
        .collect();
    let outcome = column(&cells);
    assert_eq!(
        outcome.questions,
        [ReadingQuestion::Sentinel {
            column: "price".to_owned(),
            value: -999.0,
            count: 3
        }]
    );
    assert!(numbers(outcome.values)[20].is_nan());
    let mut builder = ColumnBuilder::new("price".to_owned(), Style::default(), None);
    for cell in &cells {
        builder.push(cell, 2);
    }
    let plain = builder.finish(Way::First, Way::First, true);
    assert!(plain.questions.is_empty());
    assert_eq!(numbers(plain.column.values)[20].to_bits(), (-999.0_f64).to_bits());
}

#[test]
fn the_user_has_the_last_word() {
    let chosen = |cells: &[&str], kind| column_with(cells, Style::default(), Some(kind)).values;
    assert!(
        matches!(chosen(&["1", "2", "1"], ColumnKind::Category), Values::Category { levels, .. } if levels == ["1", "2"])
    );
    assert!(
        matches!(chosen(&["1", "x"], ColumnKind::Number), Values::Number(numbers) if numbers[1].is_nan())
    );
    assert!(matches!(
        chosen(&["1", "2"], ColumnKind::Text),
        Values::Unused {
            what: Unused::Text,
            ..
        }
    ));
    assert!(matches!(
        chosen(&["1600000000", "1600086400"], ColumnKind::Moment),
        Values::Moment { seconds, .. } if seconds == [1.6e9, 1_600_086_400.0]
    ));
}

#[test]
fn seconds_since_1970_are_moments_where_the_name_says_so() {
    let cells = ["1600000000", "1600086399"];
    assert_eq!(kind(cells), ColumnKind::Number);
    let mut builder = ColumnBuilder::new("Timestamp".to_owned(), Style::default(), None);
    for cell in cells {
        builder.push(cell, 2);
    }
    let column = builder.finish(Way::First, Way::First, false).column;
    assert_eq!(column.shown(0).as_deref(), Some("2020-09-13 12:26:40"));
}

#[test]
fn numbers_that_may_be_moments_are_asked_for_and_both_answers_hold() {
    let cells = || (0..12).map(|index| (1_600_000_000 + index * 86_399).to_string());
    let asked = ReadingQuestion::Moment {
        column: "price".to_owned(),
        example: 1.6e9,
        shown: "2020-09-13 12:26:40".to_owned(),
    };
    let outcome = column(cells());
    assert_eq!((outcome.questions, outcome.notes), (vec![asked], vec![]));
    assert!(matches!(outcome.values, Values::Number(_)));
    for kind in [ColumnKind::Number, ColumnKind::Moment] {
        let outcome = column_with(cells(), Style::default(), Some(kind));
        assert_eq!((outcome.questions, outcome.notes), (vec![], vec![]), "{kind:?}");
        assert_eq!(
            matches!(outcome.values, Values::Moment { .. }),
            kind == ColumnKind::Moment
        );
    }
    assert_eq!(column(["1600000000", "5", "6"]).questions, []);
    // Of a spreadsheet's days the first could be the fourth of February 2003, and are not.
    let mut builder = ColumnBuilder::new("time".to_owned(), Style::default(), Some(ColumnKind::Moment));
    for (index, cell) in ["30204", "30205"].into_iter().enumerate() {
        builder.push(cell, index as u64 + 2);
    }
    let column = builder.finish(Way::First, Way::First, false).column;
    assert_eq!(column.shown(0).as_deref(), Some("1982-09-10"));
}

#[test]
fn the_name_says_whether_numbers_count_time_unless_the_user_does() {
    let counts_time = |name: &str, first: u32, chosen| {
        let mut builder = ColumnBuilder::new(name.to_owned(), Style::default(), chosen);
        for index in 0..12 {
            builder.push(&(first + index).to_string(), 2);
        }
        builder.finish(Way::First, Way::First, false).column.counts_time
    };
    assert_eq!(counts_time("year", 1990, None), CountsTime::Yes);
    assert_eq!(
        counts_time("year", 1990, Some(ColumnKind::Number)),
        CountsTime::No
    );
    assert_eq!(counts_time("kwh", 1990, None), CountsTime::No);
    assert_eq!(counts_time("time", 43_831, None), CountsTime::Perhaps);
    assert_eq!(counts_time("t", 1_600_000_000, None), CountsTime::Perhaps);
    assert_eq!(
        counts_time("t", 1_600_000_000, Some(ColumnKind::Number)),
        CountsTime::No
    );
}

#[test]
fn years_of_schools_are_no_months() {
    let outcome = column(["2008-09", "2009-10", "2011-12", "2009-10"]);
    let note = MomentNote::YearsNotMonths {
        example: "2008-09".to_owned(),
    };
    assert_eq!(outcome.notes, [note.into()]);
    let Values::Moment {
        seconds,
        has_days: false,
        ..
    } = outcome.values
    else {
        panic!("{:?}", outcome.values);
    };
    let january = |year: i64| crate::table::calendar::days_from_civil(year, 1, 1) as f64 * 86_400.0;
    assert_eq!(seconds, [2008, 2009, 2011, 2009].map(january));
    let months = column(["2008-09", "2008-10", "2009-10"]);
    assert!(months.notes.is_empty() && matches!(months.values, Values::Moment { .. }));
}

#[test]
fn periods_of_a_fiscal_year_are_months() {
    let june = crate::table::calendar::days_from_civil(2021, 6, 1) as f64 * 86_400.0;
    for mark in ['.', '/'] {
        let cells = ["006", "001", "016"].map(|period| format!("{period}{mark}2021"));
        let Values::Moment {
            seconds,
            has_days: false,
            ..
        } = column(cells.iter()).values
        else {
            panic!("{cells:?}");
        };
        assert_eq!(seconds[0].to_bits(), june.to_bits(), "{mark}");
        let also = |cell: &str| kind(cells.iter().map(String::as_str).chain([cell]));
        assert_ne!(also("017.2021"), ColumnKind::Moment);
    }
    assert_eq!(kind(["006.2021", "001.2021", "016.5"]), ColumnKind::Number);
}

#[test]
fn a_choice_of_dates_waits_for_the_first_one() {
    let cells = texts(1_500).chain(["2020-01-31".to_owned()]);
    let Values::Moment { seconds, .. } =
        column_with(cells, Style::default(), Some(ColumnKind::Moment)).values
    else {
        panic!("the user chose moments");
    };
    assert_eq!((seconds.len(), seconds[1_500]), (1_501, 1_580_428_800.0));
}

#[test]
fn no_cell_is_lost_without_a_note() {
    let written = |rare: &'static str, cell: fn(usize) -> String| {
        (0..300).map(move |index| if index == 7 { rare.to_owned() } else { cell(index) })
    };
    let dates: fn(usize) -> String = |index| format!("{}/{}/2020", 1 + index % 12, 13 + index % 10);
    let other_style = |kind| KindNote::OtherStyleMissing {
        kind,
        count: 1,
        cells: 300,
    };
    let other_kind = |kind, text| KindNote::OthersMissing {
        kind,
        others: single(text, 9),
        cells: 300,
    };
    for (cells, expected) in [
        (written("31/12/2020", dates), other_style(ColumnKind::Moment)),
        (written("17", dates), other_kind(ColumnKind::Moment, "17")),
        (
            written("1,5", |index| format!("{index}.25")),
            other_style(ColumnKind::Number),
        ),
        (
            written("2020-01-31", |index| format!("{index}.25")),
            other_kind(ColumnKind::Number, "2020-01-31"),
        ),
    ] {
        assert_eq!(column(cells).notes, [expected.into()]);
    }
}

#[test]
fn spans_among_dates_are_no_moments() {
    let outcome = column((0..300).map(|index| match index {
        0 => "2020-01-31 12:00".to_owned(),
        7 => "75:30".to_owned(),
        index => format!("2020-01-{:02} 12:00", 1 + index % 28),
    }));
    assert!(matches!(&outcome.values, Values::Moment { seconds, .. } if seconds[7].is_nan()));
    let note = KindNote::OthersMissing {
        kind: ColumnKind::Moment,
        others: single("75:30", 9),
        cells: 300,
    };
    assert_eq!(outcome.notes, [note.into()]);
    // The user may want times of the day, and then learns what is none.
    let outcome = column_with(["75:30", "8:00"], Style::default(), Some(ColumnKind::Moment));
    assert!(
        matches!(&outcome.values, Values::Moment { seconds, .. } if seconds[0].is_nan() && seconds[1..] == [28_800.0])
    );
    let note = MomentNote::LongTimesMissing {
        count: 1,
        first: "75:30".to_owned(),
    };
    assert_eq!(outcome.notes[0], note.into());
}

#[test]
fn a_column_without_values_is_numbers_all_missing() {
    let outcome = column(["", "NA"]);
    assert!(outcome.notes.is_empty() && outcome.questions.is_empty());
    let numbers = numbers(outcome.values);
    assert!(numbers.len() == 2 && numbers[0].is_nan());
}

/// A comma between quotes could part a list, so what it is read as is told.
#[test]
fn commas_that_could_part_lists_are_told() {
    let read_as = |cells: [&'static str; 3], numbers: Way| {
        let style = Style {
            numbers: Some(numbers),
            between_commas: true,
            ..Style::default()
        };
        let outcome = column_with(cells.into_iter().cycle().take(30), style, None);
        outcome.notes.into_iter().find_map(|note| match note {
            ColumnNote::Numbers(NumberNote::CommasRead { cells, decimal }) => Some((cells.count, decimal)),
            _ => None,
        })
    };
    let rooms = ["102,103", "131,138", "104,116"];
    assert_eq!(read_as(rooms, Way::First), Some((30, Decimal::Point)));
    assert_eq!(
        read_as(["3,7", "1,2", "2,6"], Way::Second),
        Some((30, Decimal::Comma))
    );
    // Amounts have fewer digits before the first comma here and there.
    assert_eq!(read_as(["102,103", "1,138", "987"], Way::First), None);
}
