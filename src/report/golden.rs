//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.KLGfW5WTXWgUVxTHz__O7Mw6-TQm22jNurHRNCVZ4rY0PtidUMW2UKEtKRT7QVcdqYTodnc1NIVSSivUh35IK1ak9AOCtpIGoaG1X5CHIn1pidC0CkJ8iV9Z8EER8Z7rmZ1sUHwQz8Od3z3cc-___O8dgAjW4PAb5B76IoyjPlXin_kvEA7ucBAMbsu9Bbo9UFMKhvJBIVfaXQi8kFMvT46vfxUqlYp2-9nHzaNXpjZted3vWb_80rnHl_kn0RhVd_Qrert57KmZkZIfLXpuYdGjlTjlk1elWG96Tbp3yexnP57_-khqXXFrYUe-lE1vLe4pq1TuHpHI7xoOCj1DQUnGXE-md01fWDmnUlvuEer2FqsuWIi6-9-vevZ3A6jzqw_HZy587tM1xdjR9uKmxt0r_sD03n1v8uoBH5ef_yn5wSXtY_rb_BPe9CkfMyNh96d9LDiOrlc-nrz68K--RWU1p8RhVT0zw8rAYdiMpL7Dd-NxeBdOIRjKFQYJx9T3lcp55_vvQyTdLY7uFhWe5lmoPBvHc-kF7mfPZIxyInKv1_J_NXywnvE-eA_vB2dEe5WtevMu-GCUrLIaBX8JHouyCxP7E7DUHY7SCxNnhPMhhsl5dGVj8SHMRERlPPMDuvejD_a2XCnwFA3wBpGnsJITnGZlJ7iWU6ycbhnXsnKPgBvNuJxKWe7muLGdBMe5g21XZO-taCLHMjEDQ-4AP8nbGc07-TV-Ry7HkhJMgI-DT4T7HAB_B27hNq5jWGRrZDmr8QijlVu1imvETZzRN6csIodU-CPCZUUoi8ddeImV0Bk47RBdtlbaoVodLjqmTkL2oaZQa9Kgafa3T2d_OZwu5rbLA99Z3FUowkaNlVBhA2GLCUVO1Dygs9pG80SDLU-kEwee1R6pCZcFrG-e1kL2ZiMQG9ugNxtnymEB90S_ForHSWDRn-t0nLxyjAVqptZqodqNRqDu7GN6o6nfF2OBhou9WqjRIYHF17pFftOozQJL3uvSQs0ZI9Dy0SqdMYlJiwUeONSuhVptElg62qZtWnZWscCDx5dqoeVJI9D2e4tOmuQNsMCKvxZroZQigfZ_67SileK9wEPnFmmhDs8IrCrHtGdWZ1i-nTegM3wL";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.nT_FdZWTXUgVQRTHz5ndO7utn5Xe7MPbtSwzTGz7fChXKvqAggqDiIg0LCLTMi0wiIgK6qEiSEwiokDSxMQHKYkCH0J6MRSyDxD0rcwLPSQhzZnOut6L4IN0HmZ-c5g58z__nQXAqyN9rRIwVFlWXlEJVtNDP1o8mIyPUzOiP9gnqivrzlZFXYTpkcivjcMGFNFoUOm1h39bfvXvKz_urdm-ZHRk4yKvF9ODg7klAi5ntO8arq_1gk37E5vWTcaAB06cQkWFawuL5IXqupoTFTERLZslZG1ZzamK2jERLZ8lxIwGXAMD-V-8uCF9aQh5T251DH9_4MG4IDydfWhfet3Sdzh48_Z5Wlnq4c8DryI3RpWHg8_ObXUGBzwcrvfb--phwk7MP3q35_eqN54BMTEm2L3E7a5LQqMkNAkjKqHJ0Q5Nd3kdYJt4MXlyytqS_xAJM8XBTFH-fY6BU69COhYcpBJytKuFDMj6k0yfk6gxlfA60kW6j-Sy-DgbqfoqUmOQjLNoRnqM1B5kEwvzHhKfexSkEwtZT-d89JNTaHFh9sLPBAQx3PMSC-7jpoQ96x0BpbSDJQpcRmEqJGGGKZmiJGQBj5tJWM-R0nUH3wzFVEC2NmWYbMol02LpNyd1gTR0SKMGq5S20UnCjCo6Rlf4Cxl8BLuQOpG6_ToNSK1ImZRNKYQGmAqLqVjhasIsylLCVmhrm3DTmDAAJAj0fyeLBGCMnc7HwySYvqHMQdZlKqEkJCt_U5voRa4D83ytEY2pwduPVlXUXqquOYMmJhlh4Yv32wsLkEHjiKpYmZjRlWbyI8nDhr3KAdFlEYPxdLdiMo9ohlD7DnVEy35JDFZ3iWKybWCY836LssGJhYghqX-zYkreqRlShtarnTr1dogY0n4UKaZ0CQxzxwtY-rxmkxjmX8tXTBmuZsi8s0K5OtxjEMOCphzFlGUCw8LmbGXCoiFBDIs7FyqmJRHNkP02U0V0ZAKJYemHuYopKoAh51OKErCMfWdYPjJHMeU6mmFFLKQcvdIlnvMmULn0Dw";

/// Settings without a result, made in November 2023.
const SETTINGS: &str = "v1.rAlbWYXMIQvCUBAH8LuJDmYxmMTwgtUxEawnLJgEuwi-4QNhCDKeDLX4NfQbzCBWq8mm6Cdw1WQ3yNvTsbZfuPuH_x0CbuLrvoRY8MMpmLutEhEkbr-NqIYZCuFP-BIhC8tSzOYi4HIRCEtlNjwf3REajOlvJ8JP9L73vTE13for7tToghV93egasK4ees-VJF0apKV24kFg_VPRsVu2w3gO5uX4Ag";

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
