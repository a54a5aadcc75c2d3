//! The code page of DOS in Western Europe and Brazil, in which old programs still write.

use super::Sink;
use crate::table::facts::error::Fault;

/// Code page 850 from its 128th letter on.
#[rustfmt::skip]
const CP850: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å',
    'É', 'æ', 'Æ', 'ô', 'ö', 'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', 'ø', '£', 'Ø', '×', 'ƒ',
    'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '®', '¬', '½', '¼', '¡', '«', '»',
    '░', '▒', '▓', '│', '┤', 'Á', 'Â', 'À', '©', '╣', '║', '╗', '╝', '¢', '¥', '┐',
    '└', '┴', '┬', '├', '─', '┼', 'ã', 'Ã', '╚', '╔', '╩', '╦', '╠', '═', '╬', '¤',
    'ð', 'Ð', 'Ê', 'Ë', 'È', 'ı', 'Í', 'Î', 'Ï', '┘', '┌', '█', '▄', '¦', 'Ì', '▀',
    'Ó', 'ß', 'Ô', 'Ò', 'õ', 'Õ', 'µ', 'þ', 'Þ', 'Ú', 'Û', 'Ù', 'ý', 'Ý', '¯', '´',
    '\u{ad}', '±', '‗', '¾', '¶', '§', '÷', '¸', '°', '¨', '·', '¹', '³', '²', '■', '\u{a0}',
];

/// Letters that are decoded at once.
const PIECE_BYTES: usize = 4 * 1024;

pub(super) fn decode(bytes: &[u8], sink: Sink<'_>) -> Result<(), Fault> {
    bytes.chunks(PIECE_BYTES).try_for_each(|piece| {
        let text: String = piece.iter().map(|&byte| letter(byte)).collect();
        sink(&text)
    })
}

pub(super) fn letter(byte: u8) -> char {
    let beyond = usize::from(byte).checked_sub(0x80);
    beyond
        .and_then(|place| CP850.get(place))
        .copied()
        .unwrap_or(char::from(byte))
}

/// Whether a text is German as DOS wrote it: its letters beyond ASCII are umlauts and signs, and one stands in the
/// midst of a word at a place where the encodings of Windows have nothing or a quotation mark.
pub(super) fn is_german(bytes: &[u8]) -> bool {
    let is_umlaut = |byte: u8| matches!(byte, 0x81 | 0x84 | 0x8e | 0x94 | 0x99 | 0x9a | 0xe1);
    let is_sign = |byte: u8| matches!(byte, 0xe6 | 0xf1 | 0xf5 | 0xf8 | 0xfc | 0xfd);
    let fits = |&byte: &u8| byte.is_ascii() || is_umlaut(byte) || is_sign(byte);
    bytes.iter().all(fits)
        && bytes.windows(3).any(|word| {
            let [before, letter, after] = word else {
                return false;
            };
            matches!(letter, 0x81 | 0x84 | 0x94)
                && before.is_ascii_alphabetic()
                && (after.is_ascii_alphabetic() || is_umlaut(*after))
        })
}
