//! The fields of the form of the training settings: what stands in them, and what a text typed there means. Knows no
//! framework.

use super::words::training as words;
use crate::report::{Method, Training};

/// Longest text that is looked at; every sound value is shorter.
const MOST_CHARACTERS: usize = 200;

/// Digits after the decimal point that a share in per cent is written with at most.
const PERCENT: f64 = 1e6;

/// Which fields stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Network,
    Learning,
    FineTuning,
    Comparing,
}

/// The groups in their order.
pub(super) const GROUPS: [Group; 4] = [
    Group::Network,
    Group::Learning,
    Group::FineTuning,
    Group::Comparing,
];

/// A setting that can be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Hidden,
    Dropout,
    ClassWeightCap,
    LearningRate,
    WeightDecay,
    Epochs,
    Patience,
    Method,
    FrozenLayers,
    ProbeLearningRate,
    HeadLearningRate,
    TrunkLearningRate,
    TrunkDecay,
    StartingPointStrength,
    Repeats,
    HeldOut,
}

/// All fields in the order of the form.
pub(super) const FIELDS: [Field; 16] = [
    Field::Hidden,
    Field::Dropout,
    Field::LearningRate,
    Field::WeightDecay,
    Field::Epochs,
    Field::Patience,
    Field::ClassWeightCap,
    Field::Method,
    Field::FrozenLayers,
    Field::ProbeLearningRate,
    Field::HeadLearningRate,
    Field::TrunkLearningRate,
    Field::TrunkDecay,
    Field::StartingPointStrength,
    Field::Repeats,
    Field::HeldOut,
];

/// The methods in the order of the list.
pub(super) const METHODS: [Method; 3] = [Method::ProbeThenFull, Method::Full, Method::LinearProbe];

impl Field {
    /// The group it stands in.
    pub(super) fn group(self) -> Group {
        match self {
            Self::Hidden | Self::Dropout => Group::Network,
            Self::ClassWeightCap | Self::LearningRate | Self::WeightDecay | Self::Epochs | Self::Patience => {
                Group::Learning
            }
            Self::Method
            | Self::FrozenLayers
            | Self::ProbeLearningRate
            | Self::HeadLearningRate
            | Self::TrunkLearningRate
            | Self::TrunkDecay
            | Self::StartingPointStrength => Group::FineTuning,
            Self::Repeats | Self::HeldOut => Group::Comparing,
        }
    }

