//! The first line: whether the inputs are alike.

use super::line::{Line, Tone};
use crate::language::{say, tell};
use crate::report::{ColumnEffect, MIN_TESTED_ROWS, Test, Verdict};
use crate::words::column_name;
use crate::words::lists::first_columns;
use crate::words::nouns::Noun;
use crate::words::numbers::{counted, deviations, percent, probability, significant};
use crate::words::test::{objection, too_few_independent_rows};

/// How many columns a line names; it counts the rest.
const MAX_NAMED: usize = 3;

/// Rows with a category that the source lacks are worth a word from this share on.
const MIN_UNSEEN: f64 = 0.05;

/// Whether the inputs are alike.
pub(crate) fn alike(test: &Test) -> Line {
    if let Some(rows) = test.same_input_rows() {
        let headline = say!("Yes, the same rows", "相似，输入行完全相同");
        let rows = counted(rows, Noun::Row);
        let detail = tell!(
            "All {rows} of inputs stand in both tables.",
            "两张表含有同样的{rows}输入。"
        );
        return Line::new(Tone::Good, headline, detail);
    }
    let margin = test
        .margin_sd
        .map(|margin| deviations(margin, 2))
        .unwrap_or_default();
    let line = match test.verdict {
        Verdict::Same => Line::new(
            Tone::Good,
            say!("Yes", "相似"),
            tell!(
                "Any difference is smaller than {margin}, with 95\u{a0}% confidence.",
                "以95%的置信度，任何差异都小于{margin}。"
            ),
        ),
        Verdict::Negligible => Line::new(
            Tone::Good,
            say!("Nearly", "几乎相似"),
            tell!(
                "They differ, but with 95\u{a0}% confidence by less than {margin}, which you ignore.",
                "它们有差异，但以95%的置信度小于{margin}，即您愿意忽略的程度。"
            ),
        ),
        Verdict::Different => different(test),
        Verdict::Undecided => Line::new(Tone::Open, say!("Not clear", "尚不清楚"), undecided(test)),
        Verdict::TooFewRows => Line::new(
            Tone::Open,
            say!("Too few rows to tell", "行数太少，无法判断"),
            tell!(
                "A test needs at least {MIN_TESTED_ROWS} rows in each table.",
                "检验要求每张表至少有{MIN_TESTED_ROWS}行。"
            ),
        ),
        Verdict::TooFewIndependentRows => Line::new(
            Tone::Open,
            say!("Records too short to tell", "记录太短，无法判断"),
            too_few_independent_rows(test),
        ),
    };
    line.with(test_numbers(test))
}

fn test_numbers(test: &Test) -> Option<String> {
    // No line breaks within it.
    let p = probability(test.p_value?).replace(' ', "\u{a0}");
    Some(match (test.effect_sd, test.effect_sd_upper) {
        // An estimate of zero would contradict the columns that moved; it is a bound that is known.
        (Some(effect), Some(bound)) if is_nothing(effect) => tell!(
            "Effect at most {}, p\u{a0}{p}.",
            "效应量至多{}，p\u{a0}{p}。",
            deviations(bound, 2)
        ),
        (Some(effect), None) if is_nothing(effect) => tell!("p\u{a0}{p}.", "p\u{a0}{p}。"),
        (Some(effect), Some(bound)) => tell!(
            "Effect {}, at most {}, p\u{a0}{p}.",
            "效应量{}，至多{}，p\u{a0}{p}。",
            deviations(effect, 2),
            significant(bound, 2)
        ),
        (Some(effect), None) => tell!(
            "Effect {}, p\u{a0}{p}.",
            "效应量{}，p\u{a0}{p}。",
            deviations(effect, 2)
        ),
        (None, _) => tell!("p\u{a0}{p}.", "p\u{a0}{p}。"),
    })
}

/// Whether an effect is estimated as none.
fn is_nothing(effect: f64) -> bool {
    effect <= 0.0
}

fn undecided(test: &Test) -> String {
    if let Some(objection) = objection(test) {
        return tell!(
            "The test found no difference between all inputs together. {objection}",
            "检验没有发现全部输入合在一起有差异。{objection}"
        );
    }
    match test.smallest_detectable_sd {
        Some(smallest) => tell!(
            "The test found no difference. It could have missed one smaller than {}.",
            "检验没有发现差异，但小于{}的差异可能看不出来。",
            deviations(smallest, 2)
        ),
        None => tell!(
            "The test found no difference. So few rows can hide a large one.",
            "检验没有发现差异。行数这么少，较大的差异也可能看不出来。"
        ),
    }
}

