//! The list of decisions about how a file is read, each of which can be changed.

use leptos::prelude::*;

use super::chosen::Chosen;
use super::words::decisions as words;
use crate::features::Side;
use crate::page::form::{Entry, List, at, chosen, names, position, positions};
use crate::page::work::Page;
use crate::table::{Choices, DateOrder, Decimal, Delimiter, Encoding, Quote};

/// The most lines above a table that a user can skip.
const MAX_LINES_ABOVE: u64 = 10_000;

/// Where decisions are made about the file of a side.
#[derive(Clone, Copy)]
pub(super) struct Decisions {
    pub(super) page: Page,
    pub(super) side: Side,
    /// Whether the file was read, and each decision was found or made. If not, the first choice of each list leaves the
    /// decision to the file.
    pub(super) is_read: bool,
}

impl Decisions {
    pub(super) fn encoding(self, now: Option<Encoding>, reason: &str) -> impl IntoView + use<> {
        let words = (words::ENCODING.say(), words::encoding as fn(Encoding) -> _);
        self.of(words, &Encoding::ALL, now, reason, |choices, encoding| {
            choices.encoding = encoding;
        })
    }

    pub(super) fn delimiter(self, now: Option<Delimiter>, reason: &str) -> impl IntoView + use<> {
        let words = (words::DELIMITER.say(), words::delimiter as fn(Delimiter) -> _);
        self.of(words, &Delimiter::ALL, now, reason, |choices, delimiter| {
            choices.dialect.delimiter = delimiter;
        })
    }

    pub(super) fn quote(self, now: Option<Quote>) -> impl IntoView + use<> {
        let words = (words::QUOTE.say(), words::quote as fn(Quote) -> _);
        self.of(words, &Quote::ALL, now, "", |choices, quote| {
            choices.dialect.quote = quote;
        })
    }

    pub(super) fn header(self, now: Option<bool>, reason: &str) -> impl IntoView + use<> {
        let words = (words::HEADER.say(), words::header as fn(bool) -> _);
        self.of(words, &[true, false], now, reason, |choices, header| {
            choices.dialect.header = header;
        })
    }

    pub(super) fn decimal(self, now: Decimal, reason: &str) -> impl IntoView + use<> {
        let words = (words::DECIMAL.say(), words::decimal as fn(Decimal) -> _);
        let values = &[Decimal::Point, Decimal::Comma];
        self.of(words, values, Some(now), reason, |choices, decimal| {
            choices.decimal = decimal;
        })
    }

    pub(super) fn dates(self, now: DateOrder, reason: &str) -> impl IntoView + use<> {
        let words = (words::DATES.say(), words::date_order as fn(DateOrder) -> _);
        let values = &[DateOrder::DayFirst, DateOrder::MonthFirst];
        self.of(words, values, Some(now), reason, |choices, order| {
            choices.date_order = order;
        })
    }

    /// The sheet of a workbook.
    pub(super) fn sheet(self, now: String, sheets: Vec<String>) -> impl IntoView {
        let Self { page, side, .. } = self;
        let is_now = |chosen: &Chosen| chosen.choices.sheet.as_ref() == Some(&now);
        let is_chosen = untrack(|| page.data.is(side, is_now));
        let reason = words::sheets(sheets.len(), is_chosen);
        let choose =
            move |sheet| page.decide(&[side], |choices| choices.sheet = chosen(String::clone(&sheet)));
        self.list(words::SHEET.say(), names(sheets), now, reason, choose)
    }

    /// The number of lines above the table.
    pub(super) fn lines_above(self, lines: Option<u64>) -> impl IntoView {
        let Self { page, side, is_read } = self;
        let id = self.id(words::LINES_ABOVE.say());
        let on_change = move |event: web_sys::Event| {
            let input: web_sys::HtmlInputElement = event_target(&event);
            let lines = lines_to_skip(&input.value());
            if let Some(lines) = lines {
                input.set_value(&lines.to_string());
            }
            page.decide(&[side], move |choices| choices.dialect.skipped_lines = lines);
        };
        let input = view! {
            <input
                id=id.clone()
                type="number"
                min="0"
                max=MAX_LINES_ABOVE.to_string()
                value=lines.map(|lines| lines.to_string())
                disabled=move || page.work.is_busy()
                on:change=on_change
            />
        };
        let found = lines.filter(|_| is_read).map(words::lines_above);
        row(id, words::LINES_ABOVE.say(), input, found.unwrap_or_default())
    }

    /// A list of values with the one that was found or chosen; another one is decided with `set`.
    fn of<T: Copy + PartialEq + Send + Sync + 'static>(
        self,
        (name, word): (&'static str, fn(T) -> &'static str),
        values: &'static [T],
        now: Option<T>,
        reason: &str,
        set: fn(&mut Choices, Option<T>),
    ) -> impl IntoView + use<T> {
        let Self { page, side, is_read } = self;
        let mut entries = positions(values, word);
        if !is_read {
            entries.insert(0, (String::new(), words::FROM_THE_FILE.into()));
        }
        let choose = move |value: String| page.decide(&[side], |choices| set(choices, at(values, &value)));
        self.list(name, entries, position(values, now), reason.to_owned(), choose)
    }

    fn list(
        self,
        name: &'static str,
        entries: Vec<Entry>,
        now: String,
        reason: String,
        choose: impl Fn(String) + Send + Sync + 'static,
    ) -> impl IntoView {
        let id = self.id(name);
        let list = view! {
            <List
                id=id.clone()
                work=self.page.work
                entries=Signal::stored(entries)
                now=Signal::stored(now)
                choose=Callback::new(choose)
            />
        };
        row(id, name, list, reason)
    }

    fn id(self, name: &str) -> String {
        let side = match self.side {
            Side::Source => "source",
            Side::Target => "target",
        };
        let unread = if self.is_read { "" } else { "unread-" };
        format!("{side}-{unread}{}", name.to_lowercase().replace(' ', "-"))
    }
}

fn row(id: String, name: &'static str, field: impl IntoView, reason: String) -> impl IntoView {
    view! {
        <div>
            <dt><label for=id>{name}</label></dt>
            <dd>
                {field}
                <span class="small quiet">{reason}</span>
            </dd>
        </div>
    }
}

/// The number of lines to skip, between 0 and [`MAX_LINES_ABOVE`]. Without a number there is none, and the reader finds it in
/// the file.
fn lines_to_skip(text: &str) -> Option<u64> {
    let lines = text.trim().parse::<f64>().ok().filter(|lines| !lines.is_nan())?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to a small range"
    )]
    let lines = lines.clamp(0.0, MAX_LINES_ABOVE as f64) as u64;
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_above_stay_within_their_limits() {
        for (text, lines) in [
            ("3", Some(3)),
            (" 3 ", Some(3)),
            ("-5", Some(0)),
            ("2.7", Some(2)),
            ("99999", Some(10_000)),
            ("1e300", Some(10_000)),
            ("", None),
            ("x", None),
            ("NaN", None),
        ] {
            assert_eq!(lines_to_skip(text), lines, "{text}");
        }
    }
}
