//! The headers that a host should send with every file of the page (`docs/hosting.md`): one list for `serve`, for the tests
//! in a browser and for the files to copy.

/// Names and values.
pub(crate) const HEADERS: [(&str, &str); 6] = [
    // As the page's own policy, without its hashes: those change with every build. A browser obeys both policies.
    // `frame-ancestors` works in a header alone; results may be embedded anywhere.
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline'; style-src 'self'; \
         img-src 'self' data: blob:; connect-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; \
         base-uri 'self'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default; \
         frame-ancestors *",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    // All that a page could ask for and that Chromium knows by these names; it warns of others. The clipboard can be
    // written, which copies a link.
    (
        "Permissions-Policy",
        "accelerometer=(), camera=(), clipboard-read=(), display-capture=(), encrypted-media=(), fullscreen=(), \
         geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), \
         midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), \
         usb=(), xr-spatial-tracking=()",
    ),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
];

/// All headers as a browser gets them, one a line.
pub(crate) fn lines() -> String {
    HEADERS.map(|(name, value)| format!("{name}: {value}\n")).concat()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn file(name: &str) -> String {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        fs::read_to_string(root.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    #[test]
    fn the_policy_is_the_one_of_the_page() {
        let page = file("index.html");
        let (_, rest) = page
            .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
            .unwrap();
        let (own, _) = rest.split_once('"').unwrap();
        let expected = own.replace("{{hashes}}", "'unsafe-inline'") + "; frame-ancestors *";
        assert_eq!(HEADERS[0], ("Content-Security-Policy", expected.as_str()));
    }

    #[test]
    fn every_file_to_copy_holds_these_headers_and_no_other() {
        type Line = fn(&str, &str) -> String;
        // The lines around the headers, and a header.
        let files: [(&str, [&str; 2], Line); 5] = [
            ("Trunk.toml", ["[serve.headers]", ""], |name, value| {
                format!("{name} = \"{value}\"")
            }),
            (
                "docs/hosting/nginx.conf",
                ["# frame-ancestors", ""],
                |name, value| format!("add_header {name} \"{value}\" always;"),
            ),
            (
                "docs/hosting/apache.htaccess",
                ["# frame-ancestors", "AddType application/wasm .wasm"],
                |name, value| format!("Header always set {name} \"{value}\""),
            ),
            ("docs/hosting/Caddyfile", ["header {", "}"], |name, value| {
                format!("{name} \"{value}\"")
            }),
            ("docs/hosting/_headers", ["/*", ""], |name, value| {
                format!("{name}: {value}")
            }),
        ];
        for (name, [before, after], line) in files {
            let text = file(name);
            let mut lines = text.lines().map(str::trim);
            let begin = lines.find(|line| line.starts_with(before));
            assert!(begin.is_some(), "{name} has no line {before}");
            for (header, value) in HEADERS {
                assert_eq!(lines.next(), Some(line(header, value).as_str()), "{name}");
            }
            assert_eq!(lines.next().unwrap_or_default(), after, "{name}");
        }
    }
}
