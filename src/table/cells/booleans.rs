//! Words for yes and no, in many languages.

/// A pair of words in lower case, or of spellings of them.
struct Pair {
    no: &'static [&'static str],
    yes: &'static [&'static str],
}

const fn pair(no: &'static [&'static str], yes: &'static [&'static str]) -> Pair {
    Pair { no, yes }
}

/// Words that say yes and no, and true and false. No word is yes in one pair and no in another, here and below, so it does not
/// matter which of several pairs is meant.
const ANSWERS: [Pair; 42] = [
    // English and programs.
    pair(&["false"], &["true"]),
    pair(&["no"], &["yes"]),
    // German.
    pair(&["nein"], &["ja"]),
    pair(&["falsch"], &["wahr"]),
    // French.
    pair(&["non"], &["oui"]),
    pair(&["faux"], &["vrai"]),
    // Spanish and Italian.
    pair(&["no"], &["sí", "sì", "si", "si'", "si’"]),
    pair(&["falso"], &["verdadero"]),
    pair(&["falso"], &["vero"]),
    // Portuguese.
    pair(&["não", "nao"], &["sim"]),
    pair(&["falso"], &["verdadeiro"]),
    // Dutch.
    pair(&["nee"], &["ja"]),
    pair(&["onwaar"], &["waar"]),
    // Norwegian and Danish, Swedish, Finnish.
    pair(&["nei"], &["ja"]),
    pair(&["nej"], &["ja"]),
    pair(&["ei"], &["kyllä", "kylla"]),
    // Polish.
    pair(&["nie"], &["tak"]),
    pair(&["fałsz", "falsz"], &["prawda"]),
    // Czech, Croatian and Slovenian, Romanian, Hungarian.
    pair(&["ne"], &["ano"]),
    pair(&["ne"], &["da"]),
    pair(&["nu"], &["da"]),
    pair(&["nem"], &["igen"]),
    // Russian.
    pair(&["нет"], &["да"]),
    pair(&["ложь"], &["истина"]),
    // Turkish; the capital of ı is I, which has another small letter elsewhere.
    pair(&["hayır", "hayir"], &["evet"]),
    pair(&["yanlış", "yanliş"], &["doğru"]),
    // Chinese and Japanese.
    pair(&["否", "不是"], &["是", "是的"]),
    pair(&["假"], &["真"]),
    pair(&["偽"], &["真"]),
    pair(&["いいえ"], &["はい"]),
    // Lithuanian, Latvian, Estonian, Slovak, Ukrainian, Greek, Vietnamese.
    pair(&["ne"], &["taip"]),
    pair(&["nē"], &["jā"]),
    pair(&["ei"], &["jah"]),
    pair(&["nie"], &["áno"]),
    pair(&["ні"], &["так"]),
    pair(&["όχι", "οχι"], &["ναι"]),
    pair(&["không"], &["có"]),
    // Hungarian, Korean, Arabic, Hebrew.
    pair(&["hamis"], &["igaz"]),
    pair(&["아니오", "아니요"], &["예", "네"]),
    pair(&["لا"], &["نعم"]),
    pair(&["לא"], &["כן"]),
    // Right and wrong.
    pair(&["错", "錯"], &["对", "對"]),
];

/// Pairs of states, of which one is no other: what failed may be positive.
const STATES: [Pair; 14] = [
    // Switches.
    pair(&["off"], &["on"]),
    pair(&["aus"], &["ein", "an"]),
    pair(&["关", "關"], &["开", "開"]),
    pair(&["分", "分闸"], &["合", "合闸"]),
    // What there is.
    pair(&["无", "無", "無し", "なし"], &["有", "有り", "あり"]),
    // Results of tests.
    pair(&["negative", "neg", "negativ"], &["positive", "pos", "positiv"]),
    pair(&["阴性", "陰性"], &["阳性", "陽性"]),
    pair(&["fail", "failed"], &["pass", "passed"]),
    pair(&["不合格"], &["合格"]),
    // Signs in lists, and what was checked, and what works.
    pair(&["×", "✗", "✘"], &["√", "✓", "✔"]),
    pair(&["unchecked"], &["checked"]),
    pair(&["☐"], &["☑", "☒"]),
    pair(&["disabled"], &["enabled"]),
    pair(&["inactive"], &["active"]),
];

/// Letters: yes, ja, oui, sí and sim with no; true, vrai and vero with false.
const LETTERS: [Pair; 6] = [
    pair(&["n"], &["y"]),
    pair(&["n"], &["j"]),
    pair(&["n"], &["o"]),
    pair(&["n"], &["s"]),
    pair(&["f"], &["t"]),
    pair(&["f"], &["v"]),
];

fn pairs() -> impl Iterator<Item = &'static Pair> {
    ANSWERS.iter().chain(&STATES).chain(&LETTERS)
}

impl Pair {
    fn truth(&self, lower: &str) -> Option<bool> {
        if self.yes.contains(&lower) {
            Some(true)
        } else {
            self.no.contains(&lower).then_some(false)
        }
    }
}

