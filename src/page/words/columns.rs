//! Words about the columns of both tables and about their rows.

use super::kind;
use crate::features::{Role, Warning};
use crate::show::nouns::Noun;
use crate::show::numbers::{count, counted};
use crate::table::Kind;

pub(in crate::page) const HEADING: &str = "Columns of both tables";

pub(in crate::page) fn used(used: usize, left_out: usize) -> String {
    let inputs = counted(used as u64, Noun::Column);
    let verb = if used == 1 { "is an input" } else { "are inputs" };
    match left_out {
        0 => format!("{inputs} {verb}."),
        left_out => format!("{inputs} {verb}, {} left out.", count(left_out as u64)),
    }
}

pub(in crate::page) fn role(role: Role) -> &'static str {
    match role {
        Role::Feature => "input",
        Role::Label => "label",
        Role::LeftOut => "left out",
    }
}

pub(in crate::page) fn use_as_input(name: &str) -> String {
    format!("Use {name} as an input")
}

/// The label of the list of columns that one could belong to.
pub(in crate::page) fn pair_with(name: &str) -> String {
    format!("The target’s column for {name}")
}

pub(in crate::page) const NO_PARTNER: &str = "Pair with …";
pub(in crate::page) const UNPAIR: &str = "Not paired";

pub(in crate::page) const LEFT_OUT: &str = "Left out:";

/// What a result was made of; a link does not tell what was left out.
pub(in crate::page) fn made_of(inputs: usize, left_out: Option<usize>) -> String {
    match (inputs, left_out) {
        (1, None) => "Made of 1 input column".to_owned(),
        (inputs, None) => format!("Made of {} input columns", count(inputs as u64)),
        (inputs, Some(left_out)) => used(inputs, left_out).trim_end_matches('.').to_owned(),
    }
}

/// The inputs by name, the first ones where they are many.
pub(in crate::page) fn inputs(names: &[String], most: usize) -> String {
    let shown: Vec<&str> = names.iter().take(most).map(String::as_str).collect();
    let shown = shown.join(", ");
    match names.len().saturating_sub(most) {
        0 => format!("Inputs: {shown}."),
        others => format!("Inputs: {shown}, and {} more.", count(others as u64)),
    }
}

pub(in crate::page) fn with_reason(name: &str, reason: &str) -> String {
    format!("{name}: {reason}")
}

pub(in crate::page) fn in_target(name: &str) -> String {
    format!("“{name}” in the target")
}

/// Why a column is left out, or cannot be the label.
pub(in crate::page) fn reason(role: Role, reason: &str) -> String {
    match role {
        Role::Label => format!("It cannot be the label: {reason}."),
        Role::Feature | Role::LeftOut => format!("Left out: {reason}."),
    }
}

pub(in crate::page) fn unseen(cells: &str) -> String {
    format!(
        "{cells} target cells have a category that the source does not; the network sees them as unknown."
    )
}

/// The kinds on both sides, once where they are the same.
pub(in crate::page) fn kinds(kinds: [Option<Kind>; 2]) -> String {
    match kinds {
        [Some(one), Some(other)] if one == other => kind(one).to_owned(),
        [one, other] => [one, other].map(|side| side.map_or("–", kind)).join(" | "),
    }
}

/// A share of missing cells.
pub(in crate::page) fn share(share: f64) -> String {
    match share {
        share if share <= 0.0 => "0 %".to_owned(),
        share if share < 0.01 => "< 1 %".to_owned(),
        share => format!("{:.0} %", 100.0 * share),
    }
}

pub(in crate::page) fn more(columns: usize) -> String {
    format!("{} more are not listed.", counted(columns as u64, Noun::Column))
}

/// Columns of either side, in words.
fn of_sides(columns: &[Option<String>; 2]) -> String {
    let named = columns.iter().zip(["source", "target"]);
    let named = named.filter_map(|(column, side)| column.as_ref().map(|column| format!("{column} ({side})")));
    named.collect::<Vec<_>>().join(" and ")
}

/// What is odd about rows, and what Kindred does about it.
pub(in crate::page) fn warning(warning: &Warning) -> String {
    let side = |target: bool| if target { "target" } else { "source" };
    match warning {
        Warning::SharedRows { count: shared, rows } => format!(
            "{} of {} target rows stand in the source, too, cell for cell. Kindred leaves them in: they make the \
             domains look more alike, and the source network better, than they are. Take them out of one file if \
             they are the same cases.",
            count(*shared),
            count(*rows)
        ),
        Warning::RepeatedRows {
            target,
            count: repeated,
            rows,
        } => format!(
            "{} of {} rows of the {} repeat another one. Kindred leaves them in; p-values and intervals take each \
             row for a case of its own, and are too sure where it is not.",
            count(*repeated),
            count(*rows),
            side(*target)
        ),
        Warning::Ties { count: tied, rows } => format!(
            "{} of {} rows of both tables are equal to another one in all columns. The test counts ties against a \
             difference, so its level holds and it sees a little less; rows that are the same case written twice \
             should go.",
            count(*tied),
            count(*rows)
        ),
        Warning::Unit {
            column,
            factor,
            target_is_larger,
        } => {
            let [larger, smaller] = if *target_is_larger {
                ["target", "source"]
            } else {
                ["source", "target"]
            };
            let cause = if *factor == 100 {
                "per cent on one side and shares on the other"
            } else {
                "another unit, or a decimal mark that was read as one of thousands"
            };
            format!(
                "The numbers of {column} in the {larger} are about {} times those in the {smaller}: {cause}? Kindred \
                 compares them as they stand. Change how the file is read, or leave the column out, if it is so.",
                count(u64::from(*factor))
            )
        }
        Warning::Neighbours { columns } => format!(
            "Rows resemble the next one in {}. In a record over time, rows depend on each other: there are fewer \
             independent ones than the test counts, and p-values and intervals are too sure. Where somebody has only \
             sorted the file, this does no harm.",
            of_sides(columns)
        ),
        Warning::Drift { columns } => format!(
            "The mean moves from the first rows to the last in {}. A table that changes within itself is no one domain: \
             what is found between the tables may be the same change. A shorter period would compare like with like.",
            of_sides(columns)
        ),
        Warning::Ordered { columns } => {
            let ordered = match columns {
                [Some(one), Some(other)] if one == other => {
                    format!("Rows of both tables are in order of {one}")
                }
                [one, other] => {
                    let order = |column: &Option<String>, side: &str| {
                        column
                            .as_ref()
                            .map(|column| format!("rows of the {side} are in order of {column}"))
                    };
                    let sides = [order(one, "source"), order(other, "target")];
                    let sentence = sides.into_iter().flatten().collect::<Vec<_>>().join(", ");
                    format!("The {sentence}")
                }
            };
            format!(
                "{ordered}. Kindred deals rows out at random, so the order itself does no harm; but where neighbouring \
                 rows depend on each other, p-values and intervals are too sure."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_names_its_columns() {
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(inputs(&names, 3), "Inputs: a, b, c.");
        assert_eq!(inputs(&names, 2), "Inputs: a, b, and 1 more.");
        assert_eq!(made_of(3, None), "Made of 3 input columns");
        assert_eq!(made_of(3, Some(2)), "3 columns are inputs, 2 left out");
    }
}
