//! When two levels of a column mean the same.
//!
//! Exact texts come first. Then levels are compared by one key after the other, each more forgiving than the one before.
//! A key joins two levels only where each file has one level with it. Where a file has several, it tells them apart, as
//! it does `a` and `A`: they stay apart, and so do all levels of the column that differ in no more than that.
//!
//! Several levels of one file become one only where they can hardly mean two things: those that look alike, whole numbers
//! with and without decimals, words of one truth, and words that differ in their case or in a dot behind them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use unicode_normalization::UnicodeNormalization as _;

use super::names::{folded, without_accents};
use super::units::Unit;
use crate::table::{month_named, truths};

/// Words, all of them and the longest, that have so many letters at least are hardly told apart by their case or by a dot
/// behind them. `class a` and `class A` may be.
const SHORT: usize = 3;
const LONG: usize = 4;

/// Fewest letters of a word that is still known without its accents: `ä` and `a` are two letters.
const MIN_WITHOUT_ACCENTS: usize = 3;

/// The most distinct texts of a side whose `0` and `1` may be no and yes: with more they count something.
const MAX_WITH_TRUTHS: usize = 3;

/// Digits that a code may have to be compared by its value.
const MAX_DIGITS: usize = 15;

/// The levels of one side, each with all texts that stand for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Texts {
    texts: Vec<String>,
    /// The level of each text.
    of: Vec<usize>,
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
pub(super) struct Joined {
    /// All levels, the source's first, as the source writes them.
    pub(super) levels: Vec<String>,
    /// Their other texts.
    pub(super) spellings: Vec<Spelling>,
    /// The level of each text of either side.
    pub(super) of: [Vec<usize>; 2],
    /// How many levels both sides have.
    pub(super) shared: usize,
}

impl Texts {
    /// Texts that are levels of their own.
    pub(super) fn apart(texts: Vec<String>) -> Self {
        let of = (0..texts.len()).collect();
        Self { texts, of }
    }

    /// Texts of which some stand for one level.
    pub(super) fn grouped(texts: Vec<String>, of: Vec<usize>) -> Self {
        Self { texts, of }
    }

    /// Levels with their other spellings.
    pub(super) fn spelt(levels: &[String], spellings: &[Spelling]) -> Self {
        let mut all = Self::apart(levels.to_vec());
        for Spelling { text, level } in spellings {
            all.texts.push(text.clone());
            all.of.push(*level);
        }
        all
    }
}

/// For each of these texts the one of `known` that means the same, as an index.
#[must_use]
pub fn same_levels(known: &[String], texts: &[String]) -> Vec<Option<usize>> {
    let [known, texts] = [known, texts].map(|texts| Texts::apart(texts.to_vec()));
    places(&known, &texts)
}

/// For each level of `asked`, by its index, the one of `known` that means the same.
pub(super) fn places(known: &Texts, asked: &Texts) -> Vec<Option<usize>> {
    let joined = join([known, asked]);
    let mut known_as: Vec<Option<usize>> = vec![None; joined.levels.len()];
    for (&level, &one) in joined.of[0].iter().zip(&known.of) {
        known_as[level] = known_as[level].or(Some(one));
    }
    let exact: HashMap<&String, usize> = known.texts.iter().zip(known.of.iter().copied()).collect();
    let mut places = vec![None; asked.of.iter().max().map_or(0, |last| last + 1)];
    // The last word has the first text of a level, which is its name.
    for ((text, &level), &one) in asked.texts.iter().zip(&asked.of).zip(&joined.of[1]).rev() {
        places[level] = exact.get(text).copied().or(known_as[one]);
    }
    places
}