/// Most bytes of a word for yes or no, in capitals or not.
const LONGEST_WORD: usize = 16;

/// The truth of each of a column's distinct texts, in their order, where one pair of words explains them all.
///
/// Capitals do not matter. One word of a pair is enough, but a letter needs the other beside it: a lone `F` or
/// `N` may stand for anything. `0` and `1` are numbers and no words.
pub(in crate::table) fn are_booleans<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Vec<bool>> {
    let mut words = Vec::new();
    for text in texts {
        // Other columns are given up here, at the first text mostly.
        let word = Some(text)
            .filter(|text| text.len() <= LONGEST_WORD)?
            .to_lowercase();
        if !pairs().any(|pair| pair.truth(&word).is_some()) {
            return None;
        }
        words.push(word);
    }
    let first = words.first()?;
    let lone_letter = first.len() == 1 && words.iter().all(|word| word == first);
    if lone_letter {
        return None;
    }
    pairs().find_map(|pair| words.iter().map(|word| pair.truth(word)).collect())
}

/// The truth of each of these texts that is a word for yes or no, beside others that are not: in the pair of words that
/// explains most of them. A letter needs the other beside it.
#[must_use]
pub fn truths<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Option<bool>> {
    let words: Vec<String> = texts.map(str::to_lowercase).collect();
    let explained = pairs().map(|pair| {
        let truths: Vec<Option<bool>> = words.iter().map(|word| pair.truth(word)).collect();
        let has_word = words
            .iter()
            .zip(&truths)
            .any(|(word, truth)| truth.is_some() && word.len() > 1);
        let has_both = truths.contains(&Some(false)) && truths.contains(&Some(true));
        let count = if has_word || has_both {
            truths.iter().flatten().count()
        } else {
            0
        };
        (count, truths)
    });
    // The first of those that explain most.
    let best = explained.reduce(|best, other| if other.0 > best.0 { other } else { best });
    let best = best.filter(|(count, _)| *count > 0);
    match best {
        Some((count, truths)) if count == words.len() => truths,
        best => initials(&words)
            .or_else(|| mixed(&words))
            .or_else(|| best.map(|(_, truths)| truths))
            .unwrap_or_else(|| vec![None; words.len()]),
    }
}

/// The truths of words of one pair, beside which stand nothing but their first letters, and `0` and `1`, which stay numbers:
/// `Yes`, `No`, `Y` and `N`.
fn initials(words: &[String]) -> Option<Vec<Option<bool>>> {
    let starts = |known: &[&str], letter: &str| known.iter().any(|word| word.starts_with(letter));
    let is_word = |word: &String| word.chars().nth(1).is_some();
    pairs().find_map(|pair| {
        let truth = |word: &String| match (starts(pair.yes, word), starts(pair.no, word)) {
            (is_yes, is_no) if is_yes != is_no && !is_word(word) => Some(is_yes),
            _ => pair.truth(word),
        };
        let is_known = |word: &String| matches!(word.as_str(), "0" | "1") || truth(word).is_some();
        let has_word = words.iter().any(|word| is_word(word) && truth(word).is_some());
        (has_word && words.iter().all(is_known)).then(|| words.iter().map(truth).collect())
    })
}

