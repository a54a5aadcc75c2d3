//! The third step: text becomes rows of cells, cut as the dialect says.
//!
//! `splitter` cuts rows and cells, whatever the chunks the text comes in, and gives each away as a `record`. Rows are then checked for two things:
//! `stray_quotes` finds quotes that swallow rows, and `table_end` recognises totals, remarks and empty rows below
//! the table.

pub(super) mod record;
pub(super) mod splitter;
pub(super) mod stray_quotes;
pub(super) mod table_end;
