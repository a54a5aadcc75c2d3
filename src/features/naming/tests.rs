use super::*;
use crate::table::{ColumnKind, read};

fn column(name: &str, cells: impl IntoIterator<Item = String>) -> Column {
    let cells: Vec<String> = cells.into_iter().collect();
    let text = format!("x;{name}\n1;{}\n", cells.join("\n1;"));
    read("a.csv", text.as_bytes()).unwrap().columns.remove(1)
}

fn reason(
    name: &str,
    source: impl IntoIterator<Item = String>,
    target: impl IntoIterator<Item = String>,
) -> Option<LeftOutReason> {
    pair_columns(&column(name, source), &column(name, target)).reason
}

fn all(text: &str) -> Vec<String> {
    vec![text.to_owned(); 40]
}

/// Numbers in no order, of which the first comes twice.
fn numbers(first: u32, step: u32) -> Vec<String> {
    (0..=60_u32)
        .map(|row| (first + row * 7 % 60 * step).to_string())
        .collect()
}

#[test]
fn one_value_on_each_side_names_the_table() {
    for (name, one, other) in [
        ("station", "A", "B"),
        ("year", "2023", "2024"),
        ("height", "1.5", "7.25"),
        ("day", "2023-05-01", "2024-07-02"),
        ("month", "2023-05", "2024-06"),
    ] {
        let expected = LeftOutReason::NamesTable([one, other].map(str::to_owned));
        let some_missing = all(one).into_iter().chain([String::new()]);
        assert_eq!(
            reason(name, all(one), all(other)),
            Some(expected.clone()),
            "{name}"
        );
        assert_eq!(reason(name, some_missing, all(other)), Some(expected), "{name}");
    }
    // One side that varies is a difference.
    let mixed = || all("A").into_iter().chain(all("C"));
    assert_eq!(reason("station", mixed(), all("B")), None);
    assert_eq!(reason("station", all("B"), mixed()), None);
    assert_eq!(
        reason("station", all("B"), all("B")),
        Some(LeftOutReason::Constant)
    );
}

#[test]
fn time_alone_is_no_difference() {
    let time = Some(LeftOutReason::TimeAlone);
    assert_eq!(reason("year", numbers(1900, 1), numbers(1960, 1)), time);
    for name in [
        "Berichtsjahr",
        "Geschäftsjahr",
        "reporting year",
        "fiscal_year",
        "统计年份",
    ] {
        assert_eq!(reason(name, numbers(1900, 1), numbers(1960, 1)), time, "{name}");
    }
    assert_eq!(reason("time", numbers(7_000, 10), numbers(100, 10)), time);
    assert_eq!(reason("year", numbers(1900, 1), numbers(1940, 1)), time);
    assert_eq!(
        reason(
            "season",
            all("2018/19").into_iter().chain(all("2019/20")),
            all("2020/21")
        ),
        time
    );
    let two = |one: &str, other: &str| all(one).into_iter().chain(all(other));
    let school = [two("2008-09", "2009-10"), two("2010-11", "2011-12")];
    let [one, other] = school;
    assert_eq!(reason("year", one, other), time);
    // Of other calendars, under names in other languages.
    let three = |first: u32| (0..90_u32).map(move |row| (first + row * 7 % 3).to_string());
    for (name, first, other) in [
        ("ปี", 2_560, 2_563),
        ("سال", 1_398, 1_401),
        ("vuosi", 2_018, 2_021),
    ] {
        let asked = Some(LeftOutReason::PerhapsTime);
        assert_eq!(reason(name, three(first), three(other)), asked, "{name}");
    }
    // Days that are counted from another one than a spreadsheet's.
    assert_eq!(reason("MJD", numbers(59_215, 1), numbers(59_580, 1)), time);
    // Named by nothing, and asked for.
    let seconds = |first: u32| numbers(first, 86_400);
    let asked = Some(LeftOutReason::PerhapsTime);
    assert_eq!(reason("t", seconds(1_500_000_000), seconds(1_600_000_000)), asked);
    assert_eq!(reason("t", seconds(1_600_000_000), seconds(1_600_000_000)), None);
    for (name, first, other) in [
        ("kwh", 1_900, 1_960),
        ("year_built", 1_900, 1_960),
        ("year", 1_900, 1_910),
        ("day", 0, 60),
    ] {
        assert_eq!(reason(name, numbers(first, 1), numbers(other, 1)), None, "{name}");
    }
}

