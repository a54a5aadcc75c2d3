//! Words about why something is advised.

use super::adaptation::alike;
use super::arms::{mentioned, simple_model};
use super::columns::table;
use super::lists::capital;
use super::metrics::metric;
use super::nouns::{Noun, agreeing};
use super::numbers::{count, counted, deviations, differences, fixed, significant};
use crate::features::Side;
use crate::language::{Phrase, phrase, say, tell};
use crate::report::{Action, ArmName, Measure, MetricName, Reason, Shortage, Task, Verdict};

pub(crate) const ADVICE_FROM_TEST: Phrase = phrase(
    "This follows from the test alone; no network has been compared yet.",
    "这仅由检验得出；尚未比较任何网络。",
);

/// What to do; before a comparison only what to try.
pub(crate) fn action(action: Action, compared: bool) -> &'static str {
    match action {
        Action::FineTune if !compared => say!("Try fine-tuning, and compare.", "请尝试微调，并作比较。"),
        Action::TrainFromScratch if !compared => say!(
            "Compare with a new network before any reuse.",
            "在任何复用之前，请与新网络比较。"
        ),
        Action::CollectMore if !compared => say!("Not enough to advise reuse yet.", "目前还不足以建议复用。"),
        Action::ReuseAsIs => say!("Reuse the network as it is.", "原样复用该网络。"),
        Action::FineTune => say!("Fine-tune the network.", "微调该网络。"),
        Action::TrainFromScratch => say!("Train a new network on the target.", "在目标数据上训练新网络。"),
        Action::CollectMore => say!("Collect more target rows.", "收集更多目标行。"),
    }
}

/// A reason as a sentence or two.
#[must_use]
pub fn reason(reason: &Reason) -> String {
    let fixed = match *reason {
        Reason::Inputs {
            verdict,
            smallest_detectable_sd,
        } => return inputs(verdict, smallest_detectable_sd),
        Reason::RelationDiffers { inputs } => relation_differs(inputs),
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
        Reason::SimpleModelBetter { task, gain } => return simple_model_better(task, gain),
        Reason::SimpleModelAsGood { task } => return simple_model_as_good(task),
        Reason::OneColumnDiffers => one_column_differs(),
        Reason::RelationShiftHarmless => say!(
            "Inputs and label together differ, and the network still works: the change costs it no more than learning from \
             the target rows at hand would.",
            "输入与标签一起看有差异，而网络仍然可用：变化给它带来的代价，不超过从现有目标行学习的代价。"
        ),
        Reason::InputShiftHarmless => say!(
            "The inputs differ, and the network still works: what it has learned holds for both tables.",
            "输入不同，而网络仍然可用：它学到的关系对两张表都成立。"
        ),
        Reason::FineTuningPays => say!(
            "The inputs differ, and fine-tuning still pays.",
            "输入不同，而微调仍然值得。"
        ),
        Reason::ComparisonDecides => say!(
            "No test found a difference, yet the comparison decides. A relation can change where a test has too little power \
             to see it.",
            "没有检验发现差异，但由比较来决定。关系可能在检验功效不足之处发生了变化。"
        ),
        Reason::NoTargetLabel => say!(
            "The target has no column with this label, so no network can be fine-tuned or judged on it. Label some of its \
             rows: at least 20, better 100.",
            "目标数据没有这个标签的列，因此无法在其上微调或评判网络。请为其中一部分行标注标签：至少20行，最好100行。"
        ),
        Reason::AdaptationUnverified => say!(
            "No labels of the target have verified this. A network that sees the two domains as alike can still be wrong on \
             the target. Label at least 20 target rows, better 100, and compare.",
            "这未经目标标签验证。看两个域相似的网络在目标上仍可能出错。请为至少20行（最好100行）目标行标注标签，然后比较。"
        ),
        Reason::CompareFirst => compare_first(),
        Reason::DifferenceAllowsReuse => difference_allows_reuse(),
        Reason::NothingCompared => nothing_compared(),
        Reason::NoSharedClass => no_shared_class(),
        Reason::ChosenNames => chosen_names(),
        Reason::NothingBeatsConstant => say!(
            "No network predicts the held-out target rows clearly better than a constant guess. Collect more or better \
             target rows before you use any of them.",
            "没有任何网络对留出的目标行的预测明显优于常数猜测。在使用它们之前，请收集更多或更好的目标行。"
        ),
        Reason::FineTuningUncertain => say!(
            "For fine-tuning, this gain is not certain.",
            "对微调而言，这一增益并不确定。"
        ),
        Reason::GainTooSmall => say!(
            "The gain is certain but too small to be worth the work.",
            "增益是确定的，但太小，不值得费工夫。"
        ),
        Reason::EitherWorks => say!(
            "Both fine-tuning and training from scratch would do. Fine-tuning starts from what the source network has \
             learned, and may do worse on the source afterwards.",
            "微调和从头训练都可以。微调以源网络已学到的内容为起点，之后在源数据上的表现可能变差。"
        ),
        Reason::SourceNetworkFails => say!(
            "The source network as it is does not predict the held-out target rows clearly better than a constant guess.",
            "原样使用的源网络对留出的目标行的预测并不明显优于常数猜测。"
        ),
        Reason::NothingBeatsSourceNetwork => say!(
            "Neither fine-tuning nor training from scratch was found to beat the source network as it is.",
            "没有发现微调或从头训练优于原样使用的源网络。"
        ),
        Reason::RowsCannotTell => say!(
            "The rows at hand cannot tell which network is better. More labelled target rows would.",
            "现有的行无法说明哪个网络更好。更多有标签的目标行才可以。"
        ),
        Reason::RecalibratingSuffices => say!(
            "Recalibrating the output of the source network alone does about as well.",
            "仅重新校准源网络的输出，效果也差不多。"
        ),
    };
    fixed.to_owned()
}

