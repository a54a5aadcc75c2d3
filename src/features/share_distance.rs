//! How far two tables lie apart in the shares that values have.

use std::f64::consts::FRAC_2_PI;

/// Shares differ where they lie further apart than this in all, beyond chance.
pub(super) const MAX_DISTANCE: f64 = 0.2;

/// The total variation between the shares of source and target, less the mean of what chance alone gives tables of so many rows.
pub(super) fn beyond_chance(shares: impl IntoIterator<Item = [f64; 2]>, rows: [f64; 2]) -> f64 {
    let of_value = |[one, other]: [f64; 2]| {
        let share = one.midpoint(other);
        // The mean of |N(0, σ)| is σ √(2/π).
        let chance = share * (1.0 - share) * (1.0 / rows[0] + 1.0 / rows[1]) * FRAC_2_PI;
        0.5 * ((one - other).abs() - chance.sqrt())
    };
    shares.into_iter().map(of_value).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_taken_off() {
        let halves = [[0.9, 0.5], [0.1, 0.5]];
        let many = beyond_chance(halves, [1e9; 2]);
        assert!((many - 0.4).abs() < 1e-3, "{many}");
        assert!(beyond_chance(halves, [4.0; 2]) < MAX_DISTANCE);
    }
}