#[test]
fn what_rises_from_row_to_row_on_both_sides_may_only_count() {
    let asked = Some(LeftOutReason::PerhapsCounts);
    let rising = |first: u32, step: u32| (0..60_u32).map(move |row| (first + row / 2 * step).to_string());
    assert_eq!(reason("Vorgang", rising(20_059, 7), rising(45_035, 9)), asked);
    assert_eq!(reason("Takt", rising(58_852, 1), rising(58_485, 1)), asked);
    let swapped = rising(58_852, 1)
        .enumerate()
        .map(|(row, cell)| if row == 30 { "58900".to_owned() } else { cell });
    assert_eq!(reason("Takt", swapped, rising(58_485, 1)), asked);
    let within_days =
        |first: u32| (0..60_u32).map(move |row| format!("{}.{}", first + row / 2, row * 7 % 10));
    assert_eq!(
        reason("Stand", within_days(2_458_485), within_days(2_458_850)),
        asked
    );
    // Sorted by what is measured, the tables share more.
    assert_eq!(reason("salary", rising(28_000, 900), rising(38_000, 1_200)), None);
    // Those of one table lie among the others, one table is in another order, or values are few.
    assert_eq!(reason("Vorgang", rising(20_059, 7), rising(20_100, 7)), None);
    assert_eq!(reason("load", numbers(20_059, 7), rising(45_035, 9)), None);
    assert_eq!(reason("load", rising(20_059, 0), rising(45_035, 9)), None);
}

#[test]
fn whole_numbers_that_never_repeat_may_be_keys() {
    let asked = Some(LeftOutReason::PerhapsKey);
    let shuffled =
        |first: u64, step: u64| (0..97_u64).map(move |row| (first + row * 35 % 97 * step).to_string());
    assert_eq!(reason("Vorgang", shuffled(10_001, 1), shuffled(10_301, 1)), asked);
    assert_eq!(reason("Vorgang", shuffled(10_001, 3), shuffled(10_100, 3)), asked);
    let barcodes = |first: u64| shuffled(first, 7_919_237);
    assert_eq!(
        reason("code", barcodes(4_001_234_567_890), barcodes(4_006_234_567_890)),
        asked
    );
    // The numbers are known from the name, have a unit, are the same ones, repeat, or are spread widely.
    let key = Some(LeftOutReason::Identifier);
    assert_eq!(reason("Patient", shuffled(10_001, 1), shuffled(10_301, 1)), key);
    assert_eq!(reason("load (kW)", shuffled(101, 1), shuffled(301, 1)), None);
    assert_eq!(reason("age", shuffled(18, 1), shuffled(18, 1)), None);
    let twice = |first: u64| shuffled(first, 1).chain(shuffled(first, 1).take(1));
    assert_eq!(reason("persons", twice(101), twice(301)), None);
    assert_eq!(
        reason("price", shuffled(10_001, 9_973), shuffled(30_001, 9_973)),
        None
    );
}

#[test]
fn parts_of_the_year_are_asked_about_where_the_tables_have_others() {
    let asked = Some(LeftOutReason::PerhapsTime);
    let parts = |parts: &[&str]| -> Vec<String> {
        let parts = parts.iter().cycle().take(80);
        parts.map(|part| (*part).to_owned()).collect()
    };
    for (name, one, other) in [
        (
            "Monat",
            &["Januar", "Februar", "März"][..],
            &["Juli", "August", "Oktober"][..],
        ),
        ("月份", &["1月", "2月"], &["7月", "8月"]),
        ("month", &["1", "2", "3"], &["7", "8", "9"]),
        ("Quartal", &["Q1", "Q2"], &["Q3", "Q4"]),
        ("trimestre", &["T1", "T2"], &["T3", "T4"]),
        ("KW", &["KW01", "KW02"], &["KW27", "KW28"]),
    ] {
        assert_eq!(reason(name, parts(one), parts(other)), asked, "{name}");
        assert_eq!(reason(name, parts(one), parts(one)), None, "{name}");
    }
    assert_eq!(reason("arm", parts(&["T1"]), parts(&["T2", "T3"])), None);
    assert_eq!(reason("rooms", parts(&["1", "2"]), parts(&["3", "4"])), None);
}

