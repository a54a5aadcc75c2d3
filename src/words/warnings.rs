//! Warnings about the rows of two tables.

use super::columns::table;
use super::lists::{capital, joined, listed};
use super::nouns::Noun;
use super::numbers::{count, counted, percent};
use crate::language::{say, tell};
use crate::report::{
    CalendarShift, ColumnOfEach, Cycle, HeldOutBy, Outcome, Regime, Report, RowDependence, Season, Side,
    Succession, Test, Warning, repeats_for,
};

pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The heading of what may weaken the answer.
pub(crate) fn weakened(count: usize) -> String {
    match count {
        1 => say!("One thing may weaken this answer", "该结论有1项注意事项").to_owned(),
        _ => tell!(
            "{count} things may weaken this answer",
            "该结论有{count}项注意事项"
        ),
    }
}

/// A warning beside the result of this test: what was found, its effect, and what to do.
#[must_use]
pub fn warning(warning: &Warning, report: &Report) -> String {
    match warning {
        Warning::SharedRows { count: shared, rows } => tell!(
            "{} of {} target rows also occur in the source. Tables then look more alike, and the source network better, than \
            they are. If they are the same cases, remove them from one file.",
            "{1}个目标行中有{0}行与源数据中的行完全相同，使两张表显得更相似，源网络显得更好。如果是同一批记录，请从其中一个文件删除。",
            count(*shared),
            count(*rows)
        ),
        Warning::RepeatedRows {
            side,
            count: repeated,
            rows,
        } => tell!(
            "{} of {} {} rows repeat another row. If they are the same cases, p-values are too small and intervals too narrow.",
            "{2}的{1}行中有{0}行与其他行重复。如果是同一批记录，p值会偏小，区间会偏窄。",
            count(*repeated),
            count(*rows),
            table(*side)
        ),
        Warning::Ties { count: tied, rows } => tell!(
            "{} of {} rows in both tables equal another row. The test stays valid but detects small shifts less often. Remove \
            rows that repeat the same case.",
            "两张表的{1}行中有{0}行与另一行完全相等。检验仍然有效，但较难发现小的偏移。请删除重复的记录。",
            count(*tied),
            count(*rows)
        ),
        Warning::Unit {
            column,
            factor,
            larger,
        } => {
            let cause = if *factor == 100 {
                say!(
                    "One table may hold per cent, the other shares.",
                    "可能一张表是百分数，另一张是小数。"
                )
            } else {
                say!(
                    "One table may use another unit, or its decimal marks were read as thousands separators.",
                    "可能其中一张表用了另一种单位，或其小数点被读作千位分隔符。"
                )
            };
            tell!(
                "Values of {column} in the {} are about {} times those in the {}. {cause} If they mean the same, change how \
                the file is read, or leave the column out.",
                "{}中{column}的值约为{2}中的{1}倍。{cause}如果含义相同，请更改文件的读取方式，或略过该列。",
                table(*larger),
                count(u64::from(*factor)),
                table(other(*larger))
            )
        }
        Warning::UnitOnOneSide { column, side, unit } => unit_on_one_side(column, *side, unit.as_deref()),
        Warning::PercentOnOneSide { column, side } => percent_on_one_side(column, *side),
        Warning::Periods {
            column,
            cycles,
            is_compared,
        } => periods(column, cycles, *is_compared),
        Warning::Calendar { column, shift } => other_calendar(column, *shift),
        Warning::MoreColumns { count } => tell!(
            "Not listed: {} about units or dates of other columns.",
            "另有{}涉及其他列的单位或日期，此处未列出。",
            counted(*count, Noun::Warning)
        ),
        Warning::NoSharedClass { label, classes } => {
            let [source, target] = classes.each_ref().map(|names| names.join(say!(", ", "、")));
            tell!(
                "The tables share no class of the label {label}: {source} in the source, {target} in the target. So the \
                source network cannot be judged on the target. If classes mean the same, write them alike in both files.",
                "标签{label}在两张表中没有共同的类别：源数据中为{source}，目标数据中为{target}。因此无法在目标上评判源网络。如果某些类别含义相同，请在两个文件中统一写法。"
            )
        }
        Warning::Ordered { columns } => in_time(Some(columns), None, report),
        Warning::Neighbours { columns } => in_time(None, Some(columns), report),
        Warning::Drift { columns } => drift(columns, &report.test),
    }
}

