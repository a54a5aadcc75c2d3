//! What the warnings say beside the tables, the columns and the label that they are about.

use std::collections::HashSet;

use super::super::{ColumnOfEach, MAX_CLASSES_WARNED, MAX_COLUMNS_WARNED, Outcome, Report, Side, Warning};
use super::require::{Check, are_distinct, require_field, require_rows};

/// Warnings that a column can have: of its unit, of the part of the calendar, and of periods.
const OF_ONE_COLUMN: u64 = 3;

/// Each of them, and all together.
pub(super) fn check(Outcome { settings, report, .. }: &Outcome) -> Check {
    let label = settings.label.as_deref().filter(|_| report.relation.is_some());
    let inputs: HashSet<&str> = report.columns.iter().map(String::as_str).collect();
    for (at, warning) in report.warnings.iter().enumerate() {
        check_one(warning, report, &inputs, label, &format!("report.warnings[{at}]"))?;
    }
    // Said twice, one thing would weaken the answer twice.
    let told: HashSet<_> = report
        .warnings
        .iter()
        .map(|warning| (std::mem::discriminant(warning), warning.about()))
        .collect();
    let of_columns = report.warnings.iter().filter(|it| it.about().0.is_some());
    let named = of_columns.count();
    let more = report.warnings.iter().find_map(|warning| match warning {
        Warning::MoreColumns { count } => Some(*count),
        _ => None,
    });
    let possible = OF_ONE_COLUMN * (inputs.len() as u64 + 1);
    let can_be = more.is_none_or(|more| more > 0 && more <= possible.saturating_sub(named as u64));
    let is_sound = told.len() == report.warnings.len() && named <= MAX_COLUMNS_WARNED && can_be;
    require_field(is_sound, "report.warnings")
}