/// Joins the levels of source and target.
pub(super) fn join(sides: [&Texts; 2]) -> Joined {
    let mut classes = Classes::of(sides);
    let texts = sides.map(|side| side.texts.as_slice());
    let by = |key: &dyn Fn(&str) -> Option<String>| {
        texts.map(|texts| texts.iter().map(|text| key(text)).collect::<Vec<_>>())
    };
    classes.join(&by(&|text| Some(text.to_owned())), |_| true);
    if classes.are_complete() {
        return classes.finish();
    }
    let (always, never) = (|_: &str| true, |_: &str| false);
    classes.join(&by(&|text| Some(seen(text))), always);
    classes.join(&by(&|text| Some(written(text))), never);
    let units = units_apart(texts);
    let by = |key: &dyn Fn(&str) -> Option<String>| {
        by(&|text| key(text).filter(|_| units.is_empty() || !units.contains(&folded(&written(text)))))
    };
    classes.join(&by(&|text| Some(folded(&written(text)))), are_words);
    classes.join(&by(&|text| unpunctuated(text)), are_words);
    classes.join(&by(&|text| whole(&written(text))), always);
    classes.join(&by(&|text| number(text).map(|value| value.to_string())), never);
    classes.join(&by_truth(texts), always);
    classes.join(
        &by(&|text| unpunctuated(text).map(|text| closed_up(&text))),
        never,
    );
    classes.join(&by(&|text| plain(text)), never);
    classes.join(&by(&|text| transcribed(text)), never);
    classes.join(&by_place(texts, month_named), never);
    classes.join(&by_place(texts, weekday_named), never);
    classes.join(&by_opposite(texts), never);
    classes.finish()
}

/// Texts in small letters that are several units: a milliwatt is no megawatt.
fn units_apart(texts: [&[String]; 2]) -> HashSet<String> {
    let mut units: HashMap<String, Unit> = HashMap::new();
    let mut apart = HashSet::new();
    for text in texts.into_iter().flatten() {
        let Some(unit) = Unit::beside_number(text) else {
            continue;
        };
        let key = folded(&written(text));
        match units.get(&key) {
            Some(known) if known.contradicts(&unit) => {
                apart.insert(key);
            }
            Some(_) => {}
            None => {
                units.insert(key, unit);
            }
        }
    }
    apart
}

/// Whether a text is made of words, one of them long.
fn are_words(text: &str) -> bool {
    let mut words = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let letters = |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).count();
    words.clone().any(|word| letters(word) >= LONG)
        && words.all(|word| letters(word) >= SHORT && word.chars().all(char::is_alphabetic))
}

/// Which texts of both sides mean the same, so far.
struct Classes<'s> {
    sides: [&'s Texts; 2],
    /// For each level of source and target another one that means the same, up to one that stands for all.
    parents: Vec<usize>,
    /// Where the levels of the target begin.
    offset: usize,
}

