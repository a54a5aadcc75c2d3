//! When two levels of a column mean the same.
//!
//! Exact texts come first. Then levels are compared by one key after the other, each more forgiving than the one before.
//! A key joins two levels only where each file has one level with it. Where a file has several, it tells them apart, as
//! it does `a` and `A`: they stay apart, and so do all levels of the column that differ in no more than that.
//!
//! Several levels of one file become one only where they can hardly mean two things: those that look alike, whole numbers
//! with and without decimals, words of one truth, and words that differ in their case or in a dot behind them.

mod alphabets;
mod classes;
mod meanings;
mod numbers;
mod spelling;

use std::collections::{HashMap, HashSet};

pub use self::classes::Spelling;
pub(super) use self::classes::{Joined, Texts};
pub(super) use self::meanings::digit_truth;
pub(super) use self::numbers::number;

use self::alphabets::{by_alphabet, by_look, unpointed};
use self::classes::Classes;
use self::meanings::{by_opposite, by_place, by_truth};
use self::numbers::{unpadded, whole};
use self::spelling::{
    BETWEEN_PARTS, are_words, closed_up, decoded, listed, plain, seen, simplified, transcribed, ungrouped,
    unpunctuated, without_suffix, written,
};
use super::names::{folded, without_accents};
use super::units::Unit;
use crate::table::{month_named, weekday_named};

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
    classes.join(&by(&|text| Some(text.to_owned())), |_, _| true);
    if classes.are_complete() {
        return classes.finish();
    }
    let (always, never) = (|_: &str, _: [usize; 2]| true, |_: &str, _| false);
    // Where the other file writes all of them in one way, they hardly mean several things.
    let where_one_side_has_one = |_: &str, [one, other]: [usize; 2]| one.min(other) == 1 && one != other;
    classes.join(&by(&|text| Some(seen(text))), always);
    classes.join(&by(&|text| Some(written(text))), where_one_side_has_one);
    let units = units_apart(texts);
    let by = |key: &dyn Fn(&str) -> Option<String>| {
        by(&|text| key(text).filter(|_| units.is_empty() || !units.contains(&folded(&written(text)))))
    };
    classes.join(&by(&|text| Some(folded(&written(text)))), are_words);
    classes.join(&by(&|text| unpunctuated(text)), are_words);
    classes.join(&by(&|text| whole(&written(text))), always);
    classes.join(&by(&|text| number(text).map(|value| value.to_string())), never);
    classes.join(&by_truth(texts), always);
    classes.join(&by(&|text| Some(without_accents(&written(text)))), are_words);
    classes.join(
        &by(&|text| unpunctuated(text).map(|text| closed_up(&text))),
        never,
    );
    classes.join(&by(&|text| plain(text)), never);
    classes.join(&by(&|text| transcribed(text)), never);
    classes.join(&by(&|text| listed(text, false)), never);
    classes.join(&by(&|text| listed(text, true)), |list, levels| {
        list.contains(BETWEEN_PARTS) && where_one_side_has_one(list, levels)
    });
    classes.join(&by(&|text| simplified(text)), never);
    classes.join(&by(&|text| ungrouped(text)), never);
    classes.join(&by(&|text| unpadded(text)), never);
    classes.join(
        &by(&|text| unpunctuated(text).and_then(|text| unpadded(&closed_up(&text)))),
        never,
    );
    classes.join(&by(&|text| unpointed(text)), never);
    classes.join(&by(&|text| decoded(text)), never);
    classes.join(&by(&|text| without_suffix(text)), never);
    classes.join(&by_place(texts, month_named), never);
    classes.join(&by_place(texts, weekday_named), never);
    classes.join(&by_opposite(texts), never);
    classes.join(&by_alphabet(texts), always);
    classes.join(&by_look(texts), always);
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
            (&["نعم", "لا"], &["yes", "no"], 2),
            (&["نعم", "لا"], &["1", "0"], 2),
            // Two programs wrote one file.
            (&["yes", "no", "1", "0"], &["yes", "no"], 2),
            (&["yes", "no", "1", "0"], &["1", "0"], 2),
            (&["yes", "0"], &["yes", "no"], 2),
            (&["yes", "no", "1", "0", "true", "false"], &["yes", "no"], 2),
            (&["yes", "no", "t", "f"], &["1", "0"], 2),
            (&["ja", "nein", "WAHR", "FALSCH"], &["nein", "ja"], 2),
            (&["有り", "無し"], &["あり", "なし"], 2),
            // What failed may be positive.
            (&["pass", "fail", "positive", "negative"], &["pass", "fail"], 2),
            // There the digits count something.
            (&["yes", "no", "1", "2"], &["yes", "no"], 2),
            (&["ja", "1", "2"], &["yes", "no"], 0),
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
            (&["+", "-"], &["positive", "negative"], 2),
            (&["м", "ж"], &["мужской", "женский"], 2),
            (&["KÃ¶ln", "x"], &["Köln", "x"], 2),
            (&["SÜD", "Süd", "Ost", "OST"], &["Süd", "Ost"], 2),
            // Both files tell them apart, or the other one has neither.
            (&["abc", "ABC", "xyz"], &["abc", "ABC", "XYZ"], 2),
            (&["abc", "ABC", "xyz"], &["XYZ"], 0),
            (&["Łódź", "Tromsø", "Ærø"], &["Lodz", "Tromso", "Aero"], 3),
            (&["red", "red, blue"], &["red; blue", "red"], 2),
            (&["red", "red, blue"], &["['blue', 'red']", "['red']"], 2),
            (&["红、蓝", "红"], &["蓝, 红", "红"], 2),
            (&["[0, 10)", "[10, 20)"], &["(0, 10]", "(10, 20]"], 0),
            // Where both files have both orders, these may matter, but not what stands between.
            (&["red, blue", "x, y"], &["red, blue", "blue, red", "y; x"], 2),
            (&["a, b", "b, a", "x, y"], &["a, b", "b, a", "y; x"], 2),
            (&["a, b", "b, a", "x, y"], &["a, b", "b, a", "x; y"], 3),
            (&["red + blue", "red"], &["blue and red", "red"], 2),
            (&["A04", "B11"], &["A4", "B11"], 2),
            (&["Süd", "Sud", "Nord"], &["Sud", "Nord"], 2),
            (&["A04", "A4", "B07"], &["A4", "A04", "B7"], 2),
            (
                &["A1", "B2"],
                &["A1", "\u{ff21}\u{ff11}", "B2", "\u{ff22}\u{ff12}"],
                2,
            ),
            // So it is with zeros in front.
            (&["1", "2", "X"], &["01", "1", "1.0", "02", "2", "X"], 3),
            (&["01", "1", "2"], &["01", "1", "02"], 2),
            (&["K%C3%B6ln", "x"], &["Köln", "x"], 2),
            (&["北京", "贵州省"], &["北京市", "贵州"], 2),
            (&["一级", "二级"], &["1级", "2级"], 2),
            (&["Y", "no"], &["yes", "no"], 2),
            (&["合格", "不合格"], &["pass", "fail"], 2),
            (&["廣東省", "江蘇省"], &["广东省", "江苏省"], 2),
            (&["M&uuml;nchen", "K&#246;ln"], &["München", "Köln"], 2),
            (&["1,000-4,999", "5,000-9,999"], &["1000-4999", "5000-9999"], 2),
            // Latin letters, and Cyrillic or Greek ones that look the same.
            (&["A1", "B2", "C3"], &["\u{410}1", "\u{412}2", "\u{421}3"], 3),
            (&["A1", "\u{410}1", "B2"], &["A1", "B2"], 2),
            (&["A", "B"], &["\u{391}", "\u{392}"], 2),
            // In the alphabet that has other letters, too, these are those of that alphabet.
            (&["A", "B", "C"], &["\u{410}", "\u{411}", "\u{412}"], 0),
            (&["A1", "B2"], &["a1", "\u{432}2"], 1),
            // Letters of the other alphabet in a word that has its own, too.
            (&["Львів", "Одеса"], &["Льв\u{69}в", "Одеса"], 2),
            (&["класс \u{410}", "класс D"], &["класс A", "класс D"], 2),
            (
                &["класс \u{410}", "класс \u{411}", "класс \u{412}"],
                &["класс A", "класс B", "класс C"],
                0,
            ),
            // An apostrophe where the keyboard has no letter with that accent.
            (&["Forli'", "Roma"], &["Forlì", "Roma"], 2),
            (&["citta’", "campagna"], &["città", "campagna"], 2),
            (&["SI'", "NO", "forse"], &["SÌ", "NO", "forse"], 3),
            (&["Z007", "Z010"], &["z7", "z10"], 2),
            (&["Z-007", "Z-010"], &["z7", "z10"], 2),
            // Arabic, Persian and Hebrew, with and without points, from several keyboards.
            (&["تهران", "کرج"], &["تهران", "كرج"], 2),
            (&["تهران", "یزد"], &["تهران", "يزد"], 2),
            (&["جدة", "مكة"], &["جدة", "مكـة"], 2),
            (&["أبها", "جدة"], &["ابها", "جده"], 2),
            (&["جدة", "مكة"], &["جدّة", "مكة"], 2),
            (&["אילת", "חיפה"], &["אילת", "חֵיפָה"], 2),
            (&["على", "علي", "x"], &["علي", "x"], 2),
            // One of both alone may be anything, and so may other pairs.
            (&["M", "L"], &["male", "female"], 0),
            (&["Muller", "x"], &["Mueller", "x"], 1),
        ] {
            assert_eq!(shared(one, other), expected, "{one:?} {other:?}");
            assert_eq!(shared(other, one), expected, "{other:?} {one:?}");
        }
    }

    #[test]
    fn levels_of_one_file_never_become_one_by_their_meaning_or_value() {
        for (one, other, levels) in [
            // Hombre and mujer, or male and female.
            (&["H", "M"][..], &["M", "F"][..], 3),
            (&["h", "m"], &["M", "F"], 3),
            (&["M", "W"], &["H", "M"], 3),
            (&["1", "01", "A2"], &["1", "A2"], 3),
            (&["1", "01", "A2"], &["01", "A2"], 3),
            (&["7", "007", "A7"], &["7", "A7"], 3),
            (&["1.1", "1.10", "1.2"], &["1.10", "1.2"], 3),
            (&["1.1", "1.10", "1.2"], &["1.1", "1.10", "1.2"], 3),
        ] {
            for sides in [[one, other], [other, one]] {
                let [one, other] = sides.map(texts);
                assert_eq!(join([&one, &other]).levels.len(), levels, "{sides:?}");
            }
        }
        // What one file says with one word, the other one may say with two.
        let spelt = Texts::grouped(["m", "male"].map(str::to_owned).to_vec(), vec![0, 0]);
        assert_eq!(join([&spelt, &texts(&["m", "MALE"])]).levels.len(), 1);
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
