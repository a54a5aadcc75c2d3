//! Networks that are kept after a comparison: to be saved, and to predict whole tables.

use serde_json::Value;

use crate::features::{
    BindError, Encoding, Label, LabelKind, PairedColumn, Pairing, PortableEncoding, Side, alone,
};
use crate::files::{Bundle, FileError};
use crate::model::{Answers, Judged, Network, Task, Truth};
use crate::report::{ArmName, FinalNetwork, MetricName, Settings};

use super::learnable::encode;
use crate::failure::ReuseError;
use crate::table::Table;

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
    pub(super) training: Value,
    /// Which rows taught it, of each table of which that is known.
    taught: Vec<Taught>,
}

/// Which rows of a table taught a network.
#[derive(Debug, Clone)]
pub(super) struct Taught {
    fingerprint: String,
    rows: Vec<bool>,
}

impl Taught {
    /// These rows of the table, and no others.
    pub(super) fn new(table: &Table, rows: &[usize]) -> Self {
        let mut taught = vec![false; table.rows];
        for &row in rows {
            taught[row] = true;
        }
        Self {
            fingerprint: table.fingerprint.clone(),
            rows: taught,
        }
    }
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
            taught: Vec::new(),
        }
    }

    /// With the rows that taught it.
    pub(super) fn taught_by(self, taught: Vec<Taught>) -> Self {
        Self { taught, ..self }
    }

    /// With how it was trained, for whoever opens its file.
    pub(super) fn trained_as(mut self, network: &FinalNetwork) -> Self {
        let mut said = serde_json::to_value(network).unwrap_or_default();
        // Stands among the metrics.
        if let Value::Object(said) = &mut said {
            said.remove("value");
        }
        if let Value::Object(training) = &mut self.training {
            training.insert("network".to_owned(), said);
        }
        self
    }

    /// Which rows of this table taught it, where that is known.
    pub(super) fn rows_that_taught(&self, table: &Table) -> Option<&[bool]> {
        self.taught
            .iter()
            .find(|taught| taught.fingerprint == table.fingerprint && taught.rows.len() == table.rows)
            .map(|taught| taught.rows.as_slice())
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
            taught: Vec::new(),
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

    /// The network and its encoding for paired tables, of whose inputs its own are left, in its own order. It has an
    /// output for each class of the label: those that the network does not know say nothing yet.
    pub(super) fn bound(
        &self,
        pairing: &mut Pairing<'_>,
        label: &Label<'_>,
    ) -> Result<(Network, Encoding), ReuseError> {
        let (encoding, inputs) = self.inputs(pairing)?;
        pairing.inputs = inputs;
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

    /// What the network says of each row of one side of paired tables.
    pub(super) fn answers(&self, pairing: &Pairing<'_>, side: Side) -> Result<Answers, ReuseError> {
        let [of_source, of_target] = pairing.rows;
        let rows = match side {
            Side::Source => of_source,
            Side::Target => of_target,
        };
        self.asked(self.inputs(pairing)?, side, rows)
    }

    /// What the network says of each row of a table that has no partner.
    pub(super) fn answers_alone(&self, table: &Table) -> Result<Answers, ReuseError> {
        let columns = alone(table);
        self.asked(
            self.taken(&columns.iter().collect::<Vec<_>>())?,
            Side::Target,
            table.rows,
        )
    }

    /// The columns that the network needs and a table does not have, or has in another kind; nothing where it fits.
    #[must_use]
    pub fn lacks(&self, table: &Table) -> Option<BindError> {
        let columns = alone(table);
        self.encoding.bind(&columns.iter().collect::<Vec<_>>()).err()
    }

    fn asked(
        &self,
        (encoding, inputs): (Encoding, Vec<PairedColumn<'_>>),
        side: Side,
        rows: usize,
    ) -> Result<Answers, ReuseError> {
        let rows: Vec<usize> = (0..rows).collect();
        Ok(self.network.answers(&encode(&encoding, &inputs, side, &rows)?)?)
    }

    /// The columns that the network takes, in its own order, and their encoding. What is left out of the test may be one
    /// of them.
    fn inputs<'t>(&self, pairing: &Pairing<'t>) -> Result<(Encoding, Vec<PairedColumn<'t>>), ReuseError> {
        self.taken(&pairing.inputs.iter().chain(&pairing.spare).collect::<Vec<_>>())
    }

    /// Those of these columns that the network takes, in its own order, and their encoding.
    fn taken<'t>(
        &self,
        known: &[&PairedColumn<'t>],
    ) -> Result<(Encoding, Vec<PairedColumn<'t>>), ReuseError> {
        let (encoding, order) = self.encoding.bind(known)?;
        let inputs = order.into_iter().map(|place| known[place].clone());
        Ok((encoding, inputs.collect()))
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
}
