//! The page on a host that sends the headers of `docs/hosting.md`. All other tests ask a host that sends none.

use anyhow::{Result, ensure};
use end_to_end::steps::{READING, SAMPLE, TESTING, both_read, link, verdict};
use end_to_end::{Page, Role, Site, advised_headers, visit};

/// What the page gets with its own document.
async fn received(page: &Page, name: &str) -> Result<String> {
    let script = format!(
        "const done = arguments[arguments.length - 1]; \
         fetch('.').then(answer => done(answer.headers.get('{name}')));"
    );
    let value = page.execute_async(&script).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn with_the_advised_headers_the_page_does_its_job() -> Result<()> {
    let site = Site::of_dist_with_headers().await?;
    let link = visit(&site.url(), async |page| {
        for (name, value) in advised_headers()? {
            let received = received(page, &name).await?;
            ensure!(received == value, "{name} is {received:?}");
        }
        page.press(SAMPLE).await?;
        both_read(page).await?;
        page.press("Run the test").await?;
        verdict(page, TESTING).await?;
        link(page).await
    })
    .await?;
    // Within a page of another origin, which the harness reports as a request of that page and as nothing else.
    let link = link.replace('#', "?embed#");
    let other = Site::of_text(&format!(
        "<!doctype html><html lang=\"en\"><title>A page</title><link rel=\"icon\" href=\"data:,\">\
         <iframe title=\"A result\" src=\"{link}\" onload=\"document.body.append('done')\"></iframe>"
    ))
    .await?;
    let outcome = visit(&other.url(), async |page| {
        page.wait_for_text(&["done"], READING).await
    })
    .await;
    let complaint = outcome
        .err()
        .map(|error| format!("{error:#}"))
        .unwrap_or_default();
    ensure!(
        complaint.lines().count() == 1 && complaint.starts_with("the page asked another origin: "),
        "{complaint}"
    );
    Ok(())
}

#[tokio::test]
async fn foreign_scripts_and_markup_are_refused() -> Result<()> {
    let site = Site::of_dist().await?;
    visit(&site.url(), async |page| {
        page.find(Role::Button, SAMPLE).await?;
        for (attempt, words) in [
            (
                "new Worker('https://example.org/worker.js')",
                "this script is not",
            ),
            (
                "document.createElement('p').innerHTML = '<script>1</' + 'script>'",
                "this markup is not",
            ),
        ] {
            let script =
                format!("try {{ {attempt}; return 'done' }} catch (error) {{ return error.message }}");
            let said = page.execute(&script).await?;
            ensure!(
                said.as_str().is_some_and(|said| said.contains(words)),
                "{attempt}: {said}"
            );
        }
        Ok(())
    })
    .await
}
