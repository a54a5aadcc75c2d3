//! The best cut of a column of categories.
//!
//! Few levels are set one against the others. More are sorted by gradient over hessian and cut once: for squared error, the
//! best of all partitions into two is among these cuts (Fisher, 1958). With many levels the best cut fits noise, so the sort is
//! smoothed, both children have a larger ridge, and levels with few rows stay with the missing cells.

use super::cut::{Cut, Left, Search};
use super::histogram::Sums;
use super::settings::Settings;

/// The best cut between levels. The last cell is that of missing cells.
pub(super) fn best_of_levels(cells: &[Sums], total: Sums, settings: &Settings) -> Option<Cut> {
    let levels = cells.len().checked_sub(1)?;
    let mut search = Search::new(total, settings);
    if levels <= settings.categories.one_against_rest {
        one_against_rest(cells, settings, &mut search);
    } else {
        sorted(cells, settings, &mut search);
    }
    search.best()
}

fn one_against_rest(cells: &[Sums], settings: &Settings, search: &mut Search<'_>) {
    let missing = cells.len() - 1;
    let all = cells.iter().fold(Sums::default(), |sums, cell| sums.plus(*cell));
    let mark =
        |places: &[usize]| Left::Marked((0..cells.len()).map(|place| places.contains(&place)).collect());
    for level in (0..missing).filter(|&level| cells[level].rows > 0) {
        if cells[missing].rows > 0 {
            search.offer(cells[level], settings.l2, || mark(&[level]));
            search.offer(cells[level].plus(cells[missing]), settings.l2, || {
                mark(&[level, missing])
            });
        } else {
            // Nothing says where a missing cell belongs: it goes with most rows.
            let most = cells[level].rows >= all.rows - cells[level].rows;
            search.offer(cells[level], settings.l2, || {
                if most {
                    mark(&[level, missing])
                } else {
                    mark(&[level])
                }
            });
        }
    }
    search.offer(cells[missing], settings.l2, || mark(&[missing]));
}

