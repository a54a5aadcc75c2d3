//! How a column lends its cells to what it becomes, and takes them back to be read in another way.

use super::builder::ColumnBuilder;
use super::dictionary::Dictionary;
use super::plan::own_way;
use super::two_ways::TwoWays;
use super::undecided::Undecided;
use crate::table::facts::column::Values;

impl ColumnBuilder {
    /// Lends the cells to these values, so that no cell is kept twice.
    pub(super) fn lend(&mut self, values: &Values) {
        self.drop_ruled_out();
        match values {
            Values::Number(cells) | Values::Moment { seconds: cells, .. } => {
                for own in self.two_ways() {
                    own.lend(cells);
                }
                if let Some(own) = &mut self.year_first {
                    own.lend(cells);
                }
            }
            Values::Category { .. } | Values::Boolean { .. } => self.dictionary = None,
            Values::Unused { .. } => {}
        }
    }

    fn take_back(&mut self, values: &Values) {
        match values {
            Values::Number(cells) | Values::Moment { seconds: cells, .. } => {
                for own in self.two_ways() {
                    own.take_back(cells);
                }
                if let Some(own) = &mut self.year_first {
                    own.take_back(cells);
                }
            }
            Values::Category { codes, levels } | Values::Boolean { codes, levels, .. } => {
                self.dictionary = Some(Dictionary::of_parts(codes, levels));
            }
            Values::Unused { .. } => {}
        }
    }

    fn two_ways(&mut self) -> impl Iterator<Item = &mut TwoWays> {
        let measured = self.measures.as_mut().map(|measures| &mut measures.cells);
        let all = [self.numbers.as_mut(), measured, self.moments.as_mut()];
        all.into_iter().flatten()
    }

    /// Keeps the cells in the one way alone in which they can be read, whatever another file says.
    pub(super) fn drop_ruled_out(&mut self) {
        let numbers = |cells: &TwoWays| self.own_number_way(cells);
        let of_numbers = self.numbers.as_ref().and_then(numbers);
        let of_measures = self
            .measures
            .as_ref()
            .and_then(|measures| numbers(&measures.cells));
        let of_moments = self.moments.as_ref().and_then(own_way);
        let measured = self.measures.as_mut().map(|measures| &mut measures.cells);
        for (cells, way) in [
            (self.numbers.as_mut(), of_numbers),
            (measured, of_measures),
            (self.moments.as_mut(), of_moments),
        ] {
            if let (Some(cells), Some(way)) = (cells, way) {
                cells.keep_only(way);
            }
        }
    }
}

impl Undecided {
    /// The column with all its cells, those with codes of missing values among them; `values` are what it became.
    pub(super) fn reopened(&self, values: &Values) -> ColumnBuilder {
        let mut column = self.column.clone();
        match values {
            Values::Number(numbers) => {
                let mut numbers = numbers.clone();
                for (code, rows) in &self.taken {
                    for &row in rows {
                        if let Some(number) = numbers.get_mut(row) {
                            *number = *code;
                        }
                    }
                }
                column.take_back(&Values::Number(numbers));
            }
            values => column.take_back(values),
        }
        column
    }
}