/// The truths of words of several pairs, of which one is no letter: `Y` beside `no`, or `ja` and `wahr` beside their contraries, with
/// `0` and `1`, which stay numbers. More than two are all answers: what is positive need not have passed.
fn mixed(words: &[String]) -> Option<Vec<Option<bool>>> {
    let is_digit = |word: &String| matches!(word.as_str(), "0" | "1");
    let truth = |word: &String| pairs().find_map(|pair| pair.truth(word));
    // Both letters: a lone `J` beside yes and no may be anything.
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let letters = LETTERS.iter().filter(|pair| has(pair.yes) && has(pair.no));
    let answers: Vec<&Pair> = ANSWERS.iter().chain(letters).collect();
    let is_answer = |word: &String| answers.iter().any(|pair| pair.truth(word).is_some());
    let are_two = || words.len() == 2 && truth(&words[0]) != truth(&words[1]);
    let are_known = words.iter().all(|word| is_digit(word) || truth(word).is_some());
    let has_word = words.iter().any(|word| word.chars().nth(1).is_some());
    let are_answers = || words.iter().all(|word| is_digit(word) || is_answer(word));
    (are_known && has_word && (are_two() || are_answers())).then(|| words.iter().map(truth).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn judged(texts: &[&str]) -> Option<Vec<bool>> {
        are_booleans(texts.iter().copied())
    }

    #[test]
    fn each_pair_is_read_whichever_word_comes_first() {
        for (no, yes) in [
            ("no", "yes"),
            ("FALSE", "TRUE"),
            ("False", "True"),
            ("off", "On"),
            ("n", "Y"),
            ("F", "T"),
            ("Nein", "Ja"),
            ("FALSCH", "WAHR"),
            ("non", "oui"),
            ("FAUX", "VRAI"),
            ("no", "Sí"),
            ("NO", "SÌ"),
            ("NO", "SI'"),
            ("não", "sim"),
            ("NÃO", "SIM"),
            ("falso", "verdadeiro"),
            ("nee", "ja"),
            ("Nie", "Tak"),
            ("FAŁSZ", "PRAWDA"),
            ("Нет", "ДА"),
            ("HAYIR", "EVET"),
            ("hayır", "evet"),
            ("YANLIŞ", "DOĞRU"),
            ("否", "是"),
            ("假", "真"),
            ("偽", "真"),
            ("いいえ", "はい"),
            ("不是", "是"),
            ("Nei", "Ja"),
            ("NEJ", "JA"),
            ("EI", "KYLLÄ"),
            ("Ne", "Ano"),
            ("Ne", "Da"),
            ("NU", "DA"),
            ("nem", "Igen"),
            ("aus", "EIN"),
            ("Aus", "An"),
            ("无", "有"),
            ("無", "有"),
            ("关", "开"),
            ("Negative", "Positive"),
            ("NEG", "POS"),
            ("阴性", "阳性"),
            ("×", "√"),
            ("✗", "✓"),
            ("N", "J"),
            ("N", "O"),
            ("N", "S"),
            ("F", "V"),
        ] {
            assert_eq!(judged(&[no, yes]), Some(vec![false, true]), "{no} {yes}");
            assert_eq!(judged(&[yes, no]), Some(vec![true, false]), "{yes} {no}");
        }
    }

    #[test]
    fn one_word_or_several_spellings_are_enough() {
        assert_eq!(judged(&["no"]), Some(vec![false]));
        assert_eq!(judged(&["ja"]), Some(vec![true]));
        assert_eq!(
            judged(&["Yes", "yes", "NO", "No"]),
            Some(vec![true, true, false, false])
        );
        assert_eq!(judged(&["Sí", "si", "no"]), Some(vec![true, true, false]));
    }

    #[test]
    fn words_of_different_pairs_and_other_words_are_no_booleans() {
        for texts in [
            &["yes", "nein"][..],
            &["yes", "false"],
            &["y", "no"],
            &["y", "j", "n"],
            &["F", "M"],
            &["F"],
            &["N", "n"],
            &["yes", "no", "maybe"],
            &["yes", ""],
            &["0", "1"],
            &["tak", "no"],
            &[],
            &[""],
        ] {
            assert_eq!(judged(texts), None, "{texts:?}");
        }
    }

    #[test]
    fn truths_are_known_beside_other_words() {
        let known = |texts: &[&str]| truths(texts.iter().copied());
        assert_eq!(known(&["Maybe", "Yes", "No"]), [None, Some(true), Some(false)]);
        assert_eq!(known(&["no", "maybe"]), [Some(false), None]);
        assert_eq!(known(&["Y", "N", "X"]), [Some(true), Some(false), None]);
        assert_eq!(
            known(&["ja", "nee", "nein", "ja"]),
            [true, false, false, true].map(Some)
        );
        assert_eq!(
            known(&["yes", "no", "t", "f", "0"]),
            [Some(true), Some(false), Some(true), Some(false), None]
        );
        let states = known(&["pass", "fail", "neg", "pos"]);
        assert_eq!(states.iter().flatten().count(), 2, "{states:?}");
        assert_eq!(known(&["F", "M"]), [None, None]);
        assert_eq!(
            known(&["No", "N", "Y", "Yes"]),
            [false, false, true, true].map(Some)
        );
        assert_eq!(known(&["n", "Nein", "J"]), [false, false, true].map(Some));
        assert_eq!(
            known(&["0", "1", "N", "No"]),
            [None, None, Some(false), Some(false)]
        );
        // Both words begin with it, and a word of another language.
        assert_eq!(known(&["On", "Off", "O"]), [Some(true), Some(false), None]);
        assert_eq!(known(&["Yes", "No", "J"]), [Some(true), Some(false), None]);
        assert_eq!(known(&["1", "0"]), [None, None]);
    }

    #[test]
    fn no_word_means_both() {
        for pair in pairs() {
            for word in pair.yes {
                assert!(pairs().all(|other| !other.no.contains(word)), "{word}");
            }
            for word in pair.yes.iter().chain(pair.no) {
                assert_eq!(*word, word.to_lowercase(), "never found in lower case");
                assert!(
                    word.len() <= LONGEST_WORD && word.to_uppercase().len() <= LONGEST_WORD,
                    "{word}"
                );
            }
        }
    }

    proptest! {
        #![proptest_config(crate::random::cases::config())]

        #[test]
        fn any_texts_are_judged_without_a_panic(texts in prop::collection::vec("\\PC{0,8}", 0..4)) {
            if let Some(truths) = are_booleans(texts.iter().map(String::as_str)) {
                prop_assert_eq!(truths.len(), texts.len());
            }
        }
    }
}
