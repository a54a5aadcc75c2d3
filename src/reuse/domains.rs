//! The two-sample tests: on the inputs, and on inputs and label together.

use crate::features::{Encoding, Label, LabelKind, Matrix, PairedColumn, Pairing, Side};
use crate::mmd::{self, FEWEST_ROWS, PERMUTATIONS, Plan, TestResult};
use crate::random::Seed;
use crate::report::{Absent, Histogram, Regime, Statistic, Test, Verdict};

use super::ReuseError;

/// Bars of the picture of the permutation distribution.
const BARS: usize = 40;

/// A test in numbers and in a picture.
#[derive(Debug)]
pub(super) struct Tested {
    pub(super) test: Test,
    pub(super) permutations: Option<Histogram>,
}

/// Tests whether the inputs of the two domains differ.
pub(super) fn test_inputs(
    pairing: &Pairing<'_>,
    alpha: f64,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> Result<Tested, ReuseError> {
    let rows = pairing.rows.map(|rows| (0..rows).collect::<Vec<usize>>());
    let plan = Plan::new(pairing.rows[0], pairing.rows[1], seed);
    if !plan.has_enough_rows() {
        return Ok(too_few_rows(alpha, &rows));
    }
    let encoding = Encoding::pooled(&pairing.inputs, &rows[0], &rows[1]);
    let encode = |side, rows: &[usize]| {
        encoding
            .encode(&pairing.inputs, side, rows)
            .ok_or(ReuseError::NothingEncoded)
    };
    let source = encode(Side::Source, &plan.source)?;
    let target = encode(Side::Target, &plan.target)?;
    let result = mmd::test(&source, &target, plan.bin_rows, PERMUTATIONS, seed, progress)?;
    let mut tested = tested(&result, &plan, alpha);
    tested
        .test
        .absent
        .push(absent("by_column", "Kindred has no test of single columns yet."));
    if result.effect.is_none() {
        let reason = "The difference is larger than any shift of the means can make it.";
        tested.test.absent.push(absent("effect_sd", reason));
    }
    Ok(tested)
}

/// Tests whether inputs and label together differ, which sees what no test of the inputs can: that the same
/// inputs have other labels. The kernel is the product of one on the inputs and one on the label, each with
/// its own median bandwidth.
pub(super) fn test_relation(
    pairing: &Pairing<'_>,
    label: &Label<'_>,
    column: &PairedColumn<'_>,
    alpha: f64,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> Result<Tested, ReuseError> {
    let rows = [label.rows(Side::Source), label.rows(Side::Target)];
    let seed = seed.derive("relation", 0);
    let plan = Plan::new(rows[0].len(), rows[1].len(), seed);
    if !plan.has_enough_rows() {
        return Ok(too_few_rows(alpha, &rows));
    }
    let used = [pick(&rows[0], &plan.source), pick(&rows[1], &plan.target)];
    let label_columns = [label_column(label, column)];
    let inputs = Encoding::pooled(&pairing.inputs, &rows[0], &rows[1]);
    let labels = Encoding::pooled(&label_columns, &rows[0], &rows[1]);
    let encode = |encoding: &Encoding, columns: &[PairedColumn<'_>]| -> Result<[Matrix; 2], ReuseError> {
        let side = |side, rows: &[usize]| {
            encoding
                .encode(columns, side, rows)
                .ok_or(ReuseError::NothingEncoded)
        };
        Ok([side(Side::Source, &used[0])?, side(Side::Target, &used[1])?])
    };
    let input_rows = encode(&inputs, &pairing.inputs)?;
    let label_rows = encode(&labels, &label_columns)?;
    let result = mmd::test_product(
        [&input_rows[0], &input_rows[1]],
        [&label_rows[0], &label_rows[1]],
        plan.bin_rows,
        PERMUTATIONS,
        seed,
        progress,
    )?;
    let mut tested = tested(&result, &plan, alpha);
    tested.test.bandwidth = None;
    tested.test.absent.extend([
        absent(
            "bandwidth",
            "The kernel on the inputs and the one on the label have a bandwidth each.",
        ),
        absent("effect_sd", "A change of the relation is no shift of means."),
    ]);
    Ok(tested)
}

/// The label as the test encodes it: numbers that are classes become categories, like all classes.
fn label_column<'c>(label: &Label<'_>, column: &PairedColumn<'c>) -> PairedColumn<'c> {
    match &label.kind {
        LabelKind::Regression => column.clone(),
        LabelKind::Classification { classes } => PairedColumn::new(
            &column.name,
            label.as_codes(Side::Source),
            label.as_codes(Side::Target),
            classes.clone(),
        ),
    }
}

fn pick(rows: &[usize], chosen: &[usize]) -> Vec<usize> {
    chosen.iter().map(|&index| rows[index]).collect()
}

fn absent(field: &str, reason: &str) -> Absent {
    Absent {
        field: field.into(),
        reason: reason.into(),
    }
}

fn tested(result: &TestResult, plan: &Plan, alpha: f64) -> Tested {
    let verdict = if result.permuted.p_value <= alpha {
        Verdict::Different
    } else {
        Verdict::Undecided
    };
    let test = Test {
        verdict,
        p_value: Some(result.permuted.p_value),
        alpha,
        // Both kinds of permutations fit: at most 20,000 splits, or the constant above.
        permutations: u32::try_from(result.permuted.values.len()).unwrap_or(u32::MAX),
        statistic: Some(Statistic {
            name: "mmd2_unbiased".into(),
            value: result.permuted.observed,
        }),
        mmd2_unbiased: Some(result.unbiased),
        mmd2_biased: Some(result.biased),
        bandwidth: Some(result.bandwidth),
        effect_sd: result.effect,
        effect_sd_upper: None,
        margin_sd: None,
        smallest_detectable_sd: None,
        regime: regime(plan),
        rows_used: [plan.source.len() as u64, plan.target.len() as u64],
        by_column: None,
        absent: not_yet(),
    };
    let permutations = Histogram::of(&result.permuted.values, result.permuted.observed, BARS);
    Tested { test, permutations }
}

fn regime(plan: &Plan) -> Regime {
    if plan.subsampled {
        Regime::Subsample
    } else if plan.enumerated && plan.bin_rows == 1 {
        Regime::Enumeration
    } else if plan.bin_rows == 1 {
        Regime::RowPermutations
    } else {
        Regime::BinSums
    }
}

fn too_few_rows(alpha: f64, rows: &[Vec<usize>; 2]) -> Tested {
    let counts = [rows[0].len() as u64, rows[1].len() as u64];
    let reason = format!(
        "A test needs at least {FEWEST_ROWS} rows on each side; here are {} and {}.",
        counts[0], counts[1]
    );
    let fields = [
        "p_value",
        "statistic",
        "mmd2_unbiased",
        "mmd2_biased",
        "bandwidth",
        "effect_sd",
        "by_column",
    ];
    let mut missing: Vec<Absent> = fields.iter().map(|field| absent(field, &reason)).collect();
    missing.extend(not_yet());
    let test = Test {
        verdict: Verdict::TooFewRows,
        p_value: None,
        alpha,
        permutations: 0,
        statistic: None,
        mmd2_unbiased: None,
        mmd2_biased: None,
        bandwidth: None,
        effect_sd: None,
        effect_sd_upper: None,
        margin_sd: None,
        smallest_detectable_sd: None,
        regime: Regime::None,
        rows_used: counts,
        by_column: None,
        absent: missing,
    };
    Tested {
        test,
        permutations: None,
    }
}

fn not_yet() -> Vec<Absent> {
    [
        ("effect_sd_upper", "Kindred does not bound the effect yet."),
        ("margin_sd", "Without a bound of the effect no margin is used."),
        (
            "smallest_detectable_sd",
            "Kindred does not compute the smallest detectable shift yet.",
        ),
    ]
    .into_iter()
    .map(|(field, reason)| absent(field, reason))
    .collect()
}
