//! Two tables side by side, column by column, for people to look at before anything is computed.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::error::{FeatureError, LabelError, LeftOutReason};
use super::joining::join_columns;
use super::labels::Label;
use super::levels::Spelling;
use super::naming::MAX_RENAMED;
use super::paired::PairedColumn;
use super::pairing::{Pairing, Selection, check_names, matched, pairing};
use super::partners::Partners;
use super::picture::{Overlay, overlay};
use super::together::together;
use crate::table::{Column, ColumnKind, Profile, Table};

/// How many levels that are written differently are named.
const NAMED_SPELLINGS: usize = 3;

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

/// A column of either table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnOverview {
    /// Its name; the source's where both have it.
    pub name: String,
    /// The target's name, where it is written differently.
    pub target_name: Option<String>,
    /// Whether the two were paired by hand.
    pub by_hand: bool,
    /// What it is for.
    pub role: Role,
    /// Why it is left out, or cannot be the label, or would be left out if the user had not chosen it.
    pub reason: Option<LeftOutReason>,
    /// Whether it is an input only where the user chooses it, because of what it names.
    pub only_names: bool,
    /// The kind on each side that has it.
    pub kinds: [Option<ColumnKind>; 2],
    /// The share of missing cells on each side that has it.
    pub missing: [Option<f64>; 2],
    /// Cells of the target whose category the source does not have; the network sees them as unknown.
    pub unseen: u64,
    /// Levels that the files write differently.
    pub spellings: Spellings,
    /// Both sides over each other.
    pub overlay: Option<Overlay>,
}

/// Texts that count as a level that is written differently elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spellings {
    /// How many there are.
    pub count: u64,
    /// The first of them, each with its level.
    pub first: Vec<[String; 2]>,
    /// The first levels that only the source has, and those that only the target has, where each has some, both have few, and they
    /// share others: they may be the same in other words. Else none.
    pub apart: [Vec<String>; 2],
}

impl Spellings {
    fn of(column: &PairedColumn<'_>) -> Self {
        let named =
            |Spelling { text, level }: &Spelling| Some([text.clone(), column.levels.get(*level)?.clone()]);
        Self {
            count: column.spellings.len() as u64,
            first: column
                .spellings
                .iter()
                .filter_map(named)
                .take(NAMED_SPELLINGS)
                .collect(),
            apart: apart(column).unwrap_or_default(),
        }
    }
}

/// The first levels of each side that the other one has not; nothing where nobody would take these for the same.
fn apart(column: &PairedColumn<'_>) -> Option<[Vec<String>; 2]> {
    let sides = [column.source.values(), column.target.values()];
    let are_few = sides
        .iter()
        .all(|levels| (2..=MAX_RENAMED).contains(&levels.len()));
    if column.levels.is_empty() || !are_few || sides[0].is_disjoint(&sides[1]) {
        return None;
    }
    let named = [0, 1].map(|side| {
        let levels = column.levels.iter().enumerate();
        let alone = levels.filter(|(level, _)| {
            let level = *level as u64;
            sides[side].contains(&level) && !sides[1 - side].contains(&level)
        });
        let names: Vec<String> = alone
            .map(|(_, name)| name.clone())
            .take(NAMED_SPELLINGS)
            .collect();
        names
    });
    named.iter().all(|names| !names.is_empty()).then_some(named)
}

/// Two tables side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// The columns: those of the source in its order, then those that only the target has.
    pub columns: Vec<ColumnOverview>,
    /// The tables as both files say: source, target; nothing for one that is read as its own file says.
    pub profiles: Box<[Option<Profile>; 2]>,
    /// Why the label cannot be used.
    pub label_problem: Option<LabelError>,
    /// Why the tables cannot be compared whatever the label. What is left out stands among the columns, not here.
    pub obstacle: Option<FeatureError>,
}

