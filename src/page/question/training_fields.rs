//! The fields of the form of the training settings: what stands in them, and what a text typed there means. Knows no
//! framework.

use super::words::training as words;
use crate::report::{Method, Training, TrainingField as Field};
use crate::words::settings::{method, value};

/// Longest text that is looked at; every sound value is shorter.
const MAX_CHARACTERS: usize = 200;

/// Digits after the decimal point that a share in per cent is written with at most.
const PERCENT: f64 = 1e6;

/// The methods in the order of the list.
pub(crate) const METHODS: [Method; 3] = [Method::ProbeThenFull, Method::Full, Method::LinearProbe];

/// The name of a field in the document.
pub(crate) fn id(field: Field) -> &'static str {
    match field {
        Field::Hidden => "training-hidden",
        Field::Dropout => "training-dropout",
        Field::ClassWeightCap => "training-class-weight-cap",
        Field::LearningRate => "training-learning-rate",
        Field::WeightDecay => "training-weight-decay",
        Field::Epochs => "training-epochs",
        Field::Patience => "training-patience",
        Field::Method => "training-method",
        Field::FrozenLayers => "training-frozen-layers",
        Field::ProbeLearningRate => "training-probe-learning-rate",
        Field::HeadLearningRate => "training-head-learning-rate",
        Field::TrunkLearningRate => "training-trunk-learning-rate",
        Field::TrunkDecay => "training-trunk-decay",
        Field::StartingPointStrength => "training-starting-point-strength",
        Field::Repeats => "training-repeats",
        Field::HeldOut => "training-held-out",
    }
}

/// Whether a field takes whole numbers or a list of them, or decimal ones: which keys a telephone shows.
pub(crate) fn input_mode(field: Field) -> &'static str {
    match field {
        Field::Hidden => "text",
        Field::Epochs | Field::Patience | Field::FrozenLayers | Field::Repeats => "numeric",
        _ => "decimal",
    }
}

/// What stands in a field.
pub(crate) fn text(field: Field, training: &Training) -> String {
    match field {
        Field::Method => place(training.method).to_string(),
        // 0.55 is 55.000000000000007 per cent otherwise.
        Field::HeldOut => ((training.held_out * 100.0 * PERCENT).round() / PERCENT).to_string(),
        _ => value(field, training).unwrap_or_default(),
    }
}

/// The default of a field, in words.
pub(crate) fn default_text(field: Field) -> String {
    let defaults = Training::default();
    match field {
        Field::Method => format!("“{}”", method(defaults.method)),
        Field::HeldOut => format!("{}\u{a0}%", text(field, &defaults)),
        _ => value(field, &defaults).unwrap_or_else(|| words::empty(field).to_owned()),
    }
}

/// Whether a setting differs from the default.
pub(crate) fn is_changed(field: Field, training: &Training) -> bool {
    text(field, training) != text(field, &Training::default())
}

/// How many settings differ from the default.
pub(crate) fn changes(training: &Training) -> usize {
    let all = Field::ALL.into_iter();
    all.filter(|field| is_changed(*field, training)).count()
}

/// The settings with this text in the field; nothing where it cannot stand there.
pub(crate) fn with(field: Field, training: &Training, text: &str) -> Option<Training> {
    if text.len() > MAX_CHARACTERS {
        return None;
    }
    let mut changed = training.clone();
    put(field, &mut changed, text)?;
    changed.check().is_ok().then_some(changed)
}

