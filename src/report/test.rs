//! The two-sample test: what it says, and each of its numbers.

use serde::{Deserialize, Serialize};

use super::{Conditional, short};

/// Tables are not called the same where a larger share of the target's rows has a value that the source does not have:
/// of such rows a network knows nothing, however small the other differences are.
pub const MAX_UNSEEN_SHARE: f64 = 0.1;

/// Tables are not called the same where a larger share of the rows of one lies outside the range of the other, and chance does
/// not explain it: a broken sensor or another unit in some rows moves the whole column little.
pub const MAX_OUTSIDE_SHARE: f64 = 0.01;

/// Fewest rows on either side that are tested: with fewer, hardly any p-value is small enough.
pub const MIN_TESTED_ROWS: u64 = 8;

/// Fewest runs of rows on either side that are tested, where rows follow each other in time: with fewer, the length of the runs is
/// too uncertain for a p-value that holds.
pub const MIN_TESTED_RUNS: u64 = 10;

/// What the test says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No difference found, and none as large as the margin is compatible with the data.
    Same,
    /// A difference was found, and it is smaller than the margin.
    Negligible,
    /// A difference was found.
    Different,
    /// No difference was found, which does not mean that there is none.
    Undecided,
    /// Too few rows for any verdict.
    TooFewRows,
    /// Rows follow each other in time, and hold too few stretches that know nothing of each other.
    TooFewIndependentRows,
}

/// How the rows were used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    /// Too few rows on one side: no test.
    None,
    /// Every way to split the pooled rows into two groups of these sizes.
    Enumeration,
    /// Random permutations of single rows.
    RowPermutations,
    /// Random permutations of bins of rows.
    BinSums,
    /// Random permutations of bins of a seeded subsample of the rows.
    Subsample,
    /// Random permutations of bins: random features of all rows, and all pairs of a seeded subsample.
    RandomFeatures,
    /// Random permutations of runs of rows that follow each other in time.
    Runs,
}

/// A test statistic.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Statistic {
    /// Which statistic it is.
    pub name: StatisticName,
    /// Its observed value.
    pub value: f64,
    /// Of its kernels the one that tells the two tables apart most clearly.
    pub strongest_kernel: Kernel,
}

/// The test statistics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatisticName {
    /// The MMD over many kernels, joined as in MMD-FUSE.
    MmdFuse,
}

/// A kernel.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Kernel {
    /// Its shape.
    pub shape: KernelShape,
    /// Its bandwidth, in the units of the columns that it compares; nothing where it has none.
    #[serde(with = "short")]
    pub bandwidth: Option<f64>,
}

/// The shapes of kernels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KernelShape {
    /// `exp(-d²/(2s²))` of the Euclidean distance.
    Gaussian,
    /// `exp(-d/s)` of the sum of absolute differences.
    Laplace,
    /// The Gaussian one of whitened columns, which see correlations.
    WhitenedGaussian,
    /// The square of the product of two rows with whitened columns.
    WhitenedQuadratic,
    /// That of a single column.
    OneColumn,
}

/// How the columns of a test are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// Numbers by the places that their ranks in both tables have under a standard normal curve, with standard
    /// deviation 1; categories by 0/1 columns.
    NormalScores,
}

/// The quantities of a test, by the names that they have in the report as JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields of `Test`, where each is described")]
pub enum Quantity {
    PValue,
    EffectSd,
    EffectSdUpper,
    MarginSd,
    Scale,
    SmallestDetectableSd,
    Statistic,
    StrongestKernel,
    Mmd2Unbiased,
    Mmd2Biased,
    Bandwidth,
    RowsUsed,
    RowsLeftOut,
    Permutations,
    Regime,
    Succession,
    ByColumn,
    NotCompared,
}

