//! Bytes in, text out.

use proptest::prelude::*;

use super::decoder::{Decoder, WINDOW_BYTES};
use super::*;

/// The text and what was found, with the bytes in chunks of this size.
fn decode(bytes: &[u8], chosen: Option<Encoding>, size: usize) -> (String, Found) {
    let mut decoder = Decoder::new(chosen);
    let mut text = String::new();
    let mut sink = |piece: &str| {
        text.push_str(piece);
        Ok(())
    };
    for chunk in bytes.chunks(size) {
        if decoder.push(chunk, &mut sink).is_err() {
            return ("no text".to_owned(), decoder.found());
        }
    }
    if decoder.finish(&mut sink).is_err() {
        return ("no text".to_owned(), decoder.found());
    }
    (text, decoder.found())
}

#[track_caller]
fn check(bytes: &[u8], text: &str, encoding: Encoding, reason: EncodingReason) {
    for size in [1, 7, 1 << 20] {
        let (decoded, found) = decode(bytes, None, size);
        assert_eq!(decoded, text, "in chunks of {size}");
        assert_eq!(
            (found.encoding, found.reason, found.malformed),
            (encoding, reason, 0),
            "in chunks of {size}"
        );
    }
}

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    let (bytes, _, failed) = encoding.library().unwrap().encode(text);
    assert!(!failed, "{text}");
    bytes.into_owned()
}

const CHINESE: &str =
    "日期,城市,用电量,温度\n2020-01-01,北京市朝阳区,12.5,-3\n2020-01-02,上海市浦东新区,13.5,4\n";

#[test]
fn letters_tell_the_encoding() {
    let japanese = "日付,都市,気温,天気\n1,東京タワー,12.5,晴れのち曇り\n2,おおさか,13.5,くもり\n";
    let german = "Größe;Straße;Müller\n1,5;Königsallee;schön\n2,5;Überseering;süß\n";
    let russian = "дата;город;температура\n1;Москва;12\n2;Санкт-Петербург;13\n";
    for (text, encoding) in [
        (CHINESE, Encoding::Gb18030),
        (japanese, Encoding::ShiftJis),
        (
            "日期,城市,溫度\n1,臺北市,晴時多雲\n2,高雄縣鳳山鎮,颱風\n",
            Encoding::Big5,
        ),
        (
            "날짜,도시,기온\n1,서울특별시,맑음\n2,부산광역시,흐림\n",
            Encoding::EucKr,
        ),
        (german, Encoding::Windows1252),
        (russian, Encoding::Windows1251),
    ] {
        check(&encoded(text, encoding), text, encoding, EncodingReason::Guessed);
        check(text.as_bytes(), text, Encoding::Utf8, EncodingReason::ValidUtf8);
    }
}

#[test]
fn lone_signs_are_no_chinese() {
    for text in ["dose\n25 µg\n30 µg\n", "t\n5 °C\n7 °C\n", "café\n1\n"] {
        let bytes = encoded(text, Encoding::Windows1252);
        check(&bytes, text, Encoding::Windows1252, EncodingReason::Guessed);
    }
}

#[test]
fn few_letters_are_read_as_what_is_likelier_and_said_to_be_few() {
    for text in [
        "温度,1\n",
        "日期;城市\n1;2\n",
        "电量\n1\n",
        "时间,数值\n",
        "城市,a\n北京,1\n",
    ] {
        let bytes = encoded(text, Encoding::Gb18030);
        let (decoded, found) = decode(&bytes, None, 9);
        assert_eq!(decoded, text, "{:?}", found.encoding);
        let few = bytes.iter().filter(|byte| !byte.is_ascii()).count() <= FEW_BYTES;
        assert_eq!(found.is_doubtful(), few, "{text}");
    }
    // One word in many rows.
    let answers = format!("default,x\n{}", "是,1\n否,2\n".repeat(50));
    let (decoded, found) = decode(&encoded(&answers, Encoding::Gb18030), None, 9);
    assert_eq!((decoded.as_str(), found.is_doubtful()), (answers.as_str(), true));
    let cities = format!("ville,x\n{}", "Liège,1\nNamur,2\n".repeat(50));
    let (decoded, found) = decode(&encoded(&cities, Encoding::Windows1252), None, 9);
    assert_eq!((decoded.as_str(), found.is_doubtful()), (cities.as_str(), true));
    for text in ["МОСКВА,1\n", "температура,1\n"] {
        let bytes = encoded(text, Encoding::Windows1251);
        check(&bytes, text, Encoding::Windows1251, EncodingReason::Guessed);
    }
    let portuguese = encoded("SITUAÇÃO;MÊS\n1;2\n", Encoding::Windows1252);
    check(
        &portuguese,
        "SITUAÇÃO;MÊS\n1;2\n",
        Encoding::Windows1252,
        EncodingReason::Guessed,
    );
    let (_, found) = decode(b"caf\xe9\n", None, 9);
    assert!(found.is_doubtful());
    assert_eq!(
        (found.encoding, found.non_ascii_bytes),
        (Encoding::Windows1252, 1)
    );
    let (_, found) = decode(b"25 \xb5g\n", None, 9);
    assert!(!found.is_doubtful());
}

