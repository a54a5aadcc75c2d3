//! What a column is, once all its cells are known: first by what its own file says (`finish`), and then, where another file
//! says something else, as that wants it (`finish_as`).

use super::builder::ColumnBuilder;
use super::evidence::Evidence;
use super::plan::Plan;
use super::sentinel::Spread;
use super::style::Way;
use super::undecided::{Taken, Undecided};
use crate::table::facts::column::{Column, Values};
use crate::table::facts::findings::ReadingQuestion;
use crate::table::facts::note::ColumnNote;

/// A finished column, with what is to be said about it.
#[derive(Debug)]
pub(in crate::table) struct Finished {
    pub(in crate::table) column: Column,
    pub(in crate::table) notes: Vec<ColumnNote>,
    pub(in crate::table) questions: Vec<ReadingQuestion>,
}

impl ColumnBuilder {
    /// Decides what the column is, by what its file says. Where its own cells do not say how numbers and dates are read,
    /// `numbers` and `dates` do. Numbers that stand for missing cells are taken out, unless they are `plain`.
    pub(in crate::table) fn finish(mut self, numbers: Way, dates: Way, plain: bool) -> Finished {
        self.keep_minus();
        let mut kept = self.clone();
        let mut plan = Plan::new(&self, [numbers, dates], None);
        self.open(&plan);
        let evidence = Evidence::of(&self, &plan);
        plan.reading = evidence.reading();
        if evidence.is_number() {
            plan.marks = evidence.marks();
        }
        let sizes = self.sizes();
        let values = self.read_as(&plan, &evidence);
        kept.lend(&values);
        let spread = spread(&values);
        let codes = own_codes(spread.as_ref(), plain);
        let (mut finished, taken) = self.finish_without(values, &codes);
        finished.column.undecided = Some(Box::new(Undecided {
            column: kept,
            plan,
            evidence,
            spread,
            sizes,
            plain,
            taken,
        }));
        finished
    }

    /// The column as it is to be read now. `codes` says which numbers stand for missing cells.
    pub(super) fn finish_as(
        mut self,
        plan: &Plan,
        own: &Evidence,
        codes: impl FnOnce(Option<&Spread>) -> Vec<f64>,
    ) -> Finished {
        self.open(plan);
        let values = self.read_as(plan, own);
        let codes = codes(spread(&values).as_ref());
        self.finish_without(values, &codes).0
    }

    fn finish_without(mut self, mut values: Values, codes: &[f64]) -> (Finished, Taken) {
        let notes = self.notes(&values);
        let counts_time = self.counts_time();
        let mut questions: Vec<ReadingQuestion> = self.asked.take().into_iter().collect();
        let taken = take_out(&mut values, codes);
        questions.extend(taken.iter().map(|(value, rows)| ReadingQuestion::Sentinel {
            column: self.name.clone(),
            value: *value,
            count: rows.len() as u64,
        }));
        let currency = self.units.currency().map(str::to_owned);
        let are_numbers = matches!(values, Values::Number(_));
        let unit = currency.or(self.unit).filter(|_| are_numbers);
        let column = Column {
            counts_time,
            unit,
            has_percent_signs: are_numbers && self.units.has_percent(),
            ..Column::new(&self.name, values)
        };
        let finished = Finished {
            column,
            notes,
            questions,
        };
        (finished, taken)
    }
}

/// What decides which numbers stand for missing values; nothing where there are no numbers.
pub(super) fn spread(values: &Values) -> Option<Spread> {
    match values {
        Values::Number(numbers) => Some(Spread::of(numbers)),
        _ => None,
    }
}

/// The numbers that stand for missing values by what one file says, unless all are `plain`.
pub(super) fn own_codes(spread: Option<&Spread>, plain: bool) -> Vec<f64> {
    let codes = spread.filter(|_| !plain).map(Spread::codes);
    codes.into_iter().flatten().map(|(code, _)| code).collect()
}

/// Makes the cells with these numbers missing; those that occur, with their rows.
fn take_out(values: &mut Values, codes: &[f64]) -> Taken {
    let Values::Number(numbers) = values else {
        return Vec::new();
    };
    let mut taken = Vec::new();
    for &code in codes {
        let is_code = |number: f64| number.to_bits() == code.to_bits();
        let cells = numbers
            .iter_mut()
            .enumerate()
            .filter(|(_, number)| is_code(**number));
        let rows: Vec<usize> = cells
            .map(|(row, number)| {
                *number = f64::NAN;
                row
            })
            .collect();
        if !rows.is_empty() {
            taken.push((code, rows));
        }
    }
    taken
}
