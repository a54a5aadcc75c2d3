//! Rows in bins of at least [`MIN_BIN_ROWS`].

use crate::report::MIN_BIN_ROWS;

/// Most bins: as many as a chart shows at a glance.
const MAX_BINS: usize = 10;

/// Fewest rows of a bin, so that there are at most [`MAX_BINS`] of them.
pub(super) fn fewest(rows: usize) -> usize {
    MIN_BIN_ROWS.max(rows.div_ceil(MAX_BINS))
}

/// These rows in the order of their values, about as many in each bin. Equal values stay in one bin.
pub(super) fn equal_bins(values: &[f64], mut rows: Vec<usize>) -> Vec<Vec<usize>> {
    let fewest = fewest(rows.len());
    rows.sort_by(|&one, &other| values[one].total_cmp(&values[other]).then(one.cmp(&other)));
    let equal = rows.chunk_by(|&one, &other| values[one].total_cmp(&values[other]).is_eq());
    let parts = equal.map(<[usize]>::to_vec).enumerate().collect();
    joined(parts, fewest).into_iter().map(|(_, rows)| rows).collect()
}

/// Parts in their order, joined with the next until they have so many rows; the last joins the one before it. Each comes
/// with the first and the last of its parts that have rows.
pub(super) fn joined(parts: Vec<(usize, Vec<usize>)>, fewest: usize) -> Vec<([usize; 2], Vec<usize>)> {
    let mut bins: Vec<([usize; 2], Vec<usize>)> = Vec::new();
    for (part, rows) in parts.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        match bins.last_mut().filter(|(_, bin)| bin.len() < fewest) {
            Some((ends, bin)) => {
                ends[1] = part;
                bin.extend(rows);
            }
            None => bins.push(([part; 2], rows)),
        }
    }
    if let Some((ends, rows)) = bins.pop_if(|(_, bin)| bin.len() < fewest) {
        match bins.last_mut() {
            Some((before, bin)) => {
                before[1] = ends[1];
                bin.extend(rows);
            }
            None => bins.push((ends, rows)),
        }
    }
    bins
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(values: &[f64]) -> Vec<usize> {
        let bins = equal_bins(values, (0..values.len()).collect());
        bins.iter().map(Vec::len).collect()
    }

    #[test]
    fn rows_are_shared_out_evenly() {
        let values: Vec<f64> = (0..35).map(f64::from).collect();
        // The five rows that are left join the bin before them.
        assert_eq!(sizes(&values), [10, 10, 15]);
        let values: Vec<f64> = (0..1_000).map(f64::from).collect();
        assert_eq!(sizes(&values), [100; 10]);
        assert_eq!(sizes(&[1.0, 2.0]), [2]);
        assert!(sizes(&[]).is_empty());
    }

    #[test]
    fn equal_values_stay_together_and_in_order() {
        let mut values = vec![0.0; 15];
        values.extend((1..=10).map(f64::from));
        assert_eq!(sizes(&values), [15, 10]);
        let bins = equal_bins(&[3.0, 1.0, 2.0], vec![0, 1, 2]);
        assert_eq!(bins, [[1, 2, 0]]);
    }

    #[test]
    fn small_parts_join_their_neighbours() {
        let part = |number: usize, rows: usize| (number, vec![number; rows]);
        let parts = vec![
            part(0, 0),
            part(2, 4),
            part(3, 0),
            part(5, 7),
            part(6, 12),
            part(9, 3),
        ];
        let bins = joined(parts, 10);
        let said: Vec<([usize; 2], usize)> = bins.iter().map(|(ends, rows)| (*ends, rows.len())).collect();
        assert_eq!(said, [([2, 5], 11), ([6, 9], 15)]);
    }
}
