//! Words about how a comparison was made, and what guards it.

use super::listed;
use crate::report::{
    Comparison, Forgetting, Guard, GuardName, HeldOutBy, Task, Training, Tuning, repeats_for,
};
use crate::show::nouns::Noun;
use crate::show::numbers::{count, counted, fixed, percent};

pub(crate) const GUARDS: &str = "What guards the comparison";
pub(crate) const PASSED: &str = "Passed:";
pub(crate) const FOUND: &str = "Found:";
pub(crate) const FORGOTTEN: &str = "What was forgotten on the source";
pub(crate) const PROTOCOL: &str = "How this was measured";

/// Most classes that are named.
const MOST_NAMED: usize = 10;

/// Why there are fewer repeats than were asked for, where it is so.
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
    let many = format!(
        "the tables have {} labelled rows to learn from, and with so many {planned} repeats say as much in less time",
        count(taught)
    );
    let stopped = "the run was stopped before it was done, and a whole one would have narrower intervals";
    let reason = match (planned < asked, done < planned) {
        (true, false) => many,
        (true, true) => format!("{many}; then {stopped}"),
        (false, _) => stopped.to_owned(),
    };
    Some(format!(
        "There are {done} repeats where {asked} were asked for: {reason}."
    ))
}

/// How rows were held out, and which judge.
pub(crate) fn held_out(comparison: &Comparison, training: &Training) -> String {
    let how = match (&comparison.held_out_by, comparison.task) {
        (HeldOutBy::Time(column), _) => format!(
            "The latest rows by “{column}” were held out: networks are judged on rows that came after all those they \
             learned from, as in use."
        ),
        (HeldOutBy::Group(column), _) => format!(
            "Whole groups of rows that agree in “{column}” were held out: no group both teaches and judges."
        ),
        (HeldOutBy::Chance, Task::Classification) => {
            "Rows were held out by chance, each class in its proportion: no column of time or of groups could serve."
                .to_owned()
        }
        (HeldOutBy::Chance, Task::Regression) => {
            "Rows were held out by chance: no column of time or of groups could serve.".to_owned()
        }
    };
    format!(
        "{how} {} only judged, with {} of the labelled ones asked for; nothing was fitted, chosen or stopped by them.",
        counted(comparison.rows.held_out, Noun::TargetRow),
        percent(training.held_out)
    )
}

/// A number as it would be typed, to three digits.
fn plain(value: f64) -> String {
    let rounded: f64 = format!("{value:.2e}").parse().unwrap_or(value);
    rounded.to_string()
}

/// What was chosen on validation rows.
pub(crate) fn tuning(comparison: &Comparison, training: &Training) -> String {
    let Tuning {
        learning_rate,
        starting_point_strength,
        fine_tuning_factor,
        scratch_learning_rate,
    } = comparison.tuning;
    let source = match (&comparison.source_file, training.learning_rate) {
        (Some(_), _) => String::new(),
        (None, None) => format!(
            "The source network learned at a rate of up to {}, which a finder sought on source rows. ",
            plain(learning_rate)
        ),
        (None, Some(_)) => format!(
            "The source network learned at a rate of up to {}, as it was set. ",
            plain(learning_rate)
        ),
    };
    let factor = if (fine_tuning_factor - 1.0).abs() < 1e-9 {
        "the rates that were set for it".to_owned()
    } else {
        format!(
            "{} times the rates that were set for it",
            plain(fine_tuning_factor)
        )
    };
    let strength = match training.starting_point_strength {
        Some(set) => format!(", with L2-SP of strength {} as it was set", plain(set)),
        None if starting_point_strength > 0.0 => {
            format!(" and L2-SP of strength {}", plain(starting_point_strength))
        }
        None => " and no L2-SP".to_owned(),
    };
    format!(
        "{source}Validation rows of the target chose {factor} for fine-tuning{strength}, and a rate of up to {} for the \
         network from scratch, before the rows that judge were looked at.",
        plain(scratch_learning_rate)
    )
}

/// The classes that only the target has.
pub(crate) fn new_classes(classes: &[String]) -> Option<String> {
    let quoted: Vec<String> = classes
        .iter()
        .take(MOST_NAMED)
        .map(|class| format!("“{class}”"))
        .collect();
    let named = match classes.len().saturating_sub(MOST_NAMED) {
        0 => listed(&quoted),
        more => format!("{} and {} more", quoted.join(", "), count(more as u64)),
    };
    match classes.len() {
        0 => None,
        1 => Some(format!(
            "Only the target has the class {named}. The last layer of the source network got one new output for it, which \
             fine-tuning had to learn from target rows alone; the source network as it is never says it."
        )),
        several => Some(format!(
            "Only the target has the classes {named}. The last layer of the source network got {} new outputs for them, \
             which fine-tuning had to learn from target rows alone; the source network as it is never says them.",
            count(several as u64)
        )),
    }
}

/// Where the source network came from, if it was not trained here.
pub(crate) fn source_file(name: &str) -> String {
    format!(
        "The source network was opened from {name}; it was not trained here. Kindred cannot know which rows taught it: if \
         rows of these tables did, it looks better on them than it is."
    )
}

