//! The ways to read the modules of a `state_dict` as a network.

use serde::{Deserialize, Serialize};

use super::error::shortened;
use super::names::{Module, is_direct};

/// A way to read the modules of a `state_dict`, from the inputs to the outputs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading(pub Vec<Part>);

/// A part of a [`Reading`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// The linear layer of this name.
    Linear(String),
    /// The normalisation of this name.
    Normalisation(String),
    /// The activation that all hidden layers share. The file does not tell which one it is.
    Activation,
}

impl Reading {
    /// With names that a message can show.
    pub(super) fn shortened(self) -> Self {
        let part = |part| match part {
            Part::Linear(name) => Part::Linear(shortened(&name)),
            Part::Normalisation(name) => Part::Normalisation(shortened(&name)),
            Part::Activation => Part::Activation,
        };
        Self(self.0.into_iter().map(part).collect())
    }
}

/// The readings of a sequence of modules: one, or two where an activation can stand before or behind the normalisations.
pub(super) fn readings(modules: &[Module<'_>], sequence: &[usize]) -> Vec<Reading> {
    let run: Vec<Module<'_>> = sequence.iter().map(|&place| modules[place]).collect();
    let reading = |comes_first: bool| {
        let mut parts = Vec::new();
        for (place, module) in run.iter().enumerate() {
            let name = module.name.to_owned();
            parts.push(if module.is_norm {
                Part::Normalisation(name)
            } else {
                Part::Linear(name)
            });
            if is_activated(modules, &run, place, comes_first) {
                parts.push(Part::Activation);
            }
        }
        Reading(parts)
    };
    let mut found = vec![reading(false), reading(true)];
    found.dedup();
    found
}

/// Whether an activation follows the module at this place. `comes_first` says that it comes before a normalisation where it
/// can stand on either side.
fn is_activated(modules: &[Module<'_>], run: &[Module<'_>], place: usize, comes_first: bool) -> bool {
    let is_apart = |first: usize| match run.get(first..=first + 1) {
        Some(&[first, second]) => !is_direct(modules, first, second),
        _ => false,
    };
    if !is_apart(place) {
        return false;
    }
    match (run[place].is_norm, run[place + 1].is_norm) {
        // A normalisation of the inputs has no layer before it, one of the outputs none behind it.
        (true, _) => place > 0 && (!is_apart(place - 1) || !comes_first),
        (_, true) => place + 2 < run.len() && (!is_apart(place + 1) || comes_first),
        (false, false) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The readings in short: names, and `~` for an activation. Names with `n` are normalisations.
    fn short(names: &[&str]) -> Vec<String> {
        let modules: Vec<Module<'_>> = names
            .iter()
            .map(|&name| Module {
                name: name.trim_end_matches('n'),
                takes: 4,
                gives: 4,
                is_norm: name.ends_with('n'),
            })
            .collect();
        let found = readings(&modules, &(0..names.len()).collect::<Vec<_>>());
        let part = |part: &Part| match part {
            Part::Linear(name) | Part::Normalisation(name) => name.clone(),
            Part::Activation => "~".to_owned(),
        };
        let text = |Reading(parts): &Reading| parts.iter().map(part).collect::<Vec<_>>().join(" ");
        found.iter().map(text).collect()
    }

    #[test]
    fn an_activation_stands_where_a_number_is_left_out() {
        assert_eq!(short(&["0", "1n", "4", "6"]), ["0 1 ~ 4 ~ 6"]);
        assert_eq!(short(&["0", "2n", "3", "5"]), ["0 ~ 2 3 ~ 5"]);
        assert_eq!(short(&["0n", "1", "2", "3n"]), ["0 1 2 3"]);
        assert_eq!(short(&["0", "1n", "2"]), ["0 1 2"]);
    }

    #[test]
    fn both_places_of_an_activation_are_given() {
        // A dropout may stand in one of the two gaps.
        assert_eq!(short(&["0", "2n", "4"]), ["0 2 ~ 4", "0 ~ 2 4"]);
        assert_eq!(
            short(&["fc1", "bn1n", "fc2", "bn2n", "fc3"]),
            ["fc1 bn1 ~ fc2 bn2 ~ fc3", "fc1 ~ bn1 fc2 ~ bn2 fc3"]
        );
        // In a list of modules, activations may run between any two.
        assert_eq!(short(&["m.0", "m.1", "m.2"]), ["m.0 ~ m.1 ~ m.2"]);
    }
}
