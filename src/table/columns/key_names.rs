//! What the name of a column says about keys: what tells rows apart and says nothing about them.

use super::moment_names::words;
use crate::table::cells::units;

/// Words that name a key.
const WORDS: &[&str] = &[
    "id",
    "ids",
    "uid",
    "uuid",
    "guid",
    "rowid",
    "objectid",
    "oid",
    "fid",
    "pid",
    "gid",
    "sid",
    "rownum",
    "rownames",
    "nr",
    "no",
    "num",
    "nro",
    "lfdnr",
    "seq",
    "sn",
    "nummer",
    "номер",
    "ид",
    "matricule",
    "kennung",
    "ident",
    "identifiant",
    "identificador",
    "identificativo",
];

/// Words that name a key alone, and may be a quantity behind another one: the index of prices.
const ALONE: &[&str] = &["idx", "index", "row", "sequence", "serial"];

/// What has one number each, and names the column of these where it stands alone.
const NUMBERED: &[&str] = &[
    "customer",
    "client",
    "patient",
    "order",
    "invoice",
    "ticket",
    "contract",
    "barcode",
    "ean",
    "upc",
    "gtin",
    "isbn",
    "imei",
    "batch",
    "charge",
    "lot",
    "lote",
    "subject",
    "participant",
    "session",
    "run",
    "file",
    "filename",
    "accession",
    "reference",
    "user",
    "username",
    "lieferschein",
    "beleg",
    "cédula",
    "cedula",
    "dni",
    "批号",
    "批次",
    "受试者",
    "文件名",
    "kunde",
    "auftrag",
    "bestellung",
    "rechnung",
    "vertrag",
    "facture",
    "commande",
    "dossier",
    "contrat",
    "cliente",
    "pedido",
    "factura",
    "contrato",
    "paciente",
    "fattura",
    "ordine",
    "contratto",
    "paziente",
    "klant",
    "klient",
    "клиент",
    "заказ",
    "客户",
    "订单",
    "用户",
    "发票",
    "合同",
    "病人",
    "患者",
    "条码",
    "条形码",
    "客戶",
    "訂單",
    "用戶",
    "發票",
    "顧客",
    "注文",
];

/// Words that name a key behind another one, and alone may be a quantity.
const LAST_WORDS: &[&str] = &["number", "key", "code", "numéro", "numero", "número"];

/// Words that name a key before what it is the key of: `réf. client`, `código cliente`.
const FIRST_WORDS: &[&str] = &[
    "réf", "ref", "código", "codigo", "codice", "numéro", "numero", "número",
];

/// What ends like a key, and says where something is or how large it is.
const NO_KEYS: &[&str] = &["hausnummer", "schuhnummer"];

/// Words that make a quantity of a number.
const COUNTED: &[&str] = &["total", "mean", "average", "sum", "max", "min", "count", "atomic"];

/// What stands before `id` and `nr` in one word.
const STEMS: &[&str] = &[
    "customer",
    "user",
    "order",
    "client",
    "patient",
    "product",
    "item",
    "account",
    "session",
    "device",
    "sensor",
    "station",
    "store",
    "record",
    "case",
    "sample",
    "subject",
    "transaction",
    "trip",
    "ride",
    "event",
    "object",
    "post",
    "movie",
    "book",
    "house",
    "employee",
    "student",
    "member",
    "person",
    "ticket",
    "invoice",
    "meter",
    "household",
    "building",
    "site",
    "contract",
    "kunden",
    "artikel",
    "loan",
];

/// Chinese, Japanese and Korean, which have no marks between words.
const UNMARKED: &[&str] = &[
    "编号",
    "編號",
    "編号",
    "序号",
    "序號",
    "流水号",
    "番号",
    "번호",
    "编码",
    "主键",
];

/// How names begin that pandas gives to what stands before the first column.
const OF_PROGRAMS: &[&str] = &["__index_level_", "Unnamed: "];

/// Whether the name is one that a program gave to its own numbers of rows.
pub(super) fn is_index(name: &str) -> bool {
    OF_PROGRAMS.iter().any(|start| {
        name.strip_prefix(start)
            .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
    })
}

/// Whether a unit stands in brackets behind a name.
fn has_unit(name: &str) -> bool {
    let name = name.trim().trim_end_matches([']', ')', '）']);
    name.rsplit_once(['[', '(', '（'])
        .is_some_and(|(_, unit)| !unit.trim().is_empty() && units::is_unit(unit))
}

