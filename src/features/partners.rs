//! Which columns of two tables belong together: by hand, by the very name, by what is left of a name without case
//! and punctuation, and by that without a unit. Units that contradict each other, in names or beside numbers, keep columns
//! apart, save by hand.

use std::collections::{BTreeMap, HashMap};

use super::names::{Name, key, places, signs};
use super::unit_columns;
use super::units::{Unit, are_other_units, bracketed, last_word};
use crate::table::{Column, Table, Values};

/// Which columns belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Partners {
    /// For each column of the source the index of the target's column that belongs to it.
    pub(super) of_source: Vec<Option<usize>>,
    /// For each column of the target, whether one of the source's belongs to it.
    pub(super) is_taken: Vec<bool>,
    /// Columns that have one name and two units.
    pub(super) clashes: Vec<Clash>,
    /// For each column of the source, and of the target, whether it is among them.
    is_clashing: [Vec<bool>; 2],
}

/// A column of either table with one name and two units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clash {
    /// The source's column, as an index.
    pub(super) source: usize,
    /// The target's.
    pub(super) target: usize,
    /// What stands in their brackets, beside their numbers, or in a column of units.
    pub(super) units: [String; 2],
}

/// What a column says by its name and the unit beside its numbers.
pub(super) struct Reading {
    /// All of it.
    key: String,
    /// What is measured: all but the brackets at the end.
    quantity: String,
    /// What stands in those brackets.
    bracket: Option<String>,
    /// That as a unit.
    unit: Option<Unit>,
    /// The unit beside the numbers.
    beside: Option<String>,
    /// Of numbers, all but the last word of the name, and that.
    last_word: Option<(String, String)>,
    /// Signs that mean something.
    signs: String,
}

impl Reading {
    pub(super) fn of(column: &Column) -> Self {
        let name = column.name.as_str();
        let beside = column.unit.clone();
        let whole = key(name);
        let last_word = last_word(name)
            .filter(|_| matches!(column.values, Values::Number(_)))
            .map(|(rest, word)| (key(rest), word.to_owned()));
        match bracketed(name).map(|(quantity, bracket)| (key(quantity), bracket)) {
            Some((quantity, bracket)) if !quantity.is_empty() => Self {
                key: whole,
                quantity,
                unit: Unit::of(bracket),
                // Those in brackets are read as units.
                signs: signs(&name.replace(bracket, "")),
                bracket: Some(bracket.trim().to_owned()),
                beside,
                last_word,
            },
            _ => Self {
                quantity: whole.clone(),
                key: whole,
                bracket: None,
                unit: None,
                beside,
                last_word,
                signs: signs(name),
            },
        }
    }

    /// The unit that counts: what stands beside the numbers, or else in the name.
    fn counting(&self, other: &Self) -> Option<(&str, Option<Unit>)> {
        match &self.beside {
            Some(unit) => Some((unit, Unit::beside_number(unit))),
            None => Some((self.bracket.as_deref()?, Some(self.unit_in_brackets(other)?))),
        }
    }

    /// The unit in brackets. Of `K` only a unit of the same quantity in the other name tells that it is one.
    fn unit_in_brackets(&self, other: &Self) -> Option<Unit> {
        self.unit.clone().or_else(|| {
            let unit = Unit::beside_number(self.bracket.as_deref()?)?;
            other.unit.as_ref()?.measures_the_same(&unit).then_some(unit)
        })
    }

    /// The unit that counts, where it is a known one; without brackets it may be the name's last word, as in `Load kW`.
    pub(super) fn known_unit(&self) -> Option<&str> {
        let counting = self.counting(self);
        let known = counting.and_then(|(written, unit)| unit.is_some().then_some(written));
        known.or_else(|| {
            let (_, word) = self.last_word.as_ref()?;
            Unit::of(word).map(|_| word.as_str())
        })
    }

    /// The two units, or signs of the names, where they cannot be the same.
    fn clash(&self, other: &Self) -> Option<[String; 2]> {
        let of_capitals = || {
            self.last_units(other)
                .filter(|(_, are_same)| !are_same)
                .map(|(units, _)| units)
        };
        self.unit_clash(other).or_else(of_capitals).or_else(|| {
            let signs = [&self.signs, &other.signs];
            let are_other = signs[0] != signs[1] && signs.iter().all(|signs| !signs.is_empty());
            are_other.then(|| signs.map(Clone::clone))
        })
    }