    /// Its name in the document.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Hidden => "training-hidden",
            Self::Dropout => "training-dropout",
            Self::ClassWeightCap => "training-class-weight-cap",
            Self::LearningRate => "training-learning-rate",
            Self::WeightDecay => "training-weight-decay",
            Self::Epochs => "training-epochs",
            Self::Patience => "training-patience",
            Self::Method => "training-method",
            Self::FrozenLayers => "training-frozen-layers",
            Self::ProbeLearningRate => "training-probe-learning-rate",
            Self::HeadLearningRate => "training-head-learning-rate",
            Self::TrunkLearningRate => "training-trunk-learning-rate",
            Self::TrunkDecay => "training-trunk-decay",
            Self::StartingPointStrength => "training-starting-point-strength",
            Self::Repeats => "training-repeats",
            Self::HeldOut => "training-held-out",
        }
    }

    /// Whether it takes whole numbers or a list of them, or decimal ones: which keys a telephone shows.
    pub(super) fn input_mode(self) -> &'static str {
        match self {
            Self::Hidden => "text",
            Self::Epochs | Self::Patience | Self::FrozenLayers | Self::Repeats => "numeric",
            _ => "decimal",
        }
    }

    /// What stands in it.
    pub(super) fn text(self, training: &Training) -> String {
        let optional = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        match self {
            Self::Hidden => match &training.hidden {
                None => String::new(),
                Some(widths) if widths.is_empty() => "none".to_owned(),
                Some(widths) => widths.iter().map(u32::to_string).collect::<Vec<_>>().join(", "),
            },
            Self::Dropout => training.dropout.to_string(),
            Self::ClassWeightCap => training.class_weight_cap.to_string(),
            Self::LearningRate => optional(training.learning_rate),
            Self::WeightDecay => training.weight_decay.to_string(),
            Self::Epochs => training.epochs.to_string(),
            Self::Patience => training.patience.to_string(),
            Self::Method => place(training.method).to_string(),
            Self::FrozenLayers => training.frozen_layers.to_string(),
            Self::ProbeLearningRate => training.probe_learning_rate.to_string(),
            Self::HeadLearningRate => training.head_learning_rate.to_string(),
            Self::TrunkLearningRate => training.trunk_learning_rate.to_string(),
            Self::TrunkDecay => training.trunk_decay.to_string(),
            Self::StartingPointStrength => optional(training.starting_point_strength),
            Self::Repeats => training.repeats.to_string(),
            // 0.55 is 55.000000000000007 per cent otherwise.
            Self::HeldOut => ((training.held_out * 100.0 * PERCENT).round() / PERCENT).to_string(),
        }
    }

    /// Its default, in words.
    pub(super) fn default_text(self) -> String {
        let defaults = Training::default();
        match self {
            Self::Method => format!("“{}”", words::method(defaults.method)),
            Self::HeldOut => format!("{} %", self.text(&defaults)),
            _ => {
                let text = self.text(&defaults);
                if text.is_empty() {
                    words::empty(self).to_owned()
                } else {
                    text
                }
            }
        }
    }

    /// Whether it differs from the default.
    pub(super) fn is_changed(self, training: &Training) -> bool {
        self.text(training) != self.text(&Training::default())
    }

    /// The settings with this text in the field; the reason in words where it cannot stand there.
    pub(super) fn with(self, training: &Training, text: &str) -> Result<Training, String> {
        let mut changed = training.clone();
        let checked = self.put(&mut changed, text).and_then(|()| {
            let sound = changed.check();
            sound.map_err(|error| Some(error.range))
        });
        checked.map(|()| changed).map_err(|range| {
            let range = range.unwrap_or_else(|| self.range());
            let shown: String = text.trim().chars().take(40).collect();
            words::refused(self, &shown, &words::range(self, range), &self.text(training))
        })
    }

    /// What the check of all settings says about a value that is certainly beyond the field's range.
    fn range(self) -> &'static str {
        let mut beyond = Training::default();
        match self {
            Self::Hidden => beyond.hidden = Some(vec![0]),
            Self::Dropout => beyond.dropout = f64::NAN,
            Self::ClassWeightCap => beyond.class_weight_cap = f64::NAN,
            Self::LearningRate => beyond.learning_rate = Some(f64::NAN),
            Self::WeightDecay => beyond.weight_decay = f64::NAN,
            Self::Epochs => beyond.epochs = 0,
            Self::Patience => beyond.patience = 0,
            Self::Method => {}
            Self::FrozenLayers => beyond.frozen_layers = u32::MAX,
            Self::ProbeLearningRate => beyond.probe_learning_rate = f64::NAN,
            Self::HeadLearningRate => beyond.head_learning_rate = f64::NAN,
            Self::TrunkLearningRate => beyond.trunk_learning_rate = f64::NAN,
            Self::TrunkDecay => beyond.trunk_decay = f64::NAN,
            Self::StartingPointStrength => beyond.starting_point_strength = Some(f64::NAN),
            Self::Repeats => beyond.repeats = 0,
            Self::HeldOut => beyond.held_out = f64::NAN,
        }
        beyond
            .check()
            .err()
            .map_or("of another kind", |error| error.range)
    }

    /// Puts what a text means; nothing is said about its range. The error has no range of its own.
    fn put(self, training: &mut Training, text: &str) -> Result<(), Option<&'static str>> {
        if text.len() > MOST_CHARACTERS {
            return Err(None);
        }
        let number = || number(text).ok_or(None);
        let whole = || text.trim().parse::<u32>().map_err(|_| None);
        let optional = || {
            if text.trim().is_empty() {
                Ok(None)
            } else {
                number().map(Some)
            }
        };
        match self {
            Self::Hidden => training.hidden = widths(text).ok_or(None)?,
            Self::Dropout => training.dropout = number()?,
            Self::ClassWeightCap => training.class_weight_cap = number()?,
            Self::LearningRate => training.learning_rate = optional()?,
            Self::WeightDecay => training.weight_decay = number()?,
            Self::Epochs => training.epochs = whole()?,
            Self::Patience => training.patience = whole()?,
            Self::Method => {
                let place: Option<usize> = text.parse().ok();
                training.method = *place.and_then(|place| METHODS.get(place)).ok_or(None)?;
            }
            Self::FrozenLayers => training.frozen_layers = whole()?,
            Self::ProbeLearningRate => training.probe_learning_rate = number()?,
            Self::HeadLearningRate => training.head_learning_rate = number()?,
            Self::TrunkLearningRate => training.trunk_learning_rate = number()?,
            Self::TrunkDecay => training.trunk_decay = number()?,
            Self::StartingPointStrength => training.starting_point_strength = optional()?,
            Self::Repeats => training.repeats = whole()?,
            Self::HeldOut => {
                let share = text.trim().trim_end_matches('%');
                training.held_out = self::number(share).ok_or(None)? / 100.0;
            }
        }
        Ok(())
    }
}

