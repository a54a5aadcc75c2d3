//! Texts among numbers, and which of them say that there is no value.
//!
//! Every office has its own mark: `..` of the World Bank, `mq` of Météo-France, `:` of Eurostat. No list holds them all, but
//! they are known by two things. They are no numbers in a column that is one of quantities, and the same one stands there
//! again and again. A sign without a letter is one even where it stands once, and a word that is one in one column is one in the
//! others, too.

use std::collections::BTreeSet;

use crate::table::facts::note::SomeCells;

/// Texts that are told apart: a column of numbers has one or two, and one of texts has more.
const MAX_KEPT: usize = 8;

/// Most letters of a mark.
const LONGEST: usize = 20;

/// Fewest numbers beside a mark.
const MIN_NUMBERS: usize = 5;

/// Fewest distinct numbers, where all are whole and most differ: codes come again.
const MIN_DIFFERENT: usize = 10;

/// More distinct numbers than these are quantities, even where each comes again.
const MANY_DIFFERENT: usize = 20;

/// Signs that mark a cell without a value. Others say something of a number: `+`, `<`, `>`, `%`, `✓`.
const SIGNS: &str = ".:-_*/\\#?!()[]{}|,;=^~'\"…‥·•–—−―†‡×¿ ";

/// What is known of the numbers beside them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside {
    /// How many there are.
    pub(super) numbers: usize,
    /// How many of them are distinct; many where that is not known.
    pub(super) distinct: usize,
    /// Whether some have decimals.
    pub(super) have_decimals: bool,
}

impl Beside {
    /// What is known of the numbers of two columns.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            numbers: self.numbers + other.numbers,
            distinct: self.distinct.max(other.distinct),
            have_decimals: self.have_decimals || other.have_decimals,
        }
    }
}

/// The cells of a column that are neither missing nor numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Others {
    /// The first distinct texts that can be marks, whole.
    kept: Vec<(String, SomeCells)>,
    /// All other cells.
    rest: SomeCells,
}

impl Others {
    /// Cells of which none can be a mark.
    pub(super) fn only(cells: SomeCells) -> Self {
        Self {
            kept: Vec::new(),
            rest: cells,
        }
    }

    /// Those of two columns.
    pub(super) fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for (text, cells) in &other.kept {
            match both.kept.iter_mut().find(|(kept, _)| kept == text) {
                Some((_, own)) => own.count += cells.count,
                None => both.kept.push((text.clone(), cells.clone())),
            }
        }
        both.rest = sum([&self.rest, &other.rest].into_iter());
        both
    }

    /// Adds a cell.
    pub(super) fn add(&mut self, text: &str, row: u64) {
        if let Some((_, cells)) = self.kept.iter_mut().find(|(kept, _)| kept == text) {
            cells.add(text, row);
        } else if self.kept.len() < MAX_KEPT && (is_sign(text) || is_word(text)) {
            let mut cells = SomeCells::default();
            cells.add(text, row);
            self.kept.push((text.to_owned(), cells));
        } else {
            self.rest.add(text, row);
        }
    }

    /// All cells.
    pub(super) fn all(&self) -> SomeCells {
        sum(self.kept.iter().map(|(_, cells)| cells).chain([&self.rest]))
    }

    /// How often the most frequent text that can be a mark occurs.
    pub(super) fn most_frequent(&self) -> usize {
        self.kept.iter().map(|(_, cells)| cells.count).max().unwrap_or(0)
    }

    /// Number of cells that are signs.
    pub(super) fn signs(&self) -> usize {
        let signs = self.kept.iter().filter(|(text, _)| is_sign(text));
        signs.map(|(_, cells)| cells.count).sum()
    }

    /// Number of distinct texts that are told apart.
    pub(super) fn distinct(&self) -> usize {
        self.kept.len()
    }

    /// The marks for missing values among these cells: signs, the one word that comes again, and words that are `known` from
    /// other columns.
    pub(super) fn marks(&self, beside: Beside, known: &[String]) -> BTreeSet<String> {
        let word = self.word(beside);
        let is_mark = |text: &str| {
            let is_known = || {
                let text = text.to_lowercase();
                word.as_ref() == Some(&text) || known.contains(&text)
            };
            beside.numbers >= MIN_NUMBERS && (is_sign(text) || is_known())
        };
        let texts = self.kept.iter().map(|(text, _)| text);
        texts.filter(|text| is_mark(text)).cloned().collect()
    }

    /// These marks among the cells, and all other cells.
    pub(super) fn parted(&self, marks: &BTreeSet<String>) -> (Vec<SomeCells>, SomeCells) {
        let (marks, others): (Vec<_>, Vec<_>) = self.kept.iter().partition(|(text, _)| marks.contains(text));
        let others = sum(others.into_iter().map(|(_, cells)| cells).chain([&self.rest]));
        (
            marks.into_iter().map(|(_, cells)| cells.clone()).collect(),
            others,
        )
    }

    /// The one word that comes again, in small letters, where the numbers are quantities and more than it.
    pub(super) fn word(&self, beside: Beside) -> Option<String> {
        let mut repeated: Vec<(String, usize)> = Vec::new();
        for (text, cells) in self.kept.iter().filter(|(text, _)| !is_sign(text)) {
            let text = text.to_lowercase();
            match repeated.iter_mut().find(|(word, _)| *word == text) {
                Some((_, count)) => *count += cells.count,
                None => repeated.push((text, cells.count)),
            }
        }
        repeated.retain(|(_, count)| *count > 1);
        let [(word, count)] = repeated.as_slice() else {
            return None;
        };
        let Beside {
            numbers,
            distinct,
            have_decimals,
        } = beside;
        let are_quantities = have_decimals && distinct > 2
            || distinct > MANY_DIFFERENT
            || distinct >= MIN_DIFFERENT && 2 * distinct > numbers;
        (are_quantities && numbers >= MIN_NUMBERS.max(*count)).then(|| word.clone())
    }
}

