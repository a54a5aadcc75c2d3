//! Does a response follow from the inputs as before? A test of `response ⫫ table | inputs`, and how likely the inputs of a row
//! are in either table.
//!
//! # The idea
//!
//! What the inputs say of the response, and what they say of the table, is taken out of both by regressions. What is left of
//! the one, `Y − m̂(X)`, then goes with what is left of the other, `S − ê(X)`, only if the response depends on the table at
//! the same inputs: the generalised covariance measure (Shah and Peters, Annals of Statistics 2020). A product of one row
//! sees a change of the mean alone. So the products are also weighted by functions of the inputs (Scheidegger, Hörrmann
//! and Bühlmann, JMLR 2022): by all linear and quadratic ones, and by all in the span of random waves, of each family the
//! worst (Muandet, Jitkrittum and Kübler, UAI 2020). The size of what is left of a number is a second response, which sees
//! a changed spread.
//!
//! Products of bins change their signs at random, which is what they may do if nothing depends on the table (the wild
//! bootstrap). The level holds as far as the *product* of the errors of both regressions is small beside chance: either of
//! them may be poor. Each row is predicted by a regression that has not seen it.
//!
//! # The trap
//!
//! Where hardly any input stands in both tables, `S − ê(X)` is next to nothing but error, and the regressions err in the same
//! places. So whoever asks looks at [`Regressed::overlap`] first.

mod basis;
mod flips;
mod folds;
mod propensity;
mod ridge;
mod test;

pub use propensity::Propensity;
pub use test::{Change, ConditionalResult, FLIPS, MAX_ROWS, Question, Regressed};
