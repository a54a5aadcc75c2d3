//! Two tables become inputs and a label.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::error::{FeatureError, LabelError, LeftOut, LeftOutReason};
use super::joining::{is_constant, join_columns};
use super::names::{Name, places};
use super::naming::{Paired, pair_columns};
use super::paired::PairedColumn;
use super::partners::{Clash, Partners};
use super::repeating::Repeating;
use crate::report::Side;
use crate::table::{Column, Table, Values};

/// Two tables whose columns have been matched.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairing<'t> {
    /// The columns used as inputs, in the source's order; never empty.
    pub inputs: Vec<PairedColumn<'t>>,
    /// The label, where one was named and both sides have it.
    pub label: Option<PairedColumn<'t>>,
    /// Columns that are not used.
    pub left_out: Vec<LeftOut>,
    /// The cells of those that a network from a file may still take; the test does not compare them.
    pub spare: Vec<PairedColumn<'t>>,
    /// Whether one of the inputs only names the table, the row or the moment, and the user chose it.
    pub compares_names: bool,
    /// Number of rows of source and target.
    pub rows: [usize; 2],
}

/// What is asked of the columns of two tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Selection<'s> {
    /// The label, by the source's name.
    pub label: Option<&'s str>,
    /// The columns that may be inputs, by the source's names; every column that pairs where absent.
    pub columns: Option<&'s [String]>,
    /// Columns that belong together whatever their names say: the source's name, the target's name.
    pub by_hand: Option<&'s BTreeMap<String, String>>,
}

/// Every column with what becomes of it.
pub(super) struct Matched<'t> {
    /// The inputs, each with the index of the source's column that it was made of.
    pub(super) inputs: Vec<(usize, PairedColumn<'t>)>,
    /// The label, or why it cannot be used; nothing where none is asked for, or only the source has it.
    pub(super) label: Option<Result<PairedColumn<'t>, LeftOutReason>>,
    /// Columns of source and target that are not used, by their index.
    pub(super) left_out: [Vec<(usize, LeftOutReason)>; 2],
    /// The cells of those that have some.
    pub(super) spare: Vec<PairedColumn<'t>>,
    /// Columns of the source that are used because the user chose them, and what speaks against it.
    pub(super) in_spite: Vec<(usize, LeftOutReason)>,
}

/// Matches the columns of two tables: those that are paired by hand, then by the very name, then by what is left
/// of it without case, accents, spaces and punctuation, then by that without a unit in brackets, where that is
/// unique on both sides. Units that contradict each other, in names or beside numbers, keep columns apart.
pub fn pair<'t>(
    source: &'t Table,
    target: &'t Table,
    selection: &Selection<'_>,
) -> Result<Pairing<'t>, FeatureError> {
    let partners = Partners::of(source, target, &selection.pairs());
    check_names(source, target, selection, &partners)?;
    pairing(
        source,
        target,
        selection,
        matched(source, target, selection, &partners),
    )
}

impl Selection<'_> {
    /// The columns that are paired by hand.
    pub(super) fn pairs(&self) -> Cow<'_, BTreeMap<String, String>> {
        self.by_hand.map_or_else(Cow::default, Cow::Borrowed)
    }
}

/// Whether all columns that are named exist.
pub(super) fn check_names(
    source: &Table,
    target: &Table,
    selection: &Selection<'_>,
    partners: &Partners,
) -> Result<(), FeatureError> {
    let [of_source, of_target] = [source, target].map(places);
    for (one, other) in selection.pairs().iter() {
        for (table, places, name) in [(source, &of_source, one), (target, &of_target, other)] {
            if !places.contains_key(&Name(name)) {
                return Err(FeatureError::no_such_column(table, name));
            }
        }
    }
    for name in selection.columns.unwrap_or_default() {
        let index = of_source
            .get(&Name(name))
            .ok_or_else(|| FeatureError::no_such_column(source, name))?;
        let has_other_unit = || partners.clashes.iter().any(|clash| clash.source == *index);
        if partners.of_source[*index].is_none() && !has_other_unit() {
            return Err(FeatureError::no_such_column(target, name));
        }
    }
    match selection.label {
        Some(label) if !of_source.contains_key(&Name(label)) => {
            Err(FeatureError::no_such_column(source, label))
        }
        _ => Ok(()),
    }
}

