//! Which rows of a table may judge what was learned on the others: never those that resemble them more than the rows to
//! come will.

use std::collections::HashMap;

use super::succession::Order;
use crate::table::{Column, MISSING_CODE, Table, Values};

/// A column orders or groups rows only where at most this share of its cells is missing.
const MAX_MISSING: f64 = 0.1;

/// Fewest different days or groups.
const MIN_DISTINCT: usize = 10;

/// Rows of a group, on the average, from which on they belong together.
const MIN_GROUP: f64 = 2.0;

/// Words of a name that say that a column groups rows.
const GROUP_WORDS: [&str; 12] = [
    "id",
    "ids",
    "key",
    "group",
    "customer",
    "patient",
    "subject",
    "household",
    "user",
    "client",
    "kunde",
    "编号",
];

/// How rows are held out.
#[derive(Debug, Clone, PartialEq)]
pub enum HoldOut {
    /// At random.
    Chance,
    /// The latest, by the moments of this column in seconds; `NaN` where a cell is missing.
    Time {
        /// The column.
        column: String,
        /// The moment of each row.
        moments: Vec<f64>,
    },
    /// Whole groups of rows that agree in this column.
    Group {
        /// The column.
        column: String,
        /// The group of each row; rows without one are groups of their own.
        groups: Vec<usize>,
    },
}

impl HoldOut {
    /// How rows of this table should be held out: the latest where it has a column of dates, whole groups where a column
    /// names what several rows belong to, else at random. `label` never decides.
    #[must_use]
    pub fn of(table: &Table, label: &str) -> Self {
        let columns = || table.columns.iter().filter(|column| column.name != label);
        columns()
            .find_map(dated)
            .or_else(|| columns().find_map(|column| grouped(column, table.rows)))
            .unwrap_or(Self::Chance)
    }
}

fn dated(column: &Column) -> Option<HoldOut> {
    let Values::Moment {
        seconds,
        has_date: true,
        ..
    } = &column.values
    else {
        return None;
    };
    let order = Order::sorted(seconds);
    let missing = seconds.len() - order.rows.len();
    let mut distinct = order.moments.clone();
    distinct.dedup();
    let sound = distinct.len() >= MIN_DISTINCT
        && missing as f64 <= MAX_MISSING * seconds.len() as f64
        && order.says_when(seconds);
    sound.then(|| HoldOut::Time {
        column: column.name.clone(),
        moments: seconds.clone(),
    })
}

