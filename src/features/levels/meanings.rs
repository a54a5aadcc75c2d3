//! Words that mean the same in several languages: yes and no, months, weekdays, sexes, results of tests.

use super::numbers::whole;
use super::spelling::{unpunctuated, written};
use crate::table::truths;

/// The most distinct texts of a side whose `0` and `1` may be no and yes: with more they count something.
const MAX_WITH_TRUTHS: usize = 3;

/// Months or weekdays by their number, where all texts of both sides name one.
pub(super) fn by_place(texts: [&[String]; 2], named: fn(&str) -> Option<u32>) -> [Vec<Option<String>>; 2] {
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
        ["man", "vrouw"],
        ["m", "v"],
        ["mężczyzna", "kobieta"],
        ["m", "k"],
        ["мужской", "женский"],
        ["муж", "жен"],
        ["м", "ж"],
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
        ["+", "-"],
        ["(+)", "(-)"],
        ["+ve", "-ve"],
    ],
];

/// The two texts of each side as the first and the second of such a pair, where both sides have one about the same.
pub(super) fn by_opposite(texts: [&[String]; 2]) -> [Vec<Option<String>>; 2] {
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

/// What `0` and `1` mean where they stand for no and yes.
pub(in crate::features) fn digit_truth(text: &str) -> Option<bool> {
    match whole(&written(text)).as_deref() {
        Some("0") => Some(false),
        Some("1") => Some(true),
        _ => None,
    }
}

/// Words for yes and no as truths; `1` and `0`, too, where the other side has such words, or where this side has nothing
/// else beside its own.
///
/// A side with other texts needs words for both truths: `ja` beside an unknown word may have its no in that.
pub(super) fn by_truth(sides: [&[String]; 2]) -> [Vec<Option<String>>; 2] {
    let words = sides.map(|texts| {
        let texts: Vec<String> = texts.iter().map(|text| written(text)).collect();
        truths(texts.iter().map(String::as_str))
    });
    let has_words = words.each_ref().map(|words| words.iter().any(Option::is_some));
    let digits = |texts: &[String]| -> Vec<Option<bool>> {
        let digits: Vec<Option<bool>> = texts.iter().map(|text| digit_truth(text)).collect();
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
            return digits(sides[side]);
        }
        // Two programs wrote one column: `yes` and `no` in some rows, `1` and `0` in the others.
        let texts = words[side].iter().zip(sides[side]);
        let both: Option<Vec<bool>> = texts
            .map(|(word, text)| word.or_else(|| digit_truth(text)))
            .collect();
        match both.filter(|_| has_words[side]) {
            Some(both) => both.into_iter().map(Some).collect(),
            None => words[side].clone(),
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
