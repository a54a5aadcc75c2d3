//! How weights change by their gradients.

use super::super::layers::single;
use super::lines::norm;

/// Decay of the two moments.
const FIRST_DECAY: f32 = 0.9;
const SECOND_DECAY: f32 = 0.999;

/// Keeps the quotient finite.
const EPSILON: f32 = 1e-5;

/// `AdamW` (Loshchilov and Hutter, 2019): Adam with weight decay apart from the gradient.
#[derive(Debug, Clone, Copy)]
pub(in crate::model) struct Adam {
    /// Each step takes off this share of the learning rate of every weight.
    pub(in crate::model) weight_decay: f32,
    /// Gradients of one parameter (the weights of a layer, say) are shortened to this norm.
    pub(in crate::model) gradient_norm: f32,
}

/// Running means of the gradients of some parameters, and of their squares.
#[derive(Debug, Clone)]
pub(super) struct Moments {
    first: Vec<f32>,
    second: Vec<f32>,
    steps: i32,
}

impl Moments {
    pub(super) fn new(count: usize) -> Self {
        Self {
            first: vec![0.0; count],
            second: vec![0.0; count],
            steps: 0,
        }
    }
}

impl Adam {
    /// One step. `parts` says where each parameter ends.
    pub(super) fn step(
        self,
        rate: f64,
        parameters: &mut [f32],
        gradients: &[f32],
        parts: &[usize],
        moments: &mut Moments,
    ) {
        let (kept, rate) = (single(1.0 - rate * f64::from(self.weight_decay)), single(rate));
        moments.steps = moments.steps.saturating_add(1);
        // By `libm`, so that the powers are the same everywhere.
        let power = |decay: f32| libm::pow(f64::from(decay), f64::from(moments.steps));
        let correction = |decay: f32| single(1.0 / (1.0 - power(decay)));
        let (correct_first, correct_second) = (correction(FIRST_DECAY), correction(SECOND_DECAY));
        let mut begin = 0;
        for &end in parts {
            let gradients = &gradients[begin..end];
            let factor = (self.gradient_norm / (norm(gradients) + f32::MIN_POSITIVE)).min(1.0);
            let values = parameters[begin..end].iter_mut().zip(gradients);
            let moments = moments.first[begin..end]
                .iter_mut()
                .zip(&mut moments.second[begin..end]);
            for ((value, &gradient), (first, second)) in values.zip(moments) {
                let gradient = gradient * factor;
                *first = *first * FIRST_DECAY + gradient * (1.0 - FIRST_DECAY);
                *second = *second * SECOND_DECAY + gradient * gradient * (1.0 - SECOND_DECAY);
                let step = (*first * correct_first) / ((*second * correct_second).sqrt() + EPSILON);
                *value = *value * kept - step * rate;
            }
            begin = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_that_of_the_paper() {
        let adam = Adam {
            weight_decay: 0.5,
            gradient_norm: 5.0,
        };
        let mut parameters = [2.0, -1.0, 4.0];
        let mut moments = Moments::new(3);
        // The first part's gradient has the norm 10 and is halved.
        adam.step(0.1, &mut parameters, &[6.0, 8.0, 0.25], &[2, 3], &mut moments);
        // Corrected moments of a first step are the gradient and its square: the quotient is its sign, nearly.
        let expected = [2.0 * 0.95 - 0.1, -0.95 - 0.1, 4.0 * 0.95 - 0.1];
        for (value, expected) in parameters.iter().zip(expected) {
            assert!((value - expected).abs() < 1e-4, "{value} {expected}");
        }
        assert!((moments.first[0] - 0.3).abs() < 1e-6, "{}", moments.first[0]);
        assert!((moments.second[1] - 0.016).abs() < 1e-6, "{}", moments.second[1]);

        // By hand: moments .9·.3 + .1·(−3) and .999·.009 + .001·9, over 1 − .9² and 1 − .999².
        let before = parameters[0];
        adam.step(0.1, &mut parameters, &[-3.0, 0.0, 0.0], &[2, 3], &mut moments);
        let (first, second) = (-0.03 / 0.19, 0.017_991 / 0.001_999);
        let expected = f64::from(before) * 0.95 - 0.1 * first / f64::sqrt(second);
        assert!(
            (f64::from(parameters[0]) - expected).abs() < 1e-4,
            "{} {expected}",
            parameters[0]
        );
    }
}
