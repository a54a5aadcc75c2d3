//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.fJV6Pa3SW2gUZxQH8PP_ZnZmMrkYY7KN1qwbG01TkiVuS-ODzYQqtoUKbUmh2AuuOlIJ0e3uaqiFIqUV6kNLpRUrpdgWRFuxQVC8K3kQ8UWJYLyAEF_iLQs-KCJ-5_PMriu-6YPnYeYH3-2c830AEayBoS_J3f57FLsDKsW5x39EE9yhMBxYmfka9FSguhAOZsNcprAuF_qRk5-ODC_8HCqZLO91KMDD3XdGlyxfFnQtnHnr2pszgtOoL69u61P0TePed8Y3FILypA-eTHq9FOcD8iuKdafmpbqnTfy6__pfu5IL8ityq7OF3tSK_PqiSmaeEfHs2qEw1zUYFuSb6Up3z-uJVk6q5PJnhHq6xEoTLJSruxRUOnZ2Cqh9x4_D4zd-C-ieYqxu-XhJ_bpZJzC2afNXPLc_wO0PDyZ-uKUDjP2TfcsfOx9gfENU_eUAT_qNjs9-Hrn76tHAKqpJFbW-cmSalYHDsBkJDScXDmZyA4Q96j9F8C2ox33uezEp0fOmQqXTS-_H8S36iPvYN2mjnLLc-zV8sZq31TG-B6_nLeBosGJ3h8cbXT5ZxVad2QjeVh6u2F1mPMoaKuK9_9G5BT2wV2YKoa-onxfJ7gqzOc4pVnacazjJyumU73xW7i5wvRkG29TLnewZ24mzx21su3LqJvCfYHIsEzMw5Pbz27yK0biGv-BvpThLluAAeB_4cLTPVvC_4CZu4VqGRbZGL_dqvMZo5matPA3PeIyeSWUROaRQ6hbLxRSlcR34hJXoCpxWSF62Vtqhmqhzcn2nIftQQ5RrwqBh4tgvE0f-SOUzq-SprsmvzeVho9qKq6iAqMS4IqdcPKBtbaNxj7IJqh1b39c-qQMuC6y_39Uie6kRxPYu0kuNM-qwwD3cp0WeR4KqUwu0R34xxoLq0flaVLPYCGqvvqEXm7rNMRZMudmtRfUOCabe65T0G3baLJj2XYcWNaaNoOmnOTpt4iMWC17a3qpFzTYJpu9s0TbNuKpY8PK-6Vo0M2EELcebdMIkHoAFs85M1aKkIkHrhVqtaLb0XvDKtSotavONYE4xpn0zN83yb38AneZH";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.xaBUKq3TTUgVURQA4HPuzJsZx5-s9GU_vp5lmmGiT0sX5UiJFSRUGIRE-INFZGqmBQYhUUIuCoTEXIQUSJqYuJCSqHAR0sZQyH5A0F2ZD1okId1zO-PzPYIWtujAzHzMz73nnHsHAFvnJvoNQE9tZVVNLZjd993oc2A53q1cEfmwqutrmy_W-QMIf0Tkdk4Ye1D4_aFxnjv4q-_7ZGlVhbP74Jb5ub2bnHGMD32YWiTgWsLgodmWJif00rHIS7nLMeWAHZYnOysnK9u4XN_cWF0TFP7KVcJoqmw8V9O0IPxVq4T4q4CAhqH0PzrhdkysQUjvuT00--WeA4uC8HzyydL45q2vcLqt_RKllTn47fgz36156eD0o4b99vSUg7MtbnmfHIw0EzNO3x37sfOFowXFgnD7GpkzQEKhQagT-mTkdi7ggHgiAG0NxUovi_5PVvDP2cDy9CtbxLA1OEFFZKuAEkZI5s8Y-hBNXXGEN5GuUAeS-zBss8eiVpNeR5EWp1qRukKPwzYrlAUNCoJ45ClmdmB-JI08W0AZFfMMAreRl7JI6F6KIT8JI5PPBSTMx0jxaghJh0LKJEvphpcsSiXd5JnbkB4ggaEpj0IFZhkdoLOECXV0hq5ziRp_giNIw0ij7jidSP1IiZRMsYQa6BILqVDiLsIkSpLC4oVRFmH-gtAADBDub4Em8foEuX8ZeIoE6zMaKch56VJIA2Lc_vEqjiOPA-vcXH0K40I72V9X03S1vvEC6hiteYWbvFueV4ARKhxR6lLHhAGhA4p07DwqbRAjJjG0h4clSy9XDM9gsSxXxqRBDHO0SLIsCxhRb_ZJC-yghxjRkwWSFVOiGLEzebJExbV7iLHma7ZkxRvAWLuYyamv69WJsf5GhmQlBBQj8c4OGVDeMY0YG7pTJCtJB8bG3mSpw6YZQYzNwxsla4tPMZJfJkqf8i0hMba-XStZfgGMlPexUsA27jtj-1yUZKXairEj6JG2SgsQX9OXUAboNw";

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