/// Which columns moved, those that moved most first.
fn different(test: &Test) -> Line {
    let no = say!("No", "不相似");
    let Some(columns) = &test.by_column else {
        return Line::new(
            Tone::Bad,
            no,
            tell!(
                "They differ by more than chance explains.",
                "差异超出随机波动范围。"
            ),
        );
    };
    let mut moved: Vec<&ColumnEffect> = columns
        .iter()
        .filter(|column| column.p_adjusted <= test.alpha)
        .collect();
    if moved.is_empty() {
        let detail = tell!(
            "No single column moved. How they go together did, or each moved a little.",
            "没有单独一列偏移；变化在于各列之间的关系，或者每一列都略有偏移。"
        );
        return Line::new(Tone::Bad, no, detail);
    }
    moved.sort_by(|one, other| other.effect_sd.total_cmp(&one.effect_sd));
    let (some, all) = (moved.len(), counted(columns.len() as u64, Noun::Column));
    let headline = if some == columns.len() {
        tell!("No, {some} of {all} moved", "不相似：{all}全部偏移")
    } else {
        tell!("No, {some} of {all} moved", "不相似：{all}中有{some}列偏移")
    };
    let each = moved.iter().map(|column| {
        let (name, effect) = (column_name(&column.name), deviations(column.effect_sd, 2));
        match column.is_higher {
            Some(true) => tell!("{name} is higher ({effect})", "{name}偏高{effect}"),
            Some(false) => tell!("{name} is lower ({effect})", "{name}偏低{effect}"),
            // Only categories have it. They have no mean that could shift.
            None if column.effect_probability.is_some() => {
                let number = significant(column.effect_sd, 2);
                match column.unseen_share.filter(|share| *share >= MIN_UNSEEN) {
                    Some(share) => tell!(
                        "{name} has values new to the source in {} of rows ({effect})",
                        "{name}有{}的行取值未见于源数据（效应量{number}）",
                        percent(share)
                    ),
                    None => tell!(
                        "the categories of {name} have other shares ({effect})",
                        "{name}的类别构成不同（效应量{number}）"
                    ),
                }
            }
            None => tell!("{name} differs ({effect})", "{name}偏移{effect}"),
        }
    });
    let each = first_columns(each, MAX_NAMED);
    Line::new(
        Tone::Bad,
        headline,
        tell!("In the target, {each}.", "在目标数据中，{each}。"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, in_language};
    use crate::report::{SharedInputs, fixture};

    fn moved(name: &str, effect_sd: f64, p_adjusted: f64) -> ColumnEffect {
        ColumnEffect {
            name: name.into(),
            p_adjusted,
            effect_sd,
            is_higher: None,
            effect_probability: None,
            unseen_share: None,
            outside_share: None,
        }
    }

    #[test]
    fn columns_that_moved_are_named_by_how_far() {
        let mut test = fixture::test(Verdict::Different, 0.0005);
        test.by_column = Some(vec![
            ColumnEffect {
                is_higher: Some(true),
                ..moved("humidity", 0.3, 0.001)
            },
            ColumnEffect {
                is_higher: Some(false),
                ..moved("temperature", 0.8, 0.001)
            },
            moved("wind", 0.1, 0.4),
        ]);
        let line = alike(&test);
        assert_eq!(line.tone, Tone::Bad);
        assert_eq!(line.headline, "No, 2 of 3 columns moved");
        assert_eq!(
            line.detail,
            "In the target, temperature is lower (0.80\u{a0}SD), humidity is higher (0.30\u{a0}SD)."
        );
        assert_eq!(
            line.numbers.as_deref(),
            Some("Effect 0.31\u{a0}SD, at most 0.42, p\u{a0}=\u{a0}.0005.")
        );
        // All inputs together may show nothing where one column moved.
        test.effect_sd = Some(0.0);
        assert_eq!(
            alike(&test).numbers.as_deref(),
            Some("Effect at most 0.42\u{a0}SD, p\u{a0}=\u{a0}.0005.")
        );
    }

    #[test]
    fn columns_that_moved_in_chinese() {
        let mut test = fixture::test(Verdict::Different, 0.0005);
        let station = ColumnEffect {
            effect_probability: Some(0.6),
            ..moved("站点", 1.2, 0.001)
        };
        let warmth = ColumnEffect {
            is_higher: Some(true),
            ..moved("气温", 0.8, 0.001)
        };
        test.by_column = Some(vec![warmth, station, moved("风速", 0.1, 0.4)]);
        let said = |test: &Test| {
            let line = in_language(Language::Chinese, || alike(test));
            [line.headline, line.detail]
        };
        assert_eq!(
            said(&test),
            [
                "不相似：3列中有2列偏移",
                "在目标数据中，站点的类别构成不同（效应量1.2）、气温偏高0.80\u{2060}个标准差。"
            ]
        );
        let columns = test.by_column.as_mut().unwrap();
        columns[1].unseen_share = Some(0.34);
        columns.pop();
        let [headline, detail] = said(&test);
        assert_eq!(headline, "不相似：2列全部偏移");
        assert!(detail.contains("站点有34%的行取值未见于源数据"), "{detail}");
        let detail = alike(&test).detail;
        assert!(
            detail.contains("站点 has values new to the source in 34\u{a0}% of rows (1.2\u{a0}SD)"),
            "{detail}"
        );
    }

    #[test]
    fn no_difference_found_is_never_yes() {
        let line = alike(&fixture::test(Verdict::Undecided, 0.4));
        assert_eq!((line.tone, line.headline.as_str()), (Tone::Open, "Not clear"));
        assert_eq!(
            line.detail,
            "The test found no difference. It could have missed one smaller than 0.11\u{a0}SD."
        );
        let mut test = fixture::test(Verdict::Same, 1.0);
        test.shared_inputs = Some(SharedInputs {
            rows: [806, 806],
            are_all: true,
        });
        assert_eq!(
            alike(&test).detail,
            "All 806 rows of inputs stand in both tables."
        );
    }
}
