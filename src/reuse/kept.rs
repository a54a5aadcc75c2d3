//! Networks that are kept after a comparison: to be saved, and to predict whole tables.

use crate::features::{Encoding, Label, LabelKind, PairedColumn, PortableEncoding, Side};
use crate::files::{Bundle, FileError};
use crate::model::{Answers, Judged, Network, Task, Truth};
use crate::report::{ArmName, MetricName, Settings};

use super::learnable::encode;
use crate::failure::ReuseError;

/// The share of rows that an interval of a predicted number should hold.
const COVERAGE: f64 = 0.9;

/// The name of a half width among a file's metrics.
pub(super) const HALF_WIDTH: &str = "interval_90";

/// A network with all it takes to use it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Where it comes from.
    pub arm: ArmName,
    pub(super) network: Network,
    /// What was found on held-out target rows: name and value.
    pub(super) metrics: Vec<(String, f64)>,
    pub(super) encoding: PortableEncoding,
    pub(super) label: String,
    pub(super) classes: Vec<String>,
    pub(super) training: serde_json::Value,
}

/// What all networks of a comparison share.
pub(super) struct Shared<'s> {
    pub(super) columns: &'s [PairedColumn<'s>],
    pub(super) encoding: &'s Encoding,
    pub(super) label: &'s Label<'s>,
    pub(super) name: &'s str,
    pub(super) settings: &'s Settings,
}

impl Kept {
    /// Keeps a network with its metrics and, for numbers, the half width of the interval that holds most held-out rows.
    pub(super) fn new(
        arm: ArmName,
        network: Network,
        judged: &[Judged],
        half_width: Option<f64>,
        shared: &Shared<'_>,
    ) -> Self {
        let mut metrics: Vec<(String, f64)> = judged
            .iter()
            .map(|judged| (key_of(judged.metric), judged.all))
            .collect();
        metrics.extend(half_width.map(|width| (HALF_WIDTH.to_owned(), width)));
        Self {
            arm,
            network,
            metrics,
            encoding: shared.encoding.portable(shared.columns),
            label: shared.name.to_owned(),
            classes: shared.label.class_names().to_vec(),
            // Plain data has a JSON form.
            training: serde_json::to_value(&shared.settings.training).unwrap_or_default(),
        }
    }

    /// A network out of a file.
    #[must_use]
    pub fn opened(bundle: &Bundle) -> Self {
        Self {
            arm: ArmName::SourceAsIs,
            network: Network::of_plain(&bundle.network, bundle.class_weights.clone()),
            metrics: bundle.metrics.clone(),
            encoding: bundle.encoding.clone(),
            label: bundle.label.clone(),
            classes: match bundle.network.output() {
                crate::files::Output::Number { .. } => Vec::new(),
                crate::files::Output::Classes { names, .. } => names.clone(),
            },
            training: bundle.training.clone(),
        }
    }

    /// The network as a file of Kindred's.
    ///
    /// # Errors
    /// [`FileError`] where a weight is not finite.
    pub fn bundle(&self) -> Result<Bundle, FileError> {
        Ok(Bundle {
            network: self.network.to_plain(&self.classes)?,
            encoding: self.encoding.clone(),
            label: self.label.clone(),
            class_weights: self.network.class_weights().to_vec(),
            training: self.training.clone(),
            metrics: self.metrics.clone(),
        })
    }

    /// The network and its encoding for tables with these columns, of which its own are left, in its own order. It has an
    /// output for each class of the label: those that the network does not know say nothing yet.
    pub(super) fn bound(
        &self,
        columns: &mut Vec<PairedColumn<'_>>,
        label: &Label<'_>,
    ) -> Result<(Network, Encoding), ReuseError> {
        let (encoding, order) = self.encoding.bind(columns)?;
        *columns = order.iter().map(|&place| columns[place].clone()).collect();
        let network = match (&label.kind, self.network.task()) {
            (LabelKind::Regression, Task::Regression { .. }) => self.network.clone(),
            (LabelKind::Classification { .. }, Task::Classification { .. }) => {
                let places = label.places(&self.classes);
                if places.iter().flatten().count() == 0 {
                    return Err(ReuseError::OtherClasses);
                }
                self.network.with_outputs(&places)
            }
            _ => return Err(ReuseError::OtherTask),
        };
        Ok((network, encoding))
    }

