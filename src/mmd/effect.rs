//! The effect in plain units: which mean shift would give this MMD?

/// MMD² of the Gaussian kernel `exp(-‖x-y‖²/(2L))` between `N(0, I_d)` and `N(δ, I_d)`, in closed form:
/// `2 (L/(L+2))^{d/2} · (1 − exp(−δ²/(2(L+2))))`.
///
/// `shift` is `|δ|` in standard deviations, `dimension` is `d`, and `bandwidth` is `s` with `L = s²`.
#[must_use]
pub fn mmd2_of_shift(shift: f64, dimension: f64, bandwidth: f64) -> f64 {
    let l = bandwidth * bandwidth;
    2.0 * libm::pow(l / (l + 2.0), dimension / 2.0) * -libm::expm1(-shift * shift / (2.0 * (l + 2.0)))
}

/// The shift that gives this MMD²: the inverse of [`mmd2_of_shift`] in its first argument.
///
/// 0 where `mmd2` is not positive; nothing where it is larger than any shift can make it.
#[must_use]
pub fn shift_of_mmd2(mmd2: f64, dimension: f64, bandwidth: f64) -> Option<f64> {
    let l = bandwidth * bandwidth;
    // Where a shift makes no difference to the MMD, none is no shift.
    if mmd2 <= 0.0 {
        return Some(0.0);
    }
    let share = mmd2 / (2.0 * libm::pow(l / (l + 2.0), dimension / 2.0));
    let shift = libm::sqrt(-2.0 * (l + 2.0) * libm::log1p(-share));
    // Beyond a share of 1 the logarithm is infinite or no number.
    shift.is_finite().then_some(shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closed_form_has_its_check_values() {
        for (shift2, dimension, l, expected) in [
            (1.0_f64, 1.0, 1.0_f64, 0.177_267_634_919_862),
            (0.25, 1.0, 1.0, 0.047_123_955_847_628),
            (1.0, 10.0, 10.0, 0.032_801_683_779_306),
        ] {
            let value = mmd2_of_shift(shift2.sqrt(), dimension, l.sqrt());
            assert!((value - expected).abs() < 1e-14, "{value} {expected}");
        }
    }

    #[test]
    fn the_inverse_gives_the_shift_back() {
        for shift in [0.0, 0.05, 0.2, 1.0, 3.0] {
            let mmd2 = mmd2_of_shift(shift, 7.0, 3.0);
            assert!((shift_of_mmd2(mmd2, 7.0, 3.0).unwrap() - shift).abs() < 1e-9);
        }
        assert_eq!(shift_of_mmd2(-0.1, 7.0, 3.0), Some(0.0));
        assert_eq!(shift_of_mmd2(1.9, 7.0, 3.0), None);
    }

    #[test]
    fn no_mmd_is_no_shift_where_every_shift_has_none() {
        // So many columns that the mean of the kernel is 0.
        assert!(mmd2_of_shift(1.0, 1e6, 1.0) <= 0.0);
        assert_eq!(shift_of_mmd2(0.0, 1e6, 1.0), Some(0.0));
        assert_eq!(shift_of_mmd2(-1e-9, 1e6, 1.0), Some(0.0));
        assert_eq!(shift_of_mmd2(1e-9, 1e6, 1.0), None);
        assert_eq!(shift_of_mmd2(f64::NAN, 7.0, 3.0), None);
    }
}
