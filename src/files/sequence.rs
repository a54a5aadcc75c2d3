//! The sequences in which the modules of a network can run, by their names and shapes.
//!
//! Each module takes what the one before gives. Numbers in names count up, and modules of one parent run together. Where
//! that leaves several sequences, all of them are given: nothing in the file tells which one is right.

use super::names::{Module, Names};

/// Most sequences that are told apart.
pub(super) const MAX_SEQUENCES: usize = 6;

/// Steps after which the search is given up.
const MAX_STEPS: usize = 5_000;

/// All sequences of these modules, as places in `modules`; more than [`MAX_SEQUENCES`] where there are too many.
pub(super) fn sequences(modules: &[Module<'_>]) -> Vec<Vec<usize>> {
    let search = |names: Names| {
        let mut search = Search {
            modules,
            names,
            found: Vec::new(),
            steps: MAX_STEPS,
        };
        search.from(&mut Vec::new());
        search.found
    };
    let found = search(Names::of(modules));
    // Numbers that are no order: `h64` in front of `h32`.
    if found.is_empty() {
        search(Names::ignored(modules.len()))
    } else {
        found
    }
}

struct Search<'m, 'n> {
    modules: &'m [Module<'n>],
    names: Names,
    found: Vec<Vec<usize>>,
    steps: usize,
}

impl Search<'_, '_> {
    fn from(&mut self, sequence: &mut Vec<usize>) {
        if sequence.len() == self.modules.len() {
            if self.is_beside_its_layer(sequence, None) {
                self.found.push(sequence.clone());
            }
            return;
        }
        for next in 0..self.modules.len() {
            if self.found.len() > MAX_SEQUENCES {
                return;
            }
            if sequence.contains(&next) || !self.fits(sequence, next) {
                continue;
            }
            if self.steps == 0 {
                // Given up: as good as too many.
                self.found.resize(MAX_SEQUENCES + 1, Vec::new());
                return;
            }
            self.steps -= 1;
            sequence.push(next);
            self.from(sequence);
            sequence.pop();
        }
    }

    fn fits(&self, sequence: &[usize], next: usize) -> bool {
        let module = self.modules[next];
        let last = sequence.last().map(|&last| self.modules[last]);
        let is_fed = last.is_none_or(|last| last.gives == module.takes);
        let is_second_norm = module.is_norm && last.is_some_and(|last| last.is_norm);
        let mut waiting = (0..self.modules.len()).filter(|place| *place != next && !sequence.contains(place));
        is_fed
            && !is_second_norm
            && self.is_beside_its_layer(sequence, Some(next))
            && self.is_on_the_same_side(sequence, next)
            && !waiting.any(|other| self.must_run_first(sequence, next, other))
    }

    /// Whether a module that has not run yet must run before `next`.
    fn must_run_first(&self, sequence: &[usize], next: usize, waiting: usize) -> bool {
        let (names, is_norm) = (&self.names, self.modules[next].is_norm);
        if names.precedes[waiting][next] {
            return true;
        }
        let layer = self.last_layer(sequence);
        if !is_norm && layer.is_some() && names.pairs[waiting] == layer {
            return true;
        }
        let Some(before) = layer.or_else(|| sequence.last().copied()) else {
            return false;
        };
        // Modules of one parent run together, but normalisations may have a parent of their own.
        let run_together = if is_norm {
            names.is_sequential[before]
        } else {
            layer.is_some() || !self.modules[waiting].is_norm
        };
        run_together && names.shared[before][waiting] > names.shared[before][next]
    }

    fn last_layer(&self, sequence: &[usize]) -> Option<usize> {
        let mut layers = sequence
            .iter()
            .rev()
            .filter(|&&place| !self.modules[place].is_norm);
        layers.next().copied()
    }

    /// Whether `next` stands before or behind the layer of its name as the normalisations so far do.
    fn is_on_the_same_side(&self, sequence: &[usize], next: usize) -> bool {
        let pairs = &self.names.pairs;
        let mut sides = sequence.iter().enumerate().filter_map(|(place, &module)| {
            pairs[module].map(|layer| place > 0 && sequence[place - 1] == layer)
        });
        match (pairs[next], sides.next()) {
            (Some(layer), Some(is_behind)) => is_behind == (sequence.last() == Some(&layer)),
            _ => true,
        }
    }

    /// Whether a normalisation at the end of the sequence stands beside the layer of its name, with `next` behind it.
    fn is_beside_its_layer(&self, sequence: &[usize], next: Option<usize>) -> bool {
        let pair = sequence.last().and_then(|&last| self.names.pairs[last]);
        pair.is_none() || pair == next || pair == self.last_layer(sequence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(name: &str, takes: usize, gives: usize) -> Module<'_> {
        Module {
            name,
            takes,
            gives,
            is_norm: false,
        }
    }

    fn norm(name: &str, width: usize) -> Module<'_> {
        Module {
            name,
            takes: width,
            gives: width,
            is_norm: true,
        }
    }