/// The place of a method in the list.
fn place(method: Method) -> usize {
    METHODS.iter().position(|known| *known == method).unwrap_or(0)
}

/// A number with a decimal point or a decimal comma. `1,000` could be either of two numbers, and is none.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let ambiguous = text.split_once(',').is_some_and(|(whole, places)| {
        places.len() == 3 && !matches!(whole.trim_start_matches('-'), "" | "0")
    });
    if ambiguous {
        return None;
    }
    text.replace(',', ".")
        .parse()
        .ok()
        .filter(|value: &f64| value.is_finite())
}

/// Widths of layers: nothing typed, the word "none", or whole numbers with something between them.
#[expect(
    clippy::option_option,
    reason = "not readable, by the number of rows, or widths"
)]
fn widths(text: &str) -> Option<Option<Vec<u32>>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    if text.eq_ignore_ascii_case("none") {
        return Some(Some(Vec::new()));
    }
    let widths = text
        .split(|mark: char| matches!(mark, ',' | ';') || mark.is_whitespace())
        .filter(|width| !width.is_empty())
        .map(|width| width.parse().ok())
        .collect::<Option<Vec<u32>>>()?;
    (!widths.is_empty()).then_some(Some(widths))
}

/// How many fields differ from the default.
pub(super) fn changes(training: &Training) -> usize {
    FIELDS.iter().filter(|field| field.is_changed(training)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(field: Field, text: &str) -> Result<Training, String> {
        field.with(&Training::default(), text)
    }

    #[test]
    fn what_stands_in_a_field_means_itself() {
        let other = Training {
            hidden: Some(vec![128, 32]),
            dropout: 0.25,
            learning_rate: None,
            weight_decay: 0.0,
            epochs: 1_500,
            patience: 3,
            class_weight_cap: 2.5,
            method: Method::Full,
            frozen_layers: 1,
            probe_learning_rate: 1e-7,
            head_learning_rate: 0.02,
            trunk_learning_rate: 3e-4,
            trunk_decay: 1.0,
            starting_point_strength: Some(0.05),
            repeats: 3,
            held_out: 0.55,
        };
        assert_eq!(other.check(), Ok(()));
        assert_eq!(changes(&other), FIELDS.len(), "every setting has a field");
        let mut built = Training::default();
        for field in FIELDS {
            built = field.with(&built, &field.text(&other)).unwrap();
        }
        assert_eq!(built, other);
        for field in FIELDS {
            built = field.with(&built, &field.text(&Training::default())).unwrap();
        }
        assert_eq!((changes(&built), built), (0, Training::default()));
    }

    #[test]
    fn numbers_may_have_a_decimal_comma() {
        let stands = |field: Field, text: &str| put(field, text).map(|training| field.text(&training));
        assert_eq!(stands(Field::Dropout, " 0,25 "), Ok("0.25".to_owned()));
        assert_eq!(number("2e-3"), Some(0.002));
        assert_eq!(number("0,001"), Some(0.001));
        assert_eq!(number("-0,001"), Some(-0.001));
        assert_eq!(
            ["1,000", "1,2,3", "1.000,5", "inf", "NaN", ""].map(number),
            [None; 6]
        );
        assert_eq!(stands(Field::HeldOut, "35"), Ok("35".to_owned()));
        assert_eq!(stands(Field::HeldOut, "55"), Ok("55".to_owned()));
        assert_eq!(stands(Field::HeldOut, "62,5 %"), Ok("62.5".to_owned()));
        // The very number that 0.35 is read as, so that a link says the same.
        assert_eq!(
            put(Field::HeldOut, "35").unwrap().held_out.to_bits(),
            0.35_f64.to_bits()
        );
    }

    #[test]
    fn layers_are_a_list() {
        let hidden = |text: &str| put(Field::Hidden, text).map(|training| training.hidden);
        assert_eq!(hidden(""), Ok(None));
        assert_eq!(hidden("none"), Ok(Some(vec![])));
        assert_eq!(hidden("64,32"), Ok(Some(vec![64, 32])));
        assert_eq!(hidden(" 64 ; 32 16"), Ok(Some(vec![64, 32, 16])));
        for wrong in ["0", "64, 2000", "64.5", "a", ",", "1,1,1,1,1,1,1,1,1"] {
            let text = hidden(wrong).unwrap_err();
            assert!(
                text.contains("at most 8") && text.ends_with("It stays empty."),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_refused_says_the_range_and_what_stays() {
        let refused = |field, text: &str| put(field, text).unwrap_err();
        let dropout = refused(Field::Dropout, "0.95");
        assert!(
            dropout.starts_with("“0.95” was not taken")
                && dropout.contains("between 0 and 0.9")
                && dropout.contains("It stays 0.1."),
            "{dropout}"
        );
        assert_eq!(dropout.replace("0.95", "abc"), refused(Field::Dropout, "abc"));
        assert!(refused(Field::Epochs, "1,000").contains("a whole number between 1 and 2,000"));
        assert!(refused(Field::Epochs, "0").contains("a whole number between 1 and 2,000"));
        assert!(refused(Field::Repeats, "1").contains("between 2 and 50"));
        assert!(refused(Field::HeldOut, "0.3").contains("between 30 and 70"));
        assert!(refused(Field::HeldOut, "many").contains("between 30 and 70"));
        assert!(refused(Field::LearningRate, "2").contains("empty, or a number between 0.0000001 and 1"));
        assert!(refused(Field::TrunkDecay, "").starts_with("Nothing was not taken"));
        assert!(put(Field::Method, "7").is_err());
        assert!(refused(Field::Dropout, &"9".repeat(10_000)).len() < 300);
    }

    #[test]
    fn a_refusal_is_about_the_field_itself() {
        for field in FIELDS.into_iter().filter(|field| *field != Field::Method) {
            assert_ne!(field.range(), "of another kind", "{field:?}");
            assert!(
                field
                    .with(&Training::default(), "?")
                    .unwrap_err()
                    .contains(words::label(field))
            );
        }
    }

    #[test]
    fn every_field_has_a_name_of_its_own_and_words() {
        let ids: std::collections::BTreeSet<&str> = FIELDS.into_iter().map(Field::id).collect();
        assert_eq!(ids.len(), FIELDS.len());
        for field in FIELDS {
            assert!(words::help(field).ends_with('.') && !words::label(field).is_empty());
            assert!(GROUPS.contains(&field.group()));
        }
        assert_eq!(
            Field::StartingPointStrength.default_text(),
            "empty (chosen on validation rows)"
        );
        assert_eq!(Field::HeldOut.default_text(), "30 %");
    }
}
