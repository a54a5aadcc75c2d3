//! Words of the advice and its reasons.

use super::adaptation::alike;
use super::arms::{constant_guess, is_plural, mentioned, of_task};
use super::columns::table;
use super::conditional::{hardly_overlap, labels_differ, no_other_labels};
use super::lists::capital;
use super::metrics::metric;
use super::nouns::{Noun, agreeing};
use super::numbers::{count, counted, deviations, differences, fixed, significant};
use crate::features::Side;
use crate::language::{Phrase, phrase, say, tell};
use crate::report::{Action, ArmName, Measure, MetricName, Reason, Report, Shortage, Task, Verdict};

pub(crate) const ADVICE_FROM_TEST: Phrase = phrase(
    "This rests on the test alone. No networks have been compared yet.",
    "这仅依据检验得出，尚未比较任何网络。",
);

/// What to do or, before a comparison, what to try.
pub(crate) fn action(report: &Report) -> String {
    let compared = report.comparison.as_ref();
    let rival = report.advice.arm().filter(|arm| ArmName::RIVALS.contains(arm));
    if let Some((rival, comparison)) = rival.zip(compared) {
        let name = of_task(rival, comparison.task);
        // These take the network's predictions.
        if rival == ArmName::Stacked {
            return tell!("Use {name}.", "改用{name}。");
        }
        return tell!("Use {name} instead of a network.", "改用{name}，不用神经网络。");
    }
    let compared = compared.is_some();
    let action = match report.advice.action {
        Action::FineTune if !compared => say!("Try fine-tuning, and compare.", "请尝试微调，并作比较。"),
        Action::TrainFromScratch if !compared => {
            say!(
                "Fine-tune to compare it with a new network.",
                "请微调，以便与新网络比较。"
            )
        }
        Action::CollectMore if !compared => say!(
            "There is not enough to advise reuse yet.",
            "目前还不足以建议复用。"
        ),
        Action::ReuseAsIs => say!("Reuse the network as it is.", "原样复用该网络。"),
        Action::FineTune => say!("Use the fine-tuned network.", "使用微调后的网络。"),
        Action::TrainFromScratch => say!(
            "Use the network trained from scratch on the target.",
            "使用在目标数据上从头训练的网络。"
        ),
        Action::CollectMore => say!("Collect more target rows.", "收集更多目标行。"),
    };
    action.to_owned()
}

