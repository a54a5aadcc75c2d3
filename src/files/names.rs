//! What the names of modules tell of the order in which they run.

/// What is known of a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Module<'n> {
    pub(super) name: &'n str,
    pub(super) takes: usize,
    pub(super) gives: usize,
    /// Whether it is a normalisation, else a linear layer.
    pub(super) is_norm: bool,
}

impl<'n> Module<'n> {
    fn parent(&self) -> &'n str {
        self.name.rsplit_once('.').map_or("", |(parent, _)| parent)
    }

    fn leaf(&self) -> &'n str {
        self.name.rsplit_once('.').map_or(self.name, |(_, leaf)| leaf)
    }

    /// Its number in a sequence or list of modules.
    fn number(&self) -> Option<u32> {
        self.leaf().parse().ok()
    }
}

/// Whether nothing lies between two modules, not even one without weights: they count up in an `nn.Sequential`, which
/// gives a number to each of its modules. An `nn.ModuleList` may run activations between its modules, so that numbers
/// without a gap below a name tell nothing.
pub(super) fn is_direct(modules: &[Module<'_>], first: Module<'_>, second: Module<'_>) -> bool {
    let counts_up = match (first.number(), second.number()) {
        (Some(first), Some(second)) => first.checked_add(1) == Some(second),
        _ => false,
    };
    counts_up && first.parent() == second.parent() && is_sequential(modules, first.parent())
}

/// Whether the modules of this parent are known to run one after the other.
fn is_sequential(modules: &[Module<'_>], parent: &str) -> bool {
    let children = modules.iter().filter(|module| module.parent() == parent);
    let numbers: Option<Vec<u32>> = children.map(Module::number).collect();
    let Some(mut numbers) = numbers else {
        return false;
    };
    numbers.sort_unstable();
    parent.is_empty() || numbers.windows(2).any(|pair| pair[1] - pair[0] > 1)
}

/// The linear layer that a normalisation stands beside by its name: `bn1` beside `fc1`, `norms.0` beside `layers.0`.
fn pair(modules: &[Module<'_>], place: usize) -> Option<usize> {
    let norm = modules.get(place).filter(|module| module.is_norm)?;
    let has_layers = |parent: &str| {
        modules
            .iter()
            .any(|module| !module.is_norm && module.parent() == parent)
    };
    let above = |module: &Module<'_>| {
        module
            .parent()
            .rsplit_once('.')
            .map_or("", |(above, _)| above)
            .to_owned()
    };
    let is_pair = |layer: &Module<'_>| match (norm.number(), layer.number()) {
        (Some(number), Some(other)) => {
            number == other && above(norm) == above(layer) && !has_layers(norm.parent())
        }
        (None, None) => {
            let (numbers, others) = (numbered(norm.leaf()).1, numbered(layer.leaf()).1);
            norm.parent() == layer.parent() && !numbers.is_empty() && numbers == others
        }
        _ => false,
    };
    let mut layers = (0..modules.len()).filter(|&other| !modules[other].is_norm && is_pair(&modules[other]));
    layers.next().filter(|_| layers.next().is_none())
}

/// Whether one module runs before another because their names are the same but for a number.
fn precedes(name: &str, other: &str) -> bool {
    let differing = name.split('.').zip(other.split('.')).find(|(a, b)| a != b);
    differing.is_some_and(|(a, b)| {
        let ((stem, numbers), (other_stem, other_numbers)) = (numbered(a), numbered(b));
        stem == other_stem && numbers < other_numbers
    })
}

/// The numbers in a name, and what is around them.
fn numbered(name: &str) -> (String, Vec<u64>) {
    let mut stem = String::new();
    for letter in name.chars() {
        match letter {
            '0'..='9' if stem.ends_with('#') => {}
            '0'..='9' => stem.push('#'),
            letter => stem.push(letter),
        }
    }
    let runs = name.split(|letter: char| !letter.is_ascii_digit());
    let numbers = runs.filter(|run| !run.is_empty());
    let numbers = numbers.map(|run| run.parse().unwrap_or(u64::MAX)).collect();
    // The first of `hidden`, `hidden2`, … may have no number.
    (stem.trim_end_matches('#').to_owned(), numbers)
}

/// Number of parents that two names share.
fn shared(name: &str, other: &str) -> usize {
    let pairs = name.split('.').zip(other.split('.'));
    pairs.take_while(|(a, b)| a == b).count()
}

/// What names tell of modules, worked out once for the search.
pub(super) struct Names {
    /// For each normalisation the layer that it stands beside.
    pub(super) pairs: Vec<Option<usize>>,
    /// For each module whether it precedes each other one.
    pub(super) precedes: Vec<Vec<bool>>,
    /// For each module the number of parents that it shares with each other one.
    pub(super) shared: Vec<Vec<usize>>,
    /// Whether each module's parent is known to run its modules one after the other.
    pub(super) is_sequential: Vec<bool>,
}

impl Names {
    pub(super) fn of(modules: &[Module<'_>]) -> Self {
        fn each<T>(modules: &[Module<'_>], of: impl Fn(&str, &str) -> T) -> Vec<Vec<T>> {
            let row = |module: &Module<'_>| modules.iter().map(|other| of(module.name, other.name)).collect();
            modules.iter().map(row).collect()
        }
        Self {
            pairs: (0..modules.len()).map(|place| pair(modules, place)).collect(),
            precedes: each(modules, precedes),
            shared: each(modules, shared),
            is_sequential: modules
                .iter()
                .map(|module| is_sequential(modules, module.parent()))
                .collect(),
        }
    }

    /// As if the names told nothing.
    pub(super) fn ignored(count: usize) -> Self {
        Self {
            pairs: vec![None; count],
            precedes: vec![vec![false; count]; count],
            shared: vec![vec![0; count]; count],
            is_sequential: vec![false; count],
        }
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

    #[test]
    fn only_a_sequential_has_nothing_between_its_modules() {
        let direct = |modules: &[Module<'_>]| is_direct(modules, modules[0], modules[1]);
        assert!(direct(&[layer("0", 4, 4), layer("1", 4, 4)]));
        assert!(direct(&[layer("m.0", 4, 4), norm("m.1", 4), layer("m.3", 4, 4)]));
        assert!(!direct(&[
            layer("m.0", 4, 4),
            layer("m.1", 4, 4),
            layer("m.2", 4, 4)
        ]));
        assert!(!direct(&[layer("fc1", 4, 4), layer("fc2", 4, 4)]));
        assert!(!direct(&[layer("0", 4, 4), layer("2", 4, 4)]));
    }
}
