//! Links as version 1 writes them. Once it is released they have to open for ever: what changes the format then is version
//! 2. A test that fails prints the link as it is written now.

use super::fixture::full;
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names, open_any, write_as};

/// A result with all names, made at a time that nobody wrote down.
const RESULT: &str = "v1.6c0QtpWUXWgcVRSAzzkzO7OZbH6aJjGpyWZT08ZIsqSbYPpQd4ItUcGCSgSJP7httybGNOvutsEIRUQL9kFr1dKWIv5AaLXEUDRorQp5kOKLkoJRC4VUNNU2Cz5YJHjP9cxONmzwIfQ83Pnuufeee_7mIgKgMTw2CPbJE56ccSEvP7hkU2AkmU2mfQWiN9hjyeTwnsQLCMWCpdnkSCqZTmT3p5OOx5HHZ6a2P4kUifhmv3Dx3zN_ze7c9bTbsb3h-tW7N7gXsdI_3dJL8GL15H3z41nX3_TQyqauvFxywSlQoDO6Jdq5fuHtz669fzqyLbM7PZTKxqO7MwdyFEmsIbWp0bFkuiMfVkeiI9a5pcc7uUiRXWsIFYdYyIKBfnQ_u4XkfV-B0Prea1Pzf7zjAt4kxqHGR3dW7m_6BucOHX6eN_e7eOPhz8OvXlcuzn2YuseZu-Ti_LgX_i8uFnIP2PbEGzN_33nBtRBxuQx92u7uwhv0G1EQkApODDBpQIvRZAyrVZXQDvtls9LJkUR6GPAsfUwyp-Vq9N6K4_B_h2FNRxFw6eCzF7JvDeavWDbxq-utYneX55xjYL4FLceGR7iXHR3TZPlk_xPin0r5eDnjK8gH-ChyTKNVYKNcv4R83FcWmCaQ30We9LUrE_MIspw75atXJtY4pzz0lMtoi2EG8DQ-QQ4f-ATbj6Jh9qC5J5FNOgT9vEMcJNzItRxlMms5xBEmq13GrUz2aeRKPSX3QpzbOahNq5aD3MKmLY4fynsFlqEDGjXY_Xwv72Ws3sdP8UEpqCFHcBr5HPJ5z84x5I-Qa7iRyxgt36DDxFVCDWzpIKMwGmAqjHNc4V2MdVynKKgw6K32LJIBYAF5PzzaTIA56YQ2fIxJ6DJazSgem4qUBSHlbTpLF1HsQJUXRVhj1cJXby58eSqaSeyVMu_LjKYzaGKoUF6oJy9ELwn1BJafnjI6YlwOQGhR7g3nyChuz2s2msVz6YKZqb5Aoa_BXrUYgCarWEFAEKQSvxzg5Dto1TtU6j9sIW8g47nRMXNw6JlBNH4_8SmiiisTq6crTPkXWvHYg8oBmrZZwPjgfiVkDmiBwOQONaCtWYsF7PO9SigYBIGSb7epIDi5AAuUzm5VQqE-LVB2pVv16fLDARao-LNTCVVaILDuZrskt2rCZIH1L7cpoeqYFqh5fZOK6doZgwVuO9mshOpMEKifaFQmbLhCLHD7uXol1BDWAo1f16iwDi8hCzR9t04JRQgEmn8sUwQbpWcE7rhaooRaHC2wKRdQjt4cY_m2LqGK8X8";

/// A result without names, made in November 2023.
const NEUTRAL: &str = "v1.OAzXM5WUXWgdRRTHzzm7O7vZ3Hw0JjGpyc1NTRsjMSR7Y9sHzQYtUcGCSgQJIiYhfsakJjcKEUoRLdgHLRVLLSKiEGwtsfQhaCkKfZDiSyUFoxYKiQhqmws-WCQ4Zzybvbux9KHtedj5zdmZM_85c2YAcN_K-eMK0BkfHhkbB_foh5EdC2HdfgjJJW90cnzmlYlcb-xDjD6JM0D4v6X-ngS2I-VycdSvQ_z32F-Lu0eeDe95sOnyyvbN4Tmsjie29RO8UTv_0PJsIYwHPZYOyq_bhRD8hJzurp6ubjU9OTM1Olak3PANTBWGp54fK6xSbuQGRtdtILAwlv9zmCTnfBVC-yfvnFz-44MQ8Coxvtj85O7qmZZvcWn_gVd522CIVx7_Kvv2ZR3i0md77veXLoS4PBvt75cQk9wCdjz93tm_7zoTKkTcSPOAcXvzeIV-I_IAU0XBEJMBVIw2Y1anQn3j87WHkgc8QV-QeKiU8f5b0Q7Xa4ab0YqAa3tfOlN4_4X1VUpRfg2jv9ibjxT6FpZKTfkuPMH97JvAkIrJ_SfDP5XzkUrGt5Bf40PIgUGVsFVp9iEfiZ0J0xzyx8jzsTft2AeRZd5HsTvtqFneE2HkLKErgRkg8sQERXzkS-w8hJa9I93pvT7BIO8SkYRbuJ67mOx6znCOSXXKdyeT-zlytTkpa0Mfd7JnbFXPHrex7Yr4_evKQFnGMWjAHeQH-DnG2gl-hvfKwVoyBReQTyGfjuIcRj6OXMfNXMGo4oA-E9cINbEyHqMwWmBr7OM-jXczNnCDJk-jF_3dsUoWgALC6M66TIBFKYkOfIpJ6CKqVhTFtiatIKOjQSfoHEocqIl2kTVYGV-w3MRY4fXJqZfRxkxywNBI0faiBDQSqDg1FXTQuuhAZlXWzBbJSkv0dxfttIPgpCUN7obbgRaV9ggIPCrbyD_4pcLZeGLKk2crEzfkjo4PT0_nekptgCXII-o-bWPtQpUtd6IdDz-qfaAFlwWsTx_WQvaQEXDmd-khoxYVC7in-7WQ54FA2Xf3aQ_8osMC5Ys7tVBmwAhUXOrVA6bygMMCVX92a6FqBQKbrnZKbmvmbBa47c0OLVQbGIG6d7fqwNSftVjg9qOtWqjBBoHGuWZtw-ZLxAJ3nGrUQk1ZI9D8TZ3OmuwaskDL95u0UI5AoPXHCk2wRUpG4M6VMi3U5huBrUVH-2ZbwNK2r6EO-D8";

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
