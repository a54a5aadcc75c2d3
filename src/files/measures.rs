//! The measures that stand in Kindred's own files: their names, and the values that they can have.

/// How far sums of shares may exceed 1.
const ARITHMETIC: f64 = 1e-9;

/// Whether a measure of this name can have this value. No other name is known.
pub(super) fn is_possible(name: &str, value: f64) -> bool {
    match name {
        "r_squared" => value <= 1.0,
        "accuracy" | "balanced_accuracy" | "macro_f1" | "auroc" | "calibration_error" => {
            (0.0..=1.0 + ARITHMETIC).contains(&value)
        }
        // The last is the half width of the interval that holds nine rows in ten.
        "log_loss" | "rmse" | "mae" | "mape" | "mase" | "interval_90" => value >= 0.0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_have_a_range() {
        for (name, value, can_be) in [
            ("r_squared", -1e9, true),
            ("r_squared", 1.01, false),
            ("accuracy", 1.0, true),
            ("accuracy", 1.01, false),
            ("auroc", -0.01, false),
            ("rmse", 1e9, true),
            ("mae", -0.1, false),
            ("mape", 2.5, true),
            ("mase", 0.4, true),
            ("mase", -0.1, false),
            ("interval_90", -0.1, false),
            ("better than all others", 0.5, false),
            ("accuracy", f64::NAN, false),
        ] {
            assert_eq!(is_possible(name, value), can_be, "{name} {value}");
        }
    }
}
