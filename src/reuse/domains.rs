//! The two-sample tests: on the inputs, and on inputs and label together.

use crate::features::{
    Cells, Label, LabelKind, LeftOut, LeftOutReason, Matrix, PairedColumn, Pairing, PooledEncoding, Side,
    are_dates_in_any_order, calendar_shift,
};
use crate::mmd::{self, Group, MIN_ROWS, PERMUTATIONS, Plan, Pooled, TestResult};
use crate::random::Seed;
use crate::report::{
    Absent, Histogram, Kernel, KernelShape, Landscape, MIN_TESTED_ROWS, MIN_TESTED_RUNS, NotCompared,
    Quantity, Regime, Scale, Settings, Statistic, StatisticName, Test, Verdict, WhyAbsent, WhyNotCompared,
};

use super::by_column::by_column;
use super::conditional::{Asked, untried};
use super::landscape::{landscape, shown_columns};
use super::runs::{Orders, Runs, are_enough};
use crate::failure::ReuseError;
use crate::table::{Column, names_code, names_key};

/// Bars of the picture of the permutation distribution.
const BARS: usize = 40;

/// The most columns that are tested one by one: their statistics of all permutations are kept side by side.
const MAX_TESTED_COLUMNS: usize = 1_000;

/// What row numbers are called whose header is empty: here, and in R.
const NAMELESS: [&str; 2] = ["column 1", "X"];

/// A test in numbers and in a picture.
#[derive(Debug)]
pub(super) struct Tested {
    pub(super) test: Test,
    pub(super) permutations: Option<Histogram>,
    /// Where the inputs part.
    pub(super) landscape: Option<Landscape>,
}