#[test]
fn the_code_page_of_dos_is_told_by_its_umlauts() {
    let german = b"Gr\x94\xe1e;Stra\xe1e;M\x81ller;Grad\n1,5;\x9aber;K\x84se;5 \xf8C\n";
    check(
        german,
        "Größe;Straße;Müller;Grad\n1,5;Über;Käse;5 °C\n",
        Encoding::Cp850,
        EncodingReason::Guessed,
    );
    // Quotation marks of Windows at the same places.
    let quoted = "a;b\n„Wort“;”x”\n„größer“;y\n";
    check(
        &encoded(quoted, Encoding::Windows1252),
        quoted,
        Encoding::Windows1252,
        EncodingReason::Guessed,
    );
    let all: Vec<u8> = (0x80..=255).collect();
    let (text, found) = decode(&all, Some(Encoding::Cp850), 7);
    assert_eq!((text.chars().count(), found.malformed), (128, 0));
    assert!(text.ends_with("¹³²■\u{a0}"), "{text}");
}

#[test]
fn marks_and_zeros_tell_utf_16() {
    let text = "größe,名前\n1,2\nsome,more letters\n";
    for (encoding, mark, bytes) in [
        (
            Encoding::Utf16Le,
            [0xff, 0xfe],
            u16::to_le_bytes as fn(u16) -> [u8; 2],
        ),
        (Encoding::Utf16Be, [0xfe, 0xff], u16::to_be_bytes),
    ] {
        let plain: Vec<u8> = text.encode_utf16().flat_map(bytes).collect();
        check(&plain, text, encoding, EncodingReason::ZeroBytes);
        let marked = [&mark[..], &plain].concat();
        check(&marked, text, encoding, EncodingReason::ByteOrderMark);
    }
    let marked = "\u{feff}a,b\n";
    check(
        marked.as_bytes(),
        "a,b\n",
        Encoding::Utf8,
        EncodingReason::ByteOrderMark,
    );
    // A mark before letters of another encoding that was chosen stays a damage.
    assert!(
        decode(b"\xef\xbb\xbfa", Some(Encoding::Windows1252), 9)
            .0
            .ends_with('a')
    );
    assert_eq!(decode(b"\xff\xfea\0", Some(Encoding::Utf16Le), 9).0, "a");
}

#[test]
fn the_first_letter_beyond_ascii_decides_however_late_it_comes() {
    let start = "a,b\n".to_owned() + &"1,2\n".repeat(50_000);
    check(
        start.as_bytes(),
        &start,
        Encoding::Utf8,
        EncodingReason::OnlyAscii,
    );
    let text = start.clone() + "1,Größe und Höhe über süßen Äpfeln\n" + &"3,4\n".repeat(30_000);
    check(text.as_bytes(), &text, Encoding::Utf8, EncodingReason::ValidUtf8);
    let bytes = encoded(&text, Encoding::Windows1252);
    check(&bytes, &text, Encoding::Windows1252, EncodingReason::Guessed);
}

#[test]
fn what_means_no_letter_is_counted() {
    let mut bytes = "ä,ö\n".repeat(100).into_bytes();
    bytes.extend_from_slice(b"caf\xe9,1\n\xc3");
    for size in [1, 3, 1 << 20] {
        let (text, found) = decode(&bytes, None, size);
        assert!(text.ends_with("caf\u{fffd},1\n\u{fffd}"), "{text}");
        assert_eq!((found.encoding, found.malformed), (Encoding::Utf8, 2));
    }
    let (text, found) = decode(b"a\x81b", Some(Encoding::Windows1252), 1);
    assert_eq!((text.as_str(), found.malformed), ("a\u{81}b", 0));
    let (text, found) = decode(b"\xb1\xb1 \xff\n", Some(Encoding::Gb18030), 1);
    assert_eq!((text.as_str(), found.malformed), ("北 \u{fffd}\n", 1));
    assert_eq!(found.reason, EncodingReason::Chosen);
}

#[test]
fn each_encoding_reads_ascii() {
    for encoding in Encoding::ALL {
        let wide = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
        if !wide {
            assert_eq!(decode(b"a,1", Some(encoding), 2).0, "a,1");
        }
        if let Some(library) = encoding.library() {
            assert_eq!(Encoding::of_library(library.name()), encoding);
        }
    }
    assert_eq!(Encoding::of_library("x-user-defined"), Encoding::Windows1252);
}

proptest! {
    #![proptest_config(crate::random::cases::config())]

    #[test]
    fn any_chunks_give_what_one_piece_gives(
        ascii in prop_oneof![Just(0), WINDOW_BYTES - 20..WINDOW_BYTES + 20],
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..60),
            "[a-zäß€😀北]{0,30}".prop_map(String::into_bytes),
        ],
        more in prop_oneof![Just(0), WINDOW_BYTES - 60..WINDOW_BYTES],
        size in prop_oneof![1_usize..9, 60_000_usize..70_000],
    ) {
        let bytes = [&vec![b'x'; ascii][..], &bytes, &vec![b'y'; more]].concat();
        prop_assert_eq!(decode(&bytes, None, size), decode(&bytes, None, usize::MAX));
    }
}