    fn unit_clash(&self, other: &Self) -> Option<[String; 2]> {
        let (one, unit) = self.counting(other)?;
        let (others, other_unit) = other.counting(self)?;
        // `K` is a thousand where the other side does not say degrees.
        let is_thousand = |unit: &str, other: &str| unit == "K" && !matches!(other, "°C" | "°F" | "℃" | "℉");
        if is_thousand(one, others) || is_thousand(others, one) {
            return None;
        }
        let are_other = if self.beside.is_some() && other.beside.is_some() {
            are_other_units(one, others)
        } else {
            unit?.contradicts(&other_unit?)
        };
        are_other.then(|| [one, others].map(str::to_owned))
    }

    /// The last words of two names, where they are units of one quantity, with whether these are the same unit.
    fn last_units(&self, other: &Self) -> Option<([String; 2], bool)> {
        let words = [&self.last_word.as_ref()?.1, &other.last_word.as_ref()?.1];
        // Of a word that may be a unit only another unit tells that it is one. The small letters of `temp_c` and `temp_f` tell it
        // of each other.
        let are_degrees = words.iter().all(|word| matches!(word.as_str(), "c" | "f"));
        (are_degrees || words.iter().any(|word| Unit::of(word).is_some())).then_some(())?;
        let [one, others] = words.map(|word| {
            if are_degrees {
                Unit::of(&word.to_uppercase())
            } else {
                Unit::beside_number(word)
            }
        });
        let (one, others) = one.zip(others)?;
        let are_same = !one.contradicts(&others);
        one.measures_the_same(&others)
            .then(|| (words.map(Clone::clone), are_same))
    }

    /// Whether nothing but a unit can stand between this name and what is measured.
    fn is_plain(&self, other: &Self) -> bool {
        self.bracket.is_none() || self.unit_in_brackets(other).is_some()
    }
}

impl Partners {
    /// Pairs the columns of two tables. `by_hand` are names of the source's columns with those of the target's;
    /// names that a table does not have are passed over.
    pub(super) fn of(source: &Table, target: &Table, by_hand: &BTreeMap<String, String>) -> Self {
        let mut partners = Self {
            of_source: vec![None; source.columns.len()],
            is_taken: vec![false; target.columns.len()],
            clashes: Vec::new(),
            is_clashing: [source, target].map(|table| vec![false; table.columns.len()]),
        };
        let [of_source, of_target] = [source, target].map(places);
        for (one, other) in by_hand {
            if let (Some(&one), Some(&other)) = (of_source.get(&Name(one)), of_target.get(&Name(other))) {
                partners.join(one, other);
            }
        }
        let readings = [source, target].map(|table| table.columns.iter().map(Reading::of).collect());
        let [one, others]: [Vec<Reading>; 2] = readings;
        for (index, column) in source.columns.iter().enumerate() {
            if let Some(&other) = of_target.get(&Name(&column.name)) {
                partners.join_alike([index, other], &one[index], &others[other]);
            }
        }
        partners.join_keys(&one, &others);
        partners.join_quantities(&one, &others);
        partners.join_last_words(&one, &others);
        partners.join_lone_dates([source, target]);
        for ([one, other], units) in unit_columns::clashes(source, target, &partners.of_source) {
            // Who pairs two columns by hand knows what they are.
            if !by_hand.contains_key(&source.columns[one].name) {
                partners.of_source[one] = None;
                partners.is_taken[other] = false;
                partners.part([one, other], units);
            }
        }
        partners
    }

    fn join(&mut self, source: usize, target: usize) {
        if self.of_source[source].is_none() && !self.is_taken[target] {
            self.of_source[source] = Some(target);
            self.is_taken[target] = true;
        }
    }

    /// Joins two columns whose names mean the same, where their units allow it. Columns whose units do not have found their
    /// partner all the same.
    fn join_alike(&mut self, [source, target]: [usize; 2], one: &Reading, other: &Reading) {
        let is_free = self.of_source[source].is_none() && !self.is_taken[target];
        let [of_source, of_target] = &self.is_clashing;
        if !is_free || of_source[source] || of_target[target] {
            return;
        }
        match one.clash(other) {
            Some(units) => self.part([source, target], units),
            None => self.join(source, target),
        }
    }

