//! What is odd about the rows of two tables.

use std::collections::HashSet;

use super::cycles::uncovered;
use super::joining::{calendar_shift, dated, moments};
use super::labels::Label;
use super::naming::{Paired, pair_columns};
use super::neighbours::{drifting, resembling};
use super::paired::{Cells, PairedColumn};
use super::pairing::{Pairing, Selection};
use super::partners::Partners;
use super::scales::{another_unit, percent_on_one_side, unit_on_one_side};
use super::succession::is_grouped;
use crate::report::{ColumnOfEach, MAX_CLASSES_WARNED, MAX_COLUMNS_WARNED, Side, Warning};
use crate::table::{Column, Table, Values};

/// Rows in both files are worth a word from this share of the target's rows on, beyond what coincidence gives.
const SHARED: f64 = 0.01;

/// Rows in both files, or twice in one, are coincidence where they are up to so many times as frequent as the
/// other.
const COINCIDENCE: f64 = 2.0;

/// Rows that repeat others are worth a word from this share on.
const REPEATED: f64 = 0.05;

/// Rows with an equal one are many ties from this share on.
const TIED: f64 = 0.5;

/// Fewest rows whose order is worth a word.
const MIN_ORDERED: usize = 30;

/// What is odd about the rows and columns of two tables that are compared, in the order in which it is told. The tables are those
/// of the pairing.
#[must_use]
pub fn warnings(
    source: &Table,
    target: &Table,
    selection: &Selection<'_>,
    pairing: &Pairing<'_>,
) -> Vec<Warning> {
    let all = Partners::of(source, target, &selection.pairs()).of_source;
    let label = pairing.label.as_ref().zip(selection.label);
    let inputs = pairing.inputs.iter().map(|input| input.origin.as_str());
    let used: HashSet<&str> = inputs.chain(label.map(|(_, name)| name)).collect();
    let partners = all.iter().zip(&source.columns);
    let partners: Vec<Option<usize>> = partners
        .map(|(partner, column)| partner.filter(|_| used.contains(column.name.as_str())))
        .collect();
    let mut warnings = of_rows(source, target, &all);
    let mut of_columns = of_columns(source, target, &partners, pairing);
    let more = of_columns.len().saturating_sub(MAX_COLUMNS_WARNED);
    of_columns.truncate(MAX_COLUMNS_WARNED);
    warnings.extend(of_columns);
    warnings.extend((more > 0).then_some(Warning::MoreColumns { count: more as u64 }));
    warnings.extend(in_time(source, target, &all, &partners));
    warnings.extend(label.and_then(|(column, name)| no_shared_class(column, name)));
    warnings
}

/// Rows that repeat others. They are whole rows: what a user does not choose tells cases apart, too.
fn of_rows(source: &Table, target: &Table, partners: &[Option<usize>]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let Some([one, other]) = row_hashes(source, target, partners, names_nothing) else {
        return warnings;
    };
    let (in_source, in_target) = (repeats(&one), repeats(&other));
    let shared = other.len() - not_in(&one, &other).len();
    let mut all = [one.as_slice(), other.as_slice()].concat();
    all.sort_unstable();
    let groups = all.chunk_by(|one, other| one == other);
    let tied: usize = groups.map(<[u64]>::len).filter(|&rows| rows > 1).sum();
    if tied as f64 > TIED * all.len() as f64 {
        warnings.push(Warning::Ties {
            count: tied as u64,
            rows: all.len() as u64,
        });
    }
    if are_copies([&one, &other], shared) {
        warnings.push(Warning::SharedRows {
            count: shared as u64,
            rows: other.len() as u64,
        });
    }
    // Where rows of the other table are as likely to repeat, the columns have few values.
    let natural = share(shared, other.len());
    for (count, rows, side) in [
        (in_source, one.len(), Side::Source),
        (in_target, other.len(), Side::Target),
    ] {
        if share(count, rows) > REPEATED && share(count, rows) > COINCIDENCE * natural {
            warnings.push(Warning::RepeatedRows {
                side,
                count: count as u64,
                rows: rows as u64,
            });
        }
    }
    warnings
}