fn sorted(cells: &[Sums], settings: &Settings, search: &mut Search<'_>) {
    let categories = &settings.categories;
    let missing = cells.len() - 1;
    let mut order: Vec<usize> = (0..missing)
        .filter(|&level| cells[level].rows as usize >= categories.level_rows)
        .collect();
    let mean = |level: usize| cells[level].gradient / (cells[level].hessian + categories.smoothing);
    // Stable: levels with equal means stay in the order of their codes.
    order.sort_by(|&one, &other| mean(one).total_cmp(&mean(other)));
    let over = |levels: &[usize]| {
        levels
            .iter()
            .fold(Sums::default(), |sums, &level| sums.plus(cells[level]))
    };
    // Levels with few rows in this leaf, and missing cells.
    let few = (0..cells.len())
        .filter(|level| !order.contains(level))
        .collect::<Vec<_>>();
    let few = over(&few);
    let known = over(&order);
    let most_levels = categories.side_levels.min(order.len().div_ceil(2));
    let l2 = settings.l2 + categories.l2;
    for _direction in 0..2 {
        let (mut side, mut group) = (Sums::default(), 0);
        for count in 1..=order.len() {
            let cell = cells[order[count - 1]];
            side = side.plus(cell);
            group += cell.rows as usize;
            let rest = (known.rows - side.rows) as usize;
            if group < categories.group_rows || (rest > 0 && rest < categories.group_rows) {
                continue;
            }
            if count > most_levels && rest > 0 {
                continue;
            }
            group = 0;
            let mark = |with_few: bool| {
                let mut marks = vec![false; cells.len()];
                order[..count].iter().for_each(|&level| marks[level] = true);
                if with_few {
                    let unsorted = (0..cells.len()).filter(|level| !order.contains(level));
                    unsorted.for_each(|level| marks[level] = true);
                }
                Left::Marked(marks)
            };
            if few.rows > 0 {
                search.offer(side, l2, || mark(false));
                search.offer(side.plus(few), l2, || mark(true));
            } else {
                let most = side.rows as usize >= rest;
                search.offer(side, l2, || mark(most));
            }
        }
        order.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trees::histogram::cell;
    use crate::trees::settings::CategorySettings;

    fn settings(one_against_rest: usize) -> Settings {
        let categories = CategorySettings {
            one_against_rest,
            smoothing: 0.0,
            level_rows: 1,
            group_rows: 1,
            side_levels: 255,
            l2: 0.0,
        };
        Settings {
            leaf_rows: 1,
            categories,
            ..Settings::default()
        }
    }

    fn best(cells: &[Sums], settings: &Settings) -> Option<(f64, Vec<bool>)> {
        let total = cells.iter().fold(Sums::default(), |sums, cell| sums.plus(*cell));
        best_of_levels(cells, total, settings).map(|cut| match cut.left {
            Left::Marked(marks) => (cut.gain, marks),
            Left::UpTo { .. } => panic!("levels have no order"),
        })
    }

    #[test]
    fn one_level_is_set_against_the_others() {
        let cells = [cell(-1.0, 4), cell(6.0, 3), cell(-2.0, 4), cell(-3.0, 2)];
        let (_, marks) = best(&cells, &settings(3)).unwrap();
        assert_eq!(marks, [false, true, false, false]);
    }

    /// Over all ways to cut the levels in two, missing cells being a level more.
    #[test]
    fn sorted_levels_have_the_best_of_all_partitions() {
        let cells = [
            cell(3.0, 2),
            cell(-5.0, 3),
            cell(1.0, 4),
            cell(-2.0, 1),
            cell(4.0, 3),
            cell(-1.5, 2),
        ];
        let total = cells.iter().fold(Sums::default(), |sums, cell| sums.plus(*cell));
        let mut best_gain = 0.0_f64;
        for subset in 1..63_u32 {
            let chosen = (0..6).filter(|level| subset >> level & 1 == 1);
            let left = chosen.fold(Sums::default(), |sums, level| sums.plus(cells[level]));
            best_gain = best_gain.max(left.gain(0.0) + total.minus(left).gain(0.0) - total.gain(0.0));
        }
        let (gain, _) = best(&cells, &settings(0)).unwrap();
        assert!((gain - best_gain).abs() < 1e-12, "{gain} {best_gain}");
    }

    #[test]
    fn levels_with_few_rows_go_with_the_missing_ones() {
        let mut settings = settings(0);
        settings.categories.level_rows = 2;
        let cells = [
            cell(-6.0, 3),
            cell(-1.0, 1),
            cell(5.0, 3),
            cell(5.0, 3),
            cell(-3.0, 2),
        ];
        let (_, marks) = best(&cells, &settings).unwrap();
        assert_eq!(marks[1], marks[4], "{marks:?}");
        assert_eq!(marks[0], marks[4], "{marks:?}");
        assert_ne!(marks[2], marks[4], "{marks:?}");
    }

    #[test]
    fn missing_cells_alone_can_be_a_side_and_join_a_level() {
        let alone = [cell(-1.0, 4), cell(-1.0, 4), cell(9.0, 3)];
        assert_eq!(best(&alone, &settings(2)).unwrap().1, [false, false, true]);
        let joined = [
            cell(-1.0, 4),
            cell(5.0, 4),
            cell(-1.0, 4),
            cell(-1.0, 4),
            cell(5.0, 3),
        ];
        for one_against_rest in [0, 4] {
            let (_, marks) = best(&joined, &settings(one_against_rest)).unwrap();
            assert_eq!(marks[1], marks[4], "{marks:?}");
            assert_ne!(marks[0], marks[4], "{marks:?}");
        }
    }

    #[test]
    fn few_rows_make_no_group() {
        let mut settings = settings(0);
        settings.categories.group_rows = 4;
        let cells = [cell(-6.0, 3), cell(5.0, 3), cell(0.0, 0)];
        assert!(best(&cells, &settings).is_none());
        settings.categories.group_rows = 3;
        assert!(best(&cells, &settings).is_some());
    }
}
