//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.oyNBoL3TTUhUURQA4Hvue_NmfI5mpmY_jtOvFSo2RbYor1D0AwUVtemPRh1JRJ1mRiWDkMggF0VSYtLCCiRDTISk7BcXYW0KjSwXklJpmQMtkpDuuZ35Udy56yze-wbOPefeM_cBMAZaafVpZm2-GYo2wcLxLvqGUIK12uMpLXKfBTYnIDbgKfN6fO5Apc9jhuw81tu54wRwpzNS67GAv22_-vcXnBJZO5ZPjG5ZKvogIbJ6dT5n55I6do_UBEQk6cBs0qZwDAhmzsiSk70xO2fR2PWH47fvObf5C30l3kBedqG_Ksid7nkixVtR7fFllXkC9HRnuXI25oZWTnJnwTzB5x5xZggaRE73ScxM7O0CYBktlztHvt8QbIojlKQd2Z9Qmf4CBi_Vn8G1hwX8PPjIUTchBQze9W43BwcEjNSETj8kotVeC1h__Grv73VPhRbkkxxmh-5CrsBAiNGAR-eZ__9bhy-JYWqMSlCdIRH5895Hr8ln4VLcOIT5aCrrHzt-jMWmeIT0ugnq_lVEOo6KcJvjY-Hki4BV2ABobbFhrRVfxqBWHI5v0dpfxKHQzg-Oh9PjVS1gE6WfUjbmVSwIex9AZgPkgl7kDng0dhh3UnM9Be3oRCOTHlsRksrxJJ6nY2iYidAN2AXYA5igGgHvAyZjGsYhaEyXkId5EjYgpGKq5DYJNmVDyJ3kGmMG46HPAKyoSy4NZpehX-28D2gBS1SdgA4FiWPPro09uZXtdxfTVSv3V_j8wGnlzHDtXDciuwOQutQhqZ3rDHgGNO6TJuPdViRod_ZIkn5UESwdO-VRZfQbSLD25EuSzcYIMa-2SRszgxYkxPZvlST7LkWIG94sd6n4egsSFvzIkaQEgxEWTmXS5hNbdSQsurBekpJcipB8ZY10qZReDQmLm1dIUqrOCEta06TOlg5zJCzrWiJJyx2KkPY8WTqUYxqQkP5moSQ5OSOs-BAnOVtJIyasGo2RpNWmIqwJWqSp1rqQ3hnTIF34Dw";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.ZacSGsXSTUhUURQA4Hvue_PmOY2_qanpOJY_GSY6Sroor5BYQUKKbUTCH6aITM3GAoOQyCAXBUJirqRAUMTEhZREhYuwNoZGlgvJoX9zoEUS0j23M38WtHDZgZn3zXDuueeedxmDbu_cqMHA0tLY5G5h1sE7_hgRLBAvQ08A-pjNbS2d51qdLmB_xebfhWEUA3c6g3UeCvg18n2-qqlB7DuUuurdnyJmISa4MLOcs8vx44dXujwimHR8M6koEAuC2cKyFOQX5hcYF9o6O5rdPu5s3CIMT2PHabdnjTubtgj-zwFcGgTbfyvC45iLBpYzdGNi5cttwdY5wpm0E1UxnelPYPF673nMrhXwrfqBo2dVCli8137QtrggYKXLf7wlEar2XEBu_a2ZH3seCc3H1zj8magLuQIDIUIDHppY-X_YO3QLDJvGqAqVWhLBN_QqdA_eCZfiRg2Wo01Zf9rxzTYciEJI71mlBj6I4KZeEdip_lMg-RrgRewDtA6Z2G3FpxGonQrEx1Dt96LG33z150B6lOoGHKD0BmWydsV8cPQ-5PVByWbDRRqrxQpqQE9EOzrRyKOvUoT4VjyJV-gwGuYhTAFOAk4Dxqh-wFHABEzDSASN6RLKsEzCXoQkTJLclGAqE6FkjWuMGYz77zpYUZdcGswu_b_G-CzQAhanJgAdCqKC99DZ6vZcaus4C5xWhedr57oR7AxA6lKH-DGuM-A50H9M2hifsiJBu3tEkvQ6RbCMV8g6ZcwbSLBOl0uSaTJCxLMD0mQ2nwUJ2-ZLJcleqQiRy8WyUkX1WpAQ_bVAkmIMRohdz6PG44Z1JGy_mitJ8S5FSLiZJV0qcUZDwo7BDElK0hkheThN6ixlmSNh52SyJKU6FCHtcYJ0KMcGICH9RawkOTkjZLyOlJztovESdnsjJCnTpghZPou0qWwX0jNnA6QLfwM";

/// Settings without a result, made in November 2023.
const SETTINGS: &str = "v1._QPs6oXMIQvCUBAH8LuJDmYxmMTwgtUxEawnLJgEuwi-4QNhCDKeDLX4NfQbzCBWq8mm6Cdw1WQ36PbcWNsPjvuH_x0CbsLrvoRYcP0p6LttJCCI3f4b8Te6L4Q74UuEDCxLMZsLj8uFJ4wos-H5aI9QY0z9OhF-gve974ypaddfYadGF6yo60ZXg3X10HuuJKnSIC21Yw8CI0lFy2yZFuM5mJPjCw";

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
