//! Columns that hold the units of the numbers beside them: `dose_unit` with `mg` in one table and `g` in the other.

use super::names::key;
use super::units::{Unit, last_word};
use crate::table::{Column, Table, Values};

/// Columns of numbers whose units differ between the tables, as a column beside them says, by their places in source and
/// target, with these units. `of_source` are the target's partners of the source's columns.
pub(super) fn clashes(
    source: &Table,
    target: &Table,
    of_source: &[Option<usize>],
) -> Vec<([usize; 2], [String; 2])> {
    let partner = |index: usize| of_source.get(index).copied().flatten();
    let are_numbers = |index: usize| {
        partner(index).is_some_and(|other| {
            [&source.columns[index], &target.columns[other]]
                .iter()
                .all(|column| matches!(column.values, Values::Number(_)))
        })
    };
    let mut clashes: Vec<([usize; 2], [String; 2])> = Vec::new();
    for (index, column) in source.columns.iter().enumerate() {
        let units = partner(index).and_then(|other| other_units([column, &target.columns[other]]));
        let Some(units) = units else {
            continue;
        };
        // The column whose name it carries, or else the one before it.
        let named = last_word(&column.name).map(|(quantity, _)| key(quantity));
        let named = named.and_then(|named| {
            let columns = source.columns.iter();
            columns.clone().position(|column| key(&column.name) == named)
        });
        let numbers = named.or(index.checked_sub(1)).filter(|&index| are_numbers(index));
        if let Some((numbers, other)) = numbers.and_then(|index| Some((index, partner(index)?)))
            && !clashes.iter().any(|(places, _)| places[0] == numbers)
        {
            clashes.push(([numbers, other], units));
        }
    }
    clashes
}

/// The units in two columns of nothing else, where one side has a unit that the other one has not.
fn other_units(sides: [&Column; 2]) -> Option<[String; 2]> {
    let [one, other] = sides.map(units);
    let (one, other) = (one?, other?);
    let is_new = |unit: &Unit, known: &[(&str, Unit)]| known.iter().all(|(_, known)| known.contradicts(unit));
    let differ =
        one.iter().any(|(_, unit)| is_new(unit, &other)) || other.iter().any(|(_, unit)| is_new(unit, &one));
    let both = || one.iter().chain(&other);
    // Letters such as `m` and `f` are units of different quantities. What is a quotient of units is nothing else.
    let are_units = both().all(|(text, _)| text.contains('/'))
        || both().any(|(text, _)| text.chars().nth(1).is_some())
            && both().all(|(_, unit)| both().all(|(_, other)| unit.measures_the_same(other)));
    let shown = |units: &[(&str, Unit)]| {
        let texts: Vec<&str> = units.iter().map(|(text, _)| *text).collect();
        texts.join(", ")
    };
    (differ && are_units).then(|| [shown(&one), shown(&other)])
}

/// The texts of a column that are all units, with these.
fn units(column: &Column) -> Option<Vec<(&str, Unit)>> {
    let Values::Category { levels, .. } = &column.values else {
        return None;
    };
    let units = levels
        .iter()
        .map(|text| Some((text.as_str(), Unit::beside_number(text)?)));
    units
        .collect::<Option<Vec<_>>>()
        .filter(|units| !units.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::read;

    /// The numbers that units part, of tables whose rows end in these texts.
    fn parted(header: &str, source: &[&str], target: &[&str]) -> Vec<(usize, [String; 2])> {
        let table = |units: &[&str]| {
            let rows = (0..8).map(|row| {
                format!(
                    "{}.5,{},{}.25,{}\n",
                    row,
                    row % 2,
                    7 - row,
                    units[row % units.len()]
                )
            });
            let text = format!("{header}\n{}", rows.collect::<String>());
            read("a.csv", text.as_bytes()).unwrap()
        };
        let (source, target) = (table(source), table(target));
        let partners: Vec<Option<usize>> = (0..4).map(Some).collect();
        let clashes = clashes(&source, &target, &partners).into_iter();
        clashes.map(|(places, units)| (places[0], units)).collect()
    }

    #[test]
    fn other_units_part_the_numbers_before_them() {
        for (one, other) in [
            ("kg", "lb"),
            ("mg/dL", "mmol/L"),
            ("mm", "inch"),
            ("km", "mi"),
            ("l", "gal"),
            ("bar", "psi"),
            ("EUR", "CHF"),
            ("°C", "°F"),
        ] {
            let expected = [(2, [one, other].map(str::to_owned))];
            assert_eq!(parted("a,b,c,unit", &[one], &[other]), expected);
        }
        let mixed = parted("a,b,c,unit", &["kg", "lb"], &["kg"]);
        assert_eq!(mixed, [(2, ["kg, lb", "kg"].map(str::to_owned))]);
    }

    #[test]
    fn a_unit_belongs_to_the_numbers_whose_name_it_carries() {
        let expected = [(0, ["kg", "lb"].map(str::to_owned))];
        assert_eq!(parted("dose,b,c,dose_unit", &["kg"], &["lb"]), expected);
        assert_eq!(parted("Dose,b,c,dose unit", &["kg"], &["lb"]), expected);
    }

    #[test]
    fn the_same_units_and_other_words_part_nothing() {
        for (one, other) in [
            (&["kg"][..], &["kg"][..]),
            (&["kg"], &["kilograms"]),
            (&["kg", "lb"], &["lb", "kg"]),
            (&["m", "f"], &["f"]),
            (&["A", "C"], &["C", "A"]),
            (&["kg"], &["V"]),
            (&["red"], &["kg"]),
        ] {
            assert_eq!(parted("a,b,c,unit", one, other), [], "{one:?} {other:?}");
        }
    }
}
