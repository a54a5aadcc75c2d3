//! Workbooks into CSV: xlsx, xls, xlsb and ods.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{DataType, ExcelDateTime, Ods, Reader as _, SheetType, SheetVisible, Sheets, Xls, Xlsb, Xlsx};

use super::claims::{self, Checked, Format, Formulas, Uncomputed};
use super::rows::{Rows, Sink};
use crate::table::{Ambiguity, ColumnFormulas, ConvertError, Packing, calendar};

/// Rows and columns of the largest sheet that any program writes. Greater numbers are damage.
const MAX_ROWS: u32 = 1 << 20;
const MAX_COLUMNS: u32 = 1 << 14;

/// Seconds in an hour, the unit in which a length of time is written.
const HOUR: f64 = 3_600.0;

/// Days that differ by less are the same moment: Excel counts in milliseconds.
const HALF_MILLISECOND: f64 = 0.5 / 86_400_000.0;

type Workbook = Sheets<Cursor<Vec<u8>>>;

/// `packed` is how many bytes the file has, which may be packed once more.
pub(super) fn convert(
    bytes: Vec<u8>,
    packed: usize,
    wanted: Option<&str>,
    sink: Sink<'_>,
) -> Result<Packing, ConvertError> {
    let (mut workbook, formulas) = open(bytes, packed)?;
    check_names(&workbook)?;
    let sheets: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let (index, extent) = if let Some(name) = wanted {
        let Some(index) = sheets.iter().position(|sheet| sheet == name) else {
            let name = name.to_owned();
            return Err(ConvertError::NoSuchSheet { name, sheets });
        };
        (index, extent(&mut workbook, name)?.unwrap_or_default())
    } else {
        largest(&mut workbook, &sheets)?
    };
    let sheet = sheets[index].clone();
    let mut rows = Rows::new(sink, extent.width(), packed as u64);
    let all = workbook.sheets_metadata().iter();
    let formulas = all.zip(&formulas).find(|(of, _)| of.name == sheet);
    let formulas = formulas.map(|(_, formulas)| formulas);
    let hidden_rows = formulas.map_or(0, |formulas| formulas.hidden_rows);
    let formulas = formulas.filter(|formulas| formulas.are_open());
    let mut uncomputed = Uncomputed::default();
    if let Some(formulas) = formulas {
        uncomputed = formulas.by_column(columns(&mut workbook, &sheet)?.into_iter());
    }
    write(&mut workbook, &sheet, extent, formulas, &uncomputed, &mut rows)?;
    rows.finish()?;
    let formulas = uncomputed.columns.iter().filter_map(|&(column, never, old)| {
        let column = column.checked_sub(extent.first)? as usize;
        Some(ColumnFormulas { column, never, old })
    });
    Ok(Packing::Workbook {
        sheet,
        sheets,
        formulas: formulas.collect(),
        hidden_rows,
    })
}

/// The column of each cell, where cells come one by one.
fn columns(workbook: &mut Workbook, sheet: &str) -> Result<Vec<u32>, ConvertError> {
    let mut columns = Vec::new();
    if let Sheets::Xlsx(xlsx) = workbook {
        let mut cells = xlsx.worksheet_cells_reader(sheet).map_err(damaged)?;
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            columns.push(cell.get_position().1);
        }
    }
    Ok(columns)
}

/// Opens a workbook, after what it claims was checked.
fn open(bytes: Vec<u8>, packed: usize) -> Result<(Workbook, Vec<Formulas>), ConvertError> {
    let Checked {
        format,
        bytes,
        formulas,
    } = claims::check(bytes, packed)?;
    let bytes = Cursor::new(bytes);
    let workbook = match format {
        Format::Xls => Xls::new(bytes).map(Sheets::Xls).map_err(damaged),
        Format::Xlsx => Xlsx::new(bytes).map(Sheets::Xlsx).map_err(damaged),
        Format::Xlsb => Xlsb::new(bytes).map(Sheets::Xlsb).map_err(damaged),
        Format::Ods => Ods::new(bytes).map(Sheets::Ods).map_err(damaged),
    };
    Ok((workbook?, formulas))
}