fn chosen_names() -> &'static str {
    say!(
        "One of the columns that you chose only names the table, the row or the moment. Any two tables differ in such a \
             column. Leave it out to compare the others.",
        "您选择的列中有一列只标明所属的表、行或时刻。任意两张表在这样的列上都不同。请略过它，以便比较其他列。"
    )
}

fn one_column_differs() -> &'static str {
    say!(
        "The test found no difference between all inputs together, but one column speaks against calling the tables the same.",
        "检验没有发现全部输入合在一起有差异，但有一列表明不能把两张表视为相同。"
    )
}

fn same_file() -> &'static str {
    say!(
        "Source and target are the same file. Every row that would judge a network would also have trained it. Choose \
         another target table to compare networks.",
        "源和目标是同一个文件，评判网络的每一行都会训练过它。要比较网络，请选择另一张目标表。"
    )
}

fn nothing_to_judge() -> &'static str {
    say!(
        "The target rows that would be held out all have the same label, so they cannot tell a good network from a bad \
         one. Label more rows, with different labels.",
        "将被留出的目标行标签都相同，无法区分网络的好坏。请标注更多的行，并包含不同的标签。"
    )
}

fn nothing_to_learn() -> &'static str {
    say!(
        "The target rows that would teach all have the same label, so there is nothing to learn from them. Label more rows, \
         with different labels.",
        "将用于训练的目标行标签都相同，从中学不到任何东西。请标注更多的行，并包含不同的标签。"
    )
}

fn compare_first() -> &'static str {
    say!(
        "Do not reuse the network yet: compare it with one trained from scratch first.",
        "先不要复用网络：请先与从头训练的网络比较。"
    )
}

fn difference_allows_reuse() -> &'static str {
    say!(
        "Different inputs do not rule out reuse. Fine-tune the network on the target, and compare it with one trained \
         from scratch.",
        "输入不同并不排除复用。请在目标数据上微调网络，并与从头训练的网络比较。"
    )
}

fn nothing_compared() -> &'static str {
    say!(
        "No network has been compared yet, and a test alone never justifies reuse. Choose the label column and \
         fine-tune, or label some target rows.",
        "尚未比较任何网络，而仅凭检验绝不足以支持复用。请选择标签列并微调，或为一些目标行标注标签。"
    )
}