/// What may weaken the answer, one sentence or a few for each. That rows are in order and that they resemble their neighbours is
/// one thing.
#[must_use]
pub fn warnings(outcome: &Outcome) -> Vec<String> {
    let report = &outcome.report;
    let columns_of = |order: bool| {
        report.warnings.iter().find_map(|warning| match warning {
            Warning::Ordered { columns } if order => Some(columns),
            Warning::Neighbours { columns } if !order => Some(columns),
            _ => None,
        })
    };
    let (ordered, neighbours) = (columns_of(true), columns_of(false));
    let independent = match outcome.settings.dependence {
        RowDependence::Independent => say!(
            " The test takes rows for independent because you said so.",
            "检验按您的设置把各行视为独立。"
        ),
        RowDependence::Found | RowDependence::Runs(_) => "",
    };
    let mut is_told = false;
    let said = report.warnings.iter().filter_map(|warning| match warning {
        Warning::Ordered { .. } | Warning::Neighbours { .. } => {
            let is_first = !std::mem::replace(&mut is_told, true);
            is_first.then(|| in_time(ordered, neighbours, report) + independent)
        }
        other => Some(self::warning(other, report)),
    });
    cancelled(outcome).into_iter().chain(said).collect()
}

/// That a comparison made fewer repeats than it could.
fn cancelled(Outcome { settings, report, .. }: &Outcome) -> Option<String> {
    let comparison = report.comparison.as_ref()?;
    let asked = repeats_for(settings.training.repeats, comparison.rows.that_may_teach());
    (comparison.repeats < asked).then(|| {
        tell!(
            "The comparison was cancelled after {} of {asked} repeats. All of them may give another advice.",
            "网络比较在第{}次重复后取消（共{asked}次）。全部完成后建议可能不同。",
            comparison.repeats
        )
    })
}

/// Rows that are in an order or resemble their neighbours, and what that means for this test.
fn in_time(
    ordered: Option<&ColumnOfEach>,
    neighbours: Option<&ColumnOfEach>,
    Report { test, comparison, .. }: &Report,
) -> String {
    let alike = neighbours.map(of_sides);
    let found = match (ordered.map(in_order), alike) {
        (Some(ordered), Some(alike)) => tell!(
            "{ordered}, and neighbouring rows are alike in {alike}.",
            "{ordered}，且相邻的行在{alike}上彼此相似。"
        ),
        (Some(ordered), None) => tell!("{ordered}.", "{ordered}。"),
        (None, alike) => tell!(
            "Neighbouring rows are alike in {0}.",
            "相邻的行在{0}上彼此相似。",
            alike.unwrap_or_default()
        ),
    };
    // Where the latest rows judge, a block of the jackknife is as long as a run.
    let is_in_time = comparison
        .as_ref()
        .map(|comparison| matches!(comparison.held_out_by, HeldOutBy::Time(_)));
    let run = in_runs(test).map(|succession| counted(succession.run, Noun::Row));
    match (run, is_in_time) {
        (Some(run), None) => tell!(
            "{found} The test allows for it: it permutes runs of {run}.",
            "{found}检验已考虑到这一点：它整段置换，每段{run}。"
        ),
        (Some(run), Some(true)) => tell!(
            "{found} The test allows for it: it permutes runs of {run}. So does the comparison: runs of the latest rows judge it.",
            "{found}检验已考虑到这一点：它整段置换，每段{run}。网络比较也已考虑：由最晚的行按整段评判。"
        ),
        (Some(run), Some(false)) => tell!(
            "{found} The test allows for it: it permutes runs of {run}. The intervals of the comparison may be too narrow.",
            "{found}检验已考虑到这一点：它整段置换，每段{run}。网络比较的区间可能偏窄。"
        ),
        (None, _) => tell!(
            "{found} If they depend on each other in time, p-values are too small and intervals of the comparison too narrow. \
            If the file was only sorted, this does no harm.",
            "{found}如果相邻的行在时间上相关，p值会偏小，网络比较的区间会偏窄。如果只是对文件排了序，则无妨。"
        ),
    }
}

/// The runs that the test permuted, where it did.
fn in_runs(test: &Test) -> Option<&Succession> {
    test.succession.as_ref().filter(|_| test.regime == Regime::Runs)
}