/// A reason as a sentence or two.
#[must_use]
#[expect(clippy::too_many_lines, reason = "an arm for each reason")]
pub fn reason(reason: &Reason) -> String {
    let fixed = match *reason {
        Reason::Inputs {
            verdict,
            smallest_detectable_sd,
        } => return inputs(verdict, smallest_detectable_sd),
        Reason::RelationDiffers { inputs } => relation_differs(inputs),
        Reason::LabelsDifferAtSameInputs { p_value, changed } => return labels_differ(p_value, changed),
        Reason::NoOtherLabelsFound { p_value } => return no_other_labels(p_value),
        Reason::TablesHardlyOverlap => hardly_overlap(),
        Reason::SameInputRows { rows } => return same_input_rows(rows),
        Reason::SharedInputRows { rows } => return shared_input_rows(rows),
        Reason::TooFewLabels(shortage) => return too_few_labels(shortage),
        Reason::TooFewRows(shortage) => return too_few_rows(shortage),
        Reason::ConstantLabel { is_target } => return constant_label(is_target),
        Reason::TooFewOwnRows { own, needed } => return too_few_own_rows(own, needed),
        Reason::SameFile => same_file(),
        Reason::NothingToJudge => nothing_to_judge(),
        Reason::NothingToLearn => nothing_to_learn(),
        Reason::Gain {
            arm,
            over,
            metric,
            gain,
        } => return compared(arm, over, metric, gain),
        Reason::Adapted {
            mmd2_before,
            mmd2_after,
        } => return adapted(mmd2_before, mmd2_after),
        Reason::RivalBetter {
            arm,
            over,
            task,
            gain,
        } => return rival_better([arm, over], task, gain),
        Reason::OnlyRivalBeatsConstant { arm, task } => return only_rival(arm, task),
        Reason::RivalAsGood { arm, task } => return rival_as_good(arm, task),
        Reason::OneColumnDiffers => one_column_differs(),
        Reason::RelationShiftHarmless => say!(
            "The relation of inputs and label differs, but the network still works. Training on these target rows gains too \
             little to be worth it.",
            "输入与标签的关系有差异，但网络仍然可用。用现有的目标行训练，增益太小，不值得。"
        ),
        Reason::InputShiftHarmless => say!(
            "The inputs differ, but the network still works: what it learned holds for both tables.",
            "输入有差异，但网络仍然可用：它学到的关系对两张表都成立。"
        ),
        Reason::FineTuningPays => say!(
            "The inputs differ, and fine-tuning still pays off.",
            "输入有差异，但微调仍然值得。"
        ),
        Reason::ComparisonDecides => say!(
            "No test found a difference, but the networks perform differently. A test can lack the power to see a \
             changed relation.",
            "没有检验发现差异，但各网络的表现不同。关系的变化可能因检验功效不足而看不出来。"
        ),
        Reason::NoTargetLabel => say!(
            "The target has no column for the label, so no network can be judged. Label at least 20 of its rows, \
             better 100.",
            "目标数据没有标签列，无法评判网络。请为至少20行（最好100行）补充实测值（标签）。"
        ),
        Reason::AdaptationUnverified => say!(
            "Without target labels, this is not verified. Label at least 20 target rows, better 100, and compare.",
            "没有目标标签，这未经验证。请为至少20行（最好100行）目标数据补充实测值（标签），然后比较。"
        ),
        Reason::CompareFirst => compare_first(),
        Reason::DifferenceAllowsReuse => difference_allows_reuse(),
        Reason::NothingCompared => nothing_compared(),
        Reason::NoSharedClass => no_shared_class(),
        Reason::ChosenNames => chosen_names(),
        Reason::NothingBeatsConstant => say!(
            "No network clearly beats always guessing the mean or the most frequent class on held-out target rows. \
             Collect more or better target rows first.",
            "在留出的目标行上，没有网络明显优于均值预测或多数类预测。请先收集更多或更好的目标行。"
        ),
        Reason::FineTuningUncertain => say!(
            "For fine-tuning, this gain is not certain.",
            "对微调而言，这一增益不确定。"
        ),
        Reason::GainTooSmall => say!(
            "The gain is certain but too small to be worth the work.",
            "增益确实存在，但太小，不必重新训练。"
        ),
        Reason::EitherWorks => say!(
            "Fine-tuning and training from scratch both work.",
            "微调和从头训练都可行。"
        ),
        Reason::SourceNetworkFails => say!(
            "The source network as is does not clearly beat always guessing the mean or the most frequent class on \
             held-out target rows.",
            "在留出的目标行上，源网络（原样）并不明显优于均值预测或多数类预测。"
        ),
        Reason::NothingBeatsSourceNetwork => say!(
            "Neither fine-tuning nor training from scratch clearly beats the source network as is.",
            "微调和从头训练都不明显优于源网络（原样）。"
        ),
        Reason::RowsCannotTell => say!(
            "These rows cannot tell which network is better. More target rows with a label could.",
            "现有的行无法说明哪个网络更好，需要更多有实测值（标签）的目标行。"
        ),
        Reason::RecalibratingSuffices => say!(
            "Recalibrating the output of the source network does about as well.",
            "仅校准源网络的输出，效果也差不多。"
        ),
    };
    fixed.to_owned()
}

fn chosen_names() -> &'static str {
    say!(
        "One of the columns that you chose only names the table, the row or the moment. Any two tables differ in it: \
         leave it out.",
        "您选择的列中有一列只标明所属的表、行或时刻。任意两张表在这样的列上都不同，请略过它。"
    )
}

fn one_column_differs() -> &'static str {
    say!(
        "The test found no difference in all inputs together, but one column differs too much. So the tables do not \
         count as the same.",
        "检验没有发现全部输入合在一起有差异，但有一列差异过大，因此两张表不算相同。"
    )
}