/// Puts what a text means, whatever its range.
fn put(field: Field, training: &mut Training, text: &str) -> Option<()> {
    let text = text.trim();
    let whole = || text.parse::<u32>().ok();
    let optional = || {
        if text.is_empty() {
            Some(None)
        } else {
            number(text).map(Some)
        }
    };
    match field {
        Field::Hidden => training.hidden = widths(text)?,
        Field::Dropout => training.dropout = number(text)?,
        Field::ClassWeightCap => training.class_weight_cap = number(text)?,
        Field::LearningRate => training.learning_rate = optional()?,
        Field::WeightDecay => training.weight_decay = number(text)?,
        Field::Epochs => training.epochs = whole()?,
        Field::Patience => training.patience = whole()?,
        Field::Method => training.method = *METHODS.get(text.parse::<usize>().ok()?)?,
        Field::FrozenLayers => training.frozen_layers = whole()?,
        Field::ProbeLearningRate => training.probe_learning_rate = number(text)?,
        Field::HeadLearningRate => training.head_learning_rate = number(text)?,
        Field::TrunkLearningRate => training.trunk_learning_rate = number(text)?,
        Field::TrunkDecay => training.trunk_decay = number(text)?,
        Field::StartingPointStrength => training.starting_point_strength = optional()?,
        Field::Repeats => training.repeats = whole()?,
        Field::HeldOut => training.held_out = number(text.trim_end_matches('%'))? / 100.0,
    }
    Some(())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn put(field: Field, text: &str) -> Option<Training> {
        with(field, &Training::default(), text)
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
        assert_eq!(changes(&other), Field::ALL.len(), "every setting has a field");
        let mut built = Training::default();
        for field in Field::ALL {
            built = with(field, &built, &text(field, &other)).unwrap();
        }
        assert_eq!(built, other);
        for field in Field::ALL {
            built = with(field, &built, &text(field, &Training::default())).unwrap();
        }
        assert_eq!((changes(&built), built), (0, Training::default()));
    }

    #[test]
    fn numbers_may_have_a_decimal_comma() {
        let stands = |field: Field, typed: &str| put(field, typed).map(|training| text(field, &training));
        assert_eq!(stands(Field::Dropout, " 0,25 "), Some("0.25".to_owned()));
        assert_eq!(number("2e-3"), Some(0.002));
        assert_eq!(number("0,001"), Some(0.001));
        assert_eq!(number("-0,001"), Some(-0.001));
        assert_eq!(
            ["1,000", "1,2,3", "1.000,5", "inf", "NaN", ""].map(number),
            [None; 6]
        );
        assert_eq!(stands(Field::HeldOut, "35"), Some("35".to_owned()));
        assert_eq!(stands(Field::HeldOut, "55"), Some("55".to_owned()));
        assert_eq!(stands(Field::HeldOut, "62,5 %"), Some("62.5".to_owned()));
        // The very number that 0.35 is read as, so that a link says the same.
        assert_eq!(
            put(Field::HeldOut, "35").unwrap().held_out.to_bits(),
            0.35_f64.to_bits()
        );
    }

    #[test]
    fn layers_are_a_list() {
        let hidden = |text: &str| put(Field::Hidden, text).map(|training| training.hidden);
        assert_eq!(hidden(""), Some(None));
        assert_eq!(hidden("none"), Some(Some(vec![])));
        assert_eq!(hidden("64,32"), Some(Some(vec![64, 32])));
        assert_eq!(hidden(" 64 ; 32 16"), Some(Some(vec![64, 32, 16])));
        for wrong in ["0", "64, 2000", "64.5", "a", ",", "1,1,1,1,1,1,1,1,1"] {
            assert_eq!(hidden(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_cannot_stand_in_a_field_is_not_taken() {
        for (field, text) in [
            (Field::Dropout, "0.95"),
            (Field::Dropout, "abc"),
            (Field::Epochs, "1,000"),
            (Field::Epochs, "0"),
            (Field::Repeats, "1"),
            (Field::HeldOut, "0.3"),
            (Field::HeldOut, "many"),
            (Field::LearningRate, "2"),
            (Field::TrunkDecay, ""),
            (Field::Method, "7"),
        ] {
            assert_eq!(put(field, text), None, "{field:?} {text}");
        }
        assert_eq!(put(Field::Dropout, &"0".repeat(10_000)), None);
    }

    #[test]
    fn every_field_has_a_name_of_its_own_and_words() {
        let ids: std::collections::BTreeSet<&str> = Field::ALL.into_iter().map(id).collect();
        assert_eq!(ids.len(), Field::ALL.len());
        for field in Field::ALL {
            assert!(words::help(field).ends_with('.'));
        }
        assert_eq!(
            default_text(Field::StartingPointStrength),
            "empty (chosen on validation rows)"
        );
        assert_eq!(default_text(Field::HeldOut), "30\u{a0}%");
    }
}