    /// Whether the network predicts classes, and rows of the target have none of them.
    pub(super) fn knows_no_class(&self, label: &Label<'_>) -> bool {
        let known = label.places(&self.classes);
        let target = label.occurring(Side::Target);
        !known.is_empty()
            && !known
                .iter()
                .zip(target)
                .any(|(known, occurs)| known.is_some() && occurs)
    }

    /// Predictions for all rows of one side of paired tables, as CSV: the row's number, then the number with its interval,
    /// or the class with the probability of each.
    pub(super) fn predict(
        &self,
        columns: &[PairedColumn<'_>],
        side: Side,
        rows: usize,
    ) -> Result<String, ReuseError> {
        Ok(self.in_rows(&self.answers(columns, side, rows)?))
    }

    /// What the network says of each row of one side of paired tables.
    pub(super) fn answers(
        &self,
        columns: &[PairedColumn<'_>],
        side: Side,
        rows: usize,
    ) -> Result<Answers, ReuseError> {
        let (encoding, order) = self.encoding.bind(columns)?;
        let columns: Vec<PairedColumn<'_>> = order.iter().map(|&place| columns[place].clone()).collect();
        let rows: Vec<usize> = (0..rows).collect();
        Ok(self.network.answers(&encode(&encoding, &columns, side, &rows)?)?)
    }

    fn in_rows(&self, answers: &Answers) -> String {
        let mut text = String::new();
        let mut line = |cells: &mut dyn Iterator<Item = String>| {
            text.push_str(&cells.collect::<Vec<String>>().join(","));
            text.push_str("\r\n");
        };
        match answers {
            Answers::Numbers(numbers) => {
                let half = self.metrics.iter().find(|(name, _)| name == HALF_WIDTH);
                let mut names = vec!["row".to_owned(), cell(&self.label)];
                if half.is_some() {
                    names.extend(["lower 90 %", "upper 90 %"].map(str::to_owned));
                }
                line(&mut names.into_iter());
                for (row, number) in numbers.iter().enumerate() {
                    let mut cells = vec![(row + 1).to_string(), number.to_string()];
                    if let Some((_, half)) = half {
                        cells.extend([(number - half).to_string(), (number + half).to_string()]);
                    }
                    line(&mut cells.into_iter());
                }
            }
            Answers::Classes { codes, probabilities } => {
                let names = self
                    .classes
                    .iter()
                    .map(|class| cell(&format!("probability of {class}")));
                line(&mut ["row".to_owned(), cell(&self.label)].into_iter().chain(names));
                for (row, &code) in codes.iter().enumerate() {
                    let class = self
                        .classes
                        .get(code as usize)
                        .map_or_else(String::new, |class| cell(class));
                    let shares = probabilities.row(row).iter().map(ToString::to_string);
                    line(&mut [(row + 1).to_string(), class].into_iter().chain(shares));
                }
            }
        }
        text
    }
}

/// The half width of an interval around a predicted number that holds a new row of the same kind with the probability
/// of [`COVERAGE`]: that quantile of the absolute errors on held-out rows (split conformal prediction, Vovk et al., 2005).
/// Nothing for classes, or where there are too few rows to say so.
pub(super) fn half_width(truth: &Truth, answers: &Answers) -> Option<f64> {
    let (Truth::Numbers(truth), Answers::Numbers(answers)) = (truth, answers) else {
        return None;
    };
    let mut errors: Vec<f64> = truth
        .iter()
        .zip(answers)
        .map(|(truth, answer)| (truth - answer).abs())
        .collect();
    errors.sort_unstable_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a count"
    )]
    let rank = ((errors.len() + 1) as f64 * COVERAGE).ceil() as usize;
    errors
        .get(rank.checked_sub(1)?)
        .copied()
        .filter(|width| width.is_finite())
}

/// A text as a cell of a CSV file.
fn cell(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r', ';']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// The metric's name as the report has it.
fn key_of(name: MetricName) -> String {
    let value = serde_json::to_value(name).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_holds_nine_of_ten() {
        let truth: Vec<f64> = (1..=19).map(f64::from).collect();
        let answers = vec![0.0; 19];
        // Rank ⌈20 · .9⌉ = 18.
        assert_eq!(
            half_width(&Truth::Numbers(truth), &Answers::Numbers(answers)),
            Some(18.0)
        );
        let few = half_width(&Truth::Numbers(vec![1.0; 8]), &Answers::Numbers(vec![0.0; 8]));
        assert_eq!(few, None);
    }

    #[test]
    fn cells_with_commas_and_quotes_are_quoted() {
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
    }
}
