//! A text without what does not change its meaning: how its letters are coded, its blanks, quotes, dashes, accents.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

use crate::features::names::{folded, without_accents};

/// Words, all of them and the longest, that have so many letters at least are hardly told apart by their case or by a dot
/// behind them. `class a` and `class A` may be. Where the other file has one of them alone, as `OST`, all may be short.
const SHORT: usize = 3;
const LONG: usize = 4;

/// Characters as they are written in Taiwan and Hong Kong, of places, technology and trade, and the same as in mainland China.
const TRADITIONAL: &str = "\
    廣東蘇遼寧陝雲貴內龍灣臺肅慶滬門縣區鄉鎮電網業農陽陰開關無風氣熱車號類國華銀鐵鋼鋁銅錫鋅鎳機場廠\
    飛長張陳劉楊趙黃吳鄭馬時間點單雙書學醫藥療護產質檢測試驗實際數據圖報導線條態狀況會員總計劃項節約\
    環綠藍紅銷貨買賣價錢費額稅購訂庫輸運載營經濟貿財務資專題職勞動優級別種養漁採礦壓縮變頻輕潔淨濕溫\
    涼燈煙塵異險樓層戶廳衛裝鍋爐輪渦儲發聯絡設備維復雜簡難紙絲織紡製藝術樂體歲週歷兒婦師講課讀寫語譯\
    記許論議證評調談請認識贛魯蘭濱瀋連漢嶺島膠煉燒現啟閉斷錯誤對過達選還進遠邊遞適";
const SIMPLIFIED: &str = "\
    广东苏辽宁陕云贵内龙湾台肃庆沪门县区乡镇电网业农阳阴开关无风气热车号类国华银铁钢铝铜锡锌镍机场厂\
    飞长张陈刘杨赵黄吴郑马时间点单双书学医药疗护产质检测试验实际数据图报导线条态状况会员总计划项节约\
    环绿蓝红销货买卖价钱费额税购订库输运载营经济贸财务资专题职劳动优级别种养渔采矿压缩变频轻洁净湿温\
    凉灯烟尘异险楼层户厅卫装锅炉轮涡储发联络设备维复杂简难纸丝织纺制艺术乐体岁周历儿妇师讲课读写语译\
    记许论议证评调谈请认识赣鲁兰滨沈连汉岭岛胶炼烧现启闭断错误对过达选还进远边递适";

/// The numbers from one on.
const NUMBERS: &str = "一二三四五六七八九";

/// Names in markup of signs and of the letters of western Europe.
const ENTITIES: [(&str, char); 35] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("oslash", 'ø'),
    ("uacute", 'ú'),
    ("ugrave", 'ù'),
    ("euro", '€'),
    ("deg", '°'),
    ("micro", 'µ'),
    ("ndash", '–'),
];

/// What stands between the parts of a list in its key.
pub(super) const BETWEEN_PARTS: char = ';';

/// Fewest letters of a word that is still known without its accents: `ä` and `a` are two letters.
const MIN_WITHOUT_ACCENTS: usize = 3;

/// A text without what nobody sees: how its letters are coded, which blank stands there, and how often.
pub(super) fn seen(text: &str) -> String {
    let letters = text.nfc().filter(|letter| !is_invisible(*letter));
    let text: String = letters.collect();
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// A text in one form for letters, quotes and dashes that mean the same and look differently.
pub(super) fn written(text: &str) -> String {
    let mut signs = String::new();
    let text = without_entities(text);
    // A spreadsheet's mark of a text that looks like a number.
    let text = match text.strip_prefix('\'') {
        Some(digits) if digits.starts_with(|letter: char| letter.is_ascii_digit()) => digits,
        _ => &text,
    };
    for letter in text.chars() {
        // 10² is not 102.
        if signs.ends_with(|before: char| before.is_ascii_digit()) && is_raised(letter) {
            signs.push(' ');
        }
        // Some signs would become a blank with an accent.
        signs.push(if letter == '´' { '\'' } else { letter });
    }
    seen(&signs.nfkc().map(sign).collect::<String>())
}

/// A text with the signs that markup writes as words or numbers: `&amp;`, `&#228;`, `&#xE4;`.
fn without_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') || !text.contains(';') {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (before, behind) = rest.split_at(start);
        plain.push_str(before);
        let sign = behind
            .split_once(';')
            .and_then(|(name, end)| Some((entity(&name[1..])?, end)));
        if let Some((sign, end)) = sign {
            plain.push(sign);
            rest = end;
        } else {
            plain.push('&');
            rest = &behind[1..];
        }
    }
    plain.push_str(rest);
    plain.into()
}

