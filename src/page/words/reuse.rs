//! Words about starting networks.

use crate::show::numbers::fixed;

pub(in crate::page) const REUSE_INTRO: &str = "A network is trained on the source, fine-tuned on some labelled target \
    rows, and compared with the source network as it is and with one trained from scratch, on target rows that \
    none of them has seen.";
pub(in crate::page) const REUSE_NEEDS_TABLES: &str = "Fine-tuning needs two tables.";
pub(in crate::page) const REUSE_NEEDS_LABEL: &str =
    "Fine-tuning needs a label that both tables have. Choose it under Data.";
pub(in crate::page) const REUSE_UNTOLD: &str =
    "The opened network waits for what its file does not say. Tell it, or remove the network.";
pub(in crate::page) const ADAPT_HELP: &str = "The target has no labels, so nothing can be fine-tuned or judged there. \
    What can be done is to adapt the source network so that its last hidden layer sees both domains alike (DAN: an MMD \
    loss on unlabelled rows). Whether its predictions get better by that, only labels of the target can show.";
pub(in crate::page) const REUSE_WARNING: &str = "The test calls the domains different. That is a warning, not a lock: a \
    network can still carry over, and only the comparison on target rows shows whether this one does.";
/// A network file that is not opened.
pub(in crate::page) fn network_too_large(name: &str) -> String {
    format!(
        "{name} is larger than 200 MB, more than Kindred opens. Choose a file that holds one network only."
    )
}

/// How long the work still takes, as finely as it is known.
pub(in crate::page) fn time_left(seconds: f64) -> String {
    let rounded = |unit: f64| count_of((seconds / unit).round().max(1.0) * unit);
    match seconds {
        ..5.0 => "A few seconds left.".to_owned(),
        5.0..55.0 => format!("About {} seconds left.", rounded(5.0)),
        55.0..75.0 => "About a minute left.".to_owned(),
        75.0..105.0 => "About a minute and a half left.".to_owned(),
        _ => format!("About {} minutes left.", count_of((seconds / 60.0).round())),
    }
}

fn count_of(number: f64) -> String {
    fixed(number, 0)
}

pub(in crate::page) const CURVES_LIVE: &str = "The networks are learning";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_told_no_finer_than_it_is_known() {
        assert_eq!(time_left(2.0), "A few seconds left.");
        assert_eq!(time_left(33.0), "About 35 seconds left.");
        assert_eq!(time_left(90.0), "About a minute and a half left.");
        assert_eq!(time_left(130.0), "About 2 minutes left.");
    }
}