impl Quantity {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 18] = [
        Self::PValue,
        Self::EffectSd,
        Self::EffectSdUpper,
        Self::MarginSd,
        Self::Scale,
        Self::SmallestDetectableSd,
        Self::Statistic,
        Self::StrongestKernel,
        Self::Mmd2Unbiased,
        Self::Mmd2Biased,
        Self::Bandwidth,
        Self::RowsUsed,
        Self::RowsLeftOut,
        Self::Permutations,
        Self::Regime,
        Self::Succession,
        Self::ByColumn,
        Self::NotCompared,
    ];
}

/// A quantity that is not there, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absent {
    /// What is missing.
    pub field: Quantity,
    /// Why it is missing.
    pub reason: WhyAbsent,
}

/// Why a quantity is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyAbsent {
    /// It is larger than any shift of a mean can make it.
    BeyondAnyShift,
    /// So few rows cannot detect any shift.
    NoShiftDetectable,
    /// More columns than are tested one by one.
    TooManyColumns {
        /// The most that are.
        max: u64,
    },
    /// Inputs and label have a kernel with a bandwidth each.
    TwoBandwidths,
    /// It is computed for the inputs only.
    InputsOnly,
    /// No shift of inputs and label together is small enough to be ignored.
    NoMarginOfRelation,
    /// Too few rows for any test.
    TooFewRows {
        /// The fewest that a test needs on each side.
        min: u64,
        /// The rows of source and target.
        rows: [u64; 2],
    },
    /// Too few runs of rows that follow each other.
    TooFewRuns {
        /// The fewest that a test needs on each side.
        min: u64,
        /// The runs of source and target.
        runs: [u64; 2],
        /// The rows of a run.
        rows: u64,
    },
}

/// How rows follow each other in time, where those that do resemble each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Succession {
    /// Whether a column of dates orders them; else they stand in the order of time in the file.
    pub has_dates: bool,
    /// The column that tells series apart, such as meters, where a table holds several.
    pub series: Option<String>,
    /// Whether a run holds the rows of all series in its time, because rows of one moment resemble each other across them.
    pub joins_series: bool,
    /// Of so many rows one is independent: the integrated autocorrelation time of the column where it is longest.
    #[serde(with = "short")]
    pub time: f64,
    /// The rows of a run. Whole runs change sides.
    pub run: u64,
    /// The runs of source and target.
    pub runs: [u64; 2],
    /// The parts of the year within which runs change sides; nothing where they do within all of it.
    pub within: Option<Season>,
}

/// The parts of the year that rows of both tables are compared within, because both go through the same ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Season {
    /// The months.
    Month,
    /// The quarters, where no month holds a run.
    Quarter,
}

/// A two-sample test. Every number is finite; one that could not be had is absent and named in `absent`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Test {
    /// What the test says.
    pub verdict: Verdict,
    /// Share of permutations at least as extreme as the data, the data included.
    pub p_value: Option<f64>,
    /// The level: the chance of calling two equal domains different.
    pub alpha: f64,
    /// Number of permutations that were compared with the data.
    pub permutations: u32,
    /// The statistic that was permuted.
    pub statistic: Option<Statistic>,
    /// Unbiased squared MMD of the median Gaussian kernel; may be negative.
    pub mmd2_unbiased: Option<f64>,
    /// Biased squared MMD of the median Gaussian kernel; never negative.
    pub mmd2_biased: Option<f64>,
    /// Bandwidth `s` of that kernel, `exp(-d²/(2s²))`, in standard deviations.
    pub bandwidth: Option<f64>,
    /// The mean shift, in standard deviations, that would give the same MMD.
    pub effect_sd: Option<f64>,
    /// Upper bound of the effect at 95 % confidence.
    pub effect_sd_upper: Option<f64>,
    /// The effect below which two domains count as practically the same; absent for the relation.
    pub margin_sd: Option<f64>,
    /// What standard deviations are those of.
    pub scale: Scale,
    /// The smallest mean shift that this test would have caught with 80 % power.
    pub smallest_detectable_sd: Option<f64>,
    /// How the rows were used.
    pub regime: Regime,
    /// How they follow each other in time; absent where they are taken for independent.
    pub succession: Option<Succession>,
    /// How many rows of source and target the test used.
    pub rows_used: [u64; 2],
    /// How many rows of source and target it left out: they fill no bin, are not in the sample, or have no label.
    pub rows_left_out: [u64; 2],
    /// Whether the label follows from the inputs as before; of the relation alone.
    pub conditional: Option<Conditional>,
    /// The same question for each column; absent for the relation.
    pub by_column: Option<Vec<ColumnEffect>>,
    /// Columns that both tables have and the test does not compare; empty for the relation.
    pub not_compared: Vec<NotCompared>,
    /// Rows that stand in both tables by what is tested, where they are more than coincidence gives.
    pub shared_inputs: Option<SharedInputs>,
    /// Fields that are not there, with the reason.
    pub absent: Vec<Absent>,
}