impl<'s> Classes<'s> {
    fn of(sides: [&'s Texts; 2]) -> Self {
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
    fn are_complete(&self) -> bool {
        let [source, target] = self.known();
        source.iter().zip(&target).all(|(one, other)| one == other)
    }

    /// Joins levels with one key, of which some have none on the other side yet. Several of one side join only where
    /// levels with such a key `may_merge`.
    fn join(&mut self, keys: &[Vec<Option<String>>; 2], may_merge: impl Fn(&str) -> bool) {
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
        let is_several = |classes: &[Vec<usize>; 2]| classes.iter().any(|classes| classes.len() > 1);
        let tells_apart = by_key
            .iter()
            .any(|(key, classes)| is_several(classes) && !may_merge(key));
        for (key, classes) in &by_key {
            let is_open = classes
                .iter()
                .flatten()
                .any(|&class| known[0][class] != known[1][class]);
            let is_allowed = may_merge(key) || !tells_apart;
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

    fn finish(self) -> Joined {
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

/// A text without what nobody sees: how its letters are coded, which blank stands there, and how often.
fn seen(text: &str) -> String {
    let letters = text.nfc().filter(|letter| !is_invisible(*letter));
    let text: String = letters.collect();
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// A text in one form for letters, quotes and dashes that mean the same and look differently.
fn written(text: &str) -> String {
    let mut signs = String::new();
    let text = without_entities(text);
    // A spreadsheet's mark of a text that looks like a number.
    let text = match text.strip_prefix('\'') {
        Some(digits) if digits.starts_with(|letter: char| letter.is_ascii_digit()) => digits,
        _ => &text,
    };
    for letter in text.chars() {
        // 10² is not 102.
        if signs.ends_with(|before: char| before.is_ascii_digit()) && is_raised(letter) {
            signs.push(' ');
        }
        // Some signs would become a blank with an accent.
        signs.push(if letter == '´' { '\'' } else { letter });
    }
    seen(&signs.nfkc().map(sign).collect::<String>())
}

/// A text with the signs that markup writes as words.
fn without_entities(text: &str) -> Cow<'_, str> {
    const ENTITIES: [(&str, &str); 6] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
    ];
    if !text.contains('&') || !text.contains(';') {
        return text.into();
    }
    let mut text = text.to_owned();
    for (entity, sign) in ENTITIES.iter().rev() {
        text = text.replace(entity, sign);
    }
    text.into()
}

/// Small digits, and fractions of them.
fn is_raised(letter: char) -> bool {
    matches!(letter, '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{2089}' | '\u{2150}'..='\u{215e}')
}

/// One quote, apostrophe, dash or stroke for all that look like it.
fn sign(letter: char) -> char {
    match letter {
        '‘' | '’' | '‚' | '‛' | '`' | 'ʼ' | 'ʹ' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' => '-',
        '⁄' | '∕' => '/',
        '〜' | '∼' => '~',
        letter => letter,
    }
}

/// Marks of direction, joiners, soft hyphens and other letters without a width.
fn is_invisible(letter: char) -> bool {
    letter.is_control() && !letter.is_whitespace()
        || matches!(letter, '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// A text without quotes around it and marks behind it; nothing where nothing else is left.
fn unpunctuated(text: &str) -> Option<String> {
    let text = folded(&written(text));
    let within = |quote| text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
    let inner = within('"').or_else(|| within('\'')).unwrap_or(&text);
    let inner = inner.trim_end_matches(['.', ',', ';', ':', '。']).trim();
    (!inner.is_empty()).then(|| inner.to_owned())
}

/// A text without blanks, without the dashes, underscores and apostrophes inside words, and without the points behind letters.
/// Between digits they stay.
fn closed_up(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_kept = |place: usize| {
        let beside = |place: Option<usize>| place.and_then(|place| letters.get(place)).copied();
        let (before, behind) = (beside(place.checked_sub(1)), beside(Some(place + 1)));
        let both = |is: fn(char) -> bool| before.is_some_and(is) && behind.is_some_and(is);
        match letters[place] {
            ' ' => both(|letter| letter.is_ascii_digit()),
            '-' | '_' | '\'' => !both(char::is_alphanumeric) || both(|letter| letter.is_ascii_digit()),
            '.' => !before.is_some_and(char::is_alphabetic),
            _ => true,
        }
    };
    (0..letters.len())
        .filter(|&place| is_kept(place))
        .map(|place| letters[place])
        .collect()
}

/// A word without accents, too.
fn plain(text: &str) -> Option<String> {
    let plain = without_accents(&closed_up(&unpunctuated(text)?));
    (plain.chars().count() >= MIN_WITHOUT_ACCENTS).then_some(plain)
}

/// A word with its umlauts written as two letters: `Mueller`.
fn transcribed(text: &str) -> Option<String> {
    let word = unpunctuated(text)?;
    let mut letters = String::with_capacity(word.len());
    for letter in word.nfc() {
        match letter {
            'ä' | 'æ' => letters.push_str("ae"),
            'ö' | 'ø' => letters.push_str("oe"),
            'ü' => letters.push_str("ue"),
            'å' => letters.push_str("aa"),
            letter => letters.push(letter),
        }
    }
    Some(letters)
}

/// The weekdays in English, German, French, Spanish, Italian and Chinese, with their abbreviations.
const WEEKDAYS: [&[&str]; 7] = [
    &[
        "monday",
        "mon",
        "montag",
        "mo",
        "lundi",
        "lun",
        "lunes",
        "lunedì",
        "星期一",
        "周一",
    ],
    &[
        "tuesday",
        "tue",
        "dienstag",
        "di",
        "mardi",
        "mar",
        "martes",
        "martedì",
        "星期二",
        "周二",
    ],
    &[
        "wednesday",
        "wed",
        "mittwoch",
        "mi",
        "mercredi",
        "mer",
        "miércoles",
        "mié",
        "mercoledì",
        "星期三",
        "周三",
    ],
    &[
        "thursday",
        "thu",
        "donnerstag",
        "do",
        "jeudi",
        "jeu",
        "jueves",
        "jue",
        "giovedì",
        "gio",
        "星期四",
        "周四",
    ],
    &[
        "friday",
        "fri",
        "freitag",
        "fr",
        "vendredi",
        "ven",
        "viernes",
        "vie",
        "venerdì",
        "星期五",
        "周五",
    ],
    &[
        "saturday",
        "sat",
        "samstag",
        "sonnabend",
        "sa",
        "samedi",
        "sam",
        "sábado",
        "sáb",
        "sabato",
        "sab",
        "星期六",
        "周六",
    ],
    &[
        "sunday",
        "sun",
        "sonntag",
        "so",
        "dimanche",
        "dim",
        "domingo",
        "dom",
        "domenica",
        "星期日",
        "星期天",
        "周日",
    ],
];

/// The number of the weekday that a text names.
fn weekday_named(text: &str) -> Option<u32> {
    let text = unpunctuated(text)?;
    (1..)
        .zip(WEEKDAYS)
        .find_map(|(number, names)| names.contains(&text.as_str()).then_some(number))
}

/// Months or weekdays by their number, where all texts of both sides name one.
fn by_place(texts: [&[String]; 2], named: fn(&str) -> Option<u32>) -> [Vec<Option<String>>; 2] {
    let are_named = texts
        .iter()
        .all(|texts| texts.iter().all(|text| named(text).is_some()));
    texts.map(|texts| {
        let number = |text: &String| named(text).filter(|_| are_named);
        texts
            .iter()
            .map(|text| number(text).map(|it| it.to_string()))
            .collect()
    })
}

/// Pairs of words for two things, by what they are about: sexes, and what a test finds.
const OPPOSITES: [&[[&str; 2]]; 2] = [
    &[
        ["m", "f"],
        ["m", "w"],
        ["h", "f"],
        ["h", "m"],
        ["male", "female"],
        ["man", "woman"],
        ["männlich", "weiblich"],
        ["mann", "frau"],
        ["homme", "femme"],
        ["masculin", "féminin"],
        ["hombre", "mujer"],
        ["masculino", "femenino"],
        ["uomo", "donna"],
        ["maschio", "femmina"],
        ["男", "女"],
        ["男性", "女性"],
    ],
    &[
        ["positive", "negative"],
        ["positiv", "negativ"],
        ["positif", "négatif"],
        ["positivo", "negativo"],
        ["pos", "neg"],
        ["阳性", "阴性"],
        ["阳", "阴"],
    ],
];

/// The two texts of each side as the first and the second of such a pair, where both sides have one about the same.
fn by_opposite(texts: [&[String]; 2]) -> [Vec<Option<String>>; 2] {
    let places = |texts: &[String], pairs: &[[&str; 2]]| -> Option<Vec<Option<String>>> {
        let words: Vec<String> = texts.iter().filter_map(|text| unpunctuated(text)).collect();
        let pair = pairs
            .iter()
            .find(|pair| words.len() == 2 && pair.iter().all(|word| words.iter().any(|it| it == word)))?;
        let place = |word: &String| pair.iter().position(|it| it == word).map(|at| at.to_string());
        Some(words.iter().map(place).collect())
    };
    OPPOSITES
        .iter()
        .find_map(|pairs| {
            let [one, other] = texts.map(|texts| places(texts, pairs));
            Some([one?, other?])
        })
        .unwrap_or_else(|| texts.map(|texts| vec![None; texts.len()]))
}

/// A number in digits, with a decimal point; nothing for other texts.
fn decimal(text: &str) -> Option<String> {
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    // Two numbers with a comma between them may be a list, but not with a zero.
    let parts = unsigned.split_once('.').or_else(|| {
        let (digits, decimals) = unsigned.split_once(',')?;
        (decimals == "0").then_some((digits, decimals))
    });
    let (digits, decimals) = match parts {
        Some((digits, decimals)) => (digits, Some(decimals)),
        None => (unsigned, None),
    };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = are_digits(digits.strip_prefix('-').unwrap_or(digits))
        && decimals.is_none_or(are_digits)
        && unsigned.len() <= MAX_DIGITS;
    is_number.then(|| match decimals {
        Some(decimals) => format!("{digits}.{decimals}"),
        None => digits.to_owned(),
    })
}

/// A whole number without decimals.
fn whole(text: &str) -> Option<String> {
    let number = decimal(text)?;
    match number.split_once('.') {
        Some((digits, decimals)) if decimals.bytes().all(|digit| digit == b'0') => Some(digits.to_owned()),
        Some(_) => None,
        None => Some(number),
    }
}

/// The value of a number in digits.
pub(super) fn number(text: &str) -> Option<f64> {
    let value: f64 = decimal(&written(text))?.parse().ok()?;
    // Adding zero turns −0 into 0.
    Some(value + 0.0)
}

/// Words for yes and no as truths; `1` and `0`, too, where the other side has such words.
///
/// A side with other texts needs words for both truths: `ja` beside an unknown word may have its no in that.
fn by_truth(sides: [&[String]; 2]) -> [Vec<Option<String>>; 2] {
    let words = sides.map(|texts| {
        let texts: Vec<String> = texts.iter().map(|text| written(text)).collect();
        truths(texts.iter().map(String::as_str))
    });
    let has_words = words.each_ref().map(|words| words.iter().any(Option::is_some));
    let digits = |texts: &[String]| -> Vec<Option<bool>> {
        let digits = texts.iter().map(|text| match whole(&written(text)).as_deref() {
            Some("0") => Some(false),
            Some("1") => Some(true),
            _ => None,
        });
        let digits: Vec<Option<bool>> = digits.collect();
        let has_both = digits.contains(&Some(false)) && digits.contains(&Some(true));
        let are_truths = has_both && texts.len() <= MAX_WITH_TRUTHS || !digits.contains(&None);
        if are_truths {
            digits
        } else {
            vec![None; texts.len()]
        }
    };
    // A letter for yes or no beside letters that are neither is one of several: south beside north and east.
    let are_letters = |side: usize| {
        let is_letter = |text: &String| {
            let mut letters = text.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        };
        sides[side].iter().all(is_letter) && words[side].contains(&None)
    };
    if (0..2).any(are_letters) {
        return sides.map(|texts| vec![None; texts.len()]);
    }
    let truths: [Vec<Option<bool>>; 2] = std::array::from_fn(|side| {
        if !has_words[side] && has_words[1 - side] {
            digits(sides[side])
        } else {
            words[side].clone()
        }
    });
    let are_known = truths.iter().all(|truths| {
        let has = |truth| truths.contains(&truth);
        !has(None) || has(Some(true)) && has(Some(false))
    });
    truths.map(|truths| {
        let key = |truth: Option<bool>| truth.filter(|_| are_known).map(|truth| truth.to_string());
        truths.into_iter().map(key).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Texts {
        Texts::apart(texts.iter().map(|&text| text.to_owned()).collect())
    }

    #[test]
    fn letters_of_directions_are_no_yes() {
        let joined = join([&texts(&["N", "S", "E"]), &texts(&["N", "S", "O"])]);
        assert_eq!((joined.levels.len(), joined.shared), (4, 2));
        let joined = join([&texts(&["O", "N"]), &texts(&["S", "N"])]);
        assert_eq!(joined.shared, 2, "oui and sim");
    }

    #[test]
    fn yes_pairs_only_where_no_is_known() {
        let shared = |one: &[&str], other: &[&str]| join([&texts(one), &texts(other)]).shared;
        for (one, other, expected) in [
            (&["ja", "nej"][..], &["yes", "no"][..], 2),
            (&["是", "不是"], &["no", "yes"], 2),
            (&["maybe", "ja", "nein"], &["yes", "no", "maybe"], 3),
            (&["Pos", "NEG", "open"], &["positive", "negative", "Open"], 3),
            (&["✓", "✗"], &["1", "0"], 2),
            (&["ja", "nein"], &["yes"], 1),
            // The no of an unknown language.
            (&["ja", "nix"], &["yes", "no"], 0),
            (&["ja", "nix"], &["1", "0"], 0),
            (&["maybe", "ja"], &["yes", "no", "maybe"], 1),
        ] {
            assert_eq!(shared(one, other), expected, "{one:?} {other:?}");
            assert_eq!(shared(other, one), expected, "{other:?} {one:?}");
        }
    }

    #[test]
    fn other_ways_to_write_a_word_are_known() {
        let shared = |one: &[&str], other: &[&str]| join([&texts(one), &texts(other)]).shared;
        for (one, other, expected) in [
            (&["Müller", "Køge", "x1"][..], &["Mueller", "Koege", "x1"][..], 3),
            (&["B&amp;W", "C"], &["B&W", "C"], 2),
            (&["'001", "'002"], &["001", "002"], 2),
            (&["Januar", "Februar"], &["January", "February"], 2),
            (&["1月", "2月"], &["Jan", "Feb"], 2),
            (&["Montag", "Sonntag"], &["Monday", "Sunday"], 2),
            (&["Mon", "Sun"], &["Monday", "Sunday"], 2),
            (&["M", "F"], &["male", "female"], 2),
            (&["m", "w"], &["F", "M"], 2),
            (&["Hombre", "Mujer"], &["H", "M"], 2),
            (&["男", "女"], &["M", "F"], 2),
            (&["阳性", "阴性"], &["positive", "negative"], 2),
            // One of both alone may be anything, and so may other pairs.
            (&["M", "L"], &["male", "female"], 0),
            (&["Muller", "x"], &["Mueller", "x"], 1),
        ] {
            assert_eq!(shared(one, other), expected, "{one:?} {other:?}");
            assert_eq!(shared(other, one), expected, "{other:?} {one:?}");
        }
    }

    #[test]
    fn units_that_differ_in_case_alone_stay_apart() {
        let joined = |one: &[&str], other: &[&str]| {
            let [one, other] =
                [one, other].map(|texts| Texts::apart(texts.iter().map(|text| (*text).to_owned()).collect()));
            join([&one, &other]).shared
        };
        assert_eq!(joined(&["mW", "V"], &["MW", "V"]), 1);
        assert_eq!(joined(&["mW", "MW"], &["MW", "mW"]), 2);
        // No other unit is written so.
        assert_eq!(joined(&["kWh", "MWh"], &["KWH", "mwh"]), 2);
        assert_eq!(joined(&["Kilo", "red"], &["kilo", "RED"]), 2);
    }

    #[test]
    fn the_levels_are_the_sources_and_all_texts_are_known() {
        let joined = join([&texts(&["b", "A.", "x"]), &texts(&["a", "b", "new"])]);
        assert_eq!(joined.levels, ["b", "A.", "x", "new"]);
        assert_eq!(joined.of, [vec![0, 1, 2], vec![1, 0, 3]]);
        assert_eq!(joined.shared, 2);
        let spelling = Spelling {
            text: "a".to_owned(),
            level: 1,
        };
        assert_eq!(joined.spellings, [spelling]);
    }

    #[test]
    fn a_known_level_is_found_by_its_very_text_first() {
        let known = texts(&["male", "Male", "other"]);
        assert_eq!(
            places(&known, &texts(&["Male", "MALE", "new", "Other"])),
            [Some(1), Some(0), None, Some(2)]
        );
        let spelt = Texts::spelt(
            &["Yes".to_owned(), "No".to_owned()],
            &[Spelling {
                text: "ja".to_owned(),
                level: 0,
            }],
        );
        assert_eq!(places(&spelt, &texts(&["No", "ja"])), [Some(1), Some(0)]);
        assert_eq!(places(&texts(&["true", "false"]), &spelt), [Some(0), Some(1)]);
    }

    #[test]
    fn which_side_is_the_source_does_not_matter() {
        let lists = [
            texts(&["a", "A", "b", "01"]),
            texts(&["B", "a", "1"]),
            texts(&["Yes", "No"]),
            texts(&["male", "Male"]),
            texts(&["MALE", "1", "0"]),
        ];
        for one in &lists {
            for other in &lists {
                let (there, back) = (join([one, other]), join([other, one]));
                assert_eq!(there.shared, back.shared, "{one:?} {other:?}");
                assert_eq!(there.levels.len(), back.levels.len(), "{one:?} {other:?}");
            }
        }
    }
}
