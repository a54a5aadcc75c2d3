//! How fast weights change from step to step.

use std::f64::consts::PI;

/// The share of the peak learning rate that a step has: it rises evenly from near 0 to 1, then falls along half a cosine to
/// 0 (Loshchilov and Hutter, SGDR, 2017).
#[derive(Debug, Clone)]
pub(super) struct Schedule {
    warm_up: usize,
    steps: usize,
    step: usize,
}

impl Schedule {
    /// A schedule over `steps` steps, of which the share `warm_up` rises.
    pub(super) fn new(warm_up: f64, steps: usize) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share from 0 to 1 of a count"
        )]
        let warm_up = (warm_up * steps as f64).round() as usize;
        Self {
            warm_up,
            steps,
            step: 0,
        }
    }

    /// The share of the next step.
    pub(super) fn step(&mut self) -> f64 {
        let step = self.step;
        self.step += 1;
        if step < self.warm_up {
            return (step + 1) as f64 / self.warm_up as f64;
        }
        let falling = self.steps.saturating_sub(self.warm_up).max(1);
        let progress = ((step - self.warm_up) as f64 / falling as f64).min(1.0);
        0.5 * (1.0 + libm::cos(PI * progress))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_rises_to_its_peak_and_falls_to_zero() {
        let mut schedule = Schedule::new(0.05, 200);
        let rates: Vec<f64> = (0..201).map(|_| schedule.step()).collect();
        assert!((rates[0] - 0.1).abs() < 1e-12, "{}", rates[0]);
        assert!(
            rates[..11].is_sorted() && (rates[10] - 1.0).abs() < 1e-12,
            "{:?}",
            &rates[..11]
        );
        assert!(rates[10..].is_sorted_by(|a, b| a > b));
        // Halfway down the cosine, and at its end.
        assert!((rates[105] - 0.5).abs() < 1e-12, "{}", rates[105]);
        assert!(rates[200].abs() < 1e-12, "{}", rates[200]);
    }

    #[test]
    fn a_schedule_of_one_step_has_a_rate() {
        let rate = Schedule::new(0.05, 1).step();
        assert!((rate - 1.0).abs() < 1e-12, "{rate}");
    }
}