    fn named(modules: &[Module<'_>]) -> Vec<String> {
        let found = sequences(modules);
        let names = |sequence: &Vec<usize>| {
            let names: Vec<&str> = sequence.iter().map(|&place| modules[place].name).collect();
            names.join(" ")
        };
        found.iter().map(names).collect()
    }

    #[test]
    fn one_sequence_fits_by_numbers_or_shapes() {
        for (modules, expected) in [
            (
                vec![layer("m.10", 8, 8), layer("m.2", 8, 8), layer("m.0", 8, 8)],
                "m.0 m.2 m.10",
            ),
            (
                vec![layer("fc3", 8, 1), layer("fc2", 8, 8), layer("fc1", 8, 8)],
                "fc1 fc2 fc3",
            ),
            (
                vec![layer("hidden2", 8, 8), layer("hidden", 8, 8)],
                "hidden hidden2",
            ),
            (vec![layer("l2_fc", 8, 8), layer("l1_fc", 8, 8)], "l1_fc l2_fc"),
            (
                vec![layer("hidden", 8, 8), layer("input", 4, 8), layer("out", 8, 2)],
                "input hidden out",
            ),
            // The numbers are widths.
            (vec![layer("h32", 64, 32), layer("h64", 4, 64)], "h64 h32"),
            // Modules of one parent run together.
            (
                vec![
                    layer("head.0", 8, 8),
                    layer("head.2", 8, 1),
                    layer("trunk.0", 4, 8),
                    layer("trunk.2", 8, 8),
                ],
                "trunk.0 trunk.2 head.0 head.2",
            ),
            (
                vec![
                    layer("blocks.1.a", 8, 8),
                    layer("blocks.1.b", 8, 1),
                    layer("blocks.0.a", 5, 8),
                    layer("blocks.0.b", 8, 8),
                ],
                "blocks.0.a blocks.0.b blocks.1.a blocks.1.b",
            ),
        ] {
            assert_eq!(named(&modules), [expected]);
        }
    }

    #[test]
    fn all_sequences_that_fit_are_given() {
        let modules = [layer("body", 8, 8), layer("entry", 8, 8), layer("head", 8, 1)];
        assert_eq!(named(&modules), ["body entry head", "entry body head"]);
        let modules = [
            layer("a.0", 8, 8),
            layer("a.2", 8, 8),
            layer("b.0", 8, 8),
            layer("b.2", 8, 8),
        ];
        assert_eq!(named(&modules), ["a.0 a.2 b.0 b.2", "b.0 b.2 a.0 a.2"]);
        assert_eq!(named(&[layer("a", 2, 3), layer("b", 2, 3)]), Vec::<String>::new());
        let many: Vec<String> = ('a'..='p').map(String::from).collect();
        let many: Vec<Module<'_>> = many.iter().map(|name| layer(name, 4, 4)).collect();
        assert!(sequences(&many).len() > MAX_SEQUENCES);
        // One layer that takes what no other gives: found or given up, but in time.
        let stuck: Vec<Module<'_>> = many.iter().copied().chain([layer("z", 3, 3)]).collect();
        assert_ne!(sequences(&stuck).len(), 1);
    }

    #[test]
    fn normalisations_stand_where_their_names_and_widths_allow() {
        for (modules, expected) in [
            (
                vec![
                    norm("bn1", 8),
                    layer("fc1", 3, 8),
                    layer("fc2", 8, 8),
                    norm("bn2", 8),
                ],
                vec!["fc1 bn1 fc2 bn2"],
            ),
            (
                vec![
                    layer("layers.0", 3, 8),
                    layer("layers.1", 8, 8),
                    layer("layers.2", 8, 1),
                    norm("norms.0", 8),
                    norm("norms.1", 8),
                ],
                vec!["layers.0 norms.0 layers.1 norms.1 layers.2"],
            ),
            // The head's number says nothing of the trunk's.
            (
                vec![
                    layer("head.1", 8, 1),
                    layer("trunk.0", 3, 8),
                    norm("trunk.1", 8),
                    layer("trunk.3", 8, 8),
                ],
                vec!["trunk.0 trunk.1 trunk.3 head.1"],
            ),
            (
                vec![norm("0", 4), layer("1", 4, 4), layer("3", 4, 4), norm("4", 4)],
                vec!["0 1 3 4"],
            ),
            // All before or all behind the layers of their names.
            (
                vec![
                    norm("bn1", 8),
                    norm("bn2", 8),
                    layer("fc1", 8, 8),
                    layer("fc2", 8, 8),
                    layer("out", 8, 1),
                ],
                vec!["bn1 fc1 bn2 fc2 out", "fc1 bn1 fc2 bn2 out"],
            ),
            (
                vec![
                    layer("entry", 3, 8),
                    layer("fc1", 8, 8),
                    layer("head", 8, 1),
                    norm("norm1", 8),
                ],
                vec!["entry fc1 norm1 head", "entry norm1 fc1 head"],
            ),
            (vec![layer("fc", 3, 8), norm("norm", 7)], vec![]),
        ] {
            assert_eq!(named(&modules), expected);
        }
    }
}