    /// Keeps two columns apart that belong together but for their units.
    fn part(&mut self, [source, target]: [usize; 2], units: [String; 2]) {
        let [of_source, of_target] = &mut self.is_clashing;
        of_source[source] = true;
        of_target[target] = true;
        self.clashes.push(Clash {
            source,
            target,
            units,
        });
    }

    /// Pairs names that are the same without case, accents, spaces and punctuation, among those that are free.
    fn join_keys(&mut self, source: &[Reading], target: &[Reading]) {
        let free_source = source.iter().zip(&self.of_source);
        let free_source = free_source.map(|(name, partner)| partner.is_none().then_some(name.key.as_str()));
        let free_target = target.iter().zip(&self.is_taken);
        let free_target = free_target.map(|(name, taken)| (!taken).then_some(name.key.as_str()));
        for [one, other] in in_both(free_source, free_target) {
            self.join_alike([one, other], &source[one], &target[other]);
        }
    }

    /// Pairs names that are the same without a unit. What is measured must have one column in either table, the
    /// paired ones included: where there are `Flow (in)` and `Flow (out)`, neither is `flow`.
    fn join_quantities(&mut self, source: &[Reading], target: &[Reading]) {
        let [of_source, of_target] =
            [source, target].map(|names| names.iter().map(|name| Some(name.quantity.as_str())));
        for [one, other] in in_both(of_source, of_target) {
            let (one_reading, other_reading) = (&source[one], &target[other]);
            if one_reading.is_plain(other_reading) && other_reading.is_plain(one_reading) {
                self.join_alike([one, other], one_reading, other_reading);
            }
        }
    }

    /// Pairs the only dates of either table, where rows stand in their order, whatever their names: `Timestamp` with `DateTime`.
    /// A date of birth is no date of an order.
    fn join_lone_dates(&mut self, tables: [&Table; 2]) {
        let lone = tables.map(|table| {
            let is_date = |column: &Column| matches!(column.values, Values::Moment { has_date: true, .. });
            let mut dates = (0..table.columns.len()).filter(|&index| is_date(&table.columns[index]));
            let first = dates.next().filter(|&index| rises(&table.columns[index]));
            first.filter(|_| dates.next().is_none())
        });
        if let [Some(source), Some(target)] = lone {
            self.join(source, target);
        }
    }

    /// Pairs numbers that have no partner yet, whose names differ in a unit at their end: `temp_C` with `temp_degC`. `temp_C`
    /// and `temp_K` are kept apart as a clash, so that nobody takes tables for the same without them.
    fn join_last_words(&mut self, source: &[Reading], target: &[Reading]) {
        fn free<'r>(
            readings: &'r [Reading],
            is_taken: impl Fn(usize) -> bool + 'r,
        ) -> impl Iterator<Item = Option<&'r str>> {
            let rest = |reading: &'r Reading| reading.last_word.as_ref().map(|(rest, _)| rest.as_str());
            let readings = readings.iter().enumerate();
            readings.map(move |(index, reading)| rest(reading).filter(|_| !is_taken(index)))
        }
        let [of_source, of_target] = &self.is_clashing;
        let pairs = in_both(
            free(source, |index| {
                self.of_source[index].is_some() || of_source[index]
            }),
            free(target, |index| self.is_taken[index] || of_target[index]),
        );
        for [one, other] in pairs {
            match source[one].last_units(&target[other]) {
                Some((_, true)) => self.join(one, other),
                Some((units, false)) => self.part([one, other], units),
                None => {}
            }
        }
    }
}

/// The places in source and target of each name that either has once, in the source's order.
fn in_both<'n>(
    source: impl Iterator<Item = Option<&'n str>>,
    target: impl Iterator<Item = Option<&'n str>>,
) -> Vec<[usize; 2]> {
    let of_target = unique(target);
    let of_source = unique(source).into_iter();
    let mut places: Vec<[usize; 2]> = of_source
        .filter_map(|(name, one)| Some([one?, (*of_target.get(&name)?)?]))
        .collect();
    places.sort_unstable();
    places
}

/// The places of names; nothing where two columns have one.
fn unique<'n>(names: impl Iterator<Item = Option<&'n str>>) -> HashMap<Name<'n>, Option<usize>> {
    let mut places = HashMap::new();
    for (index, name) in names.enumerate() {
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            places
                .entry(Name(name))
                .and_modify(|known| *known = None)
                .or_insert(Some(index));
        }
    }
    places
}

