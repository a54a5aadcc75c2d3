//! What two files decide together.

use std::fmt::Write as _;

use super::*;
use crate::random::Seed;
use crate::table::columns::profile::Profile;
use crate::table::facts::choices::Choices;
use crate::table::facts::column::Values;
use crate::table::facts::kind::ColumnKind;
use crate::table::facts::missing_code::MISSING_CODE;
use crate::table::facts::note::{ColumnNote, KindNote, NumberNote, SomeCells};
use crate::table::reader::{read, read_with};

/// One column `x` of these cells.
fn table<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> Table {
    read("x.csv", text("x", cells).as_bytes()).unwrap()
}

fn text<T: AsRef<str>>(name: &str, cells: impl IntoIterator<Item = T>) -> String {
    cells.into_iter().fold(format!("{name}\n"), |mut text, cell| {
        let _ = writeln!(text, "{}", cell.as_ref());
        text
    })
}

/// The columns of two tables of one column, which must be the same if the tables change places.
fn both(source: &Table, target: &Table) -> [Column; 2] {
    let columns = |one, other| settled(one, other, &[Some(0)]).map(|side| side.columns[0].clone());
    let [one, other] = columns(source, target);
    let exchanged = columns(target, source);
    assert_eq!(
        [&one.kind(), &other.kind()],
        [&exchanged[1].kind(), &exchanged[0].kind()]
    );
    assert_eq!(
        [one.missing(), other.missing()],
        [exchanged[1].missing(), exchanged[0].missing()]
    );
    // What is settled stays so.
    let tables = settled(source, target, &[Some(0)]);
    assert!(
        settled(&tables[0], &tables[1], &[Some(0)])
            .iter()
            .all(|table| !is_changed(table))
    );
    [one, other]
}

fn kinds(source: &Table, target: &Table) -> [ColumnKind; 2] {
    both(source, target).map(|column| column.kind())
}

fn numbers(column: &Column) -> &[f64] {
    match &column.values {
        Values::Number(numbers) => numbers,
        values => panic!("{values:?}"),
    }
}

/// Whether anything is read otherwise than its own file says.
#[expect(clippy::ptr_arg, reason = "it asks whether the table is lent")]
fn is_changed(table: &Cow<'_, Table>) -> bool {
    matches!(table, Cow::Owned(_))
}

/// So many different numbers from the first one on, in steps of a half.
fn values(from: i32, count: i32) -> impl Iterator<Item = String> {
    (0..count).map(move |step| format!("{}.5", from + step))
}

fn also(cells: impl Iterator<Item = String>, more: &str, count: usize) -> Vec<String> {
    cells.chain(std::iter::repeat_n(more.to_owned(), count)).collect()
}

#[test]
fn a_code_of_one_file_is_one_in_the_other_where_it_stands_once() {
    let often = table(also(values(0, 40), "-9999", 6));
    let once = table(also(values(5, 40), "-9999", 1));
    assert_eq!(once.columns[0].missing(), 0);
    let columns = both(&often, &once);
    assert_eq!(columns.each_ref().map(Column::missing), [6, 1]);
    assert_eq!(numbers(&columns[1]).len(), 41);
    // What is said of the file changes with it.
    let [of_often, of_once] = settled(&often, &once, &[Some(0)]);
    assert!(!is_changed(&of_often));
    let profile = Profile::of(&of_once);
    let question = ReadingQuestion::Sentinel {
        column: "x".to_owned(),
        value: -9_999.0,
        count: 1,
    };
    assert_eq!(profile.questions, [question]);
    assert_eq!(profile.columns[0].missing, 1);
    assert_eq!(Profile::of(&once).questions, []);
}

