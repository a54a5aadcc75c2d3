//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.o3pPd5WTXWgUVxTH7__M7Mw6-TQm22jNurHRNCVZ4iqND3YnVElbqNCWFEr6QVcdqYTodnc1NIVSSivUh35IK1ak9AOCtpIGoaG1X5CHIn1pidD0A4QIJW3VhT5URLznemYnGxQfgufhzu8e7jn3f865AygFa3j0BeUe-yC0k76q2C8-uRQbCUpBIXIA4eKOBsHwrtxLUDcbakrBSD4o5Er7C4EXcurp6cmtz4JSqSjt1z6un_xvZvuO5_2erasvXrh_lX8WjVF0Rz-pl5snHpobK_nRoccWD22s2DlfeVWK9aY3pHtXzL_35d8fn0htKe4s7MmXsumdxQNlSuWWsER-32hQ6KmU1ZPryfRu6AsjL1NqxxJGN5dY7YKFqLrf_Wrzfm6A6vzozcm5f973Fa4QY0_bk9sb96_5AbMHD73I6wd9XHr8q-QbF7WP2U_zD3iz53zMjYXl_-Gj2nuFrmfenv7_3m99B8DCGAaMu2kjLtFfRHFQVcMQk4HDsBlJfcscjMfhbJxCMJIrDCucos9J9rQwif47Ea1uF6uWFBne7lmovC_Hc9UT3M-eyRhyInKv1vJvNXy0nvE6-AAfBmeklipb9eZV8NHIWWUaB38Inoi8ixv7HbDEHY_cixtnjPMhhs4FdCWx9CX0RKTKeOQLdB9GH-xduVLgkRrkbSKPsJYTnGayE1zLKSanW9bNTO4JcKOZlFtVlrs5bmwnwXHuYNsV2QcrmpRjmZiBUe4gP8i7Gc17-Tl-RYZlSQimwKfBZ8I8R8CfgVu4jesYlrI1spzVuI_Ryq2a4hpxE2f0XSZLKUdR-MfCZVIoyzi78BST0J9w2iG6bE3aUbU6PHSKzkLyqKZQa9Kgaf67d-e_OZ4u5nbLrPYW9xWKsFFjJSgsICwxQcqJigd0Vttonmqw5cl04sij2lM05bKA9cnDWsgeMgKxiW16yDgzDgu4Z_q1UDyuBJb9uEXHlVeOsUDNzGYtVDtgBOrOb9IDpv5QjAUa_u3VQo2OElh-pVvkN43bLLDitS4t1JwxAi1vrdMZk5i2WOCuY-1aqNVWAivH27StVp0nFrj79EottDppBNq-b9FJk7wGFljz03ItlCIl0P5rnSa1VnovcM-FZVqowzMC68ox7Zn1GZZv5zXoDN8A";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.pJNksZWTb2hXVRjHn-9z7-_c691fbfs1zf38zaZrsca8W-qL2h0lqyChYkGMiDZZEa3N1lawICRKyBcVQmISEQUjTZb4YpREgS9CemNMaP0BYYNelPoDXyginuf43N39fgq-UJ8X537Ol3Oe-32ecw4R9iydPmIIudGh4ZFRCg59nsbhhJbj94QDDneNj069MVbsyTQgHcpiDLo5KvqWMmwFF4tZ1h8TXDt8cX7n8MvJQ4-vP7e0dV1yCvXZxtY-pncbZp9YnJ5MskXPVBZ1L8eZhKIy5bo6t3R2mbfGpyZ2jZS4OHSbMJNDE6-OTF7g4vBtgm8pIPaQ2f8rKTfndB2o7auPji3-91lCuMyC15qf31k_teEXLOzd96ZsHkhw_tkfCh-eswkWvtn9aLRwJsHidFrf3wnKvSW0v_jJyUsP_JQYADfa3O-Cnm6c53-ZQ1QMxYPCDkbgCwq2YjNykdzc-G7CUf6OVeGVbvfdjW-61S_dic_UQuRh5R6ZKKDnpE8iFzs2GQVXquXPKjlYK_gA8rbsh8RaT5m9WrcHcjATy8wzkC8hs5lamfifQnTfF5lcmZhp2Z1iKq5goIm1PamSEZXw1Pfo2I9tlUIejpgGZIdaZGyUvHQK-3mplqKw6dBxu3DwLaTeHdM_U690SOh8k5dQWsUP1PreZV9kPJdzcBQMyGPyiqBhTF6S9_TQPN2COchxyIk0zwHIEUijNEuNwCPfold6LR4UNEmT5dAidKFg2wX2iAwx0kcXCBNKeq7teEFY6R-YFqgv37I1VG3TRUf5FDQPrUm9FhxqsxdSHBuZfGd84nX4qPLynJpPy8szmaxwwPZaHw1zdb7emzYceNpGxHOBKHhfP2mV_EGnkJvdYQedmTeiEJzos0phSAqrfn3EhhSVcqJQNb_dKlX3O4Wasz2239Xuy4lC3f9dVqnekMLqyx1qfc2MLwr3vN9ulRpip9D48SYbu_xJTxTuPdRilZp8Ulg702x9WneWReG-42ut0vqCU2j-udEWXOEqRGHDb6utUpFJoeWPGsu0UfuucP_SKqvUGjmFTaWcjdzmWPTbdhU2lus";

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