/// A column that forbids to call two tables the same, or their difference negligible.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Objection<'t> {
    /// It differs at the level of the test, or all columns together do, and by no less than the margin.
    Moved(&'t ColumnEffect),
    /// The share of the target's rows with a value that the source does not have is above [`MAX_UNSEEN_SHARE`].
    Unseen(&'t ColumnEffect, f64),
    /// The share of one table's rows outside the range of the other is above [`MAX_OUTSIDE_SHARE`].
    Outside(&'t ColumnEffect, f64),
    /// It was not compared, and may differ.
    NotCompared(&'t NotCompared),
}

/// A column that both tables have and the test does not compare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotCompared {
    /// The column's name; the source's where the two differ.
    pub name: String,
    /// Why it is not compared.
    pub why: WhyNotCompared,
}

/// Why a column that both tables have is not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNotCompared {
    /// It holds free text.
    FreeText,
    /// The two sides hold other kinds of values.
    KindsDiffer,
    /// The two sides have it in other units.
    UnitsDiffer,
    /// One side has no value in it.
    EmptyOnOneSide,
    /// It may only say when a row was taken, or count the rows, which is asked.
    PerhapsOrder,
    /// Of its dates only what comes again is compared, and the rows do not stand in their order, so the years may matter.
    Years,
    /// The target does not have it.
    OnlyInSource,
    /// Most cells are numbers, and many have marks beside them.
    NumbersWithMarks,
    /// One side marks some rows and leaves the others blank, and the other one says yes and no.
    MarksAndBlanks,
    /// Both tables have few categories, and none in common.
    PerhapsRenamed,
    /// Its dates fall on other hours, weekdays or months.
    Calendar,
    /// All cells have one value.
    Constant,
    /// It has one value in the source and another in the target.
    NamesTable,
    /// It only says when a row was taken.
    Time,
    /// It only tells rows apart.
    Key,
    /// It may only tell rows apart: its name does not say so.
    PerhapsKey,
}

impl WhyNotCompared {
    /// Whether the column may hold a difference that nobody has looked for.
    #[must_use]
    pub fn leaves_open(self) -> bool {
        match self {
            Self::FreeText
            | Self::KindsDiffer
            | Self::UnitsDiffer
            | Self::EmptyOnOneSide
            | Self::PerhapsOrder
            | Self::Years
            | Self::Calendar
            | Self::OnlyInSource
            | Self::NumbersWithMarks
            | Self::MarksAndBlanks
            | Self::PerhapsRenamed
            | Self::PerhapsKey => true,
            Self::Constant | Self::NamesTable | Self::Time | Self::Key => false,
        }
    }
}

/// Whether an effect is no smaller than the margin to the two digits that a page shows: 0.197 beside 0.2 is 0.20.
fn reaches(effect: f64, margin: f64) -> bool {
    let shown = |value: f64| -> f64 { format!("{:.1e}", short::rounded(value)).parse().unwrap_or(value) };
    shown(effect) >= shown(margin)
}

/// Rows that stand in both tables by their inputs, whatever their labels are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedInputs {
    /// Rows of source and target whose inputs stand in the other table, too.
    pub rows: [u64; 2],
    /// Whether both tables hold the same input rows, each as often in the one as in the other. Then no test is needed to
    /// know that the inputs do not differ.
    pub are_all: bool,
}