/// Says of every column what becomes of it.
pub(super) fn matched<'t>(
    source: &'t Table,
    target: &'t Table,
    selection: &Selection<'_>,
    partners: &Partners,
) -> Matched<'t> {
    let chosen: Option<HashSet<&String>> = selection.columns.map(|names| names.iter().collect());
    let clash = |side: fn(&Clash) -> usize| -> HashMap<usize, LeftOutReason> {
        let clashes = partners.clashes.iter();
        clashes
            .map(|clash| (side(clash), LeftOutReason::UnitsDiffer(clash.units.clone())))
            .collect()
    };
    let mut clash_of_source = clash(|clash| clash.source);
    let mut clash_of_target = clash(|clash| clash.target);
    let mut inputs = Vec::new();
    let mut left_out = [Vec::new(), Vec::new()];
    let (mut spare, mut in_spite) = (Vec::new(), Vec::new());
    let mut label = None;
    for (index, column) in source.columns.iter().enumerate() {
        let other = partners.of_source[index].map(|index| &target.columns[index]);
        if selection.label == Some(column.name.as_str()) {
            // A target without labels, or with an empty column for them, is a common case: the inputs can still be tested.
            let other = other.filter(|other| other.missing() < target.rows);
            label = other.map(|other| pair_label(column, other));
            // A label that both have in other units must not look like one that the target lacks.
            label = label.or_else(|| clash_of_source.remove(&index).map(Err));
            continue;
        }
        let Paired { columns, reason } = match other {
            Some(other) => pair_columns(column, other),
            None => Paired::nothing(
                clash_of_source
                    .remove(&index)
                    .unwrap_or(LeftOutReason::OnlyInSource),
            ),
        };
        let is_named = chosen.as_ref().map(|names| names.contains(&column.name));
        let reason = match reason {
            Some(reason) if reason.only_names() => {
                let is_wanted = is_named.unwrap_or_else(|| selection.pairs().contains_key(&column.name));
                if is_wanted && !columns.is_empty() {
                    in_spite.push((index, reason));
                    None
                } else {
                    Some(reason)
                }
            }
            _ if other.is_some() && is_named == Some(false) => Some(LeftOutReason::NotChosen),
            reason => reason,
        };
        if let Some(reason) = reason {
            left_out[0].push((index, reason));
            spare.extend(columns.into_iter().map(|column| PairedColumn {
                is_compared: false,
                ..column
            }));
        } else {
            inputs.extend(columns.into_iter().map(|column| (index, column)));
        }
    }
    if let Some(Ok(label)) = &label {
        let repeating = Repeating::new(label);
        inputs.retain(|(index, column)| {
            let reason = repeating.reason(column);
            let is_kept = reason.is_none();
            left_out[0].extend(reason.map(|reason| (*index, reason)));
            is_kept
        });
        in_spite.retain(|(index, _)| inputs.iter().any(|(used, _)| used == index));
        spare.retain(|column| repeating.reason(column).is_none());
    }
    left_out[1].extend(
        (0..target.columns.len())
            .filter(|index| !partners.is_taken[*index])
            .map(|index| {
                (
                    index,
                    clash_of_target
                        .remove(&index)
                        .unwrap_or(LeftOutReason::OnlyInTarget),
                )
            }),
    );
    Matched {
        inputs,
        label,
        left_out,
        spare,
        in_spite,
    }
}

