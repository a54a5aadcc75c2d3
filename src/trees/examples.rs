//! Rows to learn from: columns, response and weights, by reference.

use super::error::TreesError;

/// Most columns of a table.
pub const MAX_COLUMNS: usize = 10_000;

/// Most levels of a column of categories.
pub const MAX_LEVELS: u32 = 1 << 20;

/// Most rows of a table: rows are counted in 32 bits.
pub const MAX_ROWS: usize = u32::MAX as usize;

/// Most classes of a response.
pub const MAX_CLASSES: usize = 1_000;

/// Largest absolute value of a response. Sums of squares of larger ones could overflow.
pub const MAX_RESPONSE: f64 = 1e100;

/// Largest weight of a row.
pub const MAX_WEIGHT: f64 = 1e100;

/// One column of a table.
#[derive(Debug, Clone, Copy)]
pub enum Column<'a> {
    /// Numbers. NaN is missing; infinities count as the largest finite numbers.
    Numbers(&'a [f64]),
    /// Categories. A code that is not below `levels` is missing or unknown.
    Categories {
        /// The code of each row's level.
        codes: &'a [u32],
        /// Number of levels.
        levels: u32,
    },
}

impl Column<'_> {
    fn rows(&self) -> usize {
        match self {
            Self::Numbers(numbers) => numbers.len(),
            Self::Categories { codes, .. } => codes.len(),
        }
    }
}

/// A number as trees compare it: infinities become finite, so that every border between numbers is finite.
pub(super) fn bounded(number: f64) -> f64 {
    number.clamp(f64::MIN, f64::MAX)
}

/// Columns of the same number of rows.
#[derive(Debug, Clone)]
pub struct Inputs<'a> {
    columns: Vec<Column<'a>>,
    rows: usize,
}

impl<'a> Inputs<'a> {
    /// The table with these columns.
    ///
    /// # Errors
    /// [`TreesError::NoColumns`], [`TreesError::TooManyColumns`], [`TreesError::TooManyRows`],
    /// [`TreesError::TooManyLevels`], [`TreesError::LengthsDiffer`].
    pub fn new(columns: Vec<Column<'a>>) -> Result<Self, TreesError> {
        let rows = columns.first().ok_or(TreesError::NoColumns)?.rows();
        if columns.len() > MAX_COLUMNS {
            return Err(TreesError::TooManyColumns(columns.len()));
        }
        if rows > MAX_ROWS {
            return Err(TreesError::TooManyRows(rows));
        }
        for column in &columns {
            same_length(rows, column.rows())?;
            if let Column::Categories { levels, .. } = *column
                && levels > MAX_LEVELS
            {
                return Err(TreesError::TooManyLevels(levels));
            }
        }
        Ok(Self { columns, rows })
    }

    /// The columns.
    #[must_use]
    pub fn columns(&self) -> &[Column<'a>] {
        &self.columns
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }
}

/// What is predicted, one for each row.
#[derive(Debug, Clone, Copy)]
pub enum Response<'a> {
    /// Numbers: regression.
    Numbers(&'a [f64]),
    /// Classes: classification.
    Classes {
        /// The class of each row, below `count`.
        codes: &'a [u32],
        /// Number of classes.
        count: usize,
    },
}

/// Inputs, response and weights of the same rows.
///
/// Only the rows that are trained or validated on need a response, so a table may hold rows without one.
#[derive(Debug, Clone)]
pub struct Examples<'a> {
    pub(super) inputs: Inputs<'a>,
    pub(super) response: Response<'a>,
    weights: Option<&'a [f64]>,
}