#[test]
fn a_code_of_one_file_is_a_value_where_the_other_reaches_it() {
    let low = table(also(values(0, 30), "99", 5));
    assert_eq!(low.columns[0].missing(), 5);
    let high = table(values(0, 90));
    let columns = both(&low, &high);
    assert_eq!(columns.each_ref().map(Column::missing), [0, 0]);
    assert_eq!(numbers(&columns[0])[30..], [99.0; 5]);
    let profile = Profile::of(&settled(&low, &high, &[Some(0)])[0]);
    assert_eq!(profile.questions, []);
}

#[test]
fn numbers_that_the_user_means_in_one_file_are_meant_in_both() {
    let cells = text("x", also(values(0, 30), "99", 5));
    let choices = Choices {
        plain_numbers: ["x".to_owned()].into(),
        ..Choices::default()
    };
    let plain = read_with("x.csv", cells.as_bytes(), &choices).unwrap();
    let other = table(also(values(0, 30), "99", 4));
    assert_eq!(both(&plain, &other).each_ref().map(Column::missing), [0, 0]);
}

#[test]
fn codes_near_the_limit_never_part_two_files_of_one_distribution() {
    let mut parted_alone = 0;
    for seed in 0..60 {
        let mut generator = Seed::new(seed).generator();
        // The greatest of these numbers lies now below and now above what leaves 99 out.
        let mut draw = || {
            let cells = (0..200).map(|row| match row {
                0..12 => "99".to_owned(),
                _ => format!("{:.2}", 12.0 + 10.0 * generator.normal().abs()),
            });
            table(cells.collect::<Vec<_>>())
        };
        let tables = [draw(), draw()];
        let alone = tables.each_ref().map(|table| table.columns[0].missing() > 0);
        parted_alone += usize::from(alone[0] != alone[1]);
        let [one, other] = both(&tables[0], &tables[1]);
        assert_eq!(one.missing() > 0, other.missing() > 0, "{seed}");
    }
    assert!(parted_alone >= 15, "{parted_alone}");
}

#[test]
fn a_few_words_among_the_numbers_of_both_are_slips() {
    let clean = table(values(0, 300));
    let slips = |count| (0..count).map(|slip| format!("broken {slip}"));
    let words = table(values(0, 300).chain(slips(4)));
    assert_eq!(words.columns[0].kind(), ColumnKind::Text);
    let columns = both(&clean, &words);
    assert_eq!(columns.each_ref().map(Column::missing), [0, 4]);
    let profile = Profile::of(&settled(&clean, &words, &[Some(0)])[1]);
    assert!(
        matches!(profile.notes[..], [Note::Column { .. }]),
        "{:?}",
        profile.notes
    );
    // Many words in one file are none, however large the other is.
    let many = table(values(0, 50).chain(slips(20)));
    assert_eq!(
        kinds(&table(values(0, 4_000)), &many),
        [ColumnKind::Number, ColumnKind::Text]
    );
}

#[test]
fn a_word_for_missing_values_is_one_in_both_files() {
    let often = table(also(values(0, 40), "mq", 3));
    let once = table(also(values(0, 15), "mq", 1));
    assert_eq!(once.columns[0].kind(), ColumnKind::Category);
    let columns = both(&often, &once);
    assert_eq!(columns.each_ref().map(Column::missing), [3, 1]);
    assert_eq!(numbers(&columns[1]).len(), 16);
    // Levels stay levels.
    let levels = table(["low", "high", "low", "1", "2"].repeat(10));
    assert_eq!(kinds(&levels, &once), [ColumnKind::Category; 2]);
}

#[test]
fn texts_of_few_rows_are_categories_where_they_are_in_both() {
    let few = table((0..30).map(|row| format!("town {}", row % 25)));
    let many = table((0..300).map(|row| format!("town {}", row % 40)));
    assert_eq!(few.columns[0].kind(), ColumnKind::Text);
    assert_eq!(kinds(&few, &many), [ColumnKind::Category; 2]);
    // Sentences stay texts.
    let sentences = table((0..300).map(|row| format!("sentence {row}")));
    assert_eq!(kinds(&few, &sentences), [ColumnKind::Text; 2]);
}