/// Whether moments never fall from row to row, but for missing ones.
fn rises(column: &Column) -> bool {
    match &column.values {
        Values::Moment { seconds, .. } => seconds.iter().filter(|moment| !moment.is_nan()).is_sorted(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::read;

    /// A table of columns with these names.
    fn table(names: &[&str]) -> Table {
        let rows = ["1.5", "2.5"].map(|cell| vec![cell; names.len()].join(","));
        read(
            "a.csv",
            format!("{}\n{}\n", names.join(","), rows.join("\n")).as_bytes(),
        )
        .unwrap()
    }

    fn of(source: &[&str], target: &[&str]) -> Partners {
        Partners::of(&table(source), &table(target), &BTreeMap::new())
    }

    #[test]
    fn names_pair_without_their_unit() {
        for (one, other) in [
            ("Temperatur [°C]", "temperatur"),
            ("load", "Load (kW)"),
            ("Load (kW)", "load [KW]"),
            ("温度（℃）", "温度"),
            ("Preis (€)", "preis [EUR]"),
            ("Wind speed (km/h)", "wind_speed"),
        ] {
            assert_eq!(of(&[one], &[other]).of_source, [Some(0)], "{one} {other}");
        }
    }

    #[test]
    fn the_only_dates_pair_whatever_their_names() {
        let dated = |names: &str| {
            let dates = names.split(',').count() - 1;
            let row = |day: usize| format!("{}{day}.5", format!("2024-01-{day:02},").repeat(dates));
            // Rows of people stand in no order of their births.
            let day = |row: usize| {
                if names.starts_with("born") {
                    row * 7 % 20 + 1
                } else {
                    row + 1
                }
            };
            let rows: Vec<String> = (0..20).map(|number| row(day(number))).collect();
            read("a.csv", format!("{names}\n{}\n", rows.join("\n")).as_bytes()).unwrap()
        };
        let of =
            |one: &str, other: &str| Partners::of(&dated(one), &dated(other), &BTreeMap::new()).of_source;
        assert_eq!(of("Timestamp,kWh", "DateTime,kWh"), [Some(0), Some(1)]);
        assert_eq!(of("born,kWh", "DateTime,kWh"), [None, Some(1)]);
        // Of several nobody knows which.
        assert_eq!(of("ordered,kWh", "built,sold,kWh"), [None, Some(2)]);
    }

    #[test]
    fn units_that_contradict_are_named_and_do_not_pair() {
        for (one, other) in [
            ("Temp [°C]", "Temp [°F]"),
            ("Load (kW)", "Load (MW)"),
            ("Load (mW)", "load (MW)"),
            // Without punctuation these are one name.
            ("Price ($)", "Price (€)"),
            ("Share (%)", "share [‰]"),
            ("T (K)", "T (°C)"),
            ("temp_f", "temp_c"),
            ("金额(元)", "金额(万元)"),
        ] {
            let partners = of(&[one], &[other]);
            assert_eq!(partners.of_source, [None], "{one} {other}");
            assert_eq!(partners.clashes.len(), 1, "{one} {other}");
        }
        let clash = of(&["Temp [°C]"], &["Temp [°F]"]).clashes.remove(0);
        assert_eq!(clash.units, ["°C", "°F"].map(str::to_owned));
    }

    #[test]
    fn signs_that_differ_keep_columns_apart() {
        for (one, other) in [
            ("Preis in €", "Preis in $"),
            ("Rabatt %", "Rabatt €"),
            ("A+", "A-"),
            ("share <65", "share >65"),
        ] {
            let partners = of(&[one], &[other]);
            assert_eq!(partners.of_source, [None], "{one} {other}");
            assert_eq!(partners.clashes.len(), 1, "{one} {other}");
        }
        for (one, other) in [
            ("Preis €", "preis"),
            ("Rabatt %", "rabatt_%"),
            ("wind-speed", "Wind speed"),
        ] {
            assert_eq!(of(&[one], &[other]).of_source, [Some(0)], "{one} {other}");
        }
        let own = of(&["A+", "A-"], &["A-", "A+"]);
        assert_eq!(own.of_source, [Some(1), Some(0)]);
    }

    #[test]
    fn a_unit_at_the_end_of_a_name_is_one_beside_another_unit() {
        for (one, other) in [
            ("temp_C", "temp_K"),
            ("load_kw", "load_MW"),
            ("Wind km/h", "wind m/s"),
            ("price.eur", "price.usd"),
        ] {
            let partners = of(&["x", one], &[other, "x"]);
            assert_eq!(partners.of_source, [Some(1), None], "{one} {other}");
            assert_eq!(partners.clashes.len(), 1, "{one} {other}");
        }
        for (one, other) in [("temp_C", "temp_degC"), ("humidity_pct", "Humidity percent")] {
            assert_eq!(of(&[one], &[other]).of_source, [Some(0)], "{one} {other}");
        }
        for (source, target) in [
            (&["group_A"][..], &["group_C"][..]),
            (&["x_in"], &["x_out"]),
            (&["t_min"], &["t_max"]),
            (&["a_1"], &["a_K"]),
            (&["temp_C", "temp_F"], &["temp_K"]),
            (&["load_kW"], &["load"]),
        ] {
            let partners = of(source, target);
            assert!(
                partners.of_source.iter().all(Option::is_none),
                "{source:?} {target:?}"
            );
            assert_eq!(partners.clashes, [], "{source:?} {target:?}");
        }
    }

    #[test]
    fn what_is_no_unit_or_not_the_only_one_does_not_pair() {
        for (source, target) in [
            (&["Load (forecast)"][..], &["load"][..]),
            (&["Temp (min)"], &["temp"]),
            (&["Temp (min)", "Temp (max)"], &["temp"]),
            (&["Pressure (l)", "Pressure (r)"], &["pressure"]),
            (&["Load (kW)"], &["load", "Load (MW)"]),
            (&["Load (kW)", "Load (MW)"], &["load"]),
            (&["(kW)"], &["(MW)"]),
        ] {
            let partners = of(source, target);
            assert!(
                partners.of_source.iter().all(Option::is_none),
                "{source:?} {target:?}"
            );
            assert_eq!(partners.clashes, [], "{source:?} {target:?}");
        }
        // Each finds its own.
        let own = of(&["Temp [°C]", "Temp [°F]"], &["temp (F)", "temp [°C]"]);
        assert_eq!(own.of_source, [Some(1), Some(0)]);
    }

    #[test]
    fn units_beside_numbers_count_as_those_in_names_do() {
        let with = |name: &str, unit: Option<&str>| {
            let mut table = table(&[name]);
            table.columns[0].unit = unit.map(str::to_owned);
            table
        };
        let of = |source: &Table, target: &Table| Partners::of(source, target, &BTreeMap::new());
        for (one, other, clashes) in [
            (with("w", Some("kg")), with("w", Some("lb")), true),
            (with("w", Some("kg")), with("W", Some("lb")), true),
            (with("w (kg)", None), with("w", Some("lb")), true),
            (with("w (kg)", Some("lb")), with("w (kg)", None), true),
            (with("w", Some("kg")), with("w", Some("kg")), false),
            (with("w", Some("kg")), with("w", None), false),
            (with("w (net)", Some("kg")), with("w (net)", None), false),
            (with("w (kg)", None), with("w", Some("Kilo")), false),
        ] {
            let names = format!("{:?} {:?}", one.columns[0], other.columns[0]);
            let partners = of(&one, &other);
            assert_eq!(partners.clashes.len(), usize::from(clashes), "{names}");
            assert_eq!(partners.of_source[0].is_none(), clashes, "{names}");
            assert_eq!(partners.is_taken[0], !clashes, "{names}");
        }
        let by_hand = BTreeMap::from([("w".to_owned(), "w".to_owned())]);
        let partners = Partners::of(&with("w", Some("kg")), &with("w", Some("lb")), &by_hand);
        assert_eq!(partners.of_source, [Some(0)]);
    }

    #[test]
    fn a_pair_by_hand_comes_before_all_names() {
        let by_hand = BTreeMap::from([("a".to_owned(), "b".to_owned()), ("x".to_owned(), "y".to_owned())]);
        let partners = Partners::of(&table(&["b", "a"]), &table(&["b", "a"]), &by_hand);
        assert_eq!(partners.of_source, [None, Some(0)]);
        assert_eq!(partners.is_taken, [true, false]);
    }
}