/// Columns that drift, and how far the test allows for it.
fn drift(columns: &ColumnOfEach, test: &Test) -> String {
    let columns = of_sides(columns);
    if let Some(season) = in_runs(test).and_then(|succession| succession.within) {
        let parts = match season {
            Season::Month => say!("months", "月份"),
            Season::Quarter => say!("quarters", "季度"),
        };
        return tell!(
            "The mean of {columns} differs between first and last rows. The test allows for the season: it compares the same {parts} \
            of the year. A trend over the years may still be part of a shift between the tables.",
            "{columns}在记录首尾的均值不同。检验已考虑季节影响，只在相同{parts}之间比较。但跨年的趋势仍可能是两表之间偏移的一部分。"
        );
    }
    tell!(
        "The mean of {columns} differs between first and last rows. A shift between the tables may be part of this drift. To \
        compare like with like, choose a shorter period.",
        "{columns}在记录首尾的均值不同。两表之间的偏移可能只是这种漂移的一部分。请选择较短的时段，以便同类相比。"
    )
}

/// A unit that only one table says, if it is told which.
fn unit_on_one_side(column: &str, side: Side, unit: Option<&str>) -> String {
    let (one, another) = (table(side), table(other(side)));
    let found = match unit {
        Some(unit) => tell!(
            "{column} has the unit {unit} in the {one} and none in the {another}.",
            "{column}在{one}中的单位是{unit}，在{another}中没有单位。"
        ),
        None => tell!(
            "{column} has a unit in the {one} and none in the {another}.",
            "{column}在{one}中有单位，在{another}中没有单位。"
        ),
    };
    tell!(
        "{found} If the units differ, the comparison is wrong. Write the unit into both files.",
        "{found}如果单位不同，比较就是错的。请在两个文件中都写明单位。"
    )
}

/// Percent signs in only one of the tables.
fn percent_on_one_side(column: &str, side: Side) -> String {
    tell!(
        "{column} has percent signs in the {}, where 35\u{a0}% is read as .35. In the {} it has none and is read unchanged. Write \
        it alike in both files.",
        "{column}在{}中带百分号，35%读作0.35。在{}中不带百分号，按原值读取。请在两个文件中统一写法。",
        table(side),
        table(other(side))
    )
}

fn other(side: Side) -> Side {
    match side {
        Side::Source => Side::Target,
        Side::Target => Side::Source,
    }
}

/// Parts of the calendar in a table shorter than a day, a week or a year.
fn periods(column: &str, cycles: &[Cycle], is_compared: bool) -> String {
    let each =
        |word: fn(Cycle) -> &'static str| listed(&cycles.iter().copied().map(word).collect::<Vec<_>>());
    let (turns, places) = (each(turn), each(place));
    let result = if is_compared {
        say!(
            "There are no other inputs, so the test compares them. A difference may only reflect the two periods.",
            "没有其他输入，因此检验仍然比较它们。差异可能只来自时段不同。"
        )
    } else {
        say!(
            "The test does not compare them, because any two periods differ in them.",
            "检验不比较这一项，因为任意两个时段的日期必然不同。"
        )
    };
    let come = if cycles.len() == 1 {
        "comes from it is an input"
    } else {
        "come from it are inputs"
    };
    tell!(
        "{column} covers less than {turns} in at least one table. {} that {come} of networks. {result}",
        "至少有一张表的{column}不足{turns}。网络以由它得到的{}为输入。{result}",
        capital(&places)
    )
}

/// Dates that fall on different parts of the calendar.
fn other_calendar(column: &str, shift: CalendarShift) -> String {
    let [source, target] = shift.percent.map(|share| percent(f64::from(share) / 100.0));
    let part = part(shift);
    tell!(
        "Dates in {column} fall on different {}: {source} of source rows and {target} of target rows fall {part}. Other \
        columns may differ because of this.",
        "{column}的日期在两张表中落在不同的{}：源数据有{source}的行在{part}，目标数据有{target}。其他列可能因此而不同。",
        match shift.cycle {
            Cycle::Hour => say!("hours", "小时"),
            Cycle::Weekday => say!("weekdays", "星期"),
            Cycle::DayOfYear | Cycle::Month => say!("months", "月份"),
        }
    )
}

