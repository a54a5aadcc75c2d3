//! Words about how a comparison was made and checked.

use super::arms::mentioned;
use super::lists::{capital, clauses, first_few, listed};
use super::metrics::metric;
use super::nouns::{Noun, agreeing};
use super::numbers::{count, counted, difference, differences, fixed, percent};
use crate::language::{Phrase, phrase, say, tell};
use crate::report::{
    ArmName, Comparison, Forgetting, Guard, GuardName, HeldOutBy, MetricName, RowsOfRepeat, Task, Training,
    Tuning, repeats_for,
};

pub(crate) const GUARDS: Phrase = phrase("Checks of the comparison", "对比较的核查");
pub(crate) const PASSED: Phrase = phrase("Passed:", "通过：");
pub(crate) const FOUND: Phrase = phrase("Found:", "发现：");
pub(crate) const FORGOTTEN: Phrase = phrase(
    "What fine-tuning forgot on the source",
    "微调在源数据上遗忘了什么",
);
pub(crate) const PROTOCOL: Phrase = phrase("How this was measured", "测量方法");

/// A sentence names so many classes and counts the rest.
const MAX_NAMED: usize = 10;

/// Why there are fewer repeats than were asked for.
pub(crate) fn fewer_repeats(comparison: &Comparison, asked: u32) -> Option<String> {
    let done = comparison.repeats;
    if done >= asked {
        return None;
    }
    let rows = comparison.rows;
    let taught = rows.source_training
        + rows.source_validation
        + rows.source_held_out
        + rows.target_training
        + rows.target_validation;
    let planned = repeats_for(asked, taught);
    let many = tell!(
        "with {} labelled rows to learn from, {planned} repeats say as much in less time",
        "有{0}行有标签的行可供学习，{planned}次重复以更短的时间就能说明同样多",
        count(taught)
    );
    let stopped = say!(
        "the run was stopped early, so its intervals are wider",
        "运行提前停止，因此区间更宽"
    );
    let reason = match (planned < asked, done < planned) {
        (true, false) => many,
        (true, true) => tell!("{many}; then {stopped}", "{many}；此外，{stopped}"),
        (false, _) => stopped.to_owned(),
    };
    Some(tell!(
        "{done} of {asked} repeats were run: {reason}.",
        "要求{asked}次重复，实际运行{done}次：{reason}。"
    ))
}

/// How rows were held out.
pub(crate) fn held_out(comparison: &Comparison, training: &Training) -> String {
    let how = match (&comparison.held_out_by, comparison.task) {
        (HeldOutBy::Time(column), _) => in_time(column, comparison.rows),
        (HeldOutBy::Group(column), _) => tell!(
            "Whole groups of “{column}” were held out, so no group both trains and judges.",
            "按“{column}”留出了整组的行，因此没有哪一组既用于训练又用于评判。"
        ),
        (HeldOutBy::Chance, Task::Classification) => {
            tell!(
                "Rows were held out at random, each class in proportion: no column of time or groups was usable.",
                "随机留出行，各类别按其比例：没有可用的时间列或分组列。"
            )
        }
        (HeldOutBy::Chance, Task::Regression) => tell!(
            "Rows were held out at random: no column of time or groups was usable.",
            "随机留出行：没有可用的时间列或分组列。"
        ),
    };
    tell!(
        "{how} {} served only for judging; {} of the labelled rows were asked for.",
        "{how}{0}仅用于评判；设定的留出比例为有标签行的{1}。",
        counted(comparison.rows.held_out, Noun::TargetRow),
        percent(training.held_out)
    )
}

/// How rows were held out by a column of dates.
fn in_time(column: &str, rows: RowsOfRepeat) -> String {
    let latest = tell!(
        "The latest rows by “{column}” were held out, so networks are judged on later rows than they learned from.",
        "留出按“{column}”最新的行，评判网络的行晚于网络学习的行。"
    );
    let stretches = if rows.stretches > 1 {
        tell!(
            " Each repeat is judged on one of {} stretches, and learns from the rows before it.",
            "这些行按先后分为{}段：每次重复只用某一段之前的行学习，并在这一段上评判。",
            count(rows.stretches)
        )
    } else {
        String::new()
    };
    let gap = if rows.gap > 0 {
        tell!(
            " {} in between are left out: neighbours resemble each other.",
            "两者之间的{}不用，因为相邻的行彼此相似。",
            counted(rows.gap, Noun::TargetRow)
        )
    } else {
        String::new()
    };
    format!("{latest}{stretches}{gap}")
}