/// Describes two tables.
#[must_use]
pub fn overview(source: &Table, target: &Table, selection: &Selection<'_>) -> Overview {
    let pairs = selection.pairs();
    let tables = together(source, target, selection);
    let [source, target] = tables.each_ref().map(AsRef::as_ref);
    let partners = Partners::of(source, target, &pairs);
    let matched = matched(source, target, selection, &partners);
    let left_out = matched
        .left_out
        .each_ref()
        .map(|columns| columns.iter().cloned().collect::<HashMap<usize, LeftOutReason>>());
    let in_spite: HashMap<usize, LeftOutReason> = matched.in_spite.iter().cloned().collect();
    let label_reason = matched
        .label
        .as_ref()
        .and_then(|label| label.as_ref().err().cloned());
    let rows = [source.rows, target.rows];
    let describe = |source: Option<&Column>,
                    target: Option<&Column>,
                    left_out: Option<&LeftOutReason>,
                    in_spite: Option<&LeftOutReason>| {
        let known = source.or(target);
        let name = known.map(|column| column.name.clone()).unwrap_or_default();
        let is_label = source.is_some() && selection.label == Some(name.as_str());
        let reason = if is_label {
            label_reason.as_ref()
        } else {
            left_out.or(in_spite)
        };
        let sides = [source, target];
        let both = source.zip(target);
        let paired = both.and_then(|(source, target)| join_columns(source, target).ok());
        let first = paired.as_deref().and_then(<[_]>::first);
        ColumnOverview {
            target_name: both
                .filter(|(source, target)| source.name != target.name)
                .map(|(_, target)| target.name.clone()),
            by_hand: both.is_some_and(|(source, target)| pairs.get(&source.name) == Some(&target.name)),
            role: match left_out {
                _ if is_label => Role::Label,
                Some(_) => Role::LeftOut,
                None => Role::Feature,
            },
            reason: reason.cloned(),
            only_names: paired.is_some() && reason.is_some_and(LeftOutReason::only_names),
            kinds: sides.map(|column| column.map(Column::kind)),
            missing: std::array::from_fn(|side| {
                let share = |column: &Column| column.missing() as f64 / rows[side].max(1) as f64;
                sides[side].map(share)
            }),
            unseen: first.map_or(0, PairedColumn::unseen),
            spellings: first.map_or_else(Spellings::default, Spellings::of),
            overlay: overlay(sides, paired.as_deref()),
            name,
        }
    };
    let [left_out_of_source, left_out_of_target] = &left_out;
    let of_source = source.columns.iter().enumerate().map(|(index, column)| {
        let partner = partners.of_source[index].map(|index| &target.columns[index]);
        let left_out = left_out_of_source.get(&index);
        describe(Some(column), partner, left_out, in_spite.get(&index))
    });
    let of_target = (0..target.columns.len())
        .filter(|index| !partners.is_taken[*index])
        .map(|index| {
            let left_out = left_out_of_target.get(&index);
            describe(None, Some(&target.columns[index]), left_out, None)
        });
    let columns = of_source.chain(of_target).collect();
    let pairing = check_names(source, target, selection, &partners)
        .and_then(|()| pairing(source, target, selection, matched));
    let (label_problem, obstacle) = problems(pairing);
    let profile = |table: &Cow<'_, Table>| matches!(table, Cow::Owned(_)).then(|| Profile::of(table));
    Overview {
        columns,
        profiles: Box::new(tables.each_ref().map(profile)),
        label_problem,
        obstacle,
    }
}