/// The sign of a name or a number in markup.
fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return number.ok().and_then(char::from_u32);
    }
    ENTITIES
        .iter()
        .find_map(|(known, sign)| (*known == name).then_some(*sign))
}

/// Small digits, and fractions of them.
fn is_raised(letter: char) -> bool {
    matches!(letter, '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{2089}' | '\u{2150}'..='\u{215e}')
}

/// One quote, apostrophe, dash or stroke for all that look like it.
fn sign(letter: char) -> char {
    match letter {
        '‘' | '’' | '‚' | '‛' | '`' | 'ʼ' | 'ʹ' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' => '-',
        '⁄' | '∕' => '/',
        '〜' | '∼' => '~',
        letter => letter,
    }
}

/// Marks of direction, joiners, soft hyphens and other letters without a width.
fn is_invisible(letter: char) -> bool {
    letter.is_control() && !letter.is_whitespace()
        || matches!(letter, '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// A text without quotes around it and marks behind it; nothing where nothing else is left.
pub(super) fn unpunctuated(text: &str) -> Option<String> {
    let text = folded(&written(text));
    let within = |quote| text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
    let inner = within('"').or_else(|| within('\'')).unwrap_or(&text);
    let inner = inner.trim_end_matches(['.', ',', ';', ':', '。']).trim();
    (!inner.is_empty()).then(|| inner.to_owned())
}

/// A text without blanks, without the dashes, underscores and apostrophes inside words, and without the points behind letters.
/// Between digits they stay.
pub(super) fn closed_up(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_kept = |place: usize| {
        let beside = |place: Option<usize>| place.and_then(|place| letters.get(place)).copied();
        let (before, behind) = (beside(place.checked_sub(1)), beside(Some(place + 1)));
        let both = |is: fn(char) -> bool| before.is_some_and(is) && behind.is_some_and(is);
        match letters[place] {
            ' ' => both(|letter| letter.is_ascii_digit()),
            '-' | '_' | '\'' => !both(char::is_alphanumeric) || both(|letter| letter.is_ascii_digit()),
            '.' => !before.is_some_and(char::is_alphabetic),
            _ => true,
        }
    };
    (0..letters.len())
        .filter(|&place| is_kept(place))
        .map(|place| letters[place])
        .collect()
}

/// A word without accents, too.
pub(super) fn plain(text: &str) -> Option<String> {
    let plain = without_accents(&closed_up(&without_signs_of_accents(&unpunctuated(text)?)));
    (plain.chars().count() >= MIN_WITHOUT_ACCENTS).then_some(plain)
}

/// A text without the apostrophes behind words that end in a vowel, where they stand for an accent: `citta'`.
fn without_signs_of_accents(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_last = letters.peek().is_none_or(|next| !next.is_alphanumeric());
        if !(letter == '\'' && is_last && plain.ends_with(['a', 'e', 'i', 'o', 'u'])) {
            plain.push(letter);
        }
    }
    plain
}

/// A word with its umlauts written as two letters: `Mueller`.
pub(super) fn transcribed(text: &str) -> Option<String> {
    let word = unpunctuated(text)?;
    let mut letters = String::with_capacity(word.len());
    for letter in word.nfc() {
        match letter {
            'ä' | 'æ' => letters.push_str("ae"),
            'ö' | 'ø' => letters.push_str("oe"),
            'ü' => letters.push_str("ue"),
            'å' => letters.push_str("aa"),
            letter => letters.push(letter),
        }
    }
    Some(letters)
}

/// The parts of a list, in their order, or in one that is always the same: `red; blue`, `["red", "blue"]`. A text without
/// marks between words is a list of one. Numbers are none: `1,5` is not `5,1`, and `(0, 1]` is not `[0, 1)`.
pub(super) fn listed(text: &str, is_sorted: bool) -> Option<String> {
    let text = unpunctuated(text)?;
    let within = |[open, close]: [char; 2]| text.strip_prefix(open)?.strip_suffix(close);
    let inner = [['[', ']'], ['{', '}'], ['(', ')']].into_iter().find_map(within);
    let mut inner = inner.unwrap_or(&text).to_owned();
    for between in [" + ", " & ", " and ", " und ", " et ", "和"] {
        inner = inner.replace(between, ",");
    }
    let parts = inner.split([',', ';', '|', '、']);
    let parts =
        parts.map(|part| part.trim_matches(|letter: char| letter.is_whitespace() || "'\"".contains(letter)));
    let mut parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if parts.iter().any(|part| !part.contains(char::is_alphabetic)) {
        return None;
    }
    if is_sorted {
        parts.sort_unstable();
    }
    Some(parts.join(&BETWEEN_PARTS.to_string()))
}

/// Whether a text is made of words, one of them long, save where one side has one level for several of the other one.
pub(super) fn are_words(text: &str, levels: [usize; 2]) -> bool {
    let [one, other] = levels;
    let longest = if one.min(other) == 1 && one != other {
        SHORT
    } else {
        LONG
    };
    let mut words = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let letters = |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).count();
    words.clone().any(|word| letters(word) >= longest)
        && words.all(|word| letters(word) >= SHORT && word.chars().all(char::is_alphabetic))
}