/// Checks that no two sheets have the same name, hidden ones included: the library knows sheets by their names.
fn check_names(workbook: &Workbook) -> Result<(), ConvertError> {
    let mut names = BTreeSet::new();
    for sheet in workbook.sheets_metadata() {
        if !names.insert(&sheet.name) {
            return Err(claims::ambiguous(&sheet.name, Ambiguity::SameSheet));
        }
    }
    Ok(())
}

/// The sheet with most rows times columns, by its index; the first of equals. Notes often stand before the data. What
/// cannot be read is passed over where another sheet can.
fn largest(workbook: &mut Workbook, sheets: &[String]) -> Result<(usize, Extent), ConvertError> {
    let mut largest: Option<(usize, Extent)> = None;
    let mut failed = None;
    for (index, sheet) in sheets.iter().enumerate() {
        match extent(workbook, sheet) {
            Ok(Some(extent)) if largest.is_none_or(|(_, most)| extent.area() > most.area()) => {
                largest = Some((index, extent));
            }
            Ok(_) => {}
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    largest.ok_or_else(|| failed.unwrap_or(ConvertError::EmptyWorkbook))
}

/// What a sheet holds.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    /// The first column that holds anything, and the one behind the last.
    first: u32,
    end: u32,
    /// Rows that hold anything.
    rows: u64,
    /// The last of them.
    last: u32,
}

impl Extent {
    /// Columns from the first to the last.
    fn width(self) -> usize {
        (self.end - self.first) as usize
    }

    /// Rows times columns.
    fn area(self) -> u64 {
        self.rows * self.width() as u64
    }
}

/// What a sheet says of its size itself is often wrong, so it is read twice.
fn extent(workbook: &mut Workbook, sheet: &str) -> Result<Option<Extent>, ConvertError> {
    let mut extent: Option<Extent> = None;
    each_cell(workbook, sheet, &mut |(_, row, column), _| {
        let so_far = extent.unwrap_or(Extent {
            first: column,
            end: column,
            rows: 0,
            last: row,
        });
        let is_new = so_far.rows == 0 || so_far.last != row;
        extent = Some(Extent {
            first: so_far.first.min(column),
            end: so_far.end.max(column.saturating_add(1)),
            rows: so_far.rows + u64::from(is_new),
            last: row,
        });
        Ok(())
    })?;
    Ok(extent)
}

fn write(
    workbook: &mut Workbook,
    sheet: &str,
    extent: Extent,
    formulas: Option<&Formulas>,
    uncomputed: &Uncomputed,
    rows: &mut Rows<'_>,
) -> Result<(), ConvertError> {
    let mut current = 0;
    let mut zeros = formulas.into_iter().flat_map(Formulas::zeros).peekable();
    each_cell(workbook, sheet, &mut |(cell, row, column), text| {
        while zeros.next_if(|zero| *zero < cell).is_some() {}
        if zeros.peek() == Some(&cell) && uncomputed.placeholders.contains(&column) {
            return Ok(());
        }
        while current < row {
            rows.end_row()?;
            current += 1;
        }
        while rows.cells() < column.saturating_sub(extent.first) as usize {
            rows.cell("")?;
        }
        rows.cell(&text())
    })?;
    if rows.cells() > 0 {
        rows.end_row()?;
    }
    Ok(())
}

/// The number of a cell where cells come one by one, its row and its column.
type Cell = (u64, u32, u32);

/// What takes a cell and what makes its text, which is never empty. A text that very many cells share is not made before it is
/// wanted.
type Taker<'t> = &'t mut dyn FnMut(Cell, &dyn Fn() -> String) -> Result<(), ConvertError>;

/// Passes the cells of a sheet on, row by row. Where the library can, cells are never in memory all at once.
fn each_cell(workbook: &mut Workbook, sheet: &str, take: Taker<'_>) -> Result<(), ConvertError> {
    match workbook {
        Sheets::Xlsx(xlsx) => {
            let mut cells = xlsx.worksheet_cells_reader(sheet).map_err(damaged)?;
            let mut last = None;
            let mut number = 0;
            while let Some(cell) = cells.next_cell().map_err(damaged)? {
                let place = (number, cell.get_position());
                pass_behind(&mut last, place, cell.get_value(), take)?;
                number += 1;
            }
        }
        Sheets::Xlsb(xlsb) => {
            let mut cells = xlsb.worksheet_cells_reader(sheet).map_err(damaged)?;
            let mut last = None;
            let mut number = 0;
            while let Some(cell) = cells.next_cell().map_err(damaged)? {
                let place = (number, cell.get_position());
                pass_behind(&mut last, place, cell.get_value(), take)?;
                number += 1;
            }
        }
        Sheets::Xls(_) | Sheets::Ods(_) => {
            let range = workbook.worksheet_range(sheet).map_err(damaged)?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, data) in range.used_cells() {
                let place =
                    |from: u32, steps: usize| from.saturating_add(u32::try_from(steps).unwrap_or(u32::MAX));
                pass(0, (place(top, row), place(left, column)), data, take)?;
            }
        }
    }
    Ok(())
}