/// What is matched as a pairing, where it can be used.
pub(super) fn pairing<'t>(
    source: &Table,
    target: &Table,
    selection: &Selection<'_>,
    matched: Matched<'t>,
) -> Result<Pairing<'t>, FeatureError> {
    let label = matched
        .label
        .transpose()
        .map_err(|reason| unusable(selection.label.unwrap_or_default(), reason))?;
    let [of_source, of_target] = matched.left_out;
    let named = |table: &Table, left_out: Vec<(usize, LeftOutReason)>| {
        let left_out = left_out.into_iter().map(|(index, reason)| LeftOut {
            name: table.columns[index].name.clone(),
            reason,
        });
        left_out.collect::<Vec<LeftOut>>()
    };
    let mut left_out = named(source, of_source);
    left_out.extend(named(target, of_target));
    if matched.inputs.is_empty() {
        return Err(FeatureError::NothingInCommon {
            source_file: source.name.clone(),
            target_file: target.name.clone(),
            left_out,
        });
    }
    let mut inputs: Vec<PairedColumn<'t>> = matched.inputs.into_iter().map(|(_, column)| column).collect();
    // Of nothing but dates the test compares what there is.
    if !inputs.iter().any(|column| column.is_compared) {
        for column in &mut inputs {
            column.is_compared = true;
        }
    }
    Ok(Pairing {
        inputs,
        label,
        left_out,
        spare: matched.spare,
        compares_names: !matched.in_spite.is_empty(),
        rows: [source.rows, target.rows],
    })
}

fn unusable(label: &str, reason: LeftOutReason) -> FeatureError {
    let column = label.to_owned();
    FeatureError::Label(match reason {
        LeftOutReason::EmptyIn(side) => LabelError::AllMissing { column, side },
        reason => LabelError::Unusable { column, reason },
    })
}

/// The label of the source alone, for a target that has none: its cells stand on both sides.
///
/// # Errors
/// [`FeatureError::NoSuchColumn`] and [`FeatureError::Label`].
pub fn source_label<'t>(source: &'t Table, name: &str) -> Result<PairedColumn<'t>, FeatureError> {
    let column = source
        .column(name)
        .ok_or_else(|| FeatureError::no_such_column(source, name))?;
    pair_label(column, column).map_err(|reason| unusable(name, reason))
}