/// What each row was used for.
pub(crate) fn rows_of_repeat(comparison: &Comparison) -> String {
    let rows = comparison.rows;
    let which = if rows.stretches > 1 {
        say!("The last repeat", "最后一次重复")
    } else {
        say!("Each repeat", "每次重复")
    };
    if comparison.source_file.is_some() {
        // Who opened it knows what taught it.
        return tell!(
            "{which} began with the opened network. It then trained on {}, with {} more to decide when to stop, and judged on {}.",
            "{which}从打开的网络开始，用{0}训练，用另外{1}行决定何时停止，最后用{2}评判。",
            counted(rows.target_training, Noun::TargetRow),
            count(rows.target_validation),
            counted(rows.held_out / rows.stretches.max(1), Noun::HeldOutRow),
        );
    }
    tell!(
        "{which} trained the source network on {} and used {} more to decide when to stop. It then trained on {}, \
         with {} more to decide when to stop, and judged on {}.",
        "{which}用{0}训练源网络，用另外{1}行决定何时停止；再用{2}训练，用另外{3}行决定何时停止；最后用{4}评判。",
        counted(rows.source_training, Noun::SourceRow),
        count(rows.source_validation),
        counted(rows.target_training, Noun::TargetRow),
        count(rows.target_validation),
        counted(rows.held_out / rows.stretches.max(1), Noun::HeldOutRow),
    )
}

/// A number to three digits, as a person would type it.
fn plain(value: f64) -> String {
    let rounded: f64 = format!("{value:.2e}").parse().unwrap_or(value);
    rounded.to_string()
}

/// What was chosen on validation rows, and what was set.
pub(crate) fn tuning(comparison: &Comparison, training: &Training) -> String {
    let Tuning {
        learning_rate,
        starting_point_strength,
        fine_tuning_factor,
        scratch_learning_rate,
    } = comparison.tuning;
    let source = match (&comparison.source_file, training.learning_rate) {
        (Some(_), _) => String::new(),
        (None, None) => tell!(
            "The source network's learning rate was at most {}, found by a search on source rows. ",
            "源网络的学习率最高为{0}，由在源数据行上的搜索得到。",
            plain(learning_rate)
        ),
        (None, Some(_)) => tell!(
            "The source network's learning rate was at most {}, as set. ",
            "源网络的学习率最高为{0}，按设置。",
            plain(learning_rate)
        ),
    };
    let factor = if (fine_tuning_factor - 1.0).abs() < 1e-9 {
        tell!("the set learning rates", "所设的学习率")
    } else {
        tell!(
            "{} times the set learning rates",
            "所设学习率的{0}倍",
            plain(fine_tuning_factor)
        )
    };
    let strength = match training.starting_point_strength {
        Some(set) => tell!(
            " and L2-SP of strength {}, as set,",
            "和强度为{0}的L2-SP（按设置）",
            plain(set)
        ),
        None if starting_point_strength > 0.0 => tell!(
            " and L2-SP of strength {}",
            "和强度为{0}的L2-SP",
            plain(starting_point_strength)
        ),
        None => tell!(" and no L2-SP", "，不用L2-SP"),
    };
    tell!(
        "{source}Validation rows of the target chose {factor}{strength} for fine-tuning, and a rate of at most {} \
         from scratch. Held-out rows had no part in this.",
        "{source}根据目标的验证行，为微调选定{factor}{strength}，为从头训练选定最高{0}的学习率。留出行没有参与。",
        plain(scratch_learning_rate)
    )
}