#[test]
fn an_open_decimal_mark_is_that_of_the_other_file_where_both_are_written_alike() {
    let open = |delimiter: &str| {
        let rows: Vec<String> = (1..40)
            .map(|row| format!("1,{:03}{delimiter}a", row * 11))
            .collect();
        read("a.csv", text(&format!("x{delimiter}c"), rows).as_bytes()).unwrap()
    };
    let decided = "x;c\n1,250.5;a\n2,250.5;a\n3,250.5;b\n";
    let decided = read("b.csv", decided.as_bytes()).unwrap();
    let alone = open(";");
    assert_eq!(alone.findings.decimal_reason, ReadingReason::Assumed);
    assert_eq!(numbers(&alone.columns[0])[..2], [1.011, 1.022]);
    let [one, _] = settled(&alone, &decided, &[Some(0), Some(1)]);
    assert_eq!(numbers(&one.columns[0])[..2], [1_011.0, 1_022.0]);
    assert_eq!(one.findings.decimal_reason, ReadingReason::OtherFile);
    assert_eq!(one.questions, []);
    // Another delimiter is the sign of another country.
    let other = open("\t");
    let [one, _] = settled(&other, &decided, &[Some(0), Some(1)]);
    assert!(!is_changed(&one));
    assert_eq!(one.questions.len(), 1);
}

#[test]
fn an_open_order_of_dates_is_that_of_the_other_file_where_both_are_written_alike() {
    let open = table(["3/4/2020", "5/6/2020", "7/8/2020"]);
    let decided = table(["3/14/2020", "5/6/2020", "7/8/2020"]);
    let dotted = table(["14.3.2020", "5.6.2020", "7.8.2020"]);
    assert!(open.questions.len() == 1 && decided.questions.is_empty());
    let [one, other] = settled(&open, &decided, &[Some(0)]);
    assert_eq!(one.questions, []);
    assert!(is_changed(&one) && !is_changed(&other));
    assert_eq!(one.columns[0].shown(0).as_deref(), Some("2020-03-04"));
    let [one, _] = settled(&open, &dotted, &[Some(0)]);
    assert!(!is_changed(&one));
    assert_eq!(one.columns[0].shown(0).as_deref(), Some("2020-04-03"));
}

#[test]
fn digits_are_dates_where_those_of_the_other_file_are() {
    let few = table((0..30).map(|row| format!("201907{:02}", 1 + row % 9)));
    let many = table((0..30).map(|row| format!("201907{:02}", 1 + row % 20)));
    let dates = table((0..30).map(|row| format!("2019-07-{:02}", 1 + row % 9)));
    assert_eq!(few.columns[0].kind(), ColumnKind::Number);
    assert_eq!(kinds(&few, &many), [ColumnKind::Moment; 2]);
    assert_eq!(kinds(&few, &dates), [ColumnKind::Moment; 2]);
    assert_eq!(kinds(&few, &few), [ColumnKind::Number; 2]);
}

#[test]
fn times_are_durations_where_one_of_both_is_longer_than_a_day() {
    let day = table(["01:30", "12:45", "23:10"]);
    let long = table(["01:30", "12:45", "31:10"]);
    let columns = both(&day, &long);
    assert_eq!(numbers(&columns[0]), [5_400.0, 45_900.0, 83_400.0]);
    assert_eq!(columns[1].kind(), ColumnKind::Number);
}