/// Passes on a cell that stands behind the last one. Others are damage: the library computes the number of a row
/// without a look at how large it becomes, and may end up anywhere.
fn pass_behind(
    last: &mut Option<(u32, u32)>,
    (number, place): (u64, (u32, u32)),
    data: &impl DataType,
    take: Taker<'_>,
) -> Result<(), ConvertError> {
    if last.replace(place).is_some_and(|last| last >= place) {
        return Err(ConvertError::DamagedWorkbook);
    }
    pass(number, place, data, take)
}

fn pass(
    number: u64,
    (row, column): (u32, u32),
    data: &impl DataType,
    take: Taker<'_>,
) -> Result<(), ConvertError> {
    if row >= MAX_ROWS || column >= MAX_COLUMNS {
        return Err(ConvertError::DamagedWorkbook);
    }
    if data.get_string().map_or_else(|| data.is_empty(), str::is_empty) {
        Ok(())
    } else {
        take((number, row, column), &|| in_words(data))
    }
}

/// A cell as CSV has it; nothing where it is empty.
fn in_words(data: &impl DataType) -> String {
    let moment = data.get_datetime().map(|moment| moment_in_words(&moment));
    let iso = || data.get_datetime_iso().or_else(|| data.get_duration_iso());
    moment
        .or_else(|| data.as_string())
        .or_else(|| iso().map(str::to_owned))
        .or_else(|| data.get_bool().map(|truth| truth.to_string()))
        .or_else(|| data.get_error().map(ToString::to_string))
        .unwrap_or_default()
}

/// Dates and times as in ISO 8601; a length of time in hours.
fn moment_in_words(moment: &ExcelDateTime) -> String {
    let value = moment.as_f64();
    if moment.is_duration() {
        return ((value * calendar::SECONDS_IN_DAY).round() / HOUR).to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let days = calendar::days_from_civil(i64::from(year), u32::from(month), u32::from(day));
    let in_day = (f64::from(hour) * 60.0 + f64::from(minute)) * 60.0 + f64::from(second);
    let has_date = value >= 1.0;
    let has_time = !has_date || (value - value.round()).abs() > HALF_MILLISECOND;
    calendar::shown(
        days as f64 * calendar::SECONDS_IN_DAY + in_day,
        has_date,
        has_time,
    )
}

fn damaged<E>(_: E) -> ConvertError {
    ConvertError::DamagedWorkbook
}