/// How the networks that can be saved were trained.
pub(crate) fn final_networks(comparison: &Comparison) -> Option<String> {
    let mut networks = comparison.networks.iter();
    let rows = networks.clone().map(|network| network.target_rows).max()?;
    let of_source = networks.find_map(|network| network.source_rows.filter(|&rows| rows > 0));
    let taught = match of_source {
        Some(source) => tell!(
            "{} and {}",
            "{}和{}",
            counted(source, Noun::SourceRow),
            counted(rows, Noun::TargetRow)
        ),
        None => counted(rows, Noun::TargetRow),
    };
    let each = comparison.networks.iter().map(|network| {
        let name = mentioned(network.arm);
        let score = network.value.map_or_else(
            || {
                say!(
                    "not judged, because it knows none of the target's classes",
                    "未评判，因为它不认识目标的任何类别"
                )
                .to_owned()
            },
            |value| format!("{} {}", metric(comparison.metric), fixed(value, 3)),
        );
        let all = counted(u64::from(network.epochs), Noun::Epoch);
        match (network.arm, network.source_rows, network.probe_epochs) {
            (ArmName::SourceAsIs, None, _) => {
                tell!("{name}: as opened, {score}", "{name}：原样打开，{score}")
            }
            (_, _, 0) => tell!("{name}: {all}, {score}", "{name}：{all}，{score}"),
            (_, _, probe) => tell!(
                "{name}: {} of the last layer and {all} of all layers, {score}",
                "{name}：最后一层{}，所有层{all}，{score}",
                counted(u64::from(probe), Noun::Epoch)
            ),
        }
    });
    // A stretch by itself is another thing than the mean over all.
    let (which, judged) = if comparison.rows.stretches > 1 {
        (
            say!("all rows before the last stretch", "最后一段之前的所有行"),
            say!(
                "On this stretch alone, while the comparison has the mean over all, they score as follows.",
                "以下只是在最后一段上的结果（比较中的数值是各段的均值）。"
            ),
        )
    } else {
        (
            say!("all rows that are not held out", "留出行以外的所有行"),
            say!(
                "On held-out target rows, they score as follows.",
                "在留出目标行上的结果如下。"
            ),
        )
    };
    Some(tell!(
        "The networks that you can save were trained once more on {which} ({taught}). Epochs: the median of what was best \
         in the repeats. {judged} {0}.",
        "可保存的网络用{which}（{taught}）重新训练了一次，轮数取各次重复最佳轮数的中位数。{judged}{0}。",
        capital(&clauses(each))
    ))
}

/// The classes that only the target has.
pub(crate) fn new_classes(classes: &[String]) -> Option<String> {
    let quoted: Vec<String> = classes.iter().map(|class| format!("“{class}”")).collect();
    let named = if classes.len() <= MAX_NAMED {
        listed(&quoted)
    } else {
        first_few(quoted, MAX_NAMED)
    };
    let many = classes.len() as u64;
    let class = agreeing(many, "class", "classes");
    let outputs = agreeing(many, "output for it", "outputs for them");
    let them = agreeing(many, "it", "them");
    (many > 0).then(|| {
        tell!(
            "Only the target has the {class} {named}. The source network got {} new {outputs}, trained on target rows \
             alone. As is, it never predicts {them}.",
            "只有目标数据有类别{named}。源网络增加了{}个新输出，只用目标行训练。源网络（原样）从不预测这些类别。",
            count(many)
        )
    })
}

/// Where an opened source network came from.
pub(crate) fn source_file(name: &str) -> String {
    tell!(
        "The source network was opened from {name}, not trained here. If it was trained on rows of these tables, it \
         looks better on them than it is.",
        "源网络从{name}打开，不是在这里训练的。如果它用这两张表的行训练过，在这些行上看起来会比实际更好。"
    )
}

/// What fine-tuning forgot.
pub(crate) fn forgotten(forgetting: &Forgetting, by: MetricName) -> String {
    let metric = metric(by);
    let Forgetting {
        before,
        after,
        change,
    } = forgetting;
    let numbers = tell!(
        "from {} to {} ({}; 95\u{a0}% interval {})",
        "从{0}变为{1}（{2}；95%区间{3}）",
        fixed(before.mean, 3),
        fixed(after.mean, 3),
        difference(change.mean),
        differences(change.low, change.high, 3)
    );
    let rows = say!("On held-out source rows", "在源数据的留出行上");
    if change.high < 0.0 {
        tell!(
            "{rows}, {metric} fell {numbers}. Keep the source network for use on the source.",
            "{rows}，{metric}下降，{numbers}。在源数据上请继续使用源网络。"
        )
    } else if change.low > 0.0 {
        tell!(
            "{rows}, {metric} rose {numbers}. Fine-tuning forgot nothing.",
            "{rows}，{metric}上升，{numbers}。微调没有遗忘。"
        )
    } else if forgetting.is_slight() {
        tell!(
            "{rows}, {metric} went {numbers}. Fine-tuning forgot nothing that matters.",
            "{rows}，{metric}{numbers}。微调没有明显遗忘。"
        )
    } else {
        tell!(
            "{rows}, {metric} went {numbers}. The interval includes zero, so it cannot be told whether fine-tuning \
             forgot anything.",
            "{rows}，{metric}{numbers}。区间包含零，因此无法判断微调是否有所遗忘。"
        )
    }
}