#[test]
fn letters_of_hemispheres_are_signs_in_one_file_and_between_two() {
    let mixed = table(["12.5 N", "3.5 S", "10.5 N"]);
    assert_eq!(numbers(&mixed.columns[0]), [12.5, -3.5, 10.5]);
    assert_eq!(mixed.columns[0].unit, None);
    let north = table(["12.5 N", "3.5 N", "10.5 N"]);
    let south = table(["12.5 S", "3.5 S", "10.5 S"]);
    let [one, other] = both(&north, &south);
    assert_eq!((numbers(&one)[0], numbers(&other)[0]), (12.5, -12.5));
    let [_, of_south] = settled(&north, &south, &[Some(0)]);
    let notes = &of_south.notes;
    assert!(
        matches!(
            &notes[..],
            [Note::Column {
                note: ColumnNote::Numbers(NumberNote::Hemispheres { negative: 3, .. }),
                ..
            }]
        ),
        "{notes:?}"
    );
    let [one, other] = both(
        &table(["10W", "20W"].map(|cell| cell.replace('W', ".5° W"))),
        &table(["10 E", "20 E"]),
    );
    assert_eq!(
        (numbers(&one), numbers(&other)),
        (&[-10.5, -20.5][..], &[10.0, 20.0][..])
    );
    // Watts are watts, and a name tells of degrees.
    let watts = table(["12.5 W", "3.5 W"]);
    let [one, _] = both(&watts, &watts);
    assert_eq!((numbers(&one)[0], one.unit.as_deref()), (12.5, Some("W")));
    let named = read("a.csv", text("latitude", ["12.5 S", "3.5 S"]).as_bytes()).unwrap();
    assert_eq!(numbers(&named.columns[0]), [-12.5, -3.5]);
}

#[test]
fn units_beside_numbers_are_known() {
    for (cells, unit) in [
        (&["63.2 kg", "61 kg"][..], Some("kg")),
        (&["27.2°C", "3°C"], Some("°C")),
        (&["$17.95", "12.20"], Some("$")),
        (&["$1.7M", "$20K"], Some("$")),
        (&["295.3K", "281K"], Some("K")),
        (&["2M", "281K"], None),
        (&["EUR 5", "7 €"], Some("€")),
        (&["$5", "€7"], None),
        (&["5", "7"], None),
        (&["45 %", "7 %"], None),
        (&["low", "high"], None),
    ] {
        assert_eq!(table(cells).columns[0].unit.as_deref(), unit, "{cells:?}");
    }
    let below = "day,w\n,[kg]\n2020-01-01,5.5\n2020-01-02,6.5\n2020-01-03,7.5\n";
    let below = read("a.csv", below.as_bytes()).unwrap();
    assert_eq!(below.columns[1].unit.as_deref(), Some("kg"));
}

#[test]
fn percent_signs_stay_known_where_another_column_is_read_anew() {
    let rows = |count| {
        also(values(0, 40), "-9999", count)
            .into_iter()
            .map(|cell| format!("{cell},4.5 %"))
    };
    let [source, target] = [6, 1].map(|count| read("x.csv", text("x,p", rows(count)).as_bytes()).unwrap());
    let both = settled(&source, &target, &[Some(0), Some(1)]);
    assert!(both.iter().any(is_changed));
    for side in both {
        let signs: Vec<bool> = side
            .columns
            .iter()
            .map(|column| column.has_percent_signs)
            .collect();
        assert_eq!(signs, [false, true]);
    }
}

#[test]
fn a_kind_that_the_user_chose_for_one_file_holds_for_both() {
    let cells = text("x", (0..60).map(|row| (row % 5).to_string()));
    let mut choices = Choices::default();
    choices.kinds.insert("x".to_owned(), ColumnKind::Category);
    let chosen = read_with("x.csv", cells.as_bytes(), &choices).unwrap();
    let other = table((0..60).map(|row| (row % 4).to_string()));
    assert_eq!(kinds(&chosen, &other), [ColumnKind::Category; 2]);
    // Each file has its own where both were chosen.
    choices.kinds.insert("x".to_owned(), ColumnKind::Number);
    let number = read_with("x.csv", cells.as_bytes(), &choices).unwrap();
    assert_eq!(
        kinds(&chosen, &number),
        [ColumnKind::Category, ColumnKind::Number]
    );
}

