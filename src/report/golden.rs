//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.ENK7Wa3SXWgUVxQH8PO_MzszmXwYY7KN1qwbG01TkiVuS-ODzYQqtoUKbUmh2A9cdaQSotvd1VALRUor1IeWSitWSrEtiLZig6D4reRBxBclgvEDhPgSv7LggyLiPdczu674pg-ehzs_mPtxzrkXIII1MPQludt_j2J3QKU49_gLRIM7FIYDKzNfg54OVBfCwWyYyxTW5UI_cvLTkeGFn0Mlk-XdDgV4uPvO6JLly4KuhTNvXXtzRnAa9eXVbX2Kvmnc-874hkJQnvTBk0mvl-J8QH5Fse7UvFT3tIlf91__a1dyQX5FbnW20JtakV9fVMnMMyKeXTsU5roGw4KMma5097yeaOWkSi5_RqinS6x0wUK5uktBpWdnp4Dad_w4PH7jt4DuKcbqlo-X1K-bdQJjmzZ_xXP7A9z-8GDih1s6wNg_2bf8sfMBxjdE1V8O8KTj6Pjs55G7rx4NrKKaVFHzK0emWRk4DJuR0HBy4WAmN0DYo_5TBN-CetznvheTEj1vKlQ6vfSCHN-ij7iPfZM2yinLvV_DF6t5Wx3je_B63gKOflbs7vB4o8snq9iqMxvB28q_K3aXGY-yhop47390bkEP7JWZQugr6udFsrvCbI5zipUd5xpOsnI6ZZzPyt0FrjfDYJt6uZM9Yztx9riNbVdO3QT-E0yOZWIGhtx-fptXMRrX8Bf8rRRnyRIcAO8DH4722Qr-F9zELVzLsMjW6OVejdcYzdyslafhGY_RM6ksIocUSt1iuZiiNK4Dn7ASXYHTCsnL1ko7VBN1Tq7vNGQfaohyTRg0TBz7ZeLIH6l8ZpU81TX5tbk8bFRbcRUVEJUYV-SUiwe0rW007lE2QbVj6_vaJ3XAZYH197taZC81gtjeRXqpcUYdFriH-7TI80hQdWqB9sgvxlhQPTpfi2oWG0Ht1Tf0YlO3OcaCKTe7tajeIcHUe52SfsNOmwXTvuvQosa0ETT9NEenTXzEYsFL21u1qNkmwfSdLdqmGVcVC17eN12LZiaMoOV4k06YxAOwYNaZqVqUVCRovVCrFc2W3gteuValRW2-EcwpxrRv5qZZvu0PoNP8CA";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.BVhAY63STUgVURQA4HPuzJsZx5-s9GU_vp5lmmGiT0sX5UiJFSRUGIRE-INFZGqmBQYhUUIuCoTEXIQUSJqYuJCSqHAR0sZQyH5A0F2ZD1okId1zO-PzPYIWtugsZj5m7s85514AbJ2b6DcAPbWVVTW1YHbfd6PPgeV4t_JGdB9WdX1t88U6fwDhz4h8zwljDwq_P7TScwd_9X2fLK2qcHYf3DI_t3eTM47xoYmpRQKuJQwemm1pckKDjkUG5S7HlAN2WJ7srJysbONyfXNjdU1Q-CtXCaOpsvFcTdOC8FetEuKvAgIahtL_6IQbMrEGIb3n9tDsl3sOLArC88knS-Obt77C6bb2S5RW5uC34898t-alg9OPGvbb01MOzra45X1yMNJOzDh9d-zHzheOFhQLwu1sZM8ACYUGoU7ok5HPuYAD4okAtDUUK70s-j9ZwT9nA8vbr1wSw9bgBBWRrQJKGCGZP2PoQzR1xRHeRLpCHUjuz7DNHotaTXodRVqcakXqCv0O26xQFjQoCOKRp5jZgfmRNPJsAWVUzDsI3EZeyiKheymG_CSMTH4WkDAfI8WrISQdCimTLKUbXrIolXSTd25DeoAEhqY8ChWYZXSAzhIm1NEZus4lajwFR5CGkUbddTqR-pESKZliCTXQJRZSocRdhEmUJIXFB6MswvwFoQEYINBtmkl8PkHuXwaeIsH6jEYKcl66FNKAGLd_fIrjyOvAOjdXn8K40E3219U0Xa1vvIA6Rmte4SbvlucVYIQKR5S61DFhQOiAIh07j0obxIhJDO3hYcnSyxXDM1gsy5UxaRDDHC2SLMsCRtSbfdICO-ghRvRkgWTFlChG7EyeLFFx7R5irPmaLVnxBjDWLmZy6ut6dWKsv5EhWQkBxUi8s0MGlHdMI8aG7hTJStKBsbE3WeqwaUYQY_PwRsna4lOM5JeJ0qd8S0iMrW_XSpZfACPlfawUsI37ztg-FyVZqbZi7Ah6pK3SAsTv9CWUAfoN";

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