/// Units and parts of the calendar that differ, column by column.
fn of_columns(
    source: &Table,
    target: &Table,
    partners: &[Option<usize>],
    pairing: &Pairing<'_>,
) -> Vec<Warning> {
    let pairs = || {
        let pairs = source.columns.iter().zip(partners);
        pairs.filter_map(|(column, partner)| Some((column, &target.columns[(*partner)?])))
    };
    let mut warnings: Vec<Warning> = pairs()
        .filter_map(|(column, other)| unit(column, other))
        .collect();
    let are_all_compared = pairing.inputs.iter().all(|input| input.is_compared);
    for (column, other) in pairs() {
        let mut inputs = pairing.inputs.iter().filter(|input| input.origin == column.name);
        let Some(input) = inputs.next() else {
            continue;
        };
        let dated = dated([column, other]);
        let sides = dated
            .as_ref()
            .map(|sides| sides.each_ref().map(|side| moments(side)));
        let Some([Some(one), Some(another)]) = sides else {
            continue;
        };
        if let Some(shift) = calendar_shift(column, other).filter(|_| !input.is_compared) {
            warnings.push(Warning::Calendar {
                column: column.name.clone(),
                shift,
            });
        }
        let cycles = uncovered([one, another]);
        if !cycles.is_empty() {
            warnings.push(Warning::Periods {
                column: column.name.clone(),
                cycles,
                is_compared: are_all_compared,
            });
        }
    }
    warnings
}

