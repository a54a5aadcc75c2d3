//! Tensors as files hold them.

use half::{bf16, f16};

use super::network::MAX_WEIGHTS;
use crate::features::Matrix;

/// A tensor out of a file, row after row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tensor {
    pub(super) shape: Vec<usize>,
    pub(super) values: Vec<f32>,
}

impl Tensor {
    /// As a matrix, where it has two dimensions.
    pub(super) fn matrix(&self) -> Option<Matrix<f32>> {
        match self.shape[..] {
            [_, columns] => Matrix::new(columns, self.values.clone()),
            _ => None,
        }
    }
}

/// The columns of a matrix as rows.
pub(super) fn transposed(matrix: &Matrix<f32>) -> Option<Matrix<f32>> {
    let values = (0..matrix.columns())
        .flat_map(|column| (0..matrix.rows()).map(move |row| matrix.row(row)[column]))
        .collect();
    Matrix::new(matrix.rows(), values)
}

/// Number of values of a tensor of this shape; nothing above the most that a network may have.
pub(super) fn count(shape: &[usize]) -> Option<usize> {
    shape
        .iter()
        .try_fold(1_usize, |product, &size| product.checked_mul(size))
        .filter(|&count| count <= MAX_WEIGHTS)
}

/// How numbers are stored, lowest byte first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Storage {
    /// IEEE half precision.
    Half,
    /// The upper half of single precision.
    Brain,
    /// Single precision.
    Single,
    /// Double precision.
    Double,
}

impl Storage {
    /// Bytes of one number.
    pub(super) fn size(self) -> usize {
        match self {
            Self::Half | Self::Brain => 2,
            Self::Single => 4,
            Self::Double => 8,
        }
    }

    /// One number out of [`Self::size`] bytes; 0 where they are fewer.
    pub(super) fn number(self, bytes: &[u8]) -> f64 {
        match (self, bytes) {
            (Self::Half, &[a, b]) => f16::from_le_bytes([a, b]).to_f64(),
            (Self::Brain, &[a, b]) => bf16::from_le_bytes([a, b]).to_f64(),
            (Self::Single, &[a, b, c, d]) => f32::from_le_bytes([a, b, c, d]).into(),
            (Self::Double, &[a, b, c, d, e, f, g, h]) => f64::from_le_bytes([a, b, c, d, e, f, g, h]),
            _ => 0.0,
        }
    }

    /// All numbers of these bytes.
    pub(super) fn numbers(self, bytes: &[u8]) -> impl Iterator<Item = f64> {
        bytes
            .chunks_exact(self.size())
            .map(move |bytes| self.number(bytes))
    }
}

/// To single precision. What is too large becomes infinite, which no network may hold: a check will name it.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the precision is given up on purpose"
)]
pub(super) fn narrow(number: f64) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_storages_hold_the_same_number() {
        for (storage, bytes) in [
            (Storage::Half, [0x00, 0xc1].as_slice()),
            (Storage::Brain, &[0x20, 0xc0]),
            (Storage::Single, &(-2.5_f32).to_le_bytes()),
            (Storage::Double, &(-2.5_f64).to_le_bytes()),
        ] {
            let numbers: Vec<f64> = storage.numbers(bytes).collect();
            assert_eq!(numbers, [-2.5], "{storage:?}");
        }
    }

    #[test]
    fn counts_do_not_overflow() {
        assert_eq!(count(&[3, 4]), Some(12));
        assert_eq!(count(&[usize::MAX, 2]), None);
        assert_eq!(count(&[MAX_WEIGHTS + 1]), None);
    }
}
