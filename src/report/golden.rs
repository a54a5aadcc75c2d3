//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.tmZWoJWTXWgUVxTH7__M7Mw6-TQm22jNurHRNCVZ4iqND3YnVElbqNCWFEr6QVcdqYTodnc1NIVSSivUh35IK1ak9AOCtpIGoaG1X5CHIn1pidD0A4QIJW3VhT5URLznemYnGxQfgufhzu8e7jn3f865AygFa3j0BeUe-yC0k76q2C8-uRQbCUpBIXIA4eKOBsHwrtxLUDcbakrBSD4o5Er7C4EXcurp6cmtz4JSqSjt1z6un_xvZvuO5_2erasvXrh_lX8WjVF0Rz-pl5snHpobK_nRoccWD22s2DlfeVWK9aY3pHtXzL_35d8fn0htKe4s7MmXsumdxQNlSuWWsER-32hQ6KmU1ZPryfRu6AsjL1NqxxJGN5dY7YKFqLrf_Wrzfm6A6vzozcm5f973Fa4QY0_bk9sb96_5AbMHD73I6wd9XHr8q-QbF7WP2U_zD3iz53zMjYXl_-Gj2nuFrmfenv7_3m99B8DCGAaMu2kjLtFfRHFQVcMQk4HDsBlJfcscjMfhbJxCMJIrDCucos9J9rQwif47Ea1uF6uWFBne7lmovC_Hc9UT3M-eyRhyInKv1vJvNXy0nvE6-AAfBmeklipb9eZV8NHIWWUaB38Inoi8ixv7HbDEHY_cixtnjPMhhs4FdCWx9CX0RKTKeOQLdB-GZffB3pUrBR6pQd4mAglrOcFpJjvBtZxicrpl3czkngA3mkm5V2W5m-PGdhIc5w62XRF-sKJKOZaJGRjlDvKDvJvRvJef41dkXJaEYAp8GnwmzHME_Bm4hdu4jmEpWyPLWY37GK3cqimuETdxRt9lspRyFIX_LFwmhbIMtAtPMQn9CacdosvWpB1Vq8NDp-gsJI9qCrUmDZrmv3t3_pvj6WJut0xrb3FfoQgbNVaCwgLCEhOknKh4QGe1jeapBlseTSeOPKo9RVMuC1ifPKyF7CEjEJvYpoeMM-OwgHumXwvF40pg2Y9bdFx55RgL1Mxs1kK1A0ag7vwmPWDqD8VYoOHfXi3U6CiB5Ve6RX7TuM0CK17r0kLNGSPQ8tY6nTGJaYsF7jrWroVabSWwcrxN22rVeWKBu0-v1EKrk0ag7fsWnTTJa2CBNT8t10IpUgLtv9ZpUmul9wL3XFimhTo8I7CuHNOeWZ9h-XZeg87wDQ";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.8N42epWTb2hXVRjHn-9z7-_c691fbfs1zf38zaZrsca8W-qL2h0lqyChYkGMiDZZEa3N1lawICRKyBcVQmISEQUjTZb4YpREgS9CemNMaP0BYYNelPoDXyginuf43N39fgq-UJ8X537Ol3Oe-32ecw4R9iydPmIIudGh4ZFRCg59nsbhhJbj94QDDneNj069MVbsyTQgHcpiDLo5KvqWMmwFF4tZ1h8TXDt8cX7n8MvJQ4-vP7e0dV1yCvXZxtY-pncbZp9YnJ5MskXPVBZ1L8eZhKIy5bo6t3R2mbfGpyZ2jZS4OHSbMJNDE6-OTF7g4vBtgm8pIPaQ2f8rKTfndB2o7auPji3-91lCuMyC15qf31k_teEXLOzd96ZsHkhw_tkfCh-eswkWvtn9aLRwJsHidFrf3wnKvSW0v_jJyUsP_JQYADfa3O-Cnm6c53-ZQ1QMxYPCDkbgCwq2YjNykdzc-G7CUf6OVeGVbvfdjW-61S_dic_UQuRh5R6ZKKDnpE8iFzs2GQVXquXPKjlYK_gA8rbsh8RaT5m9WrcHcjATy8wzkC8hs5lamfifQnTfF5lcmZhp2Z1iKq5goIm1PamSEZXw1Pfo2A_P31Yp5eGIaUB2qEnGRslLp7Cfl2opCpsOHbcLB99C6t0x_Tf1SoeEzjd5CaVV_EDN7112RsZzOQdHwYA8Jq8IGsbkJXlPj83TLZiDHIecSPMcgByBNEqz1Ag88i16pdfiQUGTNFkOLUIXCrZdYI_IECN9doEwoaQn244XhJX-gWmB-vItW0PVNl10lE9B89Ca1GvBoTZ7I8Wxkcl3xideh48qL8-p-bS8PJPJCgdsr_XRMFfn681pw4GnbUQ8F4iC9_WTVskfdAq52R120Jl5IwrBiT6rFIaksOrXR2xIUSknClXz261Sdb9TqDnbY_td7b6cKNT932WV6g0prL7codbXzPiicM_77VapIXYKjR9vsrHLn_RE4d5DLVapySeFtTPN1qd1Z1kU7ju-1iqtLziF5p8bbcEVrkIUNvy22ioVmRRa_qixTBu17wr3L62ySq2RU9hUytnIbY5Fv21XYWO5Dg";

/// Settings without a result, made in November 2023.
const SETTINGS: &str = "v1.YJAfmoXMIQvCUBAH8HdP5mAWg0kML1gdE8F6woJJsIvghgfCGMh4MtTi19BvMINYrSabop_AVZPdIG8PZW2_cPw5_nfAYJNe92WAUhDPmLnbKgmyzA25yY2QJEV6AaCGGRMFU28JLA8qksI5RZ5cRGSpLEbnozsGLoR-e0L4JO_7wJ9gy2280m4dL1DV180eZ-vaof9cSdSl4b_UyTyQWb9kOHbbdoRXQPgFvg";

const NOVEMBER: Option<u64> = Some(1_700_000_000);

fn without_names() -> Sharing {
    Sharing {
        column_names: false,
        file_names: false,
        made_at: NOVEMBER,
        ..Sharing::default()
    }
}

fn settings_only() -> Sharing {
    Sharing {
        carried: Carried::Settings,
        file_names: false,
        made_at: NOVEMBER,
        ..Sharing::default()
    }
}

/// Opens a link, and says how it is written now where it gives something else.
fn opens(link: &str, sharing: Sharing, content: Content) {
    let now = write_as(&full(), &sharing).map(|written| written.fragment);
    let opened = LinkMessage { sharing, content };
    assert_eq!(open_any(link), Ok(opened), "now written as {now:?}");
}

fn result(change: impl FnOnce(&mut Outcome)) -> Content {
    let mut outcome = full();
    change(&mut outcome);
    Content::Result(Box::new(outcome))
}

#[test]
fn a_result_opens() {
    opens(RESULT, Sharing::default(), result(|_| {}));
}

#[test]
fn a_result_without_names_opens() {
    let content = result(|outcome| {
        names::hide_columns(outcome);
        names::hide_files(outcome);
    });
    opens(NEUTRAL, without_names(), content);
}

#[test]
fn settings_without_a_result_open() {
    let shared = SharedSettings::of(&full());
    opens(SETTINGS, settings_only(), Content::Settings(Box::new(shared)));
}
