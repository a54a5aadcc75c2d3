//! Words that stand in and around the charts.

use crate::report::ColumnEffect;
use crate::show::nouns::Noun;
use crate::show::numbers::{count, counted, level, probability, significant};

pub(crate) const SAME_AS_TABLE: &str = "The same as a table";
pub(crate) const SAVE_AS: &str = "Save as";
pub(crate) const NETWORK: &str = "Network";
pub(crate) const TIME: &str = "Time";
pub(crate) const WHAT_IT_IS: &str = "What it is";
pub(crate) const OVER: &str = "Over";
pub(crate) const GAIN: &str = "Gain";
pub(crate) const INTERVAL_95: &str = "95 % interval";
pub(crate) const WHAT_IT_ALLOWS: &str = "What it allows to say";
pub(crate) const FROM: &str = "From";
pub(crate) const TO: &str = "To";
pub(crate) const PERMUTATIONS: &str = "Permutations";
pub(crate) const NUMBER: &str = "Number";
pub(crate) const IN_DEVIATIONS: &str = "Standard deviations";
pub(crate) const SHIFT_AXIS: &str = "shift with the same MMD, in standard deviations →";
pub(crate) const SOURCE_ROWS: &str = "Rows of the source";
pub(crate) const TARGET_ROWS: &str = "Rows of the target";
pub(crate) const LABELS: &str = "Labels";
pub(crate) const LAYER: &str = "Layer";
pub(crate) const EFFECT_IN_DEVIATIONS: &str = "Effect, SD";
pub(crate) const SQUARED_MMD: &str = "Squared MMD";
pub(crate) const BEYOND_ANY_SHIFT: &str = "beyond any shift";
pub(crate) const EPOCH: &str = "Epoch";
pub(crate) const TRAINING_LOSS: &str = "training";
pub(crate) const VALIDATION_LOSS: &str = "validation";
pub(crate) const COLUMN: &str = "Column";
pub(crate) const P_ADJUSTED: &str = "p, adjusted";
pub(crate) const MOVED_PROBABILITY: &str = "Probability that moved";
pub(crate) const COLUMNS_AXIS: &str = "effect in standard deviations →";
pub(crate) const ROW: &str = "Row";
pub(crate) const WITNESS: &str = "Witness";

/// The name of a button that saves a figure.
pub(crate) fn save_figure(kind: &str, title: &str) -> String {
    format!("{kind}: save “{title}”")
}

/// The axis of a permutation distribution.
pub(crate) fn permuted_axis(name: &str, narrow: bool) -> String {
    if narrow {
        "the same of permuted rows →".to_owned()
    } else {
        format!("{name} when rows are permuted at random →")
    }
}

/// The mark of the observed value.
pub(crate) fn the_data(value: f64) -> String {
    format!("the data: {}", significant(value, 3))
}

/// The mark of the margin.
pub(crate) fn margin_at(margin: f64) -> String {
    format!("margin {}", significant(margin, 2))
}

/// The mark of the smallest shift that is caught.
pub(crate) fn caught_at(caught: f64) -> String {
    format!("{} is caught 4 times in 5", significant(caught, 2))
}

/// What the table of the learning curve holds.
pub(crate) fn means_of(metric: &str) -> String {
    format!("{metric}: means and 95 % intervals")
}

/// A network's losses for those who do not see them.
pub(crate) fn losses_over(network: &str, passes: u32) -> String {
    format!("{network}: losses over {}", counted(u64::from(passes), Noun::Epoch))
}

/// That only some columns are drawn.
pub(crate) fn most_moved(drawn: usize, all: usize) -> String {
    format!(
        "The {} columns that moved most, of {}; the table has more.",
        count(drawn as u64),
        count(all as u64)
    )
}

/// What the shades of the columns' bars mean.
pub(crate) fn columns_legend(alpha: f64) -> String {
    format!(
        "The stronger bars: p, adjusted for the number of columns, is at most {}.",
        level(alpha)
    )
}

/// A column's effect with its p-value.
pub(crate) fn column_value(column: &ColumnEffect) -> String {
    format!(
        "{} SD, p {}",
        significant(column.effect_sd, 2),
        probability(column.p_adjusted)
    )
}

/// The columns for those who do not see their bars.
pub(crate) fn columns_description(columns: &[ColumnEffect]) -> String {
    let each: Vec<String> = columns
        .iter()
        .map(|column| format!("{}: {}", column.name, column_value(column)))
        .collect();
    format!("How far each column moved. {}.", each.join("; "))
}