/// Whether the name of a column says that it holds keys: `customer_id`, `OrderNo`, `Kundennummer` and `客户编号` do, `paid`
/// and `no_of_rooms` do not.
#[must_use]
pub fn is_key(name: &str) -> bool {
    if is_index(name) {
        return true;
    }
    // An inner diameter, `ID [mm]`.
    if has_unit(name) {
        return false;
    }
    let words: Vec<String> = words(name).into_iter().filter(|word| !word.is_empty()).collect();
    let Some((last, before)) = words.split_last() else {
        return name.trim() == "#";
    };
    // Nitric oxide and its kin: NO, NO2.
    if last == "no" && (name.trim() == "NO" || name.contains(|letter: char| letter.is_ascii_digit())) {
        return false;
    }
    let is_glued = ["id", "nr", "no"].iter().any(|end| {
        last.strip_suffix(end).is_some_and(|stem| {
            STEMS.contains(&stem)
                || stem.ends_with(|letter: char| !letter.is_ascii() && !letter.is_lowercase())
        })
    });
    let is_last = LAST_WORDS.contains(&last.as_str())
        && !before.is_empty()
        && !before.iter().any(|word| COUNTED.contains(&word.as_str()));
    is_glued
        || is_last
        || WORDS.contains(&last.as_str())
        || before.is_empty()
            && [ALONE, NUMBERED]
                .iter()
                .any(|words| words.contains(&last.as_str()))
        || words.first().is_some_and(|first| first == "id")
        || (last.ends_with("nummer") || last.ends_with("nr")) && !NO_KEYS.contains(&last.as_str())
        || words
            .first()
            .is_some_and(|first| FIRST_WORDS.contains(&first.as_str()))
        || is_french(name)
        || UNMARKED.iter().any(|part| last.ends_with(part))
        || last.ends_with(['号', '號']) && !last.ends_with("信号") && !last.ends_with("型号")
}

/// Whether the name of a column says that it holds codes, which name rows or what many rows share: those of products, errors
/// and places.
#[must_use]
pub fn is_code(name: &str) -> bool {
    let words: Vec<String> = words(name).into_iter().filter(|word| !word.is_empty()).collect();
    let is = |word: Option<&String>, known: &[&str]| word.is_some_and(|word| known.contains(&word.as_str()));
    is(words.last(), &["code"])
        || is(words.first(), &["código", "codigo", "codice"])
        || is(words.last(), &["郵便番号"])
        || words.last().is_some_and(|last| last.ends_with("编码"))
}

/// Whether the name of a column says that it numbers rows, of which no two have one number.
#[must_use]
pub fn is_row_number(name: &str) -> bool {
    let words = words(name);
    let mut words = words.iter().filter(|word| !word.is_empty());
    let is_alone = words.next().is_some_and(|word| ALONE.contains(&word.as_str())) && words.next().is_none();
    is_alone || is_index(name)
}

/// Whether the name begins as `n° client` and `numéro de dossier` do.
fn is_french(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    [
        "n°",
        "nº",
        "numéro de ",
        "numéro d’",
        "numéro d'",
        "numero de ",
        "número de ",
        "numero di ",
    ]
    .iter()
    .any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_keys_end_with_the_word_for_them() {
        for name in [
            "id",
            "ID",
            "customer_id",
            "customerId",
            "customerID",
            "customerid",
            "order no",
            "Order No.",
            "Lfd. Nr.",
            "Kundennr",
            "Kundennummer",
            "n° client",
            "numéro de dossier",
            "identifiant",
            "invoice number",
            "id_student",
            "编号",
            "序号",
            "客户编号",
            "用户ID",
            "订单号",
            "row",
            "index",
            "#",
            "__index_level_0__",
            "Unnamed: 0",
            "ID (new)",
            "Patient",
            "Facture",
            "客户",
        ] {
            assert!(is_key(name), "{name:?}");
        }
        for name in [
            "",
            "kwh",
            "paid",
            "humid",
            "no_of_rooms",
            "NO",
            "NO2",
            "price_index",
            "Hausnummer",
            "number",
            "total_number",
            "population",
            "patients",
            "order size",
            "客户数",
            "code",
            "信号",
            "humidity",
            "grid",
            "level_1_voltage_kv",
            "piano",
            "ID [mm]",
            "id (cm)",
        ] {
            assert!(!is_key(name), "{name:?}");
        }
        assert!(is_index("__index_level_1__") && is_index("Unnamed: 0.1") && !is_index("index"));
    }
}