#[test]
fn other_periods_and_units_are_no_difference() {
    let of = |texts: &[&str]| -> Vec<String> {
        let texts = texts.iter().cycle().take(80);
        texts.map(|text| (*text).to_owned()).collect()
    };
    let asked = Some(LeftOutReason::PerhapsTime);
    assert_eq!(
        reason("Semester", of(&["WS21", "SS22"]), of(&["WS22", "SS23"])),
        asked
    );
    assert_eq!(reason("Semester", of(&["WS", "SS"]), of(&["SS", "WS"])), None);
    let measured = |unit: &'static str, factor: f64| {
        (0..90_u32).map(move |row| format!("{:.2}{unit}", factor * f64::from(200 + row * 37 % 61)))
    };
    assert_eq!(
        reason("spread", measured(" bp", 1.0), measured("%", 0.01)),
        Some(LeftOutReason::UnitsDiffer(["bp", "%"].map(str::to_owned)))
    );
    for percent in [" Prozent", " percent", " pour cent", " por ciento", "％"] {
        assert_eq!(
            reason("share", measured("%", 1.0), measured(percent, 1.0)),
            None,
            "{percent}"
        );
    }
}

#[test]
fn numbers_with_marks_hide_a_shift_and_are_asked_about() {
    let flagged = |first: u32, every: u32| {
        (0..90_u32).map(move |row| {
            let mark = if row % every == 0 { " p" } else { "" };
            format!("{}.5{mark}", first + row * 7 % 30)
        })
    };
    assert_eq!(
        reason("value", flagged(40, 5), flagged(45, 5)),
        Some(LeftOutReason::NumbersWithMarks)
    );
    let codes = |row: u32| ["1", "2", "3", "X"][row as usize % 4].to_owned();
    assert_eq!(reason("code", (0..90).map(codes), (1..90).map(codes)), None);
}

#[test]
fn marks_and_blanks_beside_yes_and_no_are_asked_about() {
    let cycled = |texts: &[&str]| -> Vec<String> {
        let texts = texts.iter().cycle().take(80);
        texts.map(|text| (*text).to_owned()).collect()
    };
    let marked = |side| Some(LeftOutReason::MarksAndBlanks(side));
    for mark in ["x", "✓", "yes"] {
        let (marks, words) = (cycled(&[mark, "", ""]), cycled(&["yes", "no"]));
        assert_eq!(
            reason("heated", marks.clone(), words.clone()),
            marked(Side::Source),
            "{mark}"
        );
        assert_eq!(
            reason("heated", words, marks.clone()),
            marked(Side::Target),
            "{mark}"
        );
        assert_eq!(reason("heated", marks.clone(), marks), None, "{mark}");
    }
    assert_eq!(reason("kind", cycled(&["x", ""]), cycled(&["red", "blue"])), None);
}

#[test]
fn numbers_of_another_scale_are_asked_about() {
    let measured =
        |factor: f64| (0..90_u32).map(move |row| format!("{:.3}", factor * f64::from(20 + row * 37 % 61)));
    let larger = Side::Target;
    for (from, to, factor) in [(1.0, 1_000.0, 1_000), (0.01, 1.0, 100)] {
        assert_eq!(
            reason("x", measured(from), measured(to)),
            Some(LeftOutReason::PerhapsUnit { factor, larger })
        );
    }
    assert_eq!(reason("x", measured(1.0), measured(3.0)), None);
    // Minutes and seconds in one table, hours before them in the other.
    let clock = |hours: &'static str| {
        (0..90_u32).map(move |row| format!("{hours}{:02}:{:02}", 1 + row * 37 % 19, row * 7 % 60))
    };
    assert_eq!(
        reason("Dauer", clock(""), clock("00:")),
        Some(LeftOutReason::PerhapsUnit {
            factor: 60,
            larger: Side::Source
        })
    );
    assert_eq!(reason("Dauer", clock(""), clock("")), None);
}

#[test]
fn durations_that_are_named_time_are_asked_about() {
    let measured = |first: u32| (0..60_u32).map(move |row| (first + row * 37 % 60 * 7).to_string());
    assert_eq!(
        reason("Time (s)", measured(400), measured(1_400)),
        Some(LeftOutReason::PerhapsTime)
    );
    let rising = |first: u32| (0..60_u32).map(move |row| (first + row * 7).to_string());
    assert_eq!(
        reason("Time (s)", rising(400), rising(1_400)),
        Some(LeftOutReason::TimeAlone)
    );
}