fn same_input_rows(rows: u64) -> String {
    let same = counted(rows, Noun::Row);
    tell!(
        "Source and target hold the same {same} of inputs, so the inputs do not differ. Only the labels can.",
        "源与目标含有同样的{same}输入，因此输入没有差异。只有标签可能不同。"
    )
}

fn shared_input_rows([source, target]: [u64; 2]) -> String {
    let verb = agreeing(target, "has", "have");
    tell!(
        "{} {verb} the same inputs as rows of the source ({} there). The test assumes that all rows were drawn independently; such rows \
         make the tables look more alike than they are.",
        "{0}与源数据中的行（{1}行）输入相同。检验假定所有行都是独立抽取的；这样的行使两张表看起来比实际更相似。",
        counted(target, Noun::TargetRow),
        count(source)
    )
}

fn too_few_labels(shortage: Shortage) -> String {
    let Shortage {
        is_target,
        rows,
        needed,
    } = shortage;
    tell!(
        "The {} has {} with a label. A comparison of networks needs at least {needed}. Label {} more.",
        "{}有{}带标签。比较网络至少需要{needed}行。请再标注{}行。",
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
        "The {} has {}. A comparison of networks needs at least {needed} with a label. Add {} more.",
        "{}有{}。比较网络至少需要{needed}行带标签的行。请再添加{}行。",
        table(side(is_target)),
        counted(rows, Noun::Row),
        count(needed.saturating_sub(rows))
    )
}

fn constant_label(is_target: bool) -> String {
    tell!(
        "All labelled rows of the {} have the same label, so no networks can be compared. Label rows with different labels.",
        "{}中所有带标签的行标签都相同，因此无法比较网络。请标注具有不同标签的行。",
        table(side(is_target))
    )
}

fn too_few_own_rows(own: u64, needed: u64) -> String {
    let verb = agreeing(own, "is", "are");
    tell!(
        "Only {} with a label {verb} not in the source, too. A comparison of networks needs at least {needed} of them to judge. \
         Choose a target with rows of its own.",
        "只有{}带标签且不同时出现在源数据中。比较网络至少需要{needed}行这样的行来评判。请选择有自己数据行的目标。",
        counted(own, Noun::TargetRow)
    )
}

fn side(is_target: bool) -> Side {
    if is_target { Side::Target } else { Side::Source }
}

fn inputs(verdict: Verdict, smallest_detectable_sd: Option<f64>) -> String {
    let text = match (verdict, smallest_detectable_sd) {
        (Verdict::Different, _) => say!("The inputs of source and target differ.", "源与目标的输入不同。"),
        (Verdict::Negligible, _) => say!(
            "The inputs of source and target differ by less than the margin.",
            "源与目标的输入有差异，但小于界值。"
        ),
        (Verdict::Same, _) => say!(
            "The inputs of source and target are the same within the margin.",
            "源与目标的输入在界值之内相同。"
        ),
        (Verdict::Undecided, Some(smallest)) => {
            return tell!(
                "The test found no difference between the inputs. It could have missed one smaller than {}.",
                "检验没有发现输入之间的差异。它可能漏掉小于{}的差异。",
                deviations(smallest, 2)
            );
        }
        (Verdict::Undecided, None) => say!(
            "The test found no difference between the inputs. With so few rows it could have missed one of any size.",
            "检验没有发现输入之间的差异。行数这么少，任何大小的差异都可能被漏掉。"
        ),
        (Verdict::TooFewRows, _) => say!(
            "There are too few rows to test whether the inputs differ.",
            "行数太少，无法检验输入是否不同。"
        ),
    };
    text.to_owned()
}

