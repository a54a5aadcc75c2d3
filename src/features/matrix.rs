//! Rows of numbers.

/// A matrix of `rows × columns` numbers, row after row.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix<T = f32> {
    rows: usize,
    columns: usize,
    values: Vec<T>,
}

impl<T: Copy> Matrix<T> {
    /// A matrix from its values, row after row; nothing where their number is not a multiple of `columns`.
    #[must_use]
    pub fn new(columns: usize, values: Vec<T>) -> Option<Self> {
        if columns == 0 || !values.len().is_multiple_of(columns) {
            return None;
        }
        Some(Self {
            rows: values.len() / columns,
            columns,
            values,
        })
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// All values, row after row.
    #[must_use]
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// One row.
    ///
    /// # Panics
    /// Where there is no such row.
    #[must_use]
    pub fn row(&self, row: usize) -> &[T] {
        &self.values[row * self.columns..(row + 1) * self.columns]
    }

    /// The column of the highest value of each row, the first of equals.
    #[must_use]
    pub fn argmax(&self) -> Vec<u32>
    where
        T: PartialOrd,
    {
        let first_highest = |row: usize| {
            let mut best = 0;
            let row = self.row(row);
            for (column, value) in row.iter().enumerate() {
                if *value > row[best] {
                    best = column;
                }
            }
            // A row has at least one column, and far fewer than a `u32` counts.
            u32::try_from(best).unwrap_or(0)
        };
        (0..self.rows).map(first_highest).collect()
    }

    /// The rows with these indices, in this order.
    ///
    /// # Panics
    /// Where there is no such row.
    #[must_use]
    pub fn select(&self, rows: &[usize]) -> Self {
        let values = rows
            .iter()
            .flat_map(|&row| self.row(row).iter().copied())
            .collect();
        Self {
            rows: rows.len(),
            columns: self.columns,
            values,
        }
    }
}