/// A part of the calendar, as in `on Mondays`.
fn part(shift: CalendarShift) -> String {
    let part = usize::from(shift.part);
    let of = |names: &[&'static str]| names.get(part).copied().unwrap_or_default();
    match shift.cycle {
        Cycle::Hour => {
            let next = (part + 1) % 24;
            tell!("between {part}:00 and {next}:00", "{part}时至{next}时")
        }
        Cycle::Weekday => {
            let english = of(&[
                "Mondays",
                "Tuesdays",
                "Wednesdays",
                "Thursdays",
                "Fridays",
                "Saturdays",
                "Sundays",
            ]);
            let chinese = of(&["一", "二", "三", "四", "五", "六", "日"]);
            tell!("on {english}", "星期{chinese}")
        }
        Cycle::DayOfYear | Cycle::Month => {
            let english = of(&MONTHS);
            let number = part + 1;
            tell!("in {english}", "{number}月")
        }
    }
}

/// The period of a cycle.
fn turn(cycle: Cycle) -> &'static str {
    match cycle {
        Cycle::Hour => say!("a day", "一天"),
        Cycle::Weekday => say!("a week", "一周"),
        Cycle::DayOfYear | Cycle::Month => say!("a year", "一年"),
    }
}

/// The position within a cycle.
fn place(cycle: Cycle) -> &'static str {
    match cycle {
        Cycle::Hour => say!("the hour", "小时"),
        Cycle::Weekday => say!("the weekday", "星期几"),
        Cycle::DayOfYear => say!("the day of the year", "一年中的第几天"),
        Cycle::Month => say!("the month", "月份"),
    }
}

/// Columns with the name of their table, or once where both have the same.
fn of_sides(columns: &ColumnOfEach) -> String {
    if let Some(both) = same_in_both(columns) {
        return tell!("{both} (both tables)", "{both}（两张表）");
    }
    let named = columns.named().map(|(side, column)| {
        let table = table(side);
        tell!("{column} ({table})", "{column}（{table}）")
    });
    joined(named, say!(" and ", "和"))
}

/// By which columns the rows are in order. It starts a sentence.
fn in_order(columns: &ColumnOfEach) -> String {
    match same_in_both(columns) {
        Some(both) => tell!(
            "The rows of both tables are in order of {both}",
            "两张表的行都按{both}排序"
        ),
        None => tell!("The rows are in order of {}", "行按{}排序", of_sides(columns)),
    }
}