impl<'a> Examples<'a> {
    /// Examples of these rows. Without weights every row counts alike; only ratios of weights matter.
    ///
    /// # Errors
    /// [`TreesError::LengthsDiffer`], [`TreesError::ClassCount`].
    pub fn new(
        inputs: Inputs<'a>,
        response: Response<'a>,
        weights: Option<&'a [f64]>,
    ) -> Result<Self, TreesError> {
        let responses = match response {
            Response::Numbers(numbers) => numbers.len(),
            Response::Classes { codes, count } => {
                if !(2..=MAX_CLASSES).contains(&count) {
                    return Err(TreesError::ClassCount(count));
                }
                codes.len()
            }
        };
        same_length(inputs.rows, responses)?;
        weights.map_or(Ok(()), |weights| same_length(inputs.rows, weights.len()))?;
        Ok(Self {
            inputs,
            response,
            weights,
        })
    }

    /// Those of `rows` that have a weight above 0, with their responses.
    ///
    /// # Errors
    /// [`TreesError::NoSuchRow`], [`TreesError::Weight`], [`TreesError::Response`], [`TreesError::Class`],
    /// [`TreesError::TooManyRows`], [`TreesError::NoRows`].
    pub(super) fn chosen(&self, rows: &[usize]) -> Result<Chosen, TreesError> {
        if rows.len() > MAX_ROWS {
            return Err(TreesError::TooManyRows(rows.len()));
        }
        let (mut kept, mut weights) = (Vec::new(), Vec::new());
        for &row in rows {
            if row >= self.inputs.rows {
                return Err(TreesError::NoSuchRow(row));
            }
            let weight = self.weights.map_or(1.0, |weights| weights[row]);
            if !(0.0..=MAX_WEIGHT).contains(&weight) {
                return Err(TreesError::Weight { row });
            }
            if weight > 0.0 {
                kept.push(row);
                weights.push(weight);
            }
        }
        if kept.is_empty() {
            return Err(TreesError::NoRows);
        }
        // Weights only compare rows. Around 1, the least hessian and the ridge of a leaf mean the same on every table.
        let mean = weights.iter().sum::<f64>() / weights.len() as f64;
        for weight in &mut weights {
            *weight /= mean;
        }
        let targets = self.targets(&kept)?;
        Ok(Chosen {
            rows: kept,
            weights,
            targets,
        })
    }

    fn targets(&self, rows: &[usize]) -> Result<Targets, TreesError> {
        match self.response {
            Response::Numbers(numbers) => {
                let targets = rows.iter().map(|&row| {
                    let fits = numbers[row].abs() <= MAX_RESPONSE;
                    fits.then_some(numbers[row]).ok_or(TreesError::Response { row })
                });
                targets.collect::<Result<_, _>>().map(Targets::Numbers)
            }
            Response::Classes { codes, count } => {
                let targets = rows.iter().map(|&row| {
                    let fits = (codes[row] as usize) < count;
                    fits.then_some(codes[row]).ok_or(TreesError::Class { row })
                });
                targets.collect::<Result<_, _>>().map(Targets::Classes)
            }
        }
    }
}

/// Responses of chosen rows, in their order.
#[derive(Debug)]
pub(super) enum Targets {
    Numbers(Vec<f64>),
    Classes(Vec<u32>),
}

impl Targets {
    /// Whether all are equal.
    #[expect(clippy::float_cmp, reason = "constant means equal to the last bit")]
    pub(super) fn are_constant(&self) -> bool {
        match self {
            Self::Numbers(numbers) => numbers.windows(2).all(|pair| pair[0] == pair[1]),
            Self::Classes(codes) => codes.windows(2).all(|pair| pair[0] == pair[1]),
        }
    }
}

/// Rows that are trained or validated on.
#[derive(Debug)]
pub(super) struct Chosen {
    /// Their numbers in the table.
    pub(super) rows: Vec<usize>,
    /// Their weights, all above 0, with mean 1.
    pub(super) weights: Vec<f64>,
    /// Their responses.
    pub(super) targets: Targets,
}

fn same_length(expected: usize, found: usize) -> Result<(), TreesError> {
    if expected == found {
        Ok(())
    } else {
        Err(TreesError::LengthsDiffer { expected, found })
    }
}