/// A warning by itself; `label` is the one that both tables have.
fn check_one(
    warning: &Warning,
    report: &Report,
    inputs: &HashSet<&str>,
    label: Option<&str>,
    path: &str,
) -> Check {
    let [source, target] = [report.source.rows, report.target.rows];
    let rows_of = |side: &Side| match side {
        Side::Source => source,
        Side::Target => target,
    };
    let are_rows = |count: u64, of: u64, all: u64| require_rows(of == all && 0 < count && count <= of, path);
    let is_used = |column: &str| inputs.contains(column) || label == Some(column);
    let are_named = |columns: &ColumnOfEach| columns.named().next().is_some();
    let sound = match warning {
        Warning::SharedRows { count, rows } => return are_rows(*count, *rows, target),
        Warning::RepeatedRows { side, count, rows } => return are_rows(*count, *rows, rows_of(side)),
        Warning::Ties { count, rows } => return are_rows(*count, *rows, source.saturating_add(target)),
        Warning::Unit { column, factor, .. } => *factor > 1 && is_used(column),
        Warning::UnitOnOneSide { column, .. } | Warning::PercentOnOneSide { column, .. } => is_used(column),
        Warning::Periods { column, cycles, .. } => {
            !cycles.is_empty() && are_distinct(cycles) && inputs.contains(column.as_str())
        }
        Warning::Calendar { column, shift } => {
            let is_part = usize::from(shift.part) < shift.cycle.parts();
            is_part && shift.percent.iter().all(|&share| share <= 100) && inputs.contains(column.as_str())
        }
        // Checked with all others.
        Warning::MoreColumns { .. } => true,
        // A column that is not compared can order the rows, too.
        Warning::Ordered { columns } => are_named(columns),
        Warning::Neighbours { columns } | Warning::Drift { columns } => {
            are_named(columns) && columns.named().all(|(_, column)| is_used(column))
        }
        Warning::NoSharedClass { label: of, classes } => {
            let [one, other] = classes;
            let are_some = |classes: &Vec<String>| (1..=MAX_CLASSES_WARNED).contains(&classes.len());
            let are_apart = are_distinct(&[one.as_slice(), other].concat());
            label == Some(of) && are_some(one) && are_some(other) && are_apart
        }
    };
    require_field(sound, path)
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::full;
    use super::super::super::{CalendarShift, Cycle, LinkFault};
    use super::*;

    /// What is wrong with these warnings about the tables of the fixture.
    fn fault(warnings: Vec<Warning>) -> Option<LinkFault> {
        let mut outcome = full();
        outcome.report.warnings = warnings;
        check(&outcome).err()
    }

    fn drift(source: Option<&str>) -> Warning {
        let columns = ColumnOfEach {
            source: source.map(str::to_owned),
            target: None,
        };
        Warning::Drift { columns }
    }

    fn no_shared_class(label: &str, classes: [&[&str]; 2]) -> Warning {
        Warning::NoSharedClass {
            label: label.to_owned(),
            classes: classes.map(|names| names.iter().map(|&name| name.to_owned()).collect()),
        }
    }

    fn calendar(column: &str, part: u8, share: u8) -> Warning {
        Warning::Calendar {
            column: column.to_owned(),
            shift: CalendarShift {
                cycle: Cycle::Weekday,
                part,
                percent: [0, share],
            },
        }
    }

    #[test]
    fn rows_that_the_tables_do_not_have_are_refused() {
        let shared = |count, rows| Warning::SharedRows { count, rows };
        let repeated = |count, rows| Warning::RepeatedRows {
            side: Side::Source,
            count,
            rows,
        };
        let ties = |count, rows| Warning::Ties { count, rows };
        for warning in [shared(365, 365), repeated(365, 366), ties(731, 731)] {
            assert_eq!(fault(vec![warning]), None);
        }
        let refused = Some(LinkFault::Rows("report.warnings[0]".into()));
        for warning in [
            shared(366, 365),
            shared(0, 365),
            shared(12, 364),
            repeated(367, 366),
            repeated(30, 365),
            ties(732, 731),
            ties(400, 366),
        ] {
            assert_eq!(fault(vec![warning.clone()]), refused, "{warning:?}");
        }
    }

    #[test]
    fn what_no_column_and_no_label_has_is_refused() {
        let periods = |column: &str, cycles: &[Cycle]| Warning::Periods {
            column: column.to_owned(),
            cycles: cycles.to_vec(),
            is_compared: false,
        };
        let unit = |column: &str, factor| Warning::Unit {
            column: column.to_owned(),
            factor,
            larger: Side::Target,
        };
        let sound = [
            drift(Some("temperature")),
            drift(Some("kwh")),
            calendar("weekday", 6, 100),
            periods("weekday", &[Cycle::Hour]),
            unit("kwh", 2),
            no_shared_class("kwh", [&["a"], &["b", "c", "d"]]),
        ];
        for warning in sound {
            assert_eq!(fault(vec![warning.clone()]), None, "{warning:?}");
        }
        let refused = Some(LinkFault::Field("report.warnings[0]".into()));
        for warning in [
            drift(None),
            drift(Some("remark")),
            calendar("kwh", 5, 31),
            calendar("weekday", 7, 31),
            calendar("weekday", 5, 101),
            periods("weekday", &[]),
            periods("weekday", &[Cycle::Hour, Cycle::Hour]),
            periods("kwh", &[Cycle::Hour]),
            unit("remark", 2),
            unit("kwh", 1),
            Warning::PercentOnOneSide {
                column: "remark".to_owned(),
                side: Side::Source,
            },
            Warning::Ordered {
                columns: ColumnOfEach::default(),
            },
            no_shared_class("weekday", [&["a"], &["b"]]),
            no_shared_class("kwh", [&["a"], &[]]),
            no_shared_class("kwh", [&["a"], &["b", "a"]]),
            no_shared_class("kwh", [&["a"], &["b", "c", "d", "e"]]),
        ] {
            assert_eq!(fault(vec![warning.clone()]), refused, "{warning:?}");
        }
        // Nobody knows the classes of a label that the target lacks.
        let mut outcome = full();
        outcome.report.warnings = vec![no_shared_class("kwh", [&["a"], &["b"]])];
        outcome.report.relation = None;
        assert_eq!(check(&outcome).err(), refused);
    }

    #[test]
    fn warnings_are_not_told_twice_and_not_without_end() {
        let refused = Some(LinkFault::Field("report.warnings".into()));
        let [one, other] = ["weekday", "temperature"].map(|column| calendar(column, 5, 31));
        assert_eq!(fault(vec![one.clone(), other.clone()]), None);
        assert_eq!(fault(vec![one.clone(), one.clone()]), refused);
        assert_eq!(fault(vec![drift(Some("kwh")), drift(Some("weekday"))]), refused);
        // Two columns and the label have nine at most.
        let more = |count| Warning::MoreColumns { count };
        assert_eq!(fault(vec![one.clone(), other.clone(), more(7)]), None);
        assert_eq!(fault(vec![one, other, more(8)]), refused);
        assert_eq!(fault(vec![more(0)]), refused);
        let mut outcome = full();
        let names = (0..=MAX_COLUMNS_WARNED).map(|at| format!("c{at}"));
        outcome.report.columns = names.collect();
        let columns = outcome.report.columns.iter();
        outcome.report.warnings = columns.map(|column| calendar(column, 5, 31)).collect();
        assert_eq!(check(&outcome).err(), refused);
        outcome.report.warnings.pop();
        assert_eq!(check(&outcome).err(), None);
    }
}