/// What fine-tuning forgot.
pub(crate) fn forgotten(forgetting: &Forgetting, metric: &str) -> String {
    let Forgetting {
        before,
        after,
        change,
    } = forgetting;
    let numbers = format!(
        "from {} to {} ({}; 95 % interval {})",
        fixed(before.mean, 3),
        fixed(after.mean, 3),
        super::difference(change.mean),
        super::differences(change.low, change.high)
    );
    let rows = "On source rows that only judged";
    if change.high < 0.0 {
        format!(
            "{rows}, {metric} fell {numbers}. The fine-tuned network is worse on the source than before: keep the source \
             network, too, where it is still needed there."
        )
    } else if change.low > 0.0 {
        format!("{rows}, {metric} rose {numbers}. Fine-tuning forgot nothing; it even helped on the source.")
    } else {
        format!(
            "{rows}, {metric} went {numbers}. The interval holds zero, so whether anything was forgotten cannot be told."
        )
    }
}

/// What a guard looked for, and what it found.
pub(crate) fn guard(guard: &Guard, metric: &str) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count; the cast saturates"
    )]
    let number = guard.value.round() as u64;
    match (guard.name, guard.passed) {
        (GuardName::RowsInBoth, true) => {
            "No target row stands in the source, too, so no network is judged on a row that taught it."
                .to_owned()
        }
        (GuardName::RowsInBoth, false) => {
            let verb = if number == 1 { "stands" } else { "stand" };
            format!(
                "{} {verb} in the source, too. They may teach, and none of them judges.",
                counted(number, Noun::TargetRow)
            )
        }
        (GuardName::LabelLeak, true) => "No input repeats the label.".to_owned(),
        (GuardName::LabelLeak, false) => {
            let verb = if number == 1 { "repeats" } else { "repeat" };
            let were = if number == 1 { "was" } else { "were" };
            format!(
                "{} {verb} the label, and {were} left out.",
                counted(number, Noun::Column)
            )
        }
        (GuardName::ShuffledLabels, true) => format!(
            "A network that learned shuffled labels is not clearly better than the dummy, as it has to be ({metric} less the \
             dummy’s: {}).",
            super::difference(guard.value)
        ),
        (GuardName::ShuffledLabels, false) => format!(
            "A network that learned shuffled labels is better than the dummy ({metric} less the dummy’s: {}), which must not \
             be. Something other than the inputs’ meaning gives labels away, such as rows that repeat each other. Find it \
             before you trust the comparison.",
            super::difference(guard.value)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Measure;
    use crate::show::fixture;

    fn comparison() -> Comparison {
        fixture::outcome().report.comparison.unwrap()
    }

    #[test]
    fn fewer_repeats_have_a_reason() {
        let mut few = comparison();
        assert_eq!(fewer_repeats(&few, 10), None);
        few.repeats = 4;
        let text = fewer_repeats(&few, 10).unwrap();
        assert!(
            text.contains("4 repeats where 10") && text.contains("stopped"),
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
                && text.contains("30 %"),
            "{text}"
        );
        comparison.held_out_by = HeldOutBy::Group("household".into());
        assert!(held_out(&comparison, &training).contains("“household”"));
        comparison.held_out_by = HeldOutBy::Chance;
        let text = held_out(&comparison, &training);
        assert!(text.contains("by chance:"), "{text}");
        comparison.task = Task::Classification;
        assert!(held_out(&comparison, &training).contains("each class"));
    }

    #[test]
    fn what_was_chosen_and_what_was_set_are_told_apart() {
        let mut comparison = comparison();
        let text = tuning(&comparison, &Training::default());
        assert!(
            text.contains("up to 0.002, as it was set")
                && text.contains("3 times the rates")
                && text.contains("and L2-SP of strength 0.001,")
                && text.contains("0.006"),
            "{text}"
        );
        let other = Training {
            learning_rate: None,
            starting_point_strength: Some(0.01),
            ..Training::default()
        };
        let text = tuning(&comparison, &other);
        assert!(
            text.contains("finder") && text.contains("0.01 as it was set"),
            "{text}"
        );
        comparison.source_file = Some("net.safetensors".into());
        assert!(!tuning(&comparison, &other).contains("source network"));
        assert_eq!(plain(0.002 * 0.3), "0.0006");
    }

    #[test]
    fn forgetting_is_claimed_only_where_it_is_certain() {
        let mut forgetting = comparison().forgetting.unwrap();
        let text = forgotten(&forgetting, "R²");
        assert!(
            text.contains("fell from 0.910 to 0.800 (−0.110; 95 % interval −0.150 to −0.070)"),
            "{text}"
        );
        let change = |low: f64, high: f64| Measure {
            mean: low.midpoint(high),
            low,
            high,
        };
        forgetting.change = change(-0.1, 0.02);
        assert!(forgotten(&forgetting, "R²").contains("cannot be told"));
        forgetting.change = change(0.01, 0.1);
        assert!(forgotten(&forgetting, "R²").contains("forgot nothing"));
    }

    #[test]
    fn guards_say_what_they_found() {
        let say = |name, passed, value| guard(&Guard { name, passed, value }, "R²");
        assert!(say(GuardName::RowsInBoth, false, 3.0).starts_with("3 target rows stand"));
        assert!(say(GuardName::RowsInBoth, false, 1.0).starts_with("1 target row stands"));
        assert!(say(GuardName::LabelLeak, false, 2.0).contains("2 columns repeat the label, and were"));
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