#[test]
fn texts_that_name_years_may_be_periods() {
    let texts = |text: &str, first: u32| {
        let text = text.to_owned();
        (0..60_u32).map(move |row| {
            text.replace('#', &(row * 7 % 3 + 1).to_string())
                .replace("YY", &(first + row % 2).to_string())
        })
    };
    for text in ["Nr #, 20YY", "term # of 20YY", "20YY Phase #"] {
        let asked = Some(LeftOutReason::PerhapsTime);
        assert_eq!(reason("term", texts(text, 18), texts(text, 20)), asked, "{text}");
        assert_eq!(reason("term", texts(text, 18), texts(text, 19)), None, "{text}");
    }
    let eras = |year: u32| texts("平成XX年第#期", 0).map(move |text| text.replace("XX", &year.to_string()));
    assert_eq!(
        reason("年月", eras(30), eras(31)),
        Some(LeftOutReason::PerhapsTime)
    );
    let years = |years: [&'static str; 2]| (0..61_usize).map(move |row| years[row % 2].to_owned());
    // One row of the first years stands in the other table.
    let [one, other] = [["GJ20/21", "GJ21/22"], ["GJ22/23", "GJ23/24"]].map(years);
    let other = other.chain(years(["GJ20/21", "GJ21/22"]).take(1));
    assert_eq!(reason("Abschnitt", one, other), Some(LeftOutReason::PerhapsTime));
    // One of them names none.
    let mixed = texts("type #", 18).take(5).chain(texts("type # of 20YY", 18));
    let renamed = Some(LeftOutReason::PerhapsRenamed);
    assert_eq!(reason("kind", mixed, texts("type # of 20YY", 20)), renamed);
    assert_eq!(
        reason("model", texts("A#000YY", 18), texts("B#000YY", 20)),
        renamed
    );
}

#[test]
fn numbers_are_moments_where_the_other_table_says_so() {
    let days = |first: u32, count: u32| (first..first + count).map(|day| day.to_string());
    let dates = (1..=28).map(|day| format!("2019-02-{day:02} 06:00"));
    let [source, target] = [column("time", dates), column("time", days(43_831, 400))];
    for (one, other) in [(&source, &target), (&target, &source)] {
        let paired = pair_columns(one, other);
        let names: Vec<&str> = paired.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names.len(), 4, "{names:?}");
        assert_eq!(paired.reason, None);
    }
    // What is measured is no moment.
    let target = column("time", numbers(0, 7));
    let reason = LeftOutReason::KindsDiffer(ColumnKind::Moment, ColumnKind::Number);
    assert_eq!(pair_columns(&source, &target), Paired::nothing(reason));
}

#[test]
fn seconds_since_the_beginning_are_asked_about_where_one_recording_is_longer() {
    let seconds = |count: u32| (0..count).map(|row| format!("{:.1}", f64::from(row) / 10.0));
    let asked = Some(LeftOutReason::PerhapsCounts);
    assert_eq!(reason("t", seconds(400), seconds(700)), asked);
    // Of the same length they differ in nothing.
    assert_eq!(reason("t", seconds(400), seconds(400)), None);
    assert_eq!(reason("t", seconds(400), numbers(0, 1)), None);
    let clock =
        |count: u32| (0..count).map(|row| format!("{}:{:02}:{:02}", row / 360, row / 6 % 60, row % 6 * 10));
    assert_eq!(reason("t", clock(400), clock(700)), asked);
    assert_eq!(reason("t", clock(400), clock(400)), None);
    let shuffled = |count: u32| clock(60).cycle().skip(7).step_by(7).take(count as usize);
    assert_eq!(reason("t", shuffled(60), shuffled(50)), None);
}