fn same_in_both(ColumnOfEach { source, target }: &ColumnOfEach) -> Option<&str> {
    source.as_deref().filter(|_| source == target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    /// What is said of a warning beside the test of the fixture.
    fn said(warning: &Warning) -> String {
        super::warning(warning, &fixture::outcome().report)
    }

    fn both(name: &str) -> ColumnOfEach {
        let name = || Some(name.to_owned());
        ColumnOfEach {
            source: name(),
            target: name(),
        }
    }

    #[test]
    fn periods_name_what_is_not_compared() {
        let periods = |is_compared| {
            said(&Warning::Periods {
                column: "day".to_owned(),
                cycles: vec![Cycle::Weekday, Cycle::DayOfYear],
                is_compared,
            })
        };
        assert_eq!(
            periods(false),
            "day covers less than a week and a year in at least one table. The weekday and the day of the year that come \
             from it are inputs of networks. The test does not compare them, because any two periods differ in them."
        );
        assert!(periods(true).ends_with("A difference may only reflect the two periods."));
    }

    #[test]
    fn other_parts_of_the_calendar_are_named() {
        let told = |cycle, part| {
            let shift = CalendarShift {
                cycle,
                part,
                percent: [0, 31],
            };
            said(&Warning::Calendar {
                column: "sold".to_owned(),
                shift,
            })
        };
        assert!(
            told(Cycle::Weekday, 5).starts_with(
                "Dates in sold fall on different weekdays: 0\u{a0}% of source rows and 31\u{a0}% of target rows fall on Saturdays."
            ),
            "{}",
            told(Cycle::Weekday, 5)
        );
        assert!(told(Cycle::Month, 0).contains("fall in January"));
        assert!(told(Cycle::Hour, 23).contains("fall between 23:00 and 0:00"));
    }

    #[test]
    fn units_on_one_side_name_both_tables() {
        let unit = Warning::UnitOnOneSide {
            column: "Power".to_owned(),
            side: Side::Target,
            unit: Some("kW".to_owned()),
        };
        let said = self::said(&unit);
        assert!(
            said.starts_with("Power has the unit kW in the target and none in the source."),
            "{said}"
        );
        let percent = Warning::PercentOnOneSide {
            column: "quota".to_owned(),
            side: Side::Source,
        };
        let said = self::said(&percent);
        assert!(
            said.contains("percent signs in the source, where 35\u{a0}% is read as .35. In the target it"),
            "{said}"
        );
    }

    #[test]
    fn classes_that_are_not_shared_are_named() {
        let classes = [["low", "high"], ["red", "blue"]].map(|names| names.map(str::to_owned).to_vec());
        let label = "y".to_owned();
        let said = self::said(&Warning::NoSharedClass { label, classes });
        assert!(
            said.contains("low, high in the source, red, blue in the target"),
            "{said}"
        );
    }

    #[test]
    fn rows_in_time_are_one_warning_that_knows_the_test() {
        let mut outcome = fixture::full();
        let report = &mut outcome.report;
        report.warnings = vec![
            Warning::Ordered { columns: both("day") },
            Warning::Neighbours {
                columns: both("load"),
            },
        ];
        report.test.regime = Regime::Runs;
        report.test.succession.as_mut().unwrap().run = 14;
        let found = "The rows of both tables are in order of day, and neighbouring rows are alike in load (both tables). The test \
                     allows for it: it permutes runs of 14 rows.";
        for (by, of_comparison) in [
            (
                Some(HeldOutBy::Chance),
                " The intervals of the comparison may be too narrow.",
            ),
            (
                Some(HeldOutBy::Time("day".to_owned())),
                " So does the comparison: runs of the latest rows judge it.",
            ),
            (None, ""),
        ] {
            match (by, &mut outcome.report.comparison) {
                (Some(by), Some(comparison)) => comparison.held_out_by = by,
                (_, comparison) => *comparison = None,
            }
            assert_eq!(warnings(&outcome), [format!("{found}{of_comparison}")]);
        }
        outcome.report.test.succession = None;
        outcome.report.warnings.remove(0);
        let said = warnings(&outcome);
        assert!(said[0].contains("p-values are too small"), "{said:?}");
        outcome.settings.dependence = RowDependence::Independent;
        let said = warnings(&outcome);
        assert!(said[0].ends_with("because you said so."), "{said:?}");
    }

    #[test]
    fn a_cancelled_comparison_says_how_far_it_came() {
        let mut outcome = fixture::outcome();
        assert_eq!(warnings(&outcome), [""; 0]);
        outcome.report.comparison.as_mut().unwrap().repeats = 3;
        assert_eq!(
            warnings(&outcome),
            ["The comparison was cancelled after 3 of 10 repeats. All of them may give another advice."]
        );
        // So many rows have three repeats only.
        outcome.report.comparison.as_mut().unwrap().rows.source_training = 50_000;
        assert_eq!(warnings(&outcome), [""; 0]);
    }

    #[test]
    fn a_drift_within_the_season_asks_for_no_shorter_period() {
        let mut report = fixture::full().report;
        let drift = Warning::Drift {
            columns: both("load"),
        };
        let mut said = |within| {
            report.test.succession.as_mut().unwrap().within = within;
            warning(&drift, &report)
        };
        let by_month = said(Some(Season::Month));
        assert!(by_month.contains("compares the same months") && !by_month.contains("shorter period"));
        assert!(said(Some(Season::Quarter)).contains("compares the same quarters"));
        assert!(said(None).contains("choose a shorter period"));
        report.test.succession = None;
        assert!(warning(&drift, &report).contains("choose a shorter period"));
    }

    #[test]
    fn rows_in_order_name_their_column_once_where_it_is_the_same() {
        let mut columns = both("day");
        assert_eq!(in_order(&columns), "The rows of both tables are in order of day");
        columns.target = Some("id".to_owned());
        assert_eq!(
            in_order(&columns),
            "The rows are in order of day (source) and id (target)"
        );
    }

    #[test]
    fn a_unit_that_is_kept_back_is_not_named() {
        let unit = Warning::UnitOnOneSide {
            column: "column 1".to_owned(),
            side: Side::Target,
            unit: None,
        };
        assert!(
            self::said(&unit).starts_with("column 1 has a unit in the target and none in the source. If")
        );
    }
}
