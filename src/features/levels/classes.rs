//! The levels of two sides, while one key after the other joins them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The levels of one side, each with all texts that stand for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::features) struct Texts {
    pub(super) texts: Vec<String>,
    /// The level of each text.
    pub(super) of: Vec<usize>,
}

/// Another text that stands for a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// The text.
    pub text: String,
    /// The level's index.
    pub level: usize,
}

/// The levels of two sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::features) struct Joined {
    /// All levels, the source's first, as the source writes them.
    pub(in crate::features) levels: Vec<String>,
    /// Their other texts.
    pub(in crate::features) spellings: Vec<Spelling>,
    /// The level of each text of either side.
    pub(in crate::features) of: [Vec<usize>; 2],
    /// How many levels both sides have.
    pub(in crate::features) shared: usize,
}

impl Texts {
    /// Texts that are levels of their own.
    pub(in crate::features) fn apart(texts: Vec<String>) -> Self {
        let of = (0..texts.len()).collect();
        Self { texts, of }
    }

    /// Texts of which some stand for one level.
    pub(in crate::features) fn grouped(texts: Vec<String>, of: Vec<usize>) -> Self {
        Self { texts, of }
    }

    /// Levels with their other spellings.
    pub(in crate::features) fn spelt(levels: &[String], spellings: &[Spelling]) -> Self {
        let mut all = Self::apart(levels.to_vec());
        for Spelling { text, level } in spellings {
            all.texts.push(text.clone());
            all.of.push(*level);
        }
        all
    }
}

/// Which texts of both sides mean the same, so far.
pub(super) struct Classes<'s> {
    sides: [&'s Texts; 2],
    /// For each level of source and target another one that means the same, up to one that stands for all.
    parents: Vec<usize>,
    /// Where the levels of the target begin.
    offset: usize,
}

impl<'s> Classes<'s> {
    pub(super) fn of(sides: [&'s Texts; 2]) -> Self {
        let [offset, more] = sides.map(|side| side.of.iter().max().map_or(0, |last| last + 1));
        Self {
            sides,
            parents: (0..offset + more).collect(),
            offset,
        }
    }

    /// What stands for a level and all that mean the same.
    fn root(&self, mut level: usize) -> usize {
        while self.parents[level] != level {
            level = self.parents[level];
        }
        level
    }

    /// What stands for a text.
    fn class(&self, side: usize, text: usize) -> usize {
        self.root(self.sides[side].of[text] + side * self.offset)
    }

    /// The classes of the source's and of the target's texts, marked.
    fn known(&self) -> [Vec<bool>; 2] {
        [0, 1].map(|side| {
            let mut known = vec![false; self.parents.len()];
            for text in 0..self.sides[side].texts.len() {
                known[self.class(side, text)] = true;
            }
            known
        })
    }

    /// Whether each level of one side has its like on the other.
    pub(super) fn are_complete(&self) -> bool {
        let [source, target] = self.known();
        source.iter().zip(&target).all(|(one, other)| one == other)
    }

    /// Joins levels with one key, of which some have none on the other side yet. Several of one side join only where
    /// levels with such a key, of which the sides have so many, `may_merge`.
    pub(super) fn join(
        &mut self,
        keys: &[Vec<Option<String>>; 2],
        may_merge: impl Fn(&str, [usize; 2]) -> bool,
    ) {
        let known = self.known();
        let mut by_key: BTreeMap<&str, [Vec<usize>; 2]> = BTreeMap::new();
        for (side, keys) in keys.iter().enumerate() {
            for (text, key) in keys.iter().enumerate() {
                if let Some(key) = key.as_deref().filter(|key| !key.is_empty()) {
                    let class = self.class(side, text);
                    let classes = &mut by_key.entry(key).or_default()[side];
                    if !classes.contains(&class) {
                        classes.push(class);
                    }
                }
            }
        }
        for (class, keys) in self.contradicted(keys, &known) {
            for key in keys {
                for classes in by_key.get_mut(key).into_iter().flatten() {
                    if !classes.contains(&class) {
                        classes.push(class);
                    }
                }
            }
        }
        let is_several = |classes: &[Vec<usize>; 2]| classes.iter().any(|classes| classes.len() > 1);
        let may_merge =
            |key: &str, classes: &[Vec<usize>; 2]| may_merge(key, classes.each_ref().map(Vec::len));
        let tells_apart = by_key
            .iter()
            .any(|(key, classes)| is_several(classes) && !may_merge(key, classes));
        for (key, classes) in &by_key {
            let is_open = classes
                .iter()
                .flatten()
                .any(|&class| known[0][class] != known[1][class]);
            let is_allowed = may_merge(key, classes) || !tells_apart;
            if let ([first, ..], [_, ..]) = (classes[0].as_slice(), classes[1].as_slice())
                && is_open
                && is_allowed
            {
                let root = self.root(*first);
                for &class in classes.iter().flatten() {
                    let class = self.root(class);
                    self.parents[class] = root;
                }
            }
        }
    }

    /// Levels that both sides have and that each side gives a key which the other does not give them, with all their keys. What
    /// joins one of them by such a key joins two levels of one side: `M` of man and woman, and `M` of hombre and mujer.
    fn contradicted<'k>(
        &self,
        keys: &'k [Vec<Option<String>>; 2],
        known: &[Vec<bool>; 2],
    ) -> Vec<(usize, BTreeSet<&'k str>)> {
        let mut of_class: BTreeMap<usize, [BTreeSet<&str>; 2]> = BTreeMap::new();
        for (side, keys) in keys.iter().enumerate() {
            for (text, key) in keys.iter().enumerate() {
                let class = self.class(side, text);
                if let Some(key) = key.as_deref().filter(|_| known[1 - side][class]) {
                    of_class.entry(class).or_default()[side].insert(key);
                }
            }
        }
        let contradicted = of_class
            .into_iter()
            .filter(|(_, [one, other])| !one.is_subset(other) && !other.is_subset(one));
        contradicted
            .map(|(class, [one, other])| (class, &one | &other))
            .collect()
    }

    pub(super) fn finish(self) -> Joined {
        let [in_source, in_target] = self.known();
        let shared = in_source.iter().zip(&in_target);
        let shared = shared.filter(|(one, other)| **one && **other).count();
        let mut joined = Joined {
            levels: Vec::new(),
            spellings: Vec::new(),
            of: [Vec::new(), Vec::new()],
            shared,
        };
        let mut numbers: HashMap<usize, usize> = HashMap::new();
        // One text is one level on both sides.
        let mut named: HashSet<&String> = HashSet::new();
        for side in 0..2 {
            // By level, so that no comes before yes whichever stands first in the file.
            let mut order: Vec<usize> = (0..self.sides[side].texts.len()).collect();
            order.sort_by_key(|&text| self.sides[side].of[text]);
            for text in order {
                let class = self.class(side, text);
                let text = &self.sides[side].texts[text];
                let level = *numbers.entry(class).or_insert_with(|| {
                    joined.levels.push(text.clone());
                    joined.levels.len() - 1
                });
                if named.insert(text) && joined.levels[level] != *text {
                    joined.spellings.push(Spelling {
                        text: text.clone(),
                        level,
                    });
                }
            }
        }
        joined.of = [0, 1].map(|side| {
            let texts = 0..self.sides[side].texts.len();
            texts.map(|text| numbers[&self.class(side, text)]).collect()
        });
        joined
    }
}