fn same_file() -> &'static str {
    say!(
        "Source and target are the same file, so a network would be judged on rows that trained it. Choose another \
         target.",
        "源和目标是同一个文件，用来评判的行也参与过训练。请选择另一张目标表。"
    )
}

fn nothing_to_judge() -> &'static str {
    say!(
        "The target rows to hold out all have the same label, so no network can be judged. Label rows with other \
         labels, too.",
        "将要留出的目标行标签都相同，无法评判网络。请补充其他标签值的行。"
    )
}

fn nothing_to_learn() -> &'static str {
    say!(
        "The target rows to train on all have the same label, so there is nothing to learn. Label rows with other \
         labels, too.",
        "用于训练的目标行标签都相同，学不到任何东西。请补充其他标签值的行。"
    )
}

fn compare_first() -> &'static str {
    say!(
        "Do not reuse the network yet. Fine-tune compares it with one trained from scratch.",
        "先不要复用网络。“微调”会把它与从头训练的网络比较。"
    )
}

fn difference_allows_reuse() -> &'static str {
    say!(
        "Different inputs do not rule out reuse. Fine-tune the network, and compare it with one trained from scratch.",
        "输入不同并不排除复用。请微调网络，并与从头训练的网络比较。"
    )
}

fn nothing_compared() -> &'static str {
    say!(
        "A test alone never justifies reuse. Fine-tune to compare networks on held-out target rows.",
        "仅凭检验绝不足以支持复用。请微调，以便在留出的目标行上比较各网络。"
    )
}

fn same_input_rows(rows: u64) -> String {
    let same = counted(rows, Noun::Row);
    tell!(
        "Source and target have the same {same} of inputs. Only the labels can differ.",
        "源与目标含有同样的{same}输入，只有标签可能不同。"
    )
}

fn shared_input_rows([source, target]: [u64; 2]) -> String {
    let verb = agreeing(target, "has", "have");
    tell!(
        "{} {verb} the same inputs as {}. The test assumes independent rows: the tables look more alike than they \
         are.",
        "{0}与{1}的输入相同。检验假定各行相互独立，因此两张表看起来比实际更相似。",
        counted(target, Noun::TargetRow),
        counted(source, Noun::SourceRow)
    )
}

fn too_few_labels(shortage: Shortage) -> String {
    let Shortage {
        is_target,
        rows,
        needed,
    } = shortage;
    tell!(
        "The {} has {} with a label, and a comparison needs {needed}. Label {} more.",
        "{}有{}带标签，而比较需要{needed}行。请再为{}行补充实测值（标签）。",
        table(side(is_target)),
        counted(rows, Noun::Row),
        count(needed.saturating_sub(rows))
    )
}

fn too_few_rows(shortage: Shortage) -> String {
    let Shortage {
        is_target,
        rows,
        needed,
    } = shortage;
    tell!(
        "The {} has {}, and a comparison needs {needed} with a label. Add {} more.",
        "{}有{}，而比较需要{needed}行带标签的行。请再添加{}行。",
        table(side(is_target)),
        counted(rows, Noun::Row),
        count(needed.saturating_sub(rows))
    )
}

fn constant_label(is_target: bool) -> String {
    tell!(
        "All labelled rows of the {} have the same label, so networks cannot be compared. Label rows with other \
         labels, too.",
        "{}中所有带标签的行标签都相同，无法比较网络。请补充其他标签值的行。",
        table(side(is_target))
    )
}

fn too_few_own_rows(own: u64, needed: u64) -> String {
    let verb = agreeing(own, "is", "are");
    tell!(
        "Only {} with a label {verb} not also in the source, and a comparison must hold out {needed}. Choose a target \
         with more rows of its own.",
        "只有{}带标签且不出现在源数据中，而比较必须留出{needed}行。请选择自有行更多的目标。",
        counted(own, Noun::TargetRow)
    )
}

fn side(is_target: bool) -> Side {
    if is_target { Side::Target } else { Side::Source }
}