/// Rows in order, rows that resemble their neighbours, and columns that drift: of those with `partners`, and called as `all` of
/// them say.
fn in_time(
    source: &Table,
    target: &Table,
    all: &[Option<usize>],
    partners: &[Option<usize>],
) -> Vec<Warning> {
    // The source's name, where both tables have the column.
    let name_of_target = |name: String| {
        let mut pairs = source.columns.iter().zip(all);
        let paired =
            pairs.find(|(_, partner)| partner.is_some_and(|index| target.columns[index].name == name));
        paired.map_or(name, |(column, _)| column.name.clone())
    };
    let ordered = [source, target].map(ordered_by);
    let of_source = partners
        .iter()
        .zip(&source.columns)
        .filter(|(partner, _)| partner.is_some());
    let of_target = partners.iter().flatten().map(|&index| &target.columns[index]);
    let used = [
        of_source.map(|(_, column)| column).collect::<Vec<_>>(),
        of_target.collect(),
    ];
    let found = |strongest: fn(&[&Column]) -> Option<String>| -> [Option<String>; 2] {
        std::array::from_fn(|side| {
            // Rows that somebody sorted resemble their neighbours whether or not they depend on each other.
            let is_sorted = matches!(&ordered[side], Some((_, Order::Sorted)));
            (!is_sorted).then(|| strongest(&used[side])).flatten()
        })
    };
    let neighbours = found(|columns| resembling(columns.iter().copied()).map(str::to_owned));
    let mut drift = found(|columns| drifting(columns.iter().copied()).map(str::to_owned));
    // Station after station, the first rows differ from the last without anything having changed. Rows in the order of time
    // may stand in groups, too, such as years.
    for (side, table) in [source, target].into_iter().enumerate() {
        if ordered[side].is_none() && is_grouped(table) {
            drift[side] = None;
        }
    }
    let ordered = ordered.map(|order| order.map(|(name, _)| name));
    let told = |[source, target]: [Option<String>; 2], warning: fn(ColumnOfEach) -> Warning| {
        let target = target.map(name_of_target);
        let is_there = source.is_some() || target.is_some();
        is_there.then(|| warning(ColumnOfEach { source, target }))
    };
    [
        told(ordered, |columns| Warning::Ordered { columns }),
        told(neighbours, |columns| Warning::Neighbours { columns }),
        told(drift, |columns| Warning::Drift { columns }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Says where the classes of a label are others in each table.
fn no_shared_class(column: &PairedColumn<'_>, name: &str) -> Option<Warning> {
    let label = Label::of(column).ok().filter(Label::shares_no_class)?;
    let named = |side| {
        let occurring = label.class_names().iter().zip(label.occurring(side));
        let names = occurring
            .filter(|(_, occurs)| *occurs)
            .map(|(class, _)| class.clone());
        names.take(MAX_CLASSES_WARNED).collect()
    };
    Some(Warning::NoSharedClass {
        label: name.to_owned(),
        classes: [Side::Source, Side::Target].map(named),
    })
}

/// What is odd about the units of two columns; one warning says enough.
fn unit(source: &Column, target: &Column) -> Option<Warning> {
    let column = || source.name.clone();
    if let Some(side) = percent_on_one_side(source, target) {
        return Some(Warning::PercentOnOneSide {
            column: column(),
            side,
        });
    }
    if let Some((factor, larger)) = another_unit(source, target) {
        return Some(Warning::Unit {
            column: column(),
            factor,
            larger,
        });
    }
    let (side, unit) = unit_on_one_side(source, target)?;
    Some(Warning::UnitOnOneSide {
        column: column(),
        side,
        unit: Some(unit),
    })
}

/// The rows of the target that stand in the source, too, where there are more of them than coincidence gives; over the
/// columns that both have and use.
#[must_use]
pub fn rows_in_both(source: &Table, target: &Table, selection: &Selection<'_>) -> Vec<usize> {
    let partners = Partners::of(source, target, &selection.pairs());
    let Some([one, other]) = row_hashes(source, target, &partners.of_source, names_nothing) else {
        return Vec::new();
    };
    let own: HashSet<usize> = not_in(&one, &other).into_iter().collect();
    if are_copies([&one, &other], other.len() - own.len()) {
        (0..other.len()).filter(|row| !own.contains(row)).collect()
    } else {
        Vec::new()
    }
}

/// Rows that repeat another one.
fn repeats(rows: &[u64]) -> usize {
    rows.len() - rows.iter().collect::<HashSet<_>>().len()
}

/// The indices of those of `rows` that are not among `known`.
pub(super) fn not_in(known: &[u64], rows: &[u64]) -> Vec<usize> {
    let known: HashSet<u64> = known.iter().copied().collect();
    (0..rows.len())
        .filter(|&row| !known.contains(&rows[row]))
        .collect()
}

/// Whether so many rows of the target stand in the source that they are no coincidence.
pub(super) fn are_copies([source, target]: [&[u64]; 2], shared: usize) -> bool {
    let expected = share(repeats(source), source.len()).max(share(repeats(target), target.len()));
    share(shared, target.len()) > SHARED + COINCIDENCE * expected
}

fn share(count: usize, rows: usize) -> f64 {
    count as f64 / rows.max(1) as f64
}

/// Whether columns are used unless somebody says otherwise.
fn names_nothing(paired: &Paired<'_>) -> bool {
    paired.reason.is_none()
}

/// A hash of each row of both tables over the columns that both have and that are `used`; nothing where there are none.
pub(super) fn row_hashes(
    source: &Table,
    target: &Table,
    partners: &[Option<usize>],
    used: fn(&Paired<'_>) -> bool,
) -> Option<[Vec<u64>; 2]> {
    let mut hashes = [vec![0_u64; source.rows], vec![0_u64; target.rows]];
    let mut any = false;
    for (column, partner) in source.columns.iter().zip(partners) {
        let Some(other) = partner.map(|index| &target.columns[index]) else {
            continue;
        };
        if let Some(sides) = dated([column, other]) {
            any = true;
            for (hashes, side) in hashes.iter_mut().zip(&sides) {
                let seconds = moments(side).map_or(&[][..], |side| side.seconds);
                mix(hashes, seconds.iter().map(|second| second.to_bits()));
            }
            continue;
        }
        let paired = pair_columns(column, other);
        if used(&paired) && !paired.columns.is_empty() {
            any = true;
            for column in &paired.columns {
                for (hashes, cells) in hashes.iter_mut().zip([&column.source, &column.target]) {
                    match cells {
                        Cells::Numbers(cells) => mix(hashes, cells.iter().map(|cell| cell.to_bits())),
                        Cells::Codes(codes) => mix(hashes, codes.iter().map(|&code| u64::from(code))),
                    }
                }
            }
        }
    }
    any.then_some(hashes)
}

/// Takes one more cell of each row into its hash (the finaliser of `SplitMix64`, Steele et al., 2014).
fn mix(hashes: &mut [u64], cells: impl Iterator<Item = u64>) {
    for (hash, cell) in hashes.iter_mut().zip(cells) {
        let mut mixed = (*hash ^ cell).wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        *hash = mixed ^ (mixed >> 31);
    }
}

/// What put rows in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// Time.
    Time,
    /// Somebody.
    Sorted,
}

/// The first column in whose order the rows stand, up or down, without many ties.
fn ordered_by(table: &Table) -> Option<(String, Order)> {
    if table.rows < MIN_ORDERED {
        return None;
    }
    let is_ordered = |cells: &[f64]| {
        let distinct = cells
            .windows(2)
            .filter(|pair| pair[0].to_bits() != pair[1].to_bits())
            .count();
        // A missing cell compares with nothing, so a column with one is in no order.
        2 * distinct >= cells.len() && (cells.is_sorted() || cells.iter().rev().is_sorted())
    };
    table.columns.iter().find_map(|column| {
        let (cells, order) = match &column.values {
            Values::Number(cells) => (cells, Order::Sorted),
            Values::Moment { seconds, .. } => (seconds, Order::Time),
            _ => return None,
        };
        is_ordered(cells).then(|| (column.name.clone(), order))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::pair;
    use super::*;
    use crate::table::read;

    fn asked(tables: [&str; 2], selection: &Selection<'_>) -> Vec<Warning> {
        let [source, target] = tables.map(|text| read("a.csv", text.as_bytes()).unwrap());
        let pairing = pair(&source, &target, selection).unwrap();
        warnings(&source, &target, selection, &pairing)
    }

    fn of(source: &str, target: &str) -> Vec<Warning> {
        asked([source, target], &Selection::default())
    }

    /// A column of the source, and one of the target.
    fn each(source: Option<&str>, target: Option<&str>) -> ColumnOfEach {
        let [source, target] = [source, target].map(|name| name.map(str::to_owned));
        ColumnOfEach { source, target }
    }

    fn rows(range: std::ops::Range<u32>) -> String {
        let rows = range.map(|row| format!("{}.5,{}\n", row * 7_919 % 1_000, ["p", "q"][row as usize % 2]));
        rows.collect()
    }

    #[test]
    fn rows_in_both_files_are_counted() {
        let source = format!("x,c\n{}", rows(0..100));
        let target = format!("x,c\n{}", rows(90..190));
        let expected = Warning::SharedRows { count: 10, rows: 100 };
        assert_eq!(of(&source, &target), [expected]);
        assert_eq!(of(&source, &format!("x,c\n{}", rows(200..300))), []);
        // Where columns have few values, rows coincide within a table as they do between two.
        let few = |from: u32| {
            let rows = (from..from + 100).map(|row| format!("{}.5,q\n", row * 7_919 % 13));
            format!("x,c\n{}", rows.collect::<String>())
        };
        let ties = Warning::Ties {
            count: 200,
            rows: 200,
        };
        assert_eq!(of(&few(0), &few(50)), [ties]);
    }

    #[test]
    fn rows_in_both_are_found_wherever_they_stand() {
        let read = |name: &str, text: String| read(name, text.as_bytes()).unwrap();
        let found = |source: String, target: String, selection: &Selection<'_>| {
            rows_in_both(&read("a.csv", source), &read("b.csv", target), selection)
        };
        let any = Selection::default();
        let source = || format!("x,c\n{}", rows(0..100));
        let target = format!("c,x\n{}", swapped(&format!("{}{}", rows(60..75), rows(100..185))));
        assert_eq!(found(source(), target, &any), (0..15).collect::<Vec<usize>>());
        // Another value in one cell makes another row.
        let changed = rows(60..75).replace(",p", ",q");
        let target = || format!("x,c\n{}{changed}", rows(100..185));
        let same = rows(60..75).matches(",q").count();
        assert_eq!(found(source(), target(), &any).len(), same);
        // A column that only one of them has says nothing.
        let more = |text: String| text.replace("x,c\n", "x,c,extra\n").replace(".5,p\n", ".5,p,7\n");
        let more = more(target()).replace(".5,q\n", ".5,q,8\n");
        assert_eq!(found(source(), more, &any).len(), same);
        // Paired by hand, columns of other names are compared, too.
        let pairs = BTreeMap::from([("x".to_owned(), "width".to_owned())]);
        let by_hand = Selection {
            by_hand: Some(&pairs),
            ..Selection::default()
        };
        let renamed = || format!("width,c\n{}", rows(60..160));
        assert_eq!(
            found(source(), renamed(), &by_hand),
            (0..40).collect::<Vec<usize>>()
        );
        // By `c` alone all rows would be alike, which is no coincidence worth a word.
        assert!(found(source(), renamed(), &any).is_empty());
        assert!(found("x\n1.5\n2.5\n".into(), "z\n1.5\n2.5\n".into(), &any).is_empty());
    }

    /// The two cells of each line in the other order.
    fn swapped(lines: &str) -> String {
        let swapped = lines.lines().filter_map(|line| line.split_once(','));
        let lines: Vec<String> = swapped.map(|(one, other)| format!("{other},{one}\n")).collect();
        lines.concat()
    }

    #[test]
    fn rows_that_repeat_others_are_counted() {
        let source = format!("x,c\n{}{}", rows(0..90), rows(0..10));
        let target = format!("x,c\n{}", rows(500..600));
        let expected = Warning::RepeatedRows {
            side: Side::Source,
            count: 10,
            rows: 100,
        };
        assert_eq!(of(&source, &target), [expected]);
    }

    #[test]
    fn rows_over_time_are_told_and_sorted_ones_are_not() {
        let wave = |sorted: bool| {
            let mut cells: Vec<f64> = (0..200)
                .map(|row| (f64::from(row) / 6.0).sin() + f64::from(row * 7_919 % 101) / 500.0)
                .collect();
            if sorted {
                cells.sort_by(f64::total_cmp);
            }
            let rows = cells.iter().map(|cell| format!("{cell:.6}\n"));
            format!("x\n{}", rows.collect::<String>())
        };
        let columns = each(Some("x"), None);
        assert!(of(&wave(false), &wave(true)).contains(&Warning::Neighbours { columns }));
        let found = of(&wave(true), &wave(true));
        let columns = each(Some("x"), Some("x"));
        assert!(found.contains(&Warning::Ordered { columns }));
        assert!(
            !found
                .iter()
                .any(|it| matches!(it, Warning::Neighbours { .. } | Warning::Drift { .. }))
        );
    }

    #[test]
    fn rows_that_stand_station_after_station_do_not_drift() {
        // Sixty days of each of three stations, each warmer than the one before; or day after day, ever warmer.
        let table = |by_station: bool| {
            let row = |row: u32| {
                let (station, day) = if by_station {
                    (row / 60, row % 60)
                } else {
                    (row % 3, row / 3)
                };
                let noise = f64::from(row * 7_919 % 101) / 50.0;
                let level = f64::from(if by_station { 3 * station } else { day / 6 });
                let (month, day) = (1 + day / 28, 1 + day % 28);
                let name = ["north", "middle", "south"][station as usize];
                format!("2021-{month:02}-{day:02},{name},{:.3}\n", level + noise)
            };
            format!("date,station,warmth\n{}", (0..180).map(row).collect::<String>())
        };
        let drifts = |warnings: &[Warning]| {
            let drift = |warning: &Warning| matches!(warning, Warning::Drift { .. });
            warnings.iter().any(drift)
        };
        assert!(!drifts(&of(&table(true), &table(true))));
        assert!(drifts(&of(&table(false), &table(false))));
    }

    #[test]
    fn rows_in_order_are_told() {
        let days: Vec<String> = (1..=31)
            .map(|day| format!("2020-01-{day:02},{}.5\n", day * 7 % 5))
            .collect();
        let days = days.concat();
        let target = format!("d,x\n{}", "2020-01-01,1.5\n2020-01-02,2.5\n".repeat(20));
        let expected = Warning::Ordered {
            columns: each(Some("d"), None),
        };
        assert!(of(&format!("d,x\n{days}"), &target).contains(&expected));
    }

    #[test]
    fn units_are_told_of_compared_columns_only() {
        let rows = "1.5,2.5,3.5\n2.5,1.5,8.5\n3.5,9.5,1.5\n";
        let tables = [format!("a (kW),b (m),y (kg)\n{rows}"), format!("a,b,y\n{rows}")];
        let told = |columns: &[String]| {
            let selection = Selection {
                label: Some("y (kg)"),
                columns: Some(columns),
                ..Selection::default()
            };
            let warnings = asked(tables.each_ref().map(String::as_str), &selection);
            let columns = warnings.into_iter().filter_map(|warning| match warning {
                Warning::UnitOnOneSide { column, .. } => Some(column),
                _ => None,
            });
            columns.collect::<Vec<String>>()
        };
        let [a, b] = ["a (kW)", "b (m)"].map(str::to_owned);
        assert_eq!(told(std::slice::from_ref(&b)), [&b, "y (kg)"]);
        assert_eq!(told(&[a.clone(), b.clone()]), [&a, &b, "y (kg)"]);
    }

    #[test]
    fn of_many_columns_the_first_are_named_and_the_others_counted() {
        let columns = 0..MAX_COLUMNS_WARNED + 3;
        let named = |unit: &str| {
            columns
                .clone()
                .map(|at| format!("c{at}{unit}"))
                .collect::<Vec<_>>()
                .join(",")
        };
        let row = |from: usize| {
            columns
                .clone()
                .map(|at| format!("{}.5", from * (at + 3) % 101))
                .collect::<Vec<_>>()
        };
        let rows: Vec<String> = (1..9).map(|from| row(from).join(",") + "\n").collect();
        let [source, target] = [" (kW)", ""].map(|unit| format!("{}\n{}", named(unit), rows.concat()));
        let warnings = of(&source, &target);
        let is_of_unit = |it: &&Warning| matches!(it, Warning::UnitOnOneSide { .. });
        assert_eq!(warnings.iter().filter(is_of_unit).count(), MAX_COLUMNS_WARNED);
        assert!(
            warnings.contains(&Warning::MoreColumns { count: 3 }),
            "{warnings:?}"
        );
    }

    #[test]
    fn what_is_not_compared_neither_drifts_nor_has_a_unit() {
        let rows = |step: f64| {
            let row = |row: u32| {
                let noise = f64::from(row * 7_919 % 101) / 10.0;
                format!("{noise:.2},{:.2}\n", f64::from(row) * step + noise)
            };
            format!("calm,Load [kW]\n{}", (0..200).map(row).collect::<String>())
        };
        let tables = [rows(1.0), rows(1.0).replace("Load [kW]", "load")];
        let drifts = |columns: &[&str]| {
            let columns: Vec<String> = columns.iter().map(|&name| name.to_owned()).collect();
            let selection = Selection {
                columns: Some(&columns),
                ..Selection::default()
            };
            let warnings = asked(tables.each_ref().map(String::as_str), &selection);
            warnings
                .into_iter()
                .find(|it| matches!(it, Warning::Drift { .. }))
        };
        assert_eq!(drifts(&["calm"]), None);
        // Both are called as the source calls it.
        let columns = each(Some("Load [kW]"), Some("Load [kW]"));
        assert_eq!(drifts(&["calm", "Load [kW]"]), Some(Warning::Drift { columns }));
    }

    #[test]
    fn a_label_without_a_class_in_common_is_told() {
        let selection = Selection {
            label: Some("y"),
            ..Selection::default()
        };
        let found = |target: &str| {
            let warnings = asked(["x,y\n1.5,low\n2.5,high\n3.5,low\n", target], &selection);
            let is_told = |it: &Warning| matches!(it, Warning::NoSharedClass { .. });
            warnings.into_iter().find(is_told)
        };
        let classes = [["low", "high"], ["red", "blue"]].map(|names| names.map(str::to_owned).to_vec());
        let expected = Warning::NoSharedClass {
            label: "y".to_owned(),
            classes,
        };
        assert_eq!(found("x,y\n1.5,red\n2.5,blue\n"), Some(expected));
        assert_eq!(found("x,y\n1.5,red\n2.5,Low\n"), None);
    }
}