#[test]
fn terms_over_the_turn_of_a_year_may_be_periods() {
    let terms = |first: [&'static str; 2]| (0..60_usize).map(move |row| first[row % 2].to_owned());
    let asked = Some(LeftOutReason::PerhapsTime);
    assert_eq!(
        reason(
            "term",
            terms(["Fall 2021", "Spring 2022"]),
            terms(["Fall 2022", "Spring 2023"])
        ),
        asked
    );
    assert_eq!(
        reason(
            "term",
            terms(["WS 2020/21", "SS 2021"]),
            terms(["WS 2021/22", "SS 2022"])
        ),
        asked
    );
    assert_eq!(
        reason(
            "term",
            terms(["Fall 2021", "Spring 2022"]),
            terms(["Spring 2022", "Fall 2022"])
        ),
        None
    );
}

#[test]
fn keys_without_one_in_common_name_rows() {
    let twice = |first: u32| [numbers(first, 1), numbers(first, 1)].concat();
    let key = Some(LeftOutReason::Identifier);
    assert_eq!(reason("customer_id", twice(1), twice(5_000)), key);
    let texts = |first: u32| twice(first).into_iter().map(|number| format!("C{number}"));
    assert_eq!(reason("customer_id", texts(1), texts(5_000)), key);
    assert_eq!(reason("customer_id", numbers(1, 17), numbers(50_000, 3)), key);
    // Codes may be of places.
    let asked = Some(LeftOutReason::PerhapsGroupKey);
    for name in [
        "postal_code",
        "código postal",
        "codigo_producto",
        "郵便番号",
        "行政区编码",
    ] {
        assert_eq!(reason(name, twice(10_001), twice(60_001)), asked, "{name}");
    }
    // Shops that both know, and amounts.
    assert_eq!(reason("shop_id", twice(1), twice(31)), None);
    assert_eq!(reason("kwh", twice(1), twice(5_000)), None);
    assert_eq!(reason("kwh", numbers(1, 17), numbers(50_000, 3)), None);
}

#[test]
fn keys_that_many_rows_share_are_asked_about() {
    let asked = Some(LeftOutReason::PerhapsGroupKey);
    let few =
        |first: u32, count: u32, rows: u32| (0..rows).map(move |row| (first + row * 7 % count).to_string());
    for name in ["batch", "batch_no", "Chargennummer", "lot", "lote", "批号"] {
        assert_eq!(
            reason(name, few(40_112, 4, 90), few(40_118, 3, 90)),
            asked,
            "{name}"
        );
    }
    // Both tables have one.
    assert_eq!(reason("batch", few(12, 4, 90), few(15, 3, 90)), None);
    assert_eq!(reason("rooms", few(1, 4, 90), few(7, 3, 90)), None);
    // No two rows have one number in common.
    assert_eq!(reason("index", few(20, 29, 900), few(54, 29, 900)), asked);
    assert_eq!(
        reason("index", few(20, 29, 60), few(54, 29, 60)),
        Some(LeftOutReason::Identifier)
    );
}

/// So many rows of some texts, one after the other.
fn cycled(texts: &[&str], rows: usize) -> Vec<String> {
    texts
        .iter()
        .cycle()
        .take(rows)
        .map(|text| (*text).to_owned())
        .collect()
}

#[test]
fn few_categories_without_one_in_common_are_asked_about() {
    let asked = Some(LeftOutReason::PerhapsRenamed);
    for (one, other, expected) in [
        (
            &["合闸", "分闸", "检修"][..],
            &["closed", "open"][..],
            asked.clone(),
        ),
        (
            &["rot", "grün", "blau", "gelb"],
            &["red", "green", "blue"],
            asked.clone(),
        ),
        (&["ja", "nix"], &["yes", "no"], asked),
        // They share most, or one.
        (&["red", "green", "blue"], &["red", "green", "yellow"], None),
        (&["red", "green", "blue"], &["red", "gelb", "grau"], None),
        // One value is none of several.
        (&["red", "green"], &["blue"], None),
    ] {
        let [one, other] = [one, other].map(|texts| cycled(texts, 80));
        assert_eq!(reason("state", one.clone(), other.clone()), expected, "{one:?}");
        assert_eq!(reason("state", other, one), expected);
    }
    let many = |first: usize| (0..160).map(move |row| format!("p{}q", first + row * 7 % 20));
    assert_eq!(reason("state", many(10), many(40)), None);
}

#[test]
fn yes_and_blanks_beside_digits_are_asked_about() {
    let [marks, digits] = [&["yes", "", ""][..], &["1", "0"]].map(|texts| cycled(texts, 80));
    let marked = |side| Some(LeftOutReason::MarksAndBlanks(side));
    assert_eq!(
        reason("heated", marks.clone(), digits.clone()),
        marked(Side::Source)
    );
    assert_eq!(reason("heated", digits, marks), marked(Side::Target));
}

#[test]
fn slow_counters_are_asked_about() {
    let asked = Some(LeftOutReason::PerhapsCounts);
    let counter = |text: &'static str, first: u32, rows: u32| {
        (0..120_u32).map(move |row| text.replace('#', &(first + row / rows).to_string()))
    };
    assert_eq!(reason("cycle", counter("#", 1, 12), counter("#", 11, 12)), asked);
    assert_eq!(reason("sol", counter("#", 1, 3), counter("#", 41, 3)), asked);
    assert_eq!(
        reason("firmware", counter("R4.#.3", 1, 12), counter("R4.#.3", 11, 12)),
        asked
    );
    // One recording is longer.
    assert_eq!(reason("cycle", counter("#", 1, 12), counter("#", 1, 20)), asked);
    // Both count the same, or rows stand in any order.
    assert_eq!(reason("cycle", counter("#", 1, 12), counter("#", 1, 12)), None);
    // Cars sorted by the year in which they were built: it is a quantity.
    assert_eq!(reason("year", counter("#", 70, 12), counter("#", 70, 13)), None);
    let shuffled = |first: u32| (0..120_u32).map(move |row| (first + row * 7 % 10).to_string());
    assert_eq!(reason("grade", shuffled(1), shuffled(11)), None);
}

