//! One cut of a leaf, and the search for the best.
//!
//! A cut is worth what the children save more than their parent: `G_l² / (H_l + λ) + G_r² / (H_r + λ) − G² / (H + λ)`
//! (Friedman, 2001; Chen and Guestrin, 2016, without the factor ½).

use super::histogram::Sums;
use super::settings::Settings;

/// A gain below this share of what the children save is rounding.
const MIN_SHARE_OF_GAIN: f64 = 1e-12;

/// Which bins go left.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Left {
    /// Those up to this one; missing cells too, or not.
    UpTo { bin: usize, missing: bool },
    /// Those that are marked, the last for missing cells.
    Marked(Vec<bool>),
}

impl Left {
    /// Whether a bin goes left; `missing` is the bin of missing cells.
    pub(super) fn has(&self, bin: u8, missing: usize) -> bool {
        let place = usize::from(bin);
        match self {
            Self::UpTo { missing: left, .. } if place == missing => *left,
            Self::UpTo { bin, .. } => place <= *bin,
            Self::Marked(marks) => marks.get(place).copied().unwrap_or(false),
        }
    }
}

/// A cut of one column, and what it would gain.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    pub(super) gain: f64,
    pub(super) left: Left,
    pub(super) left_sums: Sums,
    pub(super) right_sums: Sums,
    /// λ for the values of both children.
    pub(super) l2: f64,
}

/// The best cut so far of one leaf and column.
#[derive(Debug)]
pub(super) struct Search<'a> {
    total: Sums,
    settings: &'a Settings,
    best: Option<Cut>,
}

impl<'a> Search<'a> {
    pub(super) fn new(total: Sums, settings: &'a Settings) -> Self {
        Self {
            total,
            settings,
            best: None,
        }
    }

    /// Takes the cut with these rows on the left if it is allowed and better. Of equal ones, the first stays.
    pub(super) fn offer(&mut self, left_sums: Sums, l2: f64, left: impl FnOnce() -> Left) {
        let Settings {
            leaf_rows,
            leaf_hessian,
            ..
        } = *self.settings;
        let rows = self.total.rows - left_sums.rows;
        if (left_sums.rows as usize) < leaf_rows || (rows as usize) < leaf_rows {
            return;
        }
        let right_sums = self.total.minus(left_sums);
        if !(left_sums.hessian >= leaf_hessian && right_sums.hessian >= leaf_hessian) {
            return;
        }
        let children = left_sums.gain(l2) + right_sums.gain(l2);
        let gain = children - self.total.gain(self.settings.l2);
        let least = self.best.as_ref().map_or(self.settings.gain, |best| best.gain);
        if gain > least && gain > MIN_SHARE_OF_GAIN * children {
            self.best = Some(Cut {
                gain,
                left: left(),
                left_sums,
                right_sums,
                l2,
            });
        }
    }

    /// The best cut that was offered.
    pub(super) fn best(self) -> Option<Cut> {
        self.best
    }
}
