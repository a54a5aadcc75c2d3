//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.aGoPS63STUhUURQA4HPue_NmfP5kpmY_TmN_ZqjYFNmifELRDxRUFER_NNWLQqxpZlQyCIkKclEkJSYtrEC0xERIyn5xEdamUMh-QNCNlTnQIgnpntuZGSfc2aKzeO-De--55xwuIgBqZVXHwdl4MxKtFkTj3eQfIxucVbZddtR3BmFKYGLILvfbAV-oImCbEXv29XSsP4DC44nlemzh79YffdsOH7IK1s8fHV491-rF1NjpxaUCzqa3bxqqDlmxTdv_bloZjX4LzLgcRYUrCotmjVx_-OV2i2dt8EjghD9UUngkWBkWHt80kek_VWUHCsrtEH99Bd6iFcWRk2PCc3iaEFNbjA9Bw1h3H634xN7OQMhtutwx9PWGBeOC8ET27m2pFQte4MCl2tO0dJeF33c8cl8clRYO3PWvMwf6LRyqjnT_yZrM9toCzNt_tefnsqeWFhZjIjL6-JVeEgoNQp3QLdEI2OW-QBlgm7gvAE0NxeScS_9PSfCvpUD09uj7MUwNdlIpmcqrhBGT81cSfUikhhTCC0iVVIcUWYzb2eSiGie9TCAtRdUgNcSW43YeUi7wKwjjlgeYX4fFqB_1hWwNdtEGTq5nUhJ5yMjnzxrC9JN0kM5xcRrlE3YhdSJ1I6WqeqR7SBmUTcmEGugSS6hE4nLCLMqSwiXRpVyExWNCAzBAYLRb4sGGufE83EOC9RmNHGxB0qWQBiRFOufx9yLngTTVgeRWmDby7NrIk1uFQd8xfmong6cCQRScMD7LTKEbsaIRpS51TG8TOqDIxfqt0gTR5SSGdmezZOl7FcPRvkHuVUafQQxnd6lkuVzASHi1VrrADDuIkdi3RrKSNipG8uAquVGl1DqIMeNbkWSlGsCYOZ7Pxac168SYdT5PstK9ipFxZYn0qswejRizG3MkK0sHxpzmbKnD3EFBjHmdcyRrvlsxsp9nSLdyTyAxFryZKVkeAYyc98lSwEKePGPRcIJkLTYVY0nYIU211Ev8z51A6aU_";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.cilRf63SXUhUQRQA4HPm3r273vxPTU3XtfzJ2ERXSx_Ku5BYQUKFQUiEPywRmZqtBQYhUUE-FAiJ-SQFkiYmPkhJVPgQ1ouhkP2AoG9lLvSQhDRnOuv-EPRgDx24dz5m5s6cOXcAsHt5dsQAtLU0NvlawD5wPxjDFmzEu3CLyI-jua2l80Kry4PwR0S7SyPYi8LlCq3zzMJfw9_napsarD0Hs1aW92VaM5gY-jDPK-BqytihpS6_FZp0LDqpbCPmLTAjspUUlxaXGJfaOjuafQHhatwkDH9jx1mff1W4mjYJ8dcBPBqG0v9oRcoxm4BQOHh7fOnLPQvWBOG57JO1iZ05L3HhVs9FKqiz8Nvxp86bK9LChYftB8yFeQuXuoLH-2SFV3tjARadvjv9Y9dzSwuIVRGsa3RPDwmFBqFO6JTR7jLAUfFYAJoainAtvf8nK_jnbGBj-_AVMUwNTpCXTOVRwgjJ_jOWPmyh_njCG0iXqRcpOBixfdBB3XZ6FUNavOpG6g8NR2xvUA5oVxDAI0_Q3YsV0TTKNaijat5AT6NYcpHh5lclYUornaFrnKJGbsJJpAmkKaRE1Yc0gpRK2RRHqIEusYqqJO4mTKd0KRxcWOUgrFgVGoABInit0U5c3wCfvwhPkWB9RiMXHyHpUkgDYoPn578wg7wOJKtxJKfC-NBNdLX6_FfaOs6j4MUi5UwTuhFKGFHqUseUUaEDikLsOypNEJN2YmgPDkuWXq8YtrFqWa-MOYMY9imvZDkcwIh5vV86wAzYiLFlrlKyYmsUI26xXNao-B4bMRK-lkhWogGMpDU3J548pBNj6_UiyUrxKEbqnXzpUWnTGjG2DeRKVroOjIyhbKlD5qIgxvaJDMnKcipG9otU6VTOdSRGztskyXIJYOS-j5MCdnDVGTuXYyQrz1SM_IBNmqrAQ9wWrqP00G8";

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