/// Tests whether the inputs of the two domains differ. `original` finds the columns of both tables by the source's name.
pub(super) fn test_inputs<'t>(
    pairing: &Pairing<'_>,
    original: &dyn Fn(&str) -> Option<[&'t Column; 2]>,
    settings: &Settings,
    orders: Option<&Orders>,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> Result<Tested, ReuseError> {
    // What was not compared may differ, whether there is a test or not.
    let with_left_out = |mut tested: Tested| {
        let left_out = &mut tested.test.not_compared;
        *left_out = not_compared(pairing, settings.columns.as_deref());
        left_out.extend(dates(pairing, original, settings));
        tested
    };
    let rows = pairing.rows.map(|rows| (0..rows).collect::<Vec<usize>>());
    if pairing.rows.iter().any(|&rows| rows < MIN_ROWS) {
        return Ok(with_left_out(too_few_rows(settings, &rows, pairing.rows)));
    }
    let encoding = PooledEncoding::new(&pairing.inputs, &rows[0], &rows[1]);
    let runs = match orders {
        Some(orders) => Runs::of(orders, &[(&encoding, &pairing.inputs)])?,
        None => None,
    };
    let plan = match &runs {
        Some(runs) => runs.plan(seed),
        None => Plan::new(pairing.rows[0], pairing.rows[1], seed),
    };
    if let Some(runs) = &runs
        && !are_enough(&plan)
    {
        return Ok(with_left_out(too_few_runs(settings, runs, &plan, pairing.rows)));
    }
    let source = encode(&encoding, &pairing.inputs, Side::Source, &plan.source)?;
    let target = encode(&encoding, &pairing.inputs, Side::Target, &plan.target)?;
    let (columns, mut groups) = groups(pairing, &encoding, &plan);
    if groups.len() > MAX_TESTED_COLUMNS {
        groups.clear();
    }
    let result = mmd::test(
        &source,
        &target,
        &groups,
        &plan.bins,
        PERMUTATIONS,
        seed,
        &mut |share| progress(0.85 * share),
    )?;
    let paired = [&source, &target].map(|side| mmd::paired(side, &plan.bins));
    let pooled = Pooled::new(&paired[0], &paired[1]).ok_or(ReuseError::NothingEncoded)?;
    let used = [plan.source.len(), plan.target.len()];
    let mut tested = tested(
        &result,
        regime(&plan, runs.is_some()),
        [used, pairing.rows],
        settings,
    );
    let test = &mut tested.test;
    name_unseen_change(test, &result);
    test.succession = runs.as_ref().map(|runs| runs.told(&plan));
    test.smallest_detectable_sd = mmd::smallest_detectable_shift(&result, &pooled, settings.alpha, seed);
    if test.smallest_detectable_sd.is_none() {
        test.absent.push(Absent {
            field: Quantity::SmallestDetectableSd,
            reason: WhyAbsent::NoShiftDetectable,
        });
    }
    progress(0.95);
    if groups.is_empty() {
        test.absent.push(Absent {
            field: Quantity::ByColumn,
            reason: WhyAbsent::TooManyColumns {
                max: MAX_TESTED_COLUMNS as u64,
            },
        });
    } else {
        let columns = by_column(&columns, &groups, &result, &pooled, paired[0].rows());
        test.by_column = Some(columns);
    }
    tested = with_left_out(tested);
    tested.test.verdict = tested.test.decided();
    let test = &tested.test;
    let shown = shown_columns(&pairing.inputs, test.by_column.as_deref(), original);
    let sampled = settings
        .reading
        .each_ref()
        .map(|choices| choices.one_row_of.is_some());
    tested.landscape = Some(landscape(&shown, &plan, &result, &pooled, sampled, seed));
    Ok(tested)
}

/// A change that the median kernel does not see, such as one of which rows go together, is not small for that: the effect is
/// then that of the kernel which sees it best, and has no bound.
fn name_unseen_change(test: &mut Test, result: &TestResult) {
    let Some(margin) = test.margin_sd else {
        return;
    };
    let is_small = test.effect_sd_upper.is_some_and(|bound| bound < margin);
    if result.permuted.p_value > test.alpha || !is_small || result.seen_shift < margin {
        return;
    }
    test.effect_sd = result.seen_shift.is_finite().then_some(result.seen_shift);
    test.effect_sd_upper = None;
    let fields = [
        (Quantity::EffectSd, test.effect_sd),
        (Quantity::EffectSdUpper, None),
    ];
    let missing = fields.into_iter().filter(|(_, value)| value.is_none());
    test.absent.extend(missing.map(|(field, _)| Absent {
        field,
        reason: WhyAbsent::BeyondAnyShift,
    }));
}

/// Whether the name of a column of keys says that they are of rows, and not perhaps of places or kinds.
fn names_row(name: &str) -> bool {
    names_key(name) && !names_code(name) || NAMELESS.contains(&name)
}

/// The columns that both tables have, that could be inputs and are none.
fn not_compared(pairing: &Pairing<'_>, columns: Option<&[String]>) -> Vec<NotCompared> {
    let has_other_units = |column: &&LeftOut| matches!(column.reason, LeftOutReason::UnitsDiffer(_));
    // Each stands there with its name in the source, and after all of these with its name in the target.
    let mut units = pairing.left_out.iter().filter(has_other_units).count() / 2;
    let not_compared = pairing.left_out.iter().filter_map(|LeftOut { name, reason }| {
        let why = match reason {
            LeftOutReason::Text => WhyNotCompared::FreeText,
            LeftOutReason::KindsDiffer(..) => WhyNotCompared::KindsDiffer,
            LeftOutReason::UnitsDiffer(_) => {
                units = units.checked_sub(1)?;
                WhyNotCompared::UnitsDiffer
            }
            LeftOutReason::EmptyIn(_) => WhyNotCompared::EmptyOnOneSide,
            LeftOutReason::PerhapsTime | LeftOutReason::PerhapsCounts => WhyNotCompared::PerhapsOrder,
            LeftOutReason::Constant => WhyNotCompared::Constant,
            LeftOutReason::NamesTable(_) => WhyNotCompared::NamesTable,
            LeftOutReason::TimeAlone => WhyNotCompared::Time,
            LeftOutReason::Identifier if names_row(name) => WhyNotCompared::Key,
            LeftOutReason::Identifier | LeftOutReason::PerhapsKey | LeftOutReason::PerhapsGroupKey => {
                WhyNotCompared::PerhapsKey
            }
            LeftOutReason::PerhapsUnit { .. } => WhyNotCompared::UnitsDiffer,
            LeftOutReason::NumbersWithMarks => WhyNotCompared::NumbersWithMarks,
            LeftOutReason::MarksAndBlanks(_) => WhyNotCompared::MarksAndBlanks,
            LeftOutReason::PerhapsRenamed => WhyNotCompared::PerhapsRenamed,
            LeftOutReason::OnlyInSource if !names_key(name) => WhyNotCompared::OnlyInSource,
            LeftOutReason::OnlyInSource
            | LeftOutReason::OnlyInTarget
            | LeftOutReason::Moment
            | LeftOutReason::RepeatsLabel
            | LeftOutReason::RenamesLabel
            | LeftOutReason::NotChosen => return None,
        };
        // Who names the columns that are compared has seen the others.
        let is_passed_over = columns.is_some_and(|columns| !columns.contains(name));
        (!is_passed_over || !why.leaves_open()).then(|| NotCompared {
            name: name.clone(),
            why,
        })
    });
    not_compared.collect()
}

/// The columns that the inputs come from; a date becomes several inputs.
pub(super) fn origins<'p>(pairing: &'p Pairing<'_>) -> Vec<&'p str> {
    let inputs = pairing.inputs.iter();
    let mut names: Vec<&str> = inputs.map(|column| column.origin.as_str()).collect();
    names.dedup();
    names
}

/// Dates, of which the test compares nothing, unless there is nothing else.
fn dates<'t>(
    pairing: &Pairing<'_>,
    original: &dyn Fn(&str) -> Option<[&'t Column; 2]>,
    settings: &Settings,
) -> Vec<NotCompared> {
    let mut names = origins(pairing);
    names.retain(|name| {
        let mut of_date = pairing.inputs.iter().filter(|column| column.origin == *name);
        of_date.all(|column| !column.is_compared)
    });
    let not_compared = names.into_iter().map(|name| NotCompared {
        name: name.to_owned(),
        why: match original(name) {
            // Who names the columns that are compared has seen what becomes of the others.
            Some([source, target]) if settings.columns.is_none() => why_dates_are_not(source, target),
            _ => WhyNotCompared::Time,
        },
    });
    not_compared.collect()
}

/// What dates that are not compared may hide. The years of rows that stand in any order are measured, as those of births are.
fn why_dates_are_not(source: &Column, target: &Column) -> WhyNotCompared {
    if are_dates_in_any_order(source, target) {
        WhyNotCompared::Years
    } else if calendar_shift(source, target).is_some() {
        WhyNotCompared::Calendar
    } else {
        WhyNotCompared::Time
    }
}

/// Rows of a side as the test sees them.
fn encode(
    encoding: &PooledEncoding,
    columns: &[PairedColumn<'_>],
    side: Side,
    rows: &[usize],
) -> Result<Matrix, ReuseError> {
    let encoded = encoding.encode(columns, side, rows);
    encoded.ok_or(ReuseError::NothingEncoded)
}

/// The columns of the tables, each with what its own test needs. Of a date, which became several, the first.
fn groups<'p, 't>(
    pairing: &'p Pairing<'t>,
    encoding: &PooledEncoding,
    plan: &Plan,
) -> (Vec<&'p PairedColumn<'t>>, Vec<Group>) {
    let mut columns: Vec<&PairedColumn<'t>> = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    let mut start = 0;
    for (column, width) in pairing.inputs.iter().zip(encoding.widths()) {
        if width == 0 {
            continue;
        }
        let end = start + width;
        match (columns.last(), groups.last_mut(), &column.source, &column.target) {
            // What a date became stands side by side.
            (Some(last), Some(Group::Numbers(range)), Cells::Numbers(_), _)
                if last.origin == column.origin =>
            {
                range.end = end;
            }
            (_, _, Cells::Codes(source), Cells::Codes(target)) => {
                let source = plan.bins.paired_rows(&plan.source).map(|row| source[row]);
                let target = plan.bins.paired_rows(&plan.target).map(|row| target[row]);
                columns.push(column);
                groups.push(Group::Categories(source.chain(target).collect()));
            }
            _ => {
                columns.push(column);
                groups.push(Group::Numbers(start..end));
            }
        }
        start = end;
    }
    (columns, groups)
}

/// Tests whether inputs and label together differ, which sees what no test of the inputs can: that the same
/// inputs have other labels. The kernels are products of one on the inputs and one on the label.
pub(super) fn test_relation(
    pairing: &Pairing<'_>,
    label: &Label<'_>,
    column: &PairedColumn<'_>,
    settings: &Settings,
    orders: Option<&Orders>,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> Result<Tested, ReuseError> {
    let rows = [label.rows(Side::Source), label.rows(Side::Target)];
    let seed = seed.derive("relation", 0);
    if rows.iter().any(|rows| rows.len() < MIN_ROWS) {
        let mut tested = too_few_rows(settings, &rows, pairing.rows);
        leave_out_margin(&mut tested.test);
        tested.test.conditional = Some(untried(tested.test.rows_used, None));
        return Ok(tested);
    }
    let label_columns = [label_column(label, column)];
    let inputs = PooledEncoding::new(&pairing.inputs, &rows[0], &rows[1]);
    let labels = PooledEncoding::new(&label_columns, &rows[0], &rows[1]);
    let runs = match orders {
        Some(orders) => Runs::of(
            &orders.of_rows(&rows),
            &[(&inputs, &pairing.inputs), (&labels, &label_columns)],
        )?,
        None => None,
    };
    let plan = match &runs {
        Some(runs) => runs.plan(seed),
        None => Plan::new(rows[0].len(), rows[1].len(), seed),
    };
    if let Some(runs) = &runs
        && !are_enough(&plan)
    {
        let mut tested = too_few_runs(settings, runs, &plan, pairing.rows);
        leave_out_margin(&mut tested.test);
        tested.test.conditional = Some(untried([0; 2], None));
        return Ok(tested);
    }
    let used = [pick(&rows[0], &plan.source), pick(&rows[1], &plan.target)];
    let sides =
        |encoding: &PooledEncoding, columns: &[PairedColumn<'_>]| -> Result<[Matrix; 2], ReuseError> {
            let source = encode(encoding, columns, Side::Source, &used[0])?;
            Ok([source, encode(encoding, columns, Side::Target, &used[1])?])
        };
    let input_rows = sides(&inputs, &pairing.inputs)?;
    let label_rows = sides(&labels, &label_columns)?;
    let result = mmd::test_product(
        [&input_rows[0], &input_rows[1]],
        [&label_rows[0], &label_rows[1]],
        &plan.bins,
        PERMUTATIONS,
        seed,
        &mut |done| progress(0.5 * done),
    )?;
    let asked = Asked {
        inputs: &input_rows,
        label,
        rows: &used,
        plan: &plan,
        are_runs: runs.is_some(),
        alpha: settings.alpha,
    };
    let conditional = asked.conditional(seed, &mut |done| progress(0.5 + 0.5 * done));
    // Random features of products are no good approximation, so a relation is tested on the rows that are paired.
    let is_sample = plan.bins.paired < plan.bins.rows;
    let regime = if is_sample && runs.is_none() {
        Regime::Subsample
    } else {
        regime(&plan, runs.is_some())
    };
    let used = [&plan.source, &plan.target].map(|rows| rows.len() / plan.bins.rows * plan.bins.paired);
    let mut tested = tested(&result, regime, [used, pairing.rows], settings);
    tested.test.succession = runs.as_ref().map(|runs| runs.told(&plan));
    tested.test.bandwidth = None;
    leave_out_margin(&mut tested.test);
    tested.test.conditional = Some(conditional);
    tested.test.absent.extend([
        Absent {
            field: Quantity::Bandwidth,
            reason: WhyAbsent::TwoBandwidths,
        },
        Absent {
            field: Quantity::SmallestDetectableSd,
            reason: WhyAbsent::InputsOnly,
        },
    ]);
    Ok(tested)
}

/// No distance of kernels says what a changed relation costs a network, so none is small enough.
fn leave_out_margin(relation: &mut Test) {
    relation.margin_sd = None;
    relation.absent.push(Absent {
        field: Quantity::MarginSd,
        reason: WhyAbsent::NoMarginOfRelation,
    });
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

fn tested(result: &TestResult, regime: Regime, used_of_all: [[usize; 2]; 2], settings: &Settings) -> Tested {
    let (shape, bandwidth) = match result.strongest {
        mmd::Kernel::Gaussian(bandwidth) => (KernelShape::Gaussian, Some(bandwidth)),
        mmd::Kernel::Laplace(bandwidth) => (KernelShape::Laplace, Some(bandwidth)),
        mmd::Kernel::WhitenedGaussian(bandwidth) => (KernelShape::WhitenedGaussian, Some(bandwidth)),
        mmd::Kernel::WhitenedQuadratic => (KernelShape::WhitenedQuadratic, None),
        mmd::Kernel::OneColumn => (KernelShape::OneColumn, None),
    };
    let effects = [
        (Quantity::EffectSd, result.effect),
        (Quantity::EffectSdUpper, result.effect_upper),
    ];
    let missing = effects.into_iter().filter(|(_, value)| value.is_none());
    let absent = missing.map(|(field, _)| Absent {
        field,
        reason: WhyAbsent::BeyondAnyShift,
    });
    let mut test = Test {
        p_value: Some(result.permuted.p_value),
        // Both kinds of permutations fit: at most 20,000 splits, or the constant above.
        permutations: u32::try_from(result.permuted.values.len()).unwrap_or(u32::MAX),
        statistic: Some(Statistic {
            name: StatisticName::MmdFuse,
            value: result.permuted.observed,
            strongest_kernel: Kernel { shape, bandwidth },
        }),
        mmd2_unbiased: Some(result.unbiased),
        mmd2_biased: Some(result.biased),
        bandwidth: Some(result.bandwidth),
        effect_sd: result.effect,
        effect_sd_upper: result.effect_upper,
        regime,
        absent: absent.collect(),
        ..without_numbers(settings, used_of_all)
    };
    test.verdict = test.decided();
    let values = &result.permuted.values;
    // Who opens a link counts what is drawn.
    let are_all_drawn = values.iter().all(|value| value.is_finite());
    let permutations = Histogram::of(values, result.permuted.observed, BARS).filter(|_| are_all_drawn);
    Tested {
        test,
        permutations,
        landscape: None,
    }
}

fn regime(plan: &Plan, are_runs: bool) -> Regime {
    if are_runs {
        Regime::Runs
    } else if plan.bins.paired < plan.bins.rows {
        Regime::RandomFeatures
    } else if plan.subsampled {
        Regime::Subsample
    } else if plan.enumerated && plan.bins.rows == 1 {
        Regime::Enumeration
    } else if plan.bins.rows == 1 {
        Regime::RowPermutations
    } else {
        Regime::BinSums
    }
}

fn too_few_rows(settings: &Settings, rows: &[Vec<usize>; 2], all: [usize; 2]) -> Tested {
    let used = rows.each_ref().map(Vec::len);
    let reason = WhyAbsent::TooFewRows {
        min: MIN_ROWS as u64,
        rows: used.map(|rows| rows as u64),
    };
    untested(settings, [used, all], reason)
}

fn too_few_runs(settings: &Settings, runs: &Runs, plan: &Plan, all: [usize; 2]) -> Tested {
    let used = [plan.source.len(), plan.target.len()];
    let told = runs.told(plan);
    let reason = WhyAbsent::TooFewRuns {
        min: MIN_TESTED_RUNS,
        runs: told.runs,
        rows: told.run,
    };
    let mut tested = untested(settings, [used, all], reason);
    tested.test.succession = Some(told);
    tested.test.verdict = tested.test.decided();
    tested
}

/// A test without numbers, for one reason.
fn untested(settings: &Settings, used_of_all: [[usize; 2]; 2], reason: WhyAbsent) -> Tested {
    let missing = [
        Quantity::PValue,
        Quantity::Statistic,
        Quantity::Mmd2Unbiased,
        Quantity::Mmd2Biased,
        Quantity::Bandwidth,
        Quantity::EffectSd,
        Quantity::EffectSdUpper,
        Quantity::SmallestDetectableSd,
        Quantity::ByColumn,
    ];
    let test = Test {
        absent: missing.map(|field| Absent { field, reason }).to_vec(),
        ..without_numbers(settings, used_of_all)
    };
    Tested {
        test,
        permutations: None,
        landscape: None,
    }
}

const _: () = assert!(
    MIN_ROWS as u64 == MIN_TESTED_ROWS,
    "a link is checked against the rows that a test needs"
);

/// A test that did not take place.
fn without_numbers(settings: &Settings, [used, all]: [[usize; 2]; 2]) -> Test {
    Test {
        verdict: Verdict::TooFewRows,
        p_value: None,
        alpha: settings.alpha,
        permutations: 0,
        statistic: None,
        mmd2_unbiased: None,
        mmd2_biased: None,
        bandwidth: None,
        effect_sd: None,
        effect_sd_upper: None,
        margin_sd: Some(settings.margin_sd),
        scale: Scale::NormalScores,
        smallest_detectable_sd: None,
        regime: Regime::None,
        succession: None,
        rows_used: used.map(|rows| rows as u64),
        rows_left_out: [all[0] - used[0], all[1] - used[1]].map(|rows| rows as u64),
        conditional: None,
        by_column: None,
        not_compared: Vec::new(),
        shared_inputs: None,
        absent: Vec::new(),
    }
}
