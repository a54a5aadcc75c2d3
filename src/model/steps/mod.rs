//! A step of training, on plain slices.
//!
//! Burn's autodiff and optimiser allocate tensors for every small operation; here a step writes into buffers that stay.
//! The products are those of the ndarray device itself, by the library below it and its kernels, with transposed views
//! instead of copies. Sums run in one order.

mod adam;
mod dense;
mod learner;
mod lines;

pub(super) use adam::Adam;
pub(super) use learner::Learner;