fn inputs(verdict: Verdict, smallest_detectable_sd: Option<f64>) -> String {
    let text = match (verdict, smallest_detectable_sd) {
        (Verdict::Different, _) => say!(
            "The inputs of source and target differ.",
            "源与目标的输入有差异。"
        ),
        (Verdict::Negligible, _) => say!(
            "The inputs differ by less than the margin.",
            "输入有差异，但小于等效界值。"
        ),
        (Verdict::Same, _) => say!(
            "The inputs are the same within the margin.",
            "输入在等效界值之内相同。"
        ),
        (Verdict::Undecided, Some(smallest)) => {
            return tell!(
                "The test found no difference in the inputs. It could have missed one smaller than {}.",
                "检验没有发现输入有差异，但小于{}的差异可能看不出来。",
                deviations(smallest, 2)
            );
        }
        (Verdict::Undecided, None) => say!(
            "The test found no difference in the inputs. With so few rows it could have missed one of any size.",
            "检验没有发现输入有差异。行数这么少，任何大小的差异都可能看不出来。"
        ),
        (Verdict::TooFewRows, _) => say!(
            "There are too few rows to test the inputs.",
            "行数太少，无法检验输入。"
        ),
        (Verdict::TooFewIndependentRows, _) => say!(
            "Rows follow each other in time, and the records are too short to test the inputs.",
            "各行在时间上相继，而记录太短，无法检验输入。"
        ),
    };
    text.to_owned()
}

fn relation_differs(inputs: Verdict) -> &'static str {
    match inputs {
        Verdict::Different => say!(
            "Inputs and label together also differ, as they always do when the inputs differ.",
            "输入与标签的联合分布也有差异；只要输入有差异，就总会如此。"
        ),
        // The joint test may have seen the small difference of the inputs again.
        Verdict::Negligible => say!(
            "Inputs and label together also differ. No test tells whether by more than the small difference of the \
             inputs.",
            "输入与标签的联合分布也有差异。是否超出输入本身的微小差异，没有检验能够说明。"
        ),
        Verdict::Same | Verdict::Undecided | Verdict::TooFewRows | Verdict::TooFewIndependentRows => say!(
            "Inputs and label together differ, but no difference in the inputs was found. At the same inputs \
             the target may have other labels, which can break a reused network.",
            "输入与标签的联合分布有差异，但没有发现输入有差异。相同的输入可能对应不同的标签值，这可能使复用的网络失效。"
        ),
    }
}

fn no_shared_class() -> &'static str {
    say!(
        "The source network knows none of the target's classes, so it cannot be judged as is. If they mean the same, \
         spell them alike in both files.",
        "源网络不认识目标数据的任何类别，因此无法原样评判它。如果类别含义相同，请在两个文件中采用相同的写法。"
    )
}

/// Two networks on held-out target rows. Names a winner only if the whole interval lies on one side of zero.
fn compared(arm: ArmName, over: ArmName, by: MetricName, gain: Measure) -> String {
    let (arm, over, metric) = (mentioned(arm), mentioned(over), metric(by));
    let (size, interval) = (fixed(gain.mean.abs(), 2), differences(gain.low, gain.high, 2));
    let beats = if gain.low > 0.0 {
        say!("beats", "高")
    } else if gain.high < 0.0 {
        say!("loses to", "低")
    } else {
        return tell!(
            "{} and {over} cannot be told apart on held-out target rows (95\u{a0}% interval of the difference in {metric}: \
             {interval}).",
            "在留出的目标行上，{}与{over}无法区分（{metric}之差的95%区间：{interval}）。",
            capital(arm)
        );
    };
    tell!(
        "{} {beats} {over} by {size} in {metric} on held-out target rows (95\u{a0}% interval {interval}).",
        "在留出的目标行上，{}的{metric}比{over}{beats}{size}（95%区间：{interval}）。",
        capital(arm)
    )
}

