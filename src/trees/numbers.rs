//! The best cut of a column of numbers. Missing cells are tried on both sides of every cut.

use super::cut::{Cut, Left, Search};
use super::histogram::Sums;
use super::settings::Settings;

/// The best cut between bins of numbers. The last cell is that of missing cells.
pub(super) fn best_of_numbers(cells: &[Sums], total: Sums, settings: &Settings) -> Option<Cut> {
    let (&missing, values) = cells.split_last()?;
    let mut search = Search::new(total, settings);
    let mut left = Sums::default();
    let mut occupied = values
        .iter()
        .enumerate()
        .filter(|(_, cell)| cell.rows > 0)
        .peekable();
    while let Some((place, &cell)) = occupied.next() {
        left = left.plus(cell);
        // No row of this leaf lies in the bins up to the next occupied one, so all cuts between gain the same. The middle one
        // is as far from the rows on both sides as can be.
        let bin = match occupied.peek() {
            Some((next, _)) => place + (next - place - 1) / 2,
            None => values.len() - 1,
        };
        if missing.rows > 0 {
            search.offer(left, settings.l2, || Left::UpTo { bin, missing: false });
            search.offer(left.plus(missing), settings.l2, || Left::UpTo {
                bin,
                missing: true,
            });
        } else {
            // Nothing says where a missing cell belongs: it goes with most rows.
            let most = left.rows >= total.rows - left.rows;
            search.offer(left, settings.l2, || Left::UpTo { bin, missing: most });
        }
    }
    search.best()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trees::histogram::cell;

    fn settings() -> Settings {
        Settings {
            leaf_rows: 1,
            ..Settings::default()
        }
    }

    fn total(cells: &[Sums]) -> Sums {
        cells.iter().fold(Sums::default(), |sums, cell| sums.plus(*cell))
    }

    #[test]
    fn the_best_cut_is_in_the_middle_of_empty_bins() {
        let cells = [
            cell(-4.0, 2),
            cell(0.0, 0),
            cell(0.0, 0),
            cell(0.0, 0),
            cell(4.0, 2),
            cell(0.0, 0),
        ];
        let cut = best_of_numbers(&cells, total(&cells), &settings()).unwrap();
        assert_eq!(
            cut.left,
            Left::UpTo {
                bin: 1,
                missing: true
            }
        );
        // 16 / 2 on both sides, and nothing saved by the parent.
        assert!((cut.gain - 16.0).abs() < 1e-12);
    }

    #[test]
    fn missing_cells_go_to_the_better_side() {
        for (gradient, expected) in [(-4.0, true), (4.0, false)] {
            let cells = [cell(-4.0, 2), cell(4.0, 2), cell(gradient, 2)];
            let cut = best_of_numbers(&cells, total(&cells), &settings()).unwrap();
            assert_eq!(
                cut.left,
                Left::UpTo {
                    bin: 0,
                    missing: expected
                }
            );
        }
    }

    #[test]
    fn missing_cells_alone_can_be_a_side() {
        let cells = [cell(-4.0, 2), cell(-4.0, 2), cell(8.0, 2)];
        let cut = best_of_numbers(&cells, total(&cells), &settings()).unwrap();
        assert_eq!(
            cut.left,
            Left::UpTo {
                bin: 1,
                missing: false
            }
        );
    }

    #[test]
    fn leaves_have_rows_and_hessian_enough() {
        let cells = [cell(-9.0, 1), cell(3.0, 3), cell(6.0, 2), cell(0.0, 0)];
        let few = Settings {
            leaf_rows: 2,
            ..settings()
        };
        assert_eq!(
            best_of_numbers(&cells, total(&cells), &few)
                .unwrap()
                .left_sums
                .rows,
            4
        );
        let light = Settings {
            leaf_hessian: 2.5,
            ..settings()
        };
        assert!(best_of_numbers(&cells, total(&cells), &light).is_none());
    }

    #[test]
    fn equal_gradients_are_not_split() {
        let cells: Vec<Sums> = (1..20).map(|rows| cell(0.1 * f64::from(rows), rows)).collect();
        assert!(best_of_numbers(&cells, total(&cells), &settings()).is_none());
    }
}