/// The label of two columns; what is no date pairs to one.
fn pair_label<'t>(source: &'t Column, target: &'t Column) -> Result<PairedColumn<'t>, LeftOutReason> {
    match source.values {
        _ if source.is_empty() => Err(LeftOutReason::EmptyIn(Side::Source)),
        Values::Moment { .. } => Err(LeftOutReason::Moment),
        _ => {
            let label = join_columns(source, target)?.pop();
            label
                .filter(|label| !is_constant(label))
                .ok_or(LeftOutReason::Constant)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::paired::Cells;
    use super::*;
    use crate::table::{ColumnKind, MISSING_CODE, read};

    fn asked<'s>(label: Option<&'s str>, columns: Option<&'s [String]>) -> Selection<'s> {
        Selection {
            label,
            columns,
            by_hand: None,
        }
    }

    fn table(name: &str, text: &str) -> Table {
        read(name, text.as_bytes()).unwrap()
    }

    #[test]
    fn columns_pair_by_name_and_levels_by_text() {
        let source = table("a.csv", "kind,size\nx,1.5\ny,2.5\n");
        let target = table("b.csv", "size,kind\n3.5,z\n4.5,y\n");
        let pairing = pair(&source, &target, &asked(None, None)).unwrap();
        let names: Vec<&str> = pairing.inputs.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["kind", "size"]);
        assert_eq!(pairing.inputs[0].levels, ["x", "y", "z"]);
        assert_eq!(pairing.inputs[0].target, Cells::Codes(vec![2, 1]));
    }

    #[test]
    fn what_is_left_out_has_a_reason() {
        let source = table(
            "a.csv",
            "kept,gone,flat,mixed\n1.5,1.5,5.5,5.5\n2.5,2.5,5.5,6.5\n",
        );
        let target = table("b.csv", "kept,new,flat,mixed\n1.5,1.5,5.5,p\n2.5,2.5,5.5,q\n");
        let left_out: Vec<(String, LeftOutReason)> = pair(&source, &target, &asked(None, None))
            .unwrap()
            .left_out
            .into_iter()
            .map(|column| (column.name, column.reason))
            .collect();
        assert_eq!(
            left_out,
            [
                ("gone".to_owned(), LeftOutReason::OnlyInSource),
                ("flat".to_owned(), LeftOutReason::Constant),
                (
                    "mixed".to_owned(),
                    LeftOutReason::KindsDiffer(ColumnKind::Number, ColumnKind::Category)
                ),
                ("new".to_owned(), LeftOutReason::OnlyInTarget),
            ]
        );
    }

    #[test]
    fn a_column_that_is_empty_on_one_side_says_so() {
        let source = table("a.csv", "x,g,y,z\n1.5,p,,\n2.5,q,,\n");
        let target = table("b.csv", "x,g,y,z\n1.5,,p,\n2.5,,q,\n");
        let pairing = pair(&source, &target, &asked(None, None)).unwrap();
        let left_out: Vec<(&str, LeftOutReason)> = pairing
            .left_out
            .iter()
            .map(|column| (column.name.as_str(), column.reason.clone()))
            .collect();
        assert_eq!(
            left_out,
            [
                ("g", LeftOutReason::EmptyIn(Side::Target)),
                ("y", LeftOutReason::EmptyIn(Side::Source)),
                ("z", LeftOutReason::Constant),
            ]
        );
        let error = pair(&source, &target, &asked(Some("y"), None)).unwrap_err();
        let expected = LabelError::AllMissing {
            column: "y".to_owned(),
            side: Side::Source,
        };
        assert_eq!(error, FeatureError::Label(expected));
    }

    #[test]
    fn the_label_is_no_input_and_may_be_missing_in_the_target() {
        let source = table("a.csv", "x,y\n1.5,1.5\n2.5,2.5\n");
        let target = table("b.csv", "x\n1.5\n2.5\n");
        let pairing = pair(&source, &target, &asked(Some("y"), None)).unwrap();
        assert_eq!((pairing.inputs.len(), pairing.label), (1, None));
        let pairing = pair(&source, &source, &asked(Some("y"), None)).unwrap();
        assert_eq!(pairing.label.unwrap().name, "y");
        let error = pair(&source, &target, &asked(Some("z"), None)).unwrap_err();
        let expected = FeatureError::NoSuchColumn {
            file: "a.csv".to_owned(),
            column: "z".to_owned(),
            known: vec!["x".to_owned(), "y".to_owned()],
        };
        assert_eq!(error, expected);
    }

    #[test]
    fn tables_without_a_common_column_say_so() {
        let source = table("a.csv", "x\n1.5\n2.5\n");
        let target = table("b.csv", "y\n1.5\n2.5\n");
        let error = pair(&source, &target, &asked(None, None)).unwrap_err();
        let left_out = [
            ("x", LeftOutReason::OnlyInSource),
            ("y", LeftOutReason::OnlyInTarget),
        ];
        let expected = FeatureError::NothingInCommon {
            source_file: "a.csv".to_owned(),
            target_file: "b.csv".to_owned(),
            left_out: left_out
                .map(|(name, reason)| LeftOut {
                    name: name.to_owned(),
                    reason,
                })
                .to_vec(),
        };
        assert_eq!(error, expected);
    }

    #[test]
    fn chosen_columns_must_exist_on_both_sides() {
        let source = table("a.csv", "x,y\n1.5,1.5\n2.5,2.5\n");
        let target = table("b.csv", "x\n1.5\n2.5\n");
        let chosen = ["y".to_owned()];
        let error = pair(&source, &target, &asked(None, Some(&chosen))).unwrap_err();
        assert!(matches!(error, FeatureError::NoSuchColumn { file, .. } if file == "b.csv"));
    }

    #[test]
    fn names_pair_without_case_accents_and_spaces_where_that_is_plain() {
        let source = table("a.csv", "Température max,x 1,X_1\n1.5,1.5,3.5\n2.5,2.5,4.5\n");
        let target = table("b.csv", "x1,temperature_max\n5.5,1.5\n6.5,2.5\n");
        let partners = Partners::of(&source, &target, &BTreeMap::new());
        assert_eq!(partners.of_source, [Some(1), None, None]);
        let pairing = pair(&source, &target, &asked(None, None)).unwrap();
        assert_eq!(pairing.inputs.len(), 1);
        assert_eq!(pairing.inputs[0].name, "Température max");
        // The very name comes first.
        let target = table("b.csv", "X_1,x 1\n5.5,5.5\n6.5,6.5\n");
        let partners = Partners::of(&source, &target, &BTreeMap::new());
        assert_eq!(partners.of_source, [None, Some(1), Some(0)]);
    }

    #[test]
    fn truths_pair_with_their_digits_and_codes_with_their_numbers() {
        let column = |values| Column::new("t", values);
        let number = |values: &[f64]| column(Values::Number(values.to_vec()));
        let one = column(Values::Boolean {
            codes: vec![0, 1, MISSING_CODE],
            levels: ["no", "yes"].map(str::to_owned).to_vec(),
            truths: vec![false, true],
        });
        let other = number(&[1.0, 1.0, 0.0]);
        let paired = pair_columns(&one, &other).columns;
        assert_eq!(paired[0].levels, ["no", "yes"]);
        assert_eq!(paired[0].source, Cells::Codes(vec![0, 1, MISSING_CODE]));
        assert_eq!(paired[0].target, Cells::Codes(vec![1, 1, 0]));
        let codes = column(Values::Category {
            codes: vec![0, 1, 2],
            levels: ["1", "2", "X"].map(str::to_owned).to_vec(),
        });
        let other = number(&[2.0, 7.0, 1.0]);
        let paired = pair_columns(&codes, &other).columns;
        assert_eq!(paired[0].levels, ["1", "2", "X", "7"]);
        assert_eq!(paired[0].target, Cells::Codes(vec![1, 3, 0]));
        // Lists are no numbers with a decimal comma.
        let lists = column(Values::Category {
            codes: vec![0, 1, 2],
            levels: ["1,1", "2,0", "0,1"].map(str::to_owned).to_vec(),
        });
        assert_eq!(
            pair_columns(&lists, &number(&[1.0, 2.0, 0.0])).reason,
            Some(LeftOutReason::KindsDiffer(
                ColumnKind::Category,
                ColumnKind::Number
            ))
        );
        assert_eq!(
            pair_columns(&codes, &number(&[8.0, 9.0, 10.0])).reason,
            Some(LeftOutReason::KindsDiffer(
                ColumnKind::Category,
                ColumnKind::Number
            ))
        );
    }

    #[test]
    fn a_label_with_one_value_on_each_side_stays_the_label() {
        let source = table("a.csv", "x,y\n1.5,p\n2.5,p\n");
        let target = table("b.csv", "x,y\n1.5,q\n2.5,q\n");
        let pairing = pair(&source, &target, &asked(Some("y"), None)).unwrap();
        assert_eq!(pairing.label.unwrap().levels, ["p", "q"]);
        let pairing = pair(&source, &target, &asked(None, None)).unwrap();
        let reason = LeftOutReason::NamesTable(["p", "q"].map(str::to_owned));
        assert_eq!(
            pairing.left_out.first().map(|column| &column.reason),
            Some(&reason)
        );
    }

    #[test]
    fn what_only_names_is_spared_for_networks_and_compared_where_it_is_chosen() {
        let rows = |year: u32, station: &str| {
            let rows = (0..30).map(|row| {
                let y = row * 7 % 31;
                format!("{}.5,{},{station},1,{y}.25,{y}.75\n", row % 8, year + row % 3)
            });
            let header = "x,year,station,flat,y,double";
            table("a.csv", &format!("{header}\n{}", rows.collect::<String>()))
        };
        let (source, target) = (rows(1950, "A"), rows(2010, "B"));
        // The inputs that are compared, and what a network may take besides.
        let of = |selection: &Selection<'_>| {
            let pairing = pair(&source, &target, selection).unwrap();
            assert!(pairing.inputs.iter().all(|column| column.is_compared));
            assert!(pairing.spare.iter().all(|column| !column.is_compared));
            let names = |columns: &[PairedColumn<'_>]| -> Vec<String> {
                columns.iter().map(|column| column.name.clone()).collect()
            };
            [names(&pairing.inputs), names(&pairing.spare)].map(|names| names.join(" "))
        };
        assert_eq!(of(&asked(None, None)), ["x y double", "year station flat"]);
        let chosen = ["x", "year", "station", "flat"].map(str::to_owned);
        assert_eq!(
            of(&asked(None, Some(&chosen))),
            ["x year station", "flat y double"]
        );
        let by_hand = [("year".to_owned(), "year".to_owned())].into();
        let paired = Selection {
            by_hand: Some(&by_hand),
            ..Selection::default()
        };
        assert_eq!(of(&paired), ["x year y double", "station flat"]);
        // What gives the label away is for no network.
        let x = ["x".to_owned()];
        assert_eq!(of(&asked(Some("y"), Some(&x))), ["x", "year station flat"]);
    }

    #[test]
    fn of_nothing_but_dates_the_test_compares_what_there_is() {
        let days = |first: u32, with: &str| {
            let rows = (1..=28).map(|day| format!("2020-{first:02}-{day:02},{}\n", day * 7 % 13));
            read(
                "a.csv",
                format!("day,{with}\n{}", rows.collect::<String>()).as_bytes(),
            )
            .unwrap()
        };
        let compared = |source: &Table, target: &Table| -> Vec<bool> {
            let pairing = pair(source, target, &asked(None, None)).unwrap();
            pairing.inputs.iter().map(|input| input.is_compared).collect()
        };
        // Only the calendar decides which weekdays there are.
        assert_eq!(
            compared(&days(1, "x"), &days(2, "x")),
            [false, false, false, false, true]
        );
        let week = |first: u32| {
            let rows = (first..first + 3).map(|day| format!("2020-01-{day:02}\n"));
            read("a.csv", format!("day\n{}", rows.collect::<String>()).as_bytes()).unwrap()
        };
        assert_eq!(compared(&week(1), &week(5)), [true; 4]);
    }

    #[test]
    fn a_column_that_repeats_the_label_is_left_out() {
        let rows = (0..20).map(|row| {
            let y = f64::from(row * row % 17) + 0.5;
            format!("{y},{},{}\n", 3.0 - 2.0 * y, y + f64::from(row % 3))
        });
        let table = table("a.csv", &format!("y,double,noisy\n{}", rows.collect::<String>()));
        let pairing = pair(&table, &table, &asked(Some("y"), None)).unwrap();
        assert_eq!(pairing.inputs.len(), 1);
        let expected = LeftOut {
            name: "double".to_owned(),
            reason: LeftOutReason::RepeatsLabel,
        };
        assert_eq!(pairing.left_out, [expected]);
        assert_eq!(pair(&table, &table, &asked(None, None)).unwrap().inputs.len(), 3);
    }

    #[test]
    fn a_pair_by_hand_needs_both_columns() {
        let source = table("a.csv", "x\n1.5\n2.5\n");
        let target = table("b.csv", "y\n1.5\n2.5\n");
        let paired = |one: &str, other: &str| {
            let by_hand = [(one.to_owned(), other.to_owned())].into();
            let selection = Selection {
                by_hand: Some(&by_hand),
                ..Selection::default()
            };
            pair(&source, &target, &selection).map(|pairing| pairing.inputs.len())
        };
        assert_eq!(paired("x", "y"), Ok(1));
        assert!(matches!(paired("z", "y"), Err(FeatureError::NoSuchColumn { file, .. }) if file == "a.csv"));
        assert!(matches!(paired("x", "z"), Err(FeatureError::NoSuchColumn { file, .. }) if file == "b.csv"));
    }

    #[test]
    fn other_units_are_the_reason_on_both_sides() {
        let source = table("a.csv", "x,Load (kW)\n1.5,1.5\n2.5,2.5\n");
        let target = table("b.csv", "x,Load (MW)\n1.5,1.5\n2.5,2.5\n");
        let left_out = pair(&source, &target, &Selection::default()).unwrap().left_out;
        let reason = || LeftOutReason::UnitsDiffer(["kW", "MW"].map(str::to_owned));
        let expected = ["Load (kW)", "Load (MW)"].map(|name| LeftOut {
            name: name.to_owned(),
            reason: reason(),
        });
        assert_eq!(left_out, expected);
    }
}
