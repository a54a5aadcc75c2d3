//! Two tables side by side, column by column, for people to look at before anything is computed.

use serde::{Deserialize, Serialize};

use super::pairing::{Cells, FeatureError, PairedColumn, Side, pair, pair_columns, partners};
use super::warnings::{Warning, warnings};
use crate::table::{Column, Kind, MISSING_CODE, Table, Values};

/// Bars of the small picture of a column.
const BARS: usize = 24;

/// Most categories that the small picture of a column tells apart; the others share a bar.
const MOST_BARS: usize = 12;

/// Cells that are looked at to find the range of a picture.
const SAMPLED: usize = 4_000;

/// What is left out at each end of the range, so that one outlier does not squeeze all others into one bar.
const TAIL: f64 = 0.005;

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// An input of the test and the network.
    Feature,
    /// What the network predicts.
    Label,
    /// Nothing.
    LeftOut,
}

/// How often values occur on each side: source, target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Overlay {
    /// Numbers or moments in bars of equal width; cells beyond the range count in the last bar on their side.
    Range {
        /// Where the first bar begins.
        low: f64,
        /// Where the last bar ends.
        high: f64,
        /// The number of cells in each bar.
        counts: [Vec<u64>; 2],
    },
    /// Categories, the most frequent ones first.
    Levels {
        /// Their names; the last may stand for all others.
        names: Vec<String>,
        /// The number of cells of each.
        counts: [Vec<u64>; 2],
    },
}

/// A column of either table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnOverview {
    /// Its name; the source's where both have it.
    pub name: String,
    /// The target's name, where it is written differently.
    pub target_name: Option<String>,
    /// What it is for.
    pub role: Role,
    /// Why it is left out, in words.
    pub reason: Option<String>,
    /// The kind on each side that has it.
    pub kinds: [Option<Kind>; 2],
    /// The share of missing cells on each side that has it.
    pub missing: [Option<f64>; 2],
    /// Cells of the target whose category the source does not have; the network sees them as unknown.
    pub unseen: u64,
    /// Both sides over each other.
    pub overlay: Option<Overlay>,
}

/// Two tables side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// The columns: those of the source in its order, then those that only the target has.
    pub columns: Vec<ColumnOverview>,
    /// What is worth knowing before anything is computed.
    pub warnings: Vec<Warning>,
    /// Why the tables cannot be compared, in words.
    pub obstacle: Option<String>,
}

/// Describes two tables. `columns` are the source's columns that may be inputs, all where absent.
#[must_use]
pub fn overview(source: &Table, target: &Table, label: Option<&str>, columns: Option<&[String]>) -> Overview {
    let pairing = pair(source, target, label, columns);
    let partners = partners(source, target);
    let left_out = match &pairing {
        Ok(pairing) => pairing.left_out.clone(),
        Err(FeatureError::NothingInCommon { columns, .. }) => columns.clone(),
        Err(_) => Vec::new(),
    };
    let describe = |source: Option<&Column>, target: Option<&Column>| {
        let known = source.or(target);
        let name = known.map(|column| column.name.clone()).unwrap_or_default();
        let reason = left_out.iter().find(|column| column.name == name);
        let is_label = source.is_some() && label == Some(name.as_str());
        let sides = [source, target];
        let paired = match sides {
            [Some(source), Some(target)] => pair_columns(source, target).ok(),
            _ => None,
        };
        ColumnOverview {
            target_name: match sides {
                [Some(source), Some(target)] if source.name != target.name => Some(target.name.clone()),
                _ => None,
            },
            role: match reason {
                _ if is_label => Role::Label,
                Some(_) => Role::LeftOut,
                None => Role::Feature,
            },
            reason: reason.map(|column| column.reason.to_string()),
            kinds: sides.map(|column| column.map(Column::kind)),
            missing: sides.map(|column| column.map(missing_share)),
            unseen: paired.as_deref().and_then(<[_]>::first).map_or(0, unseen),
            overlay: overlay(sides, paired.as_deref()),
            name,
        }
    };
    let of_source = source
        .columns
        .iter()
        .zip(&partners)
        .map(|(column, partner)| describe(Some(column), partner.map(|index| &target.columns[index])));
    let of_target = (0..target.columns.len())
        .filter(|index| !partners.contains(&Some(*index)))
        .map(|index| describe(None, Some(&target.columns[index])));
    Overview {
        columns: of_source.chain(of_target).collect(),
        warnings: warnings(source, target, &partners),
        obstacle: pairing.err().map(|error| error.to_string()),
    }
}

fn missing_share(column: &Column) -> f64 {
    let cells = match &column.values {
        Values::Number(cells) | Values::Moment { seconds: cells, .. } => cells.len(),
        Values::Category { codes, .. } | Values::Boolean { codes } => codes.len(),
        Values::Unused { .. } => return 0.0,
    };
    if cells == 0 {
        0.0
    } else {
        column.missing() as f64 / cells as f64
    }
}

/// Cells of the target whose category no cell of the source has.
fn unseen(column: &PairedColumn<'_>) -> u64 {
    let (Cells::Codes(source), Cells::Codes(target)) =
        (column.cells(Side::Source), column.cells(Side::Target))
    else {
        return 0;
    };
    let mut seen = vec![false; column.levels.len()];
    for &code in source {
        if let Some(seen) = seen.get_mut(code as usize) {
            *seen = true;
        }
    }
    let unseen = target
        .iter()
        .filter(|&&code| seen.get(code as usize) == Some(&false));
    unseen.count() as u64
}