/// Why the label cannot be used, and why the tables cannot be compared whatever the label.
fn problems(pairing: Result<Pairing<'_>, FeatureError>) -> (Option<LabelError>, Option<FeatureError>) {
    match pairing {
        Ok(Pairing { label, .. }) => (label.as_ref().and_then(|label| Label::of(label).err()), None),
        Err(FeatureError::Label(error)) => (Some(error), None),
        Err(mut error) => {
            if let FeatureError::NothingInCommon { left_out, .. } = &mut error {
                left_out.clear();
            }
            (None, Some(error))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::names::COMPARISONS;
    use super::*;
    use crate::report::Side;
    use crate::table::read;

    fn label(name: &str) -> Selection<'_> {
        Selection {
            label: Some(name),
            ..Selection::default()
        }
    }

    fn of(tables: [&str; 2], selection: &Selection<'_>) -> Overview {
        let [source, target] = tables.map(|text| read("a.csv", text.as_bytes()).unwrap());
        overview(&source, &target, selection)
    }

    fn roles(overview: &Overview) -> Vec<(&str, Role)> {
        let columns = overview.columns.iter();
        columns
            .map(|column| (column.name.as_str(), column.role))
            .collect()
    }

    #[test]
    fn each_column_has_a_role_kinds_and_a_picture() {
        let tables = [
            "X 1,c,gone,y\n1.5,p,1,0.5\n2.5,q,2,1.5\n,p,5,2.5\n",
            "x_1,c,new,y\n1.5,p,1,7.5\n9.5,z,2,6.5\n",
        ];
        let overview = of(tables, &label("y"));
        assert_eq!(
            roles(&overview),
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
        let Some(Overlay::Range {
            low, high, counts, ..
        }) = &x.overlay
        else {
            panic!("{x:?}")
        };
        assert_eq!((*low, *high), (1.5, 9.5));
        assert_eq!(counts.each_ref().map(|counts| counts.iter().sum::<u64>()), [2, 2]);
        assert_eq!(c.unseen, 1);
        let Some(Overlay::Levels { names, counts, .. }) = &c.overlay else {
            panic!("{c:?}")
        };
        assert_eq!(
            (names.as_slice(), &counts[1]),
            (&["p", "q", "z"].map(str::to_owned)[..], &vec![1, 0, 1])
        );
        assert_eq!(gone.reason, Some(LeftOutReason::OnlyInSource));
        assert_eq!(overview.obstacle, None);
    }

    #[test]
    fn tables_without_a_common_column_are_described_too() {
        let tables = ["x\n1.5\n2.5\n", "y\n1.5\n2.5\n"];
        let overview = of(tables, &Selection::default());
        assert_eq!(overview.columns.len(), 2);
        assert!(overview.columns.iter().all(|column| column.role == Role::LeftOut));
        let Some(FeatureError::NothingInCommon { left_out, .. }) = overview.obstacle else {
            panic!("{:?}", overview.obstacle)
        };
        assert_eq!(left_out, []);
    }

    #[test]
    fn a_label_that_cannot_be_used_leaves_the_other_roles_as_they_are() {
        let rows: Vec<String> = (0..20)
            .map(|row| format!("{row}.5,2020-01-{:02},5\n", row + 1))
            .collect();
        let table = format!("x,d,flat\n{}", rows.concat());
        let overview = of([&table; 2], &label("d"));
        let expected = [("x", Role::Feature), ("d", Role::Label), ("flat", Role::LeftOut)];
        assert_eq!(roles(&overview), expected);
        assert_eq!(overview.columns[1].reason, Some(LeftOutReason::Moment));
        assert_eq!(overview.columns[2].reason, Some(LeftOutReason::Constant));
        let problem = LabelError::Unusable {
            column: "d".to_owned(),
            reason: LeftOutReason::Moment,
        };
        assert_eq!(overview.label_problem, Some(problem));
        assert_eq!(overview.obstacle, None);
    }

    #[test]
    fn a_label_that_cannot_be_learned_is_said_before_anything_is_computed() {
        let tables = ["x,y\n1.5,\n2.5,\n", "x,y\n1.5,1.5\n2.5,2.5\n"];
        let problem = of(tables, &label("y")).label_problem;
        let expected = LabelError::AllMissing {
            column: "y".to_owned(),
            side: Side::Source,
        };
        assert_eq!(problem, Some(expected));
    }

    #[test]
    fn levels_in_another_writing_are_named() {
        let source = read("a.csv", b"x,c\n1.5,>50K\n2.5,<=50K\n3.5,<=50K\n").unwrap();
        let target = read("b.csv", b"x,c\n1.5,<=50K.\n2.5,>50K.\n3.5,<=50K.\n").unwrap();
        let columns = overview(&source, &target, &Selection::default()).columns;
        assert_eq!(columns[0].spellings, Spellings::default());
        let first = [["<=50K.", "<=50K"], [">50K.", ">50K"]];
        let expected = Spellings {
            count: 2,
            first: first.map(|pair| pair.map(str::to_owned)).to_vec(),
            ..Spellings::default()
        };
        assert_eq!((columns[1].unseen, &columns[1].spellings), (0, &expected));
    }

    #[test]
    fn levels_that_may_be_the_same_in_other_words_are_named() {
        let apart = |one: &[&str], other: &[&str]| {
            let [source, target] = [one, other].map(|levels| {
                let rows = levels.iter().cycle().take(40).enumerate();
                let rows = rows.map(|(row, level)| format!("{row}.5,{level}\n"));
                format!("x,c\n{}", rows.collect::<String>())
            });
            of([&source, &target], &Selection::default()).columns[1]
                .spellings
                .apart
                .clone()
        };
        assert_eq!(
            apart(&["Bar", "Karte", "PayPal"], &["Cash", "Card", "PayPal"]),
            [["Bar", "Karte"], ["Cash", "Card"]].map(|names| names.map(str::to_owned).to_vec())
        );
        let none: [Vec<String>; 2] = [Vec::new(), Vec::new()];
        // One side has all that the other has, or they share none, which is a reason to leave the column out.
        assert_eq!(apart(&["red", "blue"], &["red", "blue", "grey"]), none);
        assert_eq!(apart(&["red", "blue"], &["rot", "blau"]), none);
    }

    #[test]
    fn a_target_whose_labels_are_all_missing_has_no_label() {
        let tables = ["x,y\n1.5,1.5\n2.5,2.5\n", "x,y\n1.5,\n2.5,\n"];
        let overview = of(tables, &label("y"));
        assert_eq!(overview.label_problem, None);
        assert_eq!(overview.columns[1].role, Role::Label);
    }

    #[test]
    fn what_only_one_file_has_is_not_said_to_be_left_out_by_choice() {
        let tables = ["x,z,gone\n1.5,2.5,1\n2.5,3.5,2\n", "x,z\n1.5,2.5\n2.5,3.5\n"];
        let chosen = ["x".to_owned()];
        let selection = Selection {
            columns: Some(&chosen),
            ..Selection::default()
        };
        let reasons: Vec<Option<LeftOutReason>> = of(tables, &selection)
            .columns
            .into_iter()
            .map(|column| column.reason)
            .collect();
        assert_eq!(
            reasons,
            [
                None,
                Some(LeftOutReason::NotChosen),
                Some(LeftOutReason::OnlyInSource)
            ]
        );
    }

    #[test]
    fn what_only_names_says_so_whether_it_is_chosen_or_not() {
        let rows = |year: u32| -> String {
            let rows = (0..30).map(|row| format!("{}.5,{},{row}\n", row * 7 % 31, year + row / 10));
            format!("x,year,id\n{}", rows.collect::<String>())
        };
        let tables = [rows(1950), rows(2010)];
        let tables = [tables[0].as_str(), tables[1].as_str()];
        for chosen in [&["x"][..], &["year"], &["x", "year", "id"]] {
            let names: Vec<String> = chosen.iter().map(|&name| name.to_owned()).collect();
            let selection = Selection {
                columns: Some(&names),
                ..Selection::default()
            };
            let overview = of(tables, &selection);
            let [x, year, id] = overview.columns.as_slice() else {
                panic!()
            };
            let role = |name| {
                if chosen.contains(&name) {
                    Role::Feature
                } else {
                    Role::LeftOut
                }
            };
            assert_eq!((x.role, x.only_names), (role("x"), false));
            assert_eq!((year.role, year.only_names), (role("year"), true));
            assert_eq!(year.reason, Some(LeftOutReason::TimeAlone));
            // Its cells are not there to be chosen.
            assert_eq!((id.role, id.only_names), (Role::LeftOut, false));
        }
    }

    #[test]
    fn columns_of_one_name_that_are_paired_otherwise_keep_their_own_roles() {
        let tables = ["a,b\n1.5,2.5\n2.5,3.5\n", "a,c\n1.5,2.5\n2.5,3.5\n"];
        let by_hand = [("a".to_owned(), "c".to_owned())].into();
        let selection = Selection {
            by_hand: Some(&by_hand),
            ..Selection::default()
        };
        let columns = of(tables, &selection).columns;
        let roles: Vec<(&str, Role, bool)> = columns
            .iter()
            .map(|column| (column.name.as_str(), column.role, column.by_hand))
            .collect();
        let expected = [
            ("a", Role::Feature, true),
            ("b", Role::LeftOut, false),
            ("a", Role::LeftOut, false),
        ];
        assert_eq!(roles, expected);
    }

    #[test]
    fn names_are_compared_about_as_often_as_there_are_columns() {
        const COLUMNS: usize = 2_000;
        let table = |letter: &str| {
            let mut table = read("a.csv", b"x\n1.5\n2.5\n").unwrap();
            let values = table.columns[0].values.clone();
            let named = |index| Column::new(&format!("{letter}{index} [kW]"), values.clone());
            table.columns = (0..COLUMNS).map(named).collect();
            table
        };
        let (source, mut target) = (table("a"), table("b"));
        // Half of them pair: by the very name, by a name of another case, or without the unit.
        for (index, column) in target.columns.iter_mut().enumerate().take(COLUMNS / 2) {
            column.name = match index % 3 {
                0 => format!("a{index} [kW]"),
                1 => format!("A{index} [kW]"),
                _ => format!("a{index}"),
            };
        }
        COMPARISONS.set(0);
        let overview = overview(&source, &target, &Selection::default());
        assert_eq!(overview.columns.len(), COLUMNS * 3 / 2);
        let comparisons = COMPARISONS.get();
        assert!((1..20 * COLUMNS).contains(&comparisons), "{comparisons}");
    }
}
