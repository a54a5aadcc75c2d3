//! A step of training, on plain slices.
//!
//! # The idea
//!
//! Burn's autodiff and optimiser allocate tensors for every small operation. On networks of two layers of 64 units
//! that costs several times what the products cost. So the three parts of a step are written out here, on slices,
//! with buffers that stay from step to step:
//!
//! ```text
//! forward    rows ─▶ Dense ─▶ Dense ─▶ head ─▶ outputs        each layer keeps what the way back needs
//!                                                 │
//!                                     loss: slopes by outputs (`model::loss`)
//!                                                 │
//! backward   (end) ◀─ Dense ◀─ Dense ◀─ head ◀────┘           each layer computes its gradients
//!
//! step       each layer changes its parameters by its gradients (`adam`)
//! ```
//!
//! A *gradient* is the derivative of the loss by a parameter, a *slope* that by a number which flows through the
//! network. The slopes by the inputs of a layer are the slopes by the outputs of the layer below: that is all of
//! backpropagation. With `X` the inputs of a layer, `W` its weights, `U = XW + b` and `A` the slopes by `U`:
//!
//! ```text
//! gradient of W = Xᵀ A       gradient of b = column sums of A       slopes by X = A Wᵀ
//! ```
//!
//! Layer normalisation comes between `U` and the activation: a row `u` of `U` becomes `v = s (u − mean(u))`, where `s` is
//! one over the deviation of `u`. Moving all units of the row together, or scaling them, does not change `v`, and so the
//! slopes by `u` have no part along these two directions. With `a` the slopes by `v` they are:
//!
//! ```text
//! s (a − mean(a) − v · mean(a · v))
//! ```
//!
//! # What always holds
//!
//! - The parameters of a layer lie in one vector: weights (`inputs × outputs`, row after row), bias, then the factors
//!   and offsets of the normalisation. Gradients and both moments of Adam have the same order; `parts` says where
//!   each ends.
//! - [`Learner::backward`] belongs to the last [`Learner::forward`], and gets the same inputs. The layers keep their
//!   units, normalised values and masks from there.
//! - A layer has one buffer of slopes, and each part of the way back overwrites it: slopes by the outputs become slopes
//!   by what dropout got, then by what the activation got, then by `U`.
//! - The lowest layer computes no slopes by its inputs. Nobody reads them, and they cost a product.
//! - [`Learner::of`] copies from Burn's layers, and [`Learner::layers`] copies back. Nothing is shared in between.
//!
//! # The traps
//!
//! - *The bits count.* Which of two epochs is better may hang on the last bit of a product. The products are those of
//!   the library below Burn's ndarray backend, by the same kernels and with transposed views instead of copies; sums
//!   run in the lanes of `lines`, in one order. Reordering an addition changes networks, and with them every
//!   reference value.
//! - *A mask may be empty.* Without dropout it has no entries, which is not the same as entries of 1: no random
//!   number is drawn then.
//! - *What is not a number has to stay so.* `ReLU` is written as `unit < 0`, because `unit.max(0.0)` would turn NaN
//!   into 0, and diverged training would look fine.
//! - *Validation sends other rows through the same buffers.* It overwrites what `backward` needs, and so it must not
//!   come between the two.
//!
//! Every gradient is checked against finite differences in the tests of `learner`. A new kind of layer has to be
//! added there.

mod adam;
mod dense;
mod learner;
mod lines;

pub(super) use adam::Adam;
pub(super) use learner::Learner;