#[test]
fn weeks_that_go_on_and_on_may_be_periods() {
    let asked = Some(LeftOutReason::PerhapsTime);
    let numbered = |text: &'static str, first: u32| {
        (0..200_u32).map(move |row| text.replace('#', &(first + row * 7 % 20).to_string()))
    };
    for text in ["Week #", "week_#", "第#周", "第 # 週", "Day #", "第#天"] {
        assert_eq!(
            reason("phase", numbered(text, 121), numbered(text, 141)),
            asked,
            "{text}"
        );
        assert_eq!(
            reason("phase", numbered(text, 121), numbered(text, 121)),
            None,
            "{text}"
        );
        assert_eq!(
            reason("phase", numbered(text, 121), numbered(text, 125)),
            None,
            "{text}"
        );
    }
    // Zones that one table alone has.
    assert_eq!(
        reason("phase", numbered("Zone #", 121), numbered("Zone #", 141)),
        None
    );
}

#[test]
fn numbers_that_cover_two_periods_evenly_may_be_days() {
    let asked = Some(LeftOutReason::PerhapsTime);
    let days = |first: u32| (0..400_u32).map(move |row| (first + row * 137 % 360).to_string());
    assert_eq!(reason("k", days(44_927), days(45_292)), asked);
    assert_eq!(reason("k", days(44_927), days(44_927)), None);
    let moments = |first: u32| {
        days(first)
            .enumerate()
            .map(|(row, day)| format!("{day}.{:05}", row * 37_997 % 99_991))
    };
    assert_eq!(reason("k", moments(44_927), moments(45_292)), asked);
    assert_eq!(reason("k", moments(44_927), moments(44_927)), None);
    // Before there were spreadsheets.
    assert_eq!(reason("k", days(10_000), days(10_365)), None);
    // Most lie close together: these are measured.
    let measured = |middle: i32| {
        (-200..200_i32).map(move |row| {
            let place = row * 137 % 200;
            (middle + place * place.abs() / 200).to_string()
        })
    };
    assert_eq!(reason("k", measured(45_100), measured(45_500)), None);
}

#[test]
fn years_of_taiwan_and_days_without_a_year_may_be_periods() {
    let asked = Some(LeftOutReason::PerhapsTime);
    let years = |first: u32| (0..90_u32).map(move |row| (first + row * 7 % 3).to_string());
    assert_eq!(reason("年度", years(105), years(108)), asked);
    assert_eq!(reason("年度", years(105), years(105)), None);
    assert_eq!(reason("kwh", years(105), years(108)), None);
    let days = |first: u32, text: &'static str| {
        (0..180_u32).map(move |row| {
            let text = text.replace('M', &(first + row % 2).to_string());
            text.replace('D', &(1 + row * 11 % 28).to_string())
        })
    };
    for text in ["M月D日", "0M月D号"] {
        assert_eq!(reason("日期", days(1, text), days(3, text)), asked, "{text}");
        assert_eq!(reason("日期", days(1, text), days(1, text)), None, "{text}");
    }
}