#[test]
fn what_both_files_say_alike_is_left_alone() {
    for cells in [
        &["1.5", "2.5", "3.5"][..],
        &["a", "b", "a"],
        &["yes", "no", "yes"],
        &["2020-01-31", "2020-02-01", ""],
        &["31.1.2020", "1.2.2020", "NA"],
        &["5 kg", "6 kg", "7.5 kg"],
        &["1.000,5", "2", "3,25"],
    ] {
        let rows: Vec<String> = cells.iter().map(|cell| format!("{cell};1")).collect();
        let table = read("a.csv", text("x;y", rows).as_bytes()).unwrap();
        for side in settled(&table, &table, &[Some(0), Some(1)]) {
            assert!(!is_changed(&side), "{cells:?}");
        }
    }
    let empty = read("a.csv", b"x,y\n,1\n,2\n,5\n").unwrap();
    let category = read("b.csv", b"x\na\nb\na\n").unwrap();
    assert_eq!(
        kinds(&empty, &category),
        [ColumnKind::Number, ColumnKind::Category]
    );
}

#[test]
fn three_digits_behind_a_point_are_thousands_beside_whole_numbers_of_that_size() {
    let rows = |cell: &dyn Fn(u32) -> String| {
        let rows = (0..60_u32).map(|row| format!("{};{}\n", row % 7, cell(3_000 + row * 7_919 % 4_000)));
        read("x.csv", format!("n;x\n{}", rows.collect::<String>()).as_bytes()).unwrap()
    };
    let pointed = rows(&|number| format!("{}.{:03}", number / 1_000, number % 1_000));
    let whole = rows(&|number| number.to_string());
    let small = rows(&|number| (number / 1_000).to_string());
    let partners = [Some(0), Some(1)];
    // What the user chose stays.
    let choices = Choices {
        decimal: Some(Decimal::Point),
        ..Choices::default()
    };
    let lines = "n;x\n".to_owned() + &"1;5.234\n2;6.345\n3;4.321\n".repeat(20);
    let chosen = read_with("x.csv", lines.as_bytes(), &choices).unwrap();
    assert!(
        numbers(&settled(&chosen, &whole, &partners)[0].columns[1])
            .iter()
            .all(|number| *number < 7.0)
    );
    let largest = |table: &Table| numbers(&table.columns[1]).iter().copied().fold(0.0, f64::max);
    for (other, size) in [(&whole, 1_000.0), (&small, 1.0)] {
        let [one, same] = settled(&pointed, other, &partners);
        assert!((3.0..7.0).contains(&(largest(&one) / size)), "{size}");
        assert_eq!(numbers(&same.columns[1]), numbers(&other.columns[1]));
        let is_said = one.notes.iter().any(|note| {
            matches!(
                note,
                Note::Column {
                    note: ColumnNote::Numbers(NumberNote::DecimalBySize { .. }),
                    ..
                }
            )
        });
        assert!(is_said, "{:?}", one.notes);
        let [same, one] = settled(other, &pointed, &partners);
        assert!((3.0..7.0).contains(&(largest(&one) / size)), "{size}");
        assert_eq!(numbers(&same.columns[1]), numbers(&other.columns[1]));
    }
}

