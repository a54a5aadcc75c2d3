//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.krLegq3STUhUURQA4Hvue_NmfP7_pqbjWP5kqOgU6cJ8gmIFCRW2sR8cdSIRdZoZlQxCooJcFEmJSQsrkAwxEZKyX1yEtSkUsloIurEyB1okId1zO-M44c4WncW73-P-nXO4AIyB0tRxmpn7b_ljyGBr8X59BP8Cc4fT2dTgOAtsQ0Co19nscrod3ja3U_fbdmxytPwEcJstcNYTA34P_Ziuqqs18spTlhb2JBtTEBXYnVHG2bm4kX3znV4jsOjQ30W71mLGYHpQpoL8wvyC2MUbj77cuW8r8dS7G13e0vx6T7uP2xybRIKrtcPpzmt2eunryLMXFBb5dy5zW90mwTeWGGyCAoHqPhnBjr2LBJY9cGV0_utNg61whMbUo1VRbWkvYfZy9xnMqjbg--HH1ktLwoDZe669-uyMAfOd_uo_G-unvTEY5By_NvlzxzND8fFl7m998Eo7cgkagoqgK8DXu1r2fxJg_3zx2kPRdIUdwTLUpV1yLSDzrzD8GIp9EQgXAduxB9A_GbR5wIJdZnwVgkqE7ALsC0wHba6VFuaSzAcHHkJuDxSB2uDwOhVWjRV0uJqAYWhDLZc-xQhxLXgSz1NeCuYijAOOAU4ARslewAeA8ZiK4QgKUwWUYqmAnQiJmCi4RYBFWhCKlrnCmMY4rBWKquBCY2HC_zfMp4A2sBg5CmiVELP4_Pri09v5Hscpejwtnla3BzjtDPYrnKtaIDsAoQoV4oa5yoBnQ-9BoTM-bkaCcne_IKk1kmAaqRA1UpvWkGCeKBMki4URQl6XCAvTfSYkhE4XC1JYpSSEz-0WlTKi24SEyG8FghSlMUL0Si4lHzOoIiH2Qo4gxdklIf5qprDLhEkFCVv60wUpUWWEpMFUobLkOY6ErWNJgpRilYTUF_HCKq2rgIS0t9GCZOOMkP4hXHC2jVpM2L4QIkgZuiRk-kxCl1l2pDF7FYQd_wA";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.dGkdq63ST0gUURgA8Pe9mZ0dx911tdXU3HUt_2Rsoqukh3IWEitIqLCLRPiHJSJTs7XAICQqyEOBkJgnKRAUMfEgJVHhIayLoZDVQdBbmQsdkpDe9_rW2V2CDnbog5n3m3n_vvfxGIO-tYVxjYGtvaU13M7sw49iMWay7XgfbwHo0ds623sud_iDwP6I5O-KBKqA-_3WOs9N-DX2fbGhtdk8eDRvfe1QrjkPbmtiYYizG57JY6u9EdMadCo5qHI7lkxmJGQrL6soK9eudvZ0t4Wj3N-yQ2iRlu4L4cgG97fuEPyvAwQVsNL_ZCbKsZAGrGTk3tTql4cm2-QIF71nG9w9-a9g-W7_FSxuNOHb6We-O-vChOUnXUeM5SUTVntjx_tsxld7azIoPfdg7sf-F6YS5Rs8VtfknkHkEjQEFcFQgMfrFvo_GbB_3zl-EzRDYWcwhIYMSq5Zsv904MdUHHIh3Aa8hgOAsc6E7SM69tnxdQoqLtkHOGR1J2xvljrrkiwKJ55CYACqkxlUKqwR62gDNQsd6EctQK8aBE8HnseblJ2CAYQZwGnAWUC3HAQcB8xELzoRFKYKqMVaAQcQsjFbcF2ALnWE6g2uMKYxHru9YEdVcKExh4h9TfB5oAksQ04B-iS4rJvl7whHrnd2XwJOsxIlc3JVszIDEKpQwTPBVQa8BAZPCoPxGTsSlMfHBUltkgTbZJ1oktqihgT7bEiQdJ0RUt4cFjozojYkpC7WCJKjXhKcK1WiXrr6bUhI-1ouSG6NEdI3A5R4xqiKhF23SgXJE5SEzPtFIiiz5hQk7B4uEKRslRFyRr1CZbkrHAl7pnMEKc8nCd6XmcInfVuAhPx36YLk54xQ8MEpONtL5SXsW0sRpEJDEoqiNmHI4iBSW7IFIoi_AQ";

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
