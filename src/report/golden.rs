//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.3k4jKpWUb0hdZRjAn-c9555z7vGqd3fq1PR6XTozVPQquWB5rC0rSKhwEPaH7ra7NHPa9W6SxYhRg_ywbK2xyYj-gGw1TEZJrVXghxh9KRxkNRi4KFebF_rQCOl93p5zj_dypUD2fDjn9z7P--f5976IAKgNjPaBOXnSlTMOpOV7R5jCNxhPxhOeAtH9mKPx-MCe2IsIuYJ5yfjgcDwRS-5PxG2XI0_MzWx_CkUk4m37uYP_nPlzvnvXM07j9orrV-8qdy5i0Ftd0yngpaLpBxbHko436ZHspNa0XHLAzpCvuamlqXnj0rFPr713OrJtZHeifzjZ0bR75EBKRGLrSMnw0Gg80ZgOqzHWGG1uaXdXLovIrnVE5IaYyYKGXnQ_OZnkfVeIUPfu6zOLv7_tAN4UhP2VO7uD-6u-xoXD4y_Qlh4Hbzz6Wfi169LBhQ-G77EXLjm4OOaG_7ODmdwD1j_5xtxfd1xwDERcLUOXMttaEW6IX4WwAEXGi14SCtAg1AnDck0plE1e3YxEfDCWGAA8Kz4SPBar5ei8Fc_hvx7D-p4i4MrB5y4k3-pLn7G6xy-Oa8W2Vtc7W8N0Exq2DY9RJ9kqqoThkfl3gH7MoxMFhK8iHaCjSFGFRoa1AvUK0glPmWExhfQO0rSnzQ70CSRed8pTZwfGGA276CpX0fy_XS02BNRE9vw0-48hjacPcLXZgc2eEYCr8whS-NDH2HAUNb0d9T2xZHyTgB7awREK3Ewl1ERCL6EARUgYDfzdSsIspyDVkLBW7f4QWVRBwj6NFFQzHBB0UANZSjdK2FJDuqmTyWt0v0aFrNGtACGVk25zpg6nHQNDUz6FCsy7qZtqCfz30k5qJLBa6H6qJLB76D7aS4b9MiXcNaZ9BOkQ0iTHah9HKlBBZdlsGHPTj0X76Gk6yB2osSc4i3QO6bzrHk_9EKmYt8wnNDw_bRIUYqogQ1nsWYhQA11iB3VIvJOwlEqlsCRarrV9WWgABgj3iUKTBGCKW7ceHyfBdBmNauRE6FJIAwLSnXRWXETeB0JucsIKQ0tfvrn0xammkdhe7st9I0OJEdQxkGlHKBNu5tyclwkwvGrkiwntsg8Cy3xuOCW03Pt0zUQ9d8xdOzfT5ctcRDDXGH1QZeQqBAiwhN-rPtjpjl_zcuZ5T3HA_Qjt-aFRva__2T7Ufjv5CaLskDoWzRbqfHnr8PjD0gYxaxKD9v6DkknvVQy-6R2yVxnzBjGY5zslk2UBg_-bbdICO-Ujhrz5rZIp0KUY8q-0yS5VMO4jhsI_miVT0ACGDTcbOLmhKZ0YNh6ql0xFUcVQfKRWRlXJnEYMmyarJVOpDgxlU5VSh_IrghhuO1cmmSrCiqHyq2IZVuEVJIaqbzdIpogAhuof8qWAzdwzDLdf9UumGlsx1KZ80lZbosT_uhWUUfoX";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.IWF5eJWUf0hdZRjHn-c5577n3ONV70ydml6vS2eGE73atqA8VssKEiochESkYj9Nlz8KLMYYNcg_lqwaSyKiQNoaNvaH1BgF-yNG_ywcZDUYaATV5oX-aIT0Pm_PuefeY7Fg9fxxzud9nvfH933e530B8MDahRMKMDY6ODQyCs78u4Ed9yFn3_jkkDs8Pjr9wli6K_QhBp-CM4Pwd4v8HQXYiZROh7N-7uOfx39b7ht60t9xb-2VtZ01_nlMhgMbewheKV-8f3Vmyg87PRx16szZRR-8AsXa2zra2tXk-PTE8EiW0oM3MDU1OPH0yNQ6pYduYHTdBjIWhvK_9wvJuVCK0PzBG6dWf3nHB7xGjM_W7e1LTtd_iSuHZl_k7f0-Xn3ks9TrV7SPKx_tu8tbuejj6kywvx98LOQWsOXxN8_9futZXyHiZpp7jdPViXCVfiJyASNJmQEmA6gYbcaUjpR6xuN_nkon4En6hMRD-ZT3_B_xcL1o-E9iEXBj_3Nnp956JrdMfpof_SCKXZ2BRM_CfLEpz4NHuYc9kzGkQnL-SPB3RXyshPE15Jf4CHLGoCqwVWIOIB8LnQWmBeT3kRdDb9Sw55Bl3HuhO2qoGd4XYODMo_Nvs7oSSJi5aP0cx99Gns0tEHijhifKGCDwhQRZfPBTbD2Clr0rytXtWwn6eY_sknAbV3Ibk13JCU4zqVb57mZyajjJjUxuPh4vY5drmbyPkZPmlGwKurmVXWOrSok0su3Y7MgYO25xqXhsN8HINWx7kq1DOXGgLBMzaMC5g_u4iSF-N-_lHQxuB9_HdQxeP9_DT7HyXuWJYIzjHUY-iDwv-_WOIpeYpHE9CcwER4DlY_wE75dKtEQJLiGfRj4TyJOuJ5ArZMpiRhXq9Ji4TKiWlXFFWRmjBbbGbu7WeBtjFVdpcjW6QXTXOlkACgiDV8ZhAsxKDbfgY0xCl1A1oCTC1qQVJHTQ6SSdR5kHyoLkpAyWhE9Cemxk6uXxiefRxkShIKGagqwF-a4mUOFJFNOcdSkGiXVZM5UlK7pTPztoRw2EWHQHwdl0x6BeRS0CApfim8cNXr7QNx_FosJDmwh_5AyPDk5Opjvy_wzmoRNRd2sby5dKbbnEzXj0Ie0BLTksYH34gBayB4xAbHGPHjBqWbGAc6ZHC7kuCMS_ulO74GVjLFC0vFsLJXqNQPHlLt1rSmZjLFD6a7sWSioQ2HKtVXJbtmCzwE0HW7RQecYIVBxu0hlTec5iga3zDVqoygaB6oU6bUPNZWKBm09Xa6HalBGo-6JCp0xqA1mg_ustWihNINDwbbEm2CYlI3DLWlwLNXpGoCkb057ZnmH5N2-gzvBf";

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