/// What a check found.
pub(crate) fn guard(guard: &Guard, by: MetricName) -> String {
    let metric = metric(by);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count; the cast saturates"
    )]
    let number = guard.value.round() as u64;
    match (guard.name, guard.passed) {
        (GuardName::RowsInBoth, true) => tell!(
            "No more target rows are also in the source (same inputs and label) than chance explains. None was kept \
             from judging.",
            "与源数据完全相同的目标行（输入和标签都相同）未超过随机水平，未剔除任何行。"
        ),
        (GuardName::RowsInBoth, false) => {
            let are = agreeing(number, "is", "are");
            tell!(
                "{} {are} also in the source. They may be used for training, but not for judging.",
                "{0}也出现在源数据中。它们可用于训练，但不用于评判。",
                counted(number, Noun::TargetRow)
            )
        }
        (GuardName::LabelLeak, true) => tell!("No input repeats the label.", "没有输入列与标签相同。"),
        (GuardName::LabelLeak, false) => {
            let verb = agreeing(number, "repeats", "repeat");
            let were = agreeing(number, "was", "were");
            tell!(
                "{} {verb} the label and {were} left out.",
                "{0}重复了标签，已略过。",
                counted(number, Noun::Column)
            )
        }
        (GuardName::ShuffledLabels, true) => tell!(
            "Networks trained on shuffled labels do not clearly beat a constant guess (mean {metric} minus the guess's: \
             {}). So no label leak was found.",
            "用打乱的标签训练的网络并不明显优于常数预测（{metric}均值减去常数预测的值：{0}）。因此没有发现标签泄露。",
            difference(guard.value)
        ),
        (GuardName::ShuffledLabels, false) => tell!(
            "Networks trained on shuffled labels beat a constant guess by more than chance explains (mean {metric} minus \
             the guess's: {}). So labels leak, perhaps through repeated rows. Find the leak before you trust the \
             comparison.",
            "用打乱的标签训练的网络优于常数预测，超出偶然范围（{metric}均值减去常数预测的值：{0}）。因此标签有泄露，可能来自重复的行。请先找出原因，再相信这次比较。",
            difference(guard.value)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Measure;
    use crate::report::fixture;

    fn comparison() -> Comparison {
        fixture::outcome().report.comparison.unwrap()
    }

    #[test]
    fn the_rows_that_taught_stopped_and_judged_are_counted() {
        let text = rows_of_repeat(&comparison());
        assert!(
            text.contains("The last repeat trained the source network on 238 source rows")
                && text.contains("judged on 48 held-out rows"),
            "{text}"
        );
        let comparison = comparison();
        let text = held_out(&comparison, &Training::default());
        assert!(
            text.contains("one of 3 stretches") && text.contains("146 target rows served"),
            "{text}"
        );
    }

    #[test]
    fn the_networks_that_can_be_saved_say_what_taught_them() {
        let mut comparison = comparison();
        let text = final_networks(&comparison).unwrap();
        assert!(
            text.contains("(366 source rows and 219 target rows)")
                && text.contains("6 epochs of the last layer and 33 epochs of all layers, R² 0.840"),
            "{text}"
        );
        comparison.networks[0].source_rows = None;
        comparison.networks[1].source_rows = None;
        let text = final_networks(&comparison).unwrap();
        assert!(
            text.contains("(219 target rows)") && text.contains("as opened"),
            "{text}"
        );
        comparison.networks.clear();
        assert_eq!(final_networks(&comparison), None);
    }

    #[test]
    fn fewer_repeats_have_a_reason() {
        let mut few = comparison();
        assert_eq!(fewer_repeats(&few, 10), None);
        few.repeats = 4;
        let text = fewer_repeats(&few, 10).unwrap();
        assert!(
            text.contains("4 of 10 repeats") && text.contains("stopped"),
            "{text}"
        );
        assert!(!text.contains("labelled rows"), "{text}");
        few.rows.source_training = 30_000;
        few.repeats = 5;
        let text = fewer_repeats(&few, 10).unwrap();
        assert!(
            text.contains("30,347 labelled rows") && !text.contains("stopped"),
            "{text}"
        );
        few.repeats = 2;
        let text = fewer_repeats(&few, 10).unwrap();
        assert!(
            text.contains("labelled rows") && text.contains("stopped"),
            "{text}"
        );
    }

    #[test]
    fn how_rows_were_held_out_names_the_column() {
        let mut comparison = comparison();
        let training = Training::default();
        let text = held_out(&comparison, &training);
        assert!(
            text.contains("latest rows by “date”")
                && text.contains("146 target rows")
                && text.contains("30\u{a0}%"),
            "{text}"
        );
        comparison.held_out_by = HeldOutBy::Group("household".into());
        assert!(held_out(&comparison, &training).contains("“household”"));
        comparison.held_out_by = HeldOutBy::Chance;
        let text = held_out(&comparison, &training);
        assert!(text.contains("at random:"), "{text}");
        comparison.task = Task::Classification;
        assert!(held_out(&comparison, &training).contains("each class"));
    }

    #[test]
    fn what_was_chosen_and_what_was_set_are_told_apart() {
        let mut comparison = comparison();
        let text = tuning(&comparison, &Training::default());
        assert!(
            text.contains("at most 0.002, as set")
                && text.contains("3 times the set learning rates")
                && text.contains("and L2-SP of strength 0.001 for")
                && text.contains("0.006"),
            "{text}"
        );
        let other = Training {
            learning_rate: None,
            starting_point_strength: Some(0.01),
            ..Training::default()
        };
        let text = tuning(&comparison, &other);
        assert!(text.contains("search") && text.contains("0.01, as set"), "{text}");
        comparison.source_file = Some("net.safetensors".into());
        assert!(!tuning(&comparison, &other).contains("source network"));
        assert_eq!(plain(0.002 * 0.3), "0.0006");
    }

    #[test]
    fn forgetting_is_claimed_only_where_it_is_certain() {
        let mut forgetting = comparison().forgetting.unwrap();
        let text = forgotten(&forgetting, MetricName::RSquared);
        assert!(
            text.contains("fell from 0.910 to 0.800 (−0.110; 95\u{a0}% interval −0.150 to −0.070)"),
            "{text}"
        );
        let change = |low: f64, high: f64| Measure {
            mean: low.midpoint(high),
            low,
            high,
        };
        forgetting.change = change(-0.1, 0.02);
        assert!(forgotten(&forgetting, MetricName::RSquared).contains("cannot be told"));
        forgetting.change = change(-0.019, 0.01);
        assert!(forgotten(&forgetting, MetricName::RSquared).contains("nothing that matters"));
        forgetting.change = change(0.01, 0.1);
        assert!(forgotten(&forgetting, MetricName::RSquared).contains("forgot nothing"));
    }

    #[test]
    fn guards_say_what_they_found() {
        let say = |name, passed, value| guard(&Guard { name, passed, value }, MetricName::RSquared);
        assert!(say(GuardName::RowsInBoth, false, 3.0).starts_with("3 target rows are also in the source"));
        assert!(say(GuardName::RowsInBoth, false, 1.0).starts_with("1 target row is also in the source"));
        assert!(say(GuardName::LabelLeak, false, 2.0).contains("2 columns repeat the label and were"));
        assert!(say(GuardName::ShuffledLabels, true, -0.04).contains("−0.040"));
        assert!(say(GuardName::ShuffledLabels, false, 0.2).contains("before you trust"));
    }

    #[test]
    fn new_classes_are_named_up_to_a_number() {
        assert_eq!(new_classes(&[]), None);
        assert!(new_classes(&["a".into()]).unwrap().contains("the class “a”."));
        let many: Vec<String> = (0..12).map(|class| class.to_string()).collect();
        let text = new_classes(&many).unwrap();
        assert!(
            text.contains("“9” and 2 more.") && text.contains("12 new outputs"),
            "{text}"
        );
    }
}