/// A text without the marks between thousands: `1,000-4,999`.
pub(super) fn ungrouped(text: &str) -> Option<String> {
    const DIGITS_OF_A_GROUP: usize = 3;
    let text = closed_up(&unpunctuated(text)?);
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(place) = rest.find([',', '\'', ' ']) {
        let (before, behind) = rest.split_at(place);
        let digits = behind[1..].bytes().take_while(u8::is_ascii_digit).count();
        plain.push_str(before);
        let is_between =
            digits == DIGITS_OF_A_GROUP && plain.ends_with(|letter: char| letter.is_ascii_digit());
        if !is_between {
            plain.push_str(&behind[..1]);
        }
        rest = &behind[1..];
    }
    plain.push_str(rest);
    Some(plain)
}

/// A text in simplified characters, where it is written in others, with digits for the numbers from one to nine.
pub(super) fn simplified(text: &str) -> Option<String> {
    let text = unpunctuated(text)?;
    let simple = |letter: char| {
        let place = |letters: &str| letters.chars().position(|known| known == letter);
        let of_number =
            || place(NUMBERS).and_then(|place| char::from_digit(u32::try_from(place + 1).ok()?, 10));
        let of_letter = place(TRADITIONAL).and_then(|place| SIMPLIFIED.chars().nth(place));
        of_letter.or_else(of_number)
    };
    let letters = text.chars().map(|letter| simple(letter).unwrap_or(letter));
    Some(letters.collect())
}

/// A place in China without the word for what it is: `北京市`.
pub(super) fn without_suffix(text: &str) -> Option<String> {
    /// The longer ones come first.
    const SUFFIXES: [&str; 7] = [
        "壮族自治区",
        "回族自治区",
        "维吾尔自治区",
        "特别行政区",
        "自治区",
        "省",
        "市",
    ];
    let text = simplified(text)?;
    let name = SUFFIXES.iter().find_map(|suffix| text.strip_suffix(suffix));
    Some(
        name.filter(|name| !name.is_empty())
            .map_or(text.clone(), str::to_owned),
    )
}

/// A text that was written in UTF-8 and read in another encoding, or with its bytes as numbers: `KÃ¶ln`, `K%C3%B6ln`.
pub(super) fn decoded(text: &str) -> Option<String> {
    let bytes = || -> Option<Vec<u8>> {
        let bytes = text.chars().map(|letter| u8::try_from(u32::from(letter)).ok());
        bytes.collect()
    };
    let decoded = if text.is_ascii() {
        without_percents(text)
    } else {
        bytes().and_then(|bytes| String::from_utf8(bytes).ok())
    };
    unpunctuated(decoded.as_deref().unwrap_or(text))
}

fn without_percents(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut parts = text.split('%');
    bytes.extend_from_slice(parts.next()?.as_bytes());
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_to_write_chinese_have_as_many_characters() {
        assert_eq!(TRADITIONAL.chars().count(), SIMPLIFIED.chars().count());
        assert_eq!(simplified("廣東省").as_deref(), Some("广东省"));
        assert_eq!(simplified("廣西壯族").as_deref(), Some("广西壯族"));
    }

    #[test]
    fn the_parts_of_lists_are_found() {
        for text in [
            "red, blue",
            "Red;blue",
            "[\"red\", \"blue\"]",
            "['red', 'blue']",
            "red | blue",
            "{red,blue}",
            "red、blue",
            "red，blue",
            "red, blue,",
        ] {
            assert_eq!(listed(text, false).as_deref(), Some("red;blue"), "{text}");
            assert_eq!(listed(text, true).as_deref(), Some("blue;red"), "{text}");
        }
        assert_eq!(listed("['red']", true), listed("red", true));
        for text in ["1,5", "(0, 1]", "5 kg, 3", ""] {
            assert_eq!(listed(text, true), None, "{text}");
        }
    }

    #[test]
    fn entities_are_read_as_the_signs_they_stand_for() {
        for (text, plain) in [
            ("B&amp;W", "B&W"),
            ("M&uuml;ller &#38; S&#xF6;hne", "Müller & Söhne"),
            ("a & b; c", "a & b; c"),
            ("&;&nothing;&#x110000;", "&;&nothing;&#x110000;"),
            ("&&lt;", "&<"),
        ] {
            assert_eq!(without_entities(text), plain);
        }
    }
}
