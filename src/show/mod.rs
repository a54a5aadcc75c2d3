//! What a result looks like: in words, in numbers, in pictures. Pure markup made from a report, without a browser, so
//! that page and report file show the same, and tests see it natively.

mod answer;
mod charts;
mod comparison;
mod figure;
mod json;
mod landscape;
mod picture;
mod qr;
mod report;
mod sheet;
mod test;
mod text;
#[cfg(test)]
mod translated;
mod warnings;

pub(crate) use answer::{advice, beside, on_networks, on_tables, verdict};
pub(crate) use charts::{column, curves, overlay};
pub(crate) use comparison::{frozen_next, so_far};
pub use figure::Figure;
pub use json::json;
pub(crate) use landscape::landscape;
pub use qr::svg as qr_code;
pub(crate) use report::{details, effect, moved_columns, networks};
pub use report::{figures, html};
pub use text::plain_text;
pub(crate) use warnings::weak;