fn overlay(sides: [Option<&Column>; 2], paired: Option<&[PairedColumn<'_>]>) -> Option<Overlay> {
    // Dates are shown as dates, though the test sees places on circles.
    let moments = sides.map(|side| match side.map(|column| &column.values) {
        Some(Values::Moment { seconds, .. } | Values::Number(seconds)) => Some(seconds.as_slice()),
        _ => None,
    });
    if let [Some(source), Some(target)] = moments {
        return ranges([source, target]);
    }
    let [column] = paired? else { return None };
    match (column.cells(Side::Source), column.cells(Side::Target)) {
        (Cells::Codes(source), Cells::Codes(target)) => Some(levels(&column.levels, [source, target])),
        (Cells::Numbers(source), Cells::Numbers(target)) => ranges([source, target]),
        _ => None,
    }
}

fn ranges(sides: [&[f64]; 2]) -> Option<Overlay> {
    let mut sampled: Vec<f64> = sides
        .iter()
        .flat_map(|cells| cells.iter().step_by(cells.len().div_ceil(SAMPLED).max(1)))
        .copied()
        .filter(|value| !value.is_nan())
        .collect();
    sampled.sort_unstable_by(f64::total_cmp);
    let last = sampled.len().checked_sub(1)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small share of a count"
    )]
    let tail = (TAIL * last as f64) as usize;
    let (low, high) = (sampled[tail], sampled[last - tail]);
    if low >= high {
        return None;
    }
    let counts = sides.map(|cells| {
        let mut counts = vec![0; BARS];
        for &value in cells.iter().filter(|value| !value.is_nan()) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to the number of bars"
            )]
            let bar = ((value - low) / (high - low) * BARS as f64).clamp(0.0, (BARS - 1) as f64) as usize;
            counts[bar] += 1;
        }
        counts
    });
    Some(Overlay::Range { low, high, counts })
}

fn levels(names: &[String], sides: [&Vec<u32>; 2]) -> Overlay {
    let counts = sides.map(|codes| {
        let mut counts = vec![0_u64; names.len()];
        for &code in codes.iter().filter(|&&code| code != MISSING_CODE) {
            if let Some(count) = counts.get_mut(code as usize) {
                *count += 1;
            }
        }
        counts
    });
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|&level| std::cmp::Reverse(counts[0][level] + counts[1][level]));
    let (shown, others) = order.split_at(order.len().min(MOST_BARS));
    let mut bars: Vec<String> = shown.iter().map(|&level| names[level].clone()).collect();
    let mut shown_counts = counts
        .each_ref()
        .map(|counts| shown.iter().map(|&level| counts[level]).collect::<Vec<_>>());
    if !others.is_empty() {
        bars.push(format!("{} others", others.len()));
        for (shown, all) in shown_counts.iter_mut().zip(&counts) {
            shown.push(others.iter().map(|&level| all[level]).sum());
        }
    }
    Overlay::Levels {
        names: bars,
        counts: shown_counts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::read;

    #[test]
    fn each_column_has_a_role_kinds_and_a_picture() {
        let source = read("a.csv", b"X 1,c,gone,y\n1.5,p,1,0.5\n2.5,q,2,1.5\n,p,5,2.5\n").unwrap();
        let target = read("b.csv", b"x_1,c,new,y\n1.5,p,1,7.5\n9.5,z,2,6.5\n").unwrap();
        let overview = overview(&source, &target, Some("y"), None);
        let roles: Vec<(&str, Role)> = overview
            .columns
            .iter()
            .map(|column| (column.name.as_str(), column.role))
            .collect();
        assert_eq!(
            roles,
            [
                ("X 1", Role::Feature),
                ("c", Role::Feature),
                ("gone", Role::LeftOut),
                ("y", Role::Label),
                ("new", Role::LeftOut)
            ]
        );
        let [x, c, gone, ..] = overview.columns.as_slice() else {
            panic!()
        };
        assert_eq!(x.target_name.as_deref(), Some("x_1"));
        assert!(matches!(x.missing, [Some(share), Some(_)] if (share - 1.0 / 3.0).abs() < 1e-12));
        let Some(Overlay::Range { low, high, counts }) = &x.overlay else {
            panic!("{x:?}")
        };
        assert_eq!((*low, *high), (1.5, 9.5));
        assert_eq!(counts.each_ref().map(|counts| counts.iter().sum::<u64>()), [2, 2]);
        assert_eq!(c.unseen, 1);
        let Some(Overlay::Levels { names, counts }) = &c.overlay else {
            panic!("{c:?}")
        };
        assert_eq!(
            (names.as_slice(), &counts[1]),
            (&["p", "q", "z"].map(str::to_owned)[..], &vec![1, 0, 1])
        );
        assert_eq!(gone.reason.as_deref(), Some("only the source has it"));
        assert_eq!(overview.obstacle, None);
    }

    #[test]
    fn tables_without_a_common_column_are_described_too() {
        let source = read("a.csv", b"x\n1.5\n2.5\n").unwrap();
        let target = read("b.csv", b"y\n1.5\n2.5\n").unwrap();
        let overview = overview(&source, &target, None, None);
        assert_eq!(overview.columns.len(), 2);
        assert!(overview.columns.iter().all(|column| column.role == Role::LeftOut));
        assert!(overview.obstacle.is_some());
    }
}