fn grouped(column: &Column, rows: usize) -> Option<HoldOut> {
    let spread = column.name.chars().fold(String::new(), |mut words, letter| {
        // `customerId` and `customer_id` alike.
        if letter.is_uppercase() && words.ends_with(char::is_lowercase) {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
        words
    });
    let names_groups = spread
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| GROUP_WORDS.contains(&word));
    if !names_groups {
        return None;
    }
    let cells: Vec<Option<u64>> = match &column.values {
        Values::Number(numbers)
            if numbers
                .iter()
                .all(|number| number.is_nan() || number.fract() == 0.0) =>
        {
            let cells = numbers
                .iter()
                .map(|number| (!number.is_nan()).then(|| number.to_bits()));
            cells.collect()
        }
        Values::Category { codes, .. } => {
            let cells = codes
                .iter()
                .map(|&code| (code != MISSING_CODE).then_some(u64::from(code)));
            cells.collect()
        }
        _ => return None,
    };
    let mut known: HashMap<u64, usize> = HashMap::new();
    let mut next = 0;
    let mut fresh = || {
        next += 1;
        next - 1
    };
    let groups: Vec<usize> = cells
        .iter()
        .map(|cell| match cell {
            Some(cell) => *known.entry(*cell).or_insert_with(&mut fresh),
            None => fresh(),
        })
        .collect();
    let present = cells.iter().flatten().count();
    let sound = known.len() >= MIN_DISTINCT
        && present as f64 >= MIN_GROUP * known.len() as f64
        && (rows - present) as f64 <= MAX_MISSING * rows as f64;
    sound.then(|| HoldOut::Group {
        column: column.name.clone(),
        groups,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::read;

    fn table(header: &str, row: impl Fn(u32) -> String) -> Table {
        let rows: String = (0..60).map(row).collect();
        read("t.csv", format!("{header}\n{rows}").as_bytes()).unwrap()
    }

    #[test]
    fn dates_hold_out_the_latest() {
        let table = table("day,x,y", |row| {
            format!(
                "2024-{:02}-{:02},{row}.5,{}\n",
                row / 28 + 1,
                row % 28 + 1,
                row % 7
            )
        });
        let HoldOut::Time { column, moments } = HoldOut::of(&table, "y") else {
            panic!("{:?}", HoldOut::of(&table, "y"));
        };
        assert_eq!(column, "day");
        assert!(moments.is_sorted());
    }

    #[test]
    fn dates_that_order_nothing_hold_out_nothing() {
        // When each machine was commissioned, in a file that is sorted by something else.
        let machines = table("commissioned,x,y", |row| {
            let day = row * row * 7_919 % 4_001;
            format!(
                "{}-{:02}-{:02},{row}.5,{}\n",
                1990 + day / 360,
                day / 30 % 12 + 1,
                day % 28 + 1,
                row % 7
            )
        });
        assert_eq!(HoldOut::of(&machines, "y"), HoldOut::Chance);
        // Days in any order are days all the same.
        let days = table("day,x,y", |row| {
            let day = row * 7 % 60;
            format!(
                "2024-{:02}-{:02},{row}.5,{}\n",
                day / 28 + 1,
                day % 28 + 1,
                row % 7
            )
        });
        assert!(matches!(HoldOut::of(&days, "y"), HoldOut::Time { .. }));
    }

    #[test]
    fn names_of_groups_hold_out_whole_groups() {
        for name in ["customer_id", "customerId", "Kunde"] {
            let table = table(&format!("{name},x,y"), |row| {
                format!("{},{row}.5,{}\n", 1000 + row / 4, row % 7)
            });
            let HoldOut::Group { column, groups } = HoldOut::of(&table, "y") else {
                panic!("{name}: {:?}", HoldOut::of(&table, "y"));
            };
            assert_eq!(column, name);
            assert_eq!((groups[0], groups[3], groups[4], groups[59]), (0, 0, 1, 14));
        }
    }

    #[test]
    fn dates_come_before_groups_and_gaps_are_borne() {
        let rows = |missing: u32| {
            table("customer_id,day,y", |row| {
                let day = if row < missing {
                    String::new()
                } else {
                    format!("2024-{:02}-{:02}", row / 28 + 1, row % 28 + 1)
                };
                format!("{},{day},{}\n", 1000 + row / 4, row % 7)
            })
        };
        match HoldOut::of(&rows(6), "y") {
            HoldOut::Time { column, moments } => {
                assert_eq!(column, "day");
                assert_eq!(moments.iter().filter(|moment| moment.is_nan()).count(), 6);
            }
            other => panic!("{other:?}"),
        }
        // Too many rows without a date say nothing of time, and the groups do.
        assert!(
            matches!(HoldOut::of(&rows(7), "y"), HoldOut::Group { column, .. } if column == "customer_id")
        );
        // Hours of a day have no date.
        let hours = table("time,x,y", |row| {
            format!("{:02}:{:02},{row}.5,{}\n", row / 6, row % 6 * 10, row % 7)
        });
        assert_eq!(HoldOut::of(&hours, "y"), HoldOut::Chance);
    }

    #[test]
    fn rows_without_a_group_are_groups_of_their_own() {
        let table = table("customer,x,y", |row| {
            let customer = if row % 20 == 0 {
                String::new()
            } else {
                format!("c{}", row / 4)
            };
            format!("{customer},{row}.5,{}\n", row % 7)
        });
        let HoldOut::Group { groups, .. } = HoldOut::of(&table, "y") else {
            panic!("{:?}", HoldOut::of(&table, "y"));
        };
        for alone in [0, 20, 40] {
            assert_eq!(groups.iter().filter(|&&group| group == groups[alone]).count(), 1);
        }
        assert_eq!(groups[1], groups[3]);
    }

    #[test]
    fn other_columns_hold_out_by_chance() {
        let width = |name: &str| {
            table(&format!("{name},x,y"), |row| {
                format!("{},{row}.5,{}\n", row / 4, row % 7)
            })
        };
        assert_eq!(HoldOut::of(&width("width"), "y"), HoldOut::Chance);
        // The label never decides.
        assert_eq!(HoldOut::of(&width("customer_id"), "customer_id"), HoldOut::Chance);
        // Few groups say nothing about groups to come.
        let few = table("group,x,y", |row| format!("{},{row}.5,{}\n", row % 3, row % 7));
        assert_eq!(HoldOut::of(&few, "y"), HoldOut::Chance);
    }
}