fn relation_differs(inputs: Verdict) -> &'static str {
    match inputs {
        Verdict::Different => say!(
            "Inputs and label together also differ, as they always do when the inputs differ.",
            "输入与标签一起也不同；只要输入不同，就总会如此。"
        ),
        // The inputs were found to differ, if by little: the joint test may have seen that again.
        Verdict::Negligible => say!(
            "Inputs and label together also differ. No test says whether by more than the small difference of the inputs.",
            "输入与标签一起也不同。是否超出输入本身的微小差异，没有检验能够说明。"
        ),
        Verdict::Same | Verdict::Undecided | Verdict::TooFewRows => say!(
            "Inputs and label together differ, although no difference of the inputs was found. The same inputs may have \
             other labels in the target. No test of the inputs alone can see this, and it can break a reused network.",
            "输入与标签一起不同，而没有发现输入之间的差异。在目标数据中，同样的输入可能对应别的标签。只看输入的检验看不到这一点，而它可能使复用的网络失效。"
        ),
    }
}

fn no_shared_class() -> &'static str {
    say!(
        "The source network knows none of the target's classes, so it cannot be judged on the target as it is. If classes mean \
         the same, write them alike in both files.",
        "源网络不认识目标数据的任何类别，因此无法原样在目标上评判它。如果某些类别含义相同，请在两个文件中采用相同的写法。"
    )
}

/// Two networks on held-out target rows. A gain or loss is claimed only where the whole interval lies on one side of zero.
fn compared(arm: ArmName, over: ArmName, by: MetricName, gain: Measure) -> String {
    let (arm, over, metric) = (mentioned(arm), mentioned(over), metric(by));
    let (size, interval) = (fixed(gain.mean.abs(), 2), differences(gain.low, gain.high, 2));
    let beats = if gain.low > 0.0 {
        say!("beats", "高")
    } else if gain.high < 0.0 {
        say!("loses to", "低")
    } else {
        return tell!(
            "On held-out target rows, {arm} and {over} cannot be told apart (95 % interval of the difference in {metric}: \
             {interval}).",
            "在留出的目标行上，{arm}与{over}无法区分（{metric}之差的95%区间：{interval}）。"
        );
    };
    tell!(
        "{} {beats} {over} by {size} in {metric} on held-out target rows (95 % interval {interval}).",
        "在留出的目标行上，{}的{metric}比{over}{beats}{size}（95%区间：{interval}）。",
        capital(arm)
    )
}

fn adapted(before: f64, after: f64) -> String {
    let alike = alike(before, after);
    tell!(
        "After adapting, the last hidden layer sees the two domains as {alike}: the squared MMD of held-out rows went from {} \
         to {}.",
        "适配之后，最后一个隐藏层看两个域{alike}：留出行的MMD平方从{}变为{}。",
        significant(before, 3),
        significant(after, 3)
    )
}

fn simple_model_better(task: Task, gain: Measure) -> String {
    tell!(
        "A plain {} on the target rows beats this network by {} in {}. Use that instead of any network.",
        "在目标行上做普通的{0}，其{2}比这个网络高{1}。请用它代替任何网络。",
        simple_model(task),
        fixed(-gain.mean, 2),
        metric(task.metric())
    )
}

fn simple_model_as_good(task: Task) -> String {
    tell!(
        "No network is certainly better than a plain {} on the target rows, which is easier to keep.",
        "没有任何网络确定优于在目标行上做普通的{}，而后者更易维护。",
        simple_model(task)
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
            // Some are the same whatever the numbers or the verdicts on the inputs are.
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
            "Fine-tuning loses to the source network as it is by 0.30 in R² on held-out target rows (95 % interval −0.50 to \
             −0.10)."
        );
        assert_eq!(
            said(0.12, 0.05, 0.19),
            "Fine-tuning beats the source network as it is by 0.12 in R² on held-out target rows (95 % interval +0.05 to \
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
            "The target has 15 rows with a label. A comparison of networks needs at least 20. Label 5 more."
        );
        assert!(few(false, 1, 20).starts_with("The source has 1 row with a label."));
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
        assert!(said(Some(0.44)).ends_with("missed one smaller than 0.44 SD."));
        assert!(said(None).ends_with("one of any size."));
    }
}