fn adapted(before: f64, after: f64) -> String {
    let alike = alike(before, after);
    tell!(
        "After adapting, the last hidden layer sees source and target as {alike}: the squared MMD of held-out rows \
         went from {} to {}.",
        "适配之后，最后一个隐藏层看源与目标{alike}：留出行的MMD平方从{}变为{}。",
        significant(before, 3),
        significant(after, 3)
    )
}

fn rival_better([arm, over]: [ArmName; 2], task: Task, gain: Measure) -> String {
    let beats = if is_plural(arm) {
        say!("beat", "高")
    } else {
        say!("beats", "高")
    };
    tell!(
        "{} {beats} {} by {} in {}.",
        "{0}的{3}比{1}{beats}{2}。",
        capital(of_task(arm, task)),
        of_task(over, task),
        fixed(-gain.mean, 2),
        metric(task.metric())
    )
}

fn only_rival(arm: ArmName, task: Task) -> String {
    let (rival, constant) = (of_task(arm, task), constant_guess(task));
    if is_plural(arm) {
        tell!(
            "No network is clearly better than {constant} on held-out target rows, but {rival} are.",
            "在留出的目标行上，没有网络明显优于{constant}，而{rival}明显更好。"
        )
    } else {
        tell!(
            "No network is clearly better than {constant} on held-out target rows, but {rival} is.",
            "在留出的目标行上，没有网络明显优于{constant}，而{rival}明显更好。"
        )
    }
}

fn rival_as_good(arm: ArmName, task: Task) -> String {
    tell!(
        "It is not clearly better than {} on target rows.",
        "它并不明显优于用目标行训练的{}。",
        of_task(arm, task)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, speak};
    use crate::report::fixture::reasons;

    #[test]
    fn every_reason_is_a_sentence_of_its_own() {
        for (language, end) in [(Language::English, '.'), (Language::Chinese, '。')] {
            speak(language);
            let mut all: Vec<String> = reasons().iter().map(reason).collect();
            assert!(all.iter().all(|text| text.ends_with(end)), "{all:#?}");
            all.sort();
            all.dedup();
            // Some do not depend on the numbers or on the verdict on the inputs.
            assert!(all.len() > 30, "{all:#?}");
        }
        speak(Language::English);
    }

    #[test]
    fn differences_read_with_signs_and_are_claimed_where_they_are_certain() {
        let said = |mean, low, high| {
            reason(&Reason::Gain {
                arm: ArmName::FineTuned,
                over: ArmName::SourceAsIs,
                metric: MetricName::RSquared,
                gain: Measure { mean, low, high },
            })
        };
        assert_eq!(
            said(-0.3, -0.5, -0.1),
            "Fine-tuning loses to the source network as is by 0.30 in R² on held-out target rows (95\u{a0}% interval −0.50 to \
             −0.10)."
        );
        assert_eq!(
            said(0.12, 0.05, 0.19),
            "Fine-tuning beats the source network as is by 0.12 in R² on held-out target rows (95\u{a0}% interval +0.05 to \
             +0.19)."
        );
        assert!(said(0.01, -0.05, 0.07).contains("cannot be told apart"));
    }

    #[test]
    fn what_is_missing_for_a_comparison_is_counted() {
        let few = |is_target, rows, needed| {
            reason(&Reason::TooFewLabels(Shortage {
                is_target,
                rows,
                needed,
            }))
        };
        assert_eq!(
            few(true, 15, 20),
            "The target has 15 rows with a label, and a comparison needs 20. Label 5 more."
        );
        assert!(few(false, 1, 20).starts_with("The source has 1 row with a label,"));
        let rows = reason(&Reason::TooFewRows(Shortage {
            is_target: true,
            rows: 15,
            needed: 20,
        }));
        assert!(rows.ends_with("Add 5 more."), "{rows}");
    }

    #[test]
    fn an_undecided_test_says_what_it_could_have_missed() {
        let said = |smallest_detectable_sd| {
            reason(&Reason::Inputs {
                verdict: Verdict::Undecided,
                smallest_detectable_sd,
            })
        };
        assert!(said(Some(0.44)).ends_with("missed one smaller than 0.44\u{a0}SD."));
        assert!(said(None).ends_with("one of any size."));
    }
}