impl Test {
    /// Whether the whole difference is smaller than the margin, with 95 % confidence.
    #[must_use]
    pub fn is_bound_below_margin(&self) -> bool {
        let bound = self.effect_sd_upper.zip(self.margin_sd);
        bound.is_some_and(|(bound, margin)| bound < margin)
    }

    /// The column that speaks most against "the same", where one does.
    #[must_use]
    pub fn objection(&self) -> Option<Objection<'_>> {
        let margin = self.margin_sd?;
        // Rounded as in a link, so that whoever opens one decides the same.
        let is_above = |value: f64, limit: f64| short::rounded(value) > limit;
        // A difference that was found in all columns together is not smaller than what one of them seems to have moved.
        let is_found = self.p_value.is_some_and(|p_value| p_value <= self.alpha);
        let objections = self.by_column.iter().flatten().filter_map(|column| {
            let has_moved = is_found || !is_above(column.p_adjusted, self.alpha);
            let moved = (has_moved && reaches(column.effect_sd, margin))
                .then_some((column.effect_sd / margin, Objection::Moved(column)));
            let unseen = column
                .unseen_share
                .filter(|share| is_above(*share, MAX_UNSEEN_SHARE));
            let unseen = unseen.map(|share| (share / MAX_UNSEEN_SHARE, Objection::Unseen(column, share)));
            let outside = column
                .outside_share
                .filter(|share| is_above(*share, MAX_OUTSIDE_SHARE));
            let outside = outside.map(|share| (share / MAX_OUTSIDE_SHARE, Objection::Outside(column, share)));
            // A value that nobody has seen says more than how far the values are apart. Of numbers that all moved the effect
            // says more than how many of them left the range.
            unseen.or(moved).or(outside)
        });
        // Both as multiples of what is allowed.
        let strongest = objections.max_by(|one, other| one.0.total_cmp(&other.0));
        let strongest = strongest.map(|(_, objection)| objection);
        strongest.or_else(|| self.left_open().next().map(Objection::NotCompared))
    }

    /// Whether one column alone speaks against "the same".
    #[must_use]
    pub fn one_column_differs(&self) -> bool {
        matches!(
            self.objection(),
            Some(Objection::Moved(_) | Objection::Unseen(..) | Objection::Outside(..))
        )
    }

    /// The columns that were not compared and may differ.
    pub fn left_open(&self) -> impl Iterator<Item = &NotCompared> {
        self.not_compared.iter().filter(|column| column.why.leaves_open())
    }

    /// How many input rows both tables hold, where they hold the very same.
    #[must_use]
    pub fn same_input_rows(&self) -> Option<u64> {
        self.shared_inputs
            .filter(|shared| shared.are_all)
            .map(|shared| shared.rows[0])
    }
}

/// The test of one column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnEffect {
    /// The column's name.
    pub name: String,
    /// p-value, adjusted for the number of columns.
    #[serde(with = "short")]
    pub p_adjusted: f64,
    /// Effect in standard deviations: of numbers the mean shift with the same energy distance, of categories the distance
    /// of their shares.
    #[serde(with = "short")]
    pub effect_sd: f64,
    /// Of numbers, whether those of the target are higher, on average; nothing where that is not most of the effect.
    pub is_higher: Option<bool>,
    /// For at most 32 categories half the sum of the differences of all shares: the probability that would have to move.
    #[serde(with = "short")]
    pub effect_probability: Option<f64>,
    /// The share of the target's rows with a value that the source does not have: of categories, and of numbers that come
    /// again and again.
    #[serde(with = "short")]
    pub unseen_share: Option<f64>,
    /// Of numbers, the share of one table's rows outside the range of nearly all rows of the other, whichever is larger;
    /// nothing where chance may explain it.
    #[serde(with = "short")]
    pub outside_share: Option<f64>,
}
