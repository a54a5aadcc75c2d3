//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.baghrMXSTUhUURQA4Hvue_NmfI7mf2o6juVPhopOkS7MJyhWkFBhG_vBUScSUaeZUckgJCrIRZGUmLSwAskQEyEp-8VFWJtCIauFoBsrc6BFEtI9tzOOE-5cdhbvfo97z733HC4AY6A0dZxh5v7bgRgy2Fp8WB8hsMDc4XI1NTjPAdsQEO5zNbtdHqevzePSA7YfnxwtPwncbg_u9dSAP0M_p6vqao288pSlhb3JxhREBbMzyjg7Hzeyf77TZwQXHf63aPdazBhMD8lUkF-YXxC7ePPx17sP7CXeek-j21eaX-9t93O7c5NIcLd2uDx5zS4ffZ15joLCokDmMrfXbRJ8Y4mhJigQrO6zEerY-y3Asgeujs5_u2WwFY7QmHqsKqot7RXMXuk-i1nVBvw48sR2eUkYMHvfvU-fnTFgvjNQ_Rdjfbe3BuScuD75a-dzQ_HzZR7ofOhEB3IJGkKYAny9o2X_4_C1h6LpCjuKZahLh-RaUObfVvwUjn2RCJcA27EHMDAZsnnAgl1mfB2GSqTsAuwLTodsrpUW5pbMDwcfQW4PFIHa4PS5FFaNFbS5moBWtKOWS59ihLgWPIUX6FIK5iKMA44BTgBGyV7Ah4DxmIoRCApTBZRiqYBdCImYKLhFgEVaEIqWucKYxjisVYmq4EJjVhH4G-ZTQAksRo4C2iTELL64sfjsTr7XeZoeT4u31eMFTpmhZlm5qgVvByBUoULcMFcZ8GzoPSR0xsfNSFDuHRAktUYSTCMVokZq0xoSzBNlgmSxMELYmxJhYbrfhITw6WJBslZKQsTcHlEpI7tNSNjyvUCQojRGiF7JpcvHDKpIiL2YI0hxDkmIv5YpHDJhUkHC1v50QUpUGSFpMFWoLHmOI2HbWJIgpdgkIfVlvLBJ2yogIe1dtCDZOSOkf4wQnG2nFhN2LIQJUoYuCZl-k9BllgNpzF4F4cC_";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.VtDu68XST0gUURgA8Pe9mZ0dt3VdbTU1dx3LPxmb6CjpoZyFxAoSKuwiEf5hicjUbC0wCIkK8lAgJOZJCgRFTDxISVR4COtiKGR1EPRW5kKHJKT3vb51dpegg8c-mHm_mffvex-PMehbWxjXGDjaW1rD7cw5_DgWYxbbjg_xFoAeva2zvedKh2EC-yuSvysSqAJuGPY6Lyz4PfZjsaG12Tp0LG997XCuNQ9ee2JhiLObvsnjq70Ryx50OjmocjuWLOZKyFFeVlFWrl3r7OluC0e50bJDaJGW7ovhyAY3WncI_s8BTAXs9D9biXIspAErGbk_tfr1kcU2OcIl_7kGb0_-a1i-138Vixst-H7meeDuurBg-WnXUdfykgWrvbHjfbHiq72zoPT8w7mfB15aSpRv8FhZk1uayCVoCCkK8HjNQv9l9_hN0FwKO4shdElTcs2W85cbP-3CIQ_CHcDrOAAY60zYOaJjnxPfpKDikX2AQ3Z3ws5mqbMuyaJw8hkEB6A6uX2lwhqxjjZQs9CNBmpBetUg-DrwAt6i1BQMIswATgPOAnrlIOA4YCb6MRVBYaqAWqwVcBAhG7MF1wXoUkeo3uAKYxrjsdsLTlQFFxpzi9jXBJ8HmsAy5BRgQILHvllGRzhyo7P7MnCalaiXm6uanRmAUIUKvgmuMuAlMHhKuBifcSJBeXJCkNQmSXBM1okmqS1qSHDOhgRJ1xkh5e0RoTNX1IGEXYs1guSul4TUlSpRLz39DiSkfSsXJK_GCOmbQUo8Y1RFwu7bpYLkMyUh80GRMGXWnIKEPcMFgpStMkLOqF-oLHeFI2HvdI4g5QUkwf8qUwRkYAuQkP8-XZAMzggFH1MFZ_uovIT9aymCVOiShKKoQ7hksYnUlmyBMPEP";

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