/// Some cells and others together, with the first of all.
fn sum<'c>(cells: impl Iterator<Item = &'c SomeCells>) -> SomeCells {
    cells
        .filter(|cells| cells.count > 0)
        .fold(SomeCells::default(), |all, cells| {
            let first = if all.count == 0 || cells.row < all.row {
                cells
            } else {
                &all
            };
            SomeCells {
                count: all.count + cells.count,
                ..first.clone()
            }
        })
}

/// Whether a text is made of signs alone.
fn is_sign(text: &str) -> bool {
    text.chars().count() <= LONGEST && text.chars().all(|letter| SIGNS.contains(letter))
}

/// Whether a text can be a word for a missing value. A digit, or a sign before it that compares, makes it a number of a kind:
/// `90+`, `< 5`, `<LOD`.
fn is_word(text: &str) -> bool {
    let compares = text.starts_with(['<', '>', '≤', '≥', '≈', '~', '±']) && !text.ends_with('>');
    text.chars().count() <= LONGEST
        && text.chars().any(char::is_alphabetic)
        && !text.chars().any(char::is_numeric)
        && !compares
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUANTITIES: Beside = Beside {
        numbers: 50,
        distinct: 40,
        have_decimals: true,
    };

    fn others(texts: &[&str]) -> Others {
        let mut others = Others::default();
        for (text, row) in texts.iter().zip(2..) {
            others.add(text, row);
        }
        others
    }

    /// The marks with how often each occurs, and how many cells are none.
    fn marks(texts: &[&str], beside: Beside) -> (Vec<(String, usize)>, usize) {
        let others = others(texts);
        let (marks, rest) = others.parted(&others.marks(beside, &[]));
        (
            marks.into_iter().map(|cells| (cells.text, cells.count)).collect(),
            rest.count,
        )
    }

    #[test]
    fn a_word_that_comes_again_and_signs_are_marks() {
        for (texts, expected, rest) in [
            (&["mq", "mq"][..], &[("mq", 2)][..], 0),
            (&["mq", "MQ", "mq"], &[("mq", 2), ("MQ", 1)], 0),
            (&[".."], &[("..", 1)], 0),
            (&[":", "***", ":"], &[(":", 2), ("***", 1)], 0),
            (
                &["k. Angabe", "?", "k. Angabe", "a slip"],
                &[("k. Angabe", 2), ("?", 1)],
                1,
            ),
            (&["<none>", "<none>"], &[("<none>", 2)], 0),
            (&["缺测", "缺测"], &[("缺测", 2)], 0),
        ] {
            let expected = expected.iter().map(|(text, count)| ((*text).to_owned(), *count));
            assert_eq!(marks(texts, QUANTITIES), (expected.collect(), rest), "{texts:?}");
        }
    }

    #[test]
    fn what_says_something_is_no_mark() {
        for texts in [
            &["mq"][..],
            &["low", "high", "low", "high"],
            &["<5", "<5", "<5"],
            &["<LOD", "<LOD"],
            &["90+", "90+"],
            &["+", "+", "++", "++"],
            &["5-10", "5-10"],
            &["✓", "✓"],
            &["a sentence that goes on and on", "a sentence that goes on and on"],
        ] {
            assert_eq!(marks(texts, QUANTITIES), (Vec::new(), texts.len()), "{texts:?}");
        }
    }

    #[test]
    fn a_word_that_stands_once_in_each_of_two_columns_is_a_mark_of_both() {
        let [one, other] = [&["mq", "broken"][..], &["mq"]].map(others);
        let both = one.and(&other).marks(QUANTITIES.and(QUANTITIES), &[]);
        assert_eq!(both, ["mq".to_owned()].into());
        assert_eq!(one.marks(QUANTITIES, &[]), BTreeSet::new());
    }

    #[test]
    fn beside_codes_a_word_is_a_code() {
        let codes = Beside {
            numbers: 50,
            distinct: 12,
            have_decimals: false,
        };
        assert_eq!(marks(&["G", "G"], codes).0, []);
        assert_eq!(marks(&["..", ".."], codes).1, 0);
        let all_different = Beside { numbers: 15, ..codes };
        assert_eq!(marks(&["G", "G"], all_different).1, 0);
        let known = ["g".to_owned()];
        assert_eq!(
            others(&["G", "B"]).marks(codes, &known),
            ["G".to_owned()].into(),
            "known from another column"
        );
        let few = Beside {
            numbers: 4,
            ..QUANTITIES
        };
        assert_eq!(marks(&["..", "mq", "mq"], few).0, []);
        let rare = Beside {
            numbers: 6,
            ..QUANTITIES
        };
        assert_eq!(marks(&["free"; 7], rare).0, [], "more than the numbers");
    }

    #[test]
    fn all_cells_are_counted_from_the_first_on() {
        let others = others(&["5 m", "..", "a", "b", "c", "d", "e", "f", "g", "h", ".."]);
        let all = others.all();
        assert_eq!((all.count, all.row, all.text.as_str()), (11, 2, "5 m"));
        let (marks, rest) = others.parted(&others.marks(QUANTITIES, &[]));
        assert_eq!((marks.len(), marks[0].count, marks[0].row), (1, 2, 3));
        assert_eq!((rest.count, rest.row), (9, 2));
        assert_eq!(others.most_frequent(), 2);
    }
}