#[test]
fn a_word_of_one_file_is_missing_where_the_other_has_missing_cells_instead() {
    use ColumnKind::{Boolean, Category};
    let rows = |cells: [&str; 4]| table(cells.repeat(10));
    let missing = |one: [&str; 4], other: [&str; 4]| {
        both(&rows(one), &rows(other)).map(|column| (column.kind(), column.missing()))
    };
    let none = ["None", "red", "green", "red"];
    for gap in ["", "NULL", "NaN"] {
        let other = [gap, "red", "green", "red"].map(|cell| if cell.is_empty() { "\"\"" } else { cell });
        assert_eq!(missing(none, other), [(Category, 10), (Category, 10)], "{gap}");
    }
    let null = ["NULL", "red", "green", "red"];
    for word in ["none", "无", "(leer)", "(blank)"] {
        assert_eq!(missing([word, "red", "green", "red"], null)[0].1, 10, "{word}");
    }
    // The words beside it may be truths then.
    let answers = missing(["None", "yes", "no", "no"], ["NA", "yes", "no", "no"]);
    assert_eq!(answers, [(Boolean, 10), (Boolean, 10)]);
    let (source, target) = (rows(none), rows(null));
    let [settled, _] = settled(&source, &target, &[Some(0)]);
    let words = SomeCells {
        count: 10,
        row: 2,
        text: "None".to_owned(),
    };
    let note = ColumnNote::Kinds(KindNote::WordsMissing { words, levels: 2 });
    assert!(
        settled
            .notes
            .iter()
            .any(|said| matches!(said, Note::Column { note: own, .. } if *own == note))
    );
    // Codes count up without a gap.
    let Values::Category { codes, levels } = &settled.columns[0].values else {
        panic!("{:?}", settled.columns[0].values);
    };
    assert_eq!(
        (codes[..4].to_vec(), levels.len()),
        (vec![MISSING_CODE, 0, 1, 0], 2)
    );
}

#[test]
fn a_word_stays_an_answer_where_nothing_is_missing_instead() {
    let rows = |cells: [&str; 4]| table(cells.repeat(10));
    let none = ["None", "red", "green", "red"];
    for (one, other) in [
        (none, ["red", "green", "red", "red"]),
        (none, ["NULL", "none", "green", "red"]),
        (none, none),
        (["None"; 4], ["NULL", "red", "green", "red"]),
        (["无", "有", "有", "无"], ["NULL", "有", "有", "有"]),
    ] {
        let before = rows(one).columns[0].missing();
        assert_eq!(
            both(&rows(one), &rows(other))[0].missing(),
            before,
            "{one:?} {other:?}"
        );
    }
    let mut choices = Choices::default();
    choices.kinds.insert("x".to_owned(), ColumnKind::Category);
    let chosen = read_with("x.csv", text("x", none.repeat(10)).as_bytes(), &choices).unwrap();
    let other = rows(["NULL", "red", "green", "red"]);
    assert_eq!(both(&chosen, &other)[0].missing(), 0);
}

#[test]
fn exponents_are_numbers_where_the_other_file_has_plain_ones() {
    let cells = |texts: [&'static str; 3]| (0..60).map(move |row| texts[row % 3]);
    let exponents = table(cells(["1e0", "1E1", "1E2"]));
    let plain = table(cells(["1", "10", "100"]));
    assert_eq!(exponents.columns[0].kind(), ColumnKind::Category);
    let columns = both(&exponents, &plain);
    assert_eq!(numbers(&columns[0]), numbers(&columns[1]));
    // Rooms of two files stay rooms.
    let rooms = table(cells(["1E1", "2E1", "1E2"]));
    assert_eq!(kinds(&exponents, &rooms), [ColumnKind::Category; 2]);
}

#[test]
fn units_behind_some_numbers_of_one_file_come_off_where_the_other_has_numbers() {
    let weight = |row: usize| (3 + row * 7 % 17).to_string();
    let some = table((0..90).map(|row| match row % 3 {
        0 => format!("{} lb", weight(row)),
        _ => weight(row),
    }));
    let plain = table((0..90).map(weight));
    assert_eq!(some.columns[0].kind(), ColumnKind::Category);
    let columns = both(&some, &plain);
    assert_eq!(numbers(&columns[0]), numbers(&columns[1]));
    assert_eq!(columns[0].unit.as_deref(), Some("lb"));
    // Two units are two things, and codes are none.
    let mixed = table((0..90).map(|row| format!("{} {}", weight(row), ["lb", "kg"][row % 2])));
    assert_eq!(kinds(&mixed, &plain)[0], ColumnKind::Category);
    let codes = table((0..90).map(|row| format!("{}{}", weight(row), ["", "X"][row % 2])));
    assert_eq!(kinds(&codes, &plain)[0], ColumnKind::Category);
}
