//! The third step: text becomes rows of cells, cut as the dialect says.
//!
//! `splitter` cuts rows and cells, whatever the chunks the text comes in, and passes each row on
//! as a `record`; `sample` leaves some out where not all fit. Two checks follow. `stray_quotes` finds quotes that swallow rows. `table_end` recognises totals, remarks,
//! rulers and empty rows below the table, which are cut.

pub(super) mod record;
pub(super) mod sample;
pub(super) mod splitter;
pub(super) mod stray_quotes;
pub(super) mod table_end;
