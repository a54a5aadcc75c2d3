//! The harness itself: it sees what a misbehaving page does, and does what a person can.

use std::time::Duration;

use anyhow::Result;
use end_to_end::{Page, Role, Site, visit};

const SOON: Duration = Duration::from_secs(10);

/// A page whose body holds this.
async fn site(body: &str) -> Result<Site> {
    site_with("", body).await
}

/// A page whose head and body hold this.
async fn site_with(more: &str, body: &str) -> Result<Site> {
    let head = r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
        <link rel="icon" href="data:,">"#;
    Site::of_text(&format!("{head}{more}<body>{body}</body></html>")).await
}

/// What the harness says about a page with this body, once the page says "done".
async fn complaint(body: &str) -> Result<String> {
    complaint_about(&site(body).await?).await
}

async fn complaint_about(site: &Site) -> Result<String> {
    let outcome = visit(&site.url(), async |page| {
        page.wait_for_text(&["done"], SOON).await
    })
    .await;
    Ok(outcome
        .err()
        .map(|error| format!("{error:#}"))
        .unwrap_or_default())
}

#[tokio::test]
async fn a_page_that_behaves_passes() -> Result<()> {
    assert_eq!(
        complaint("<script>console.log('a note'); document.write('done')</script>").await?,
        ""
    );
    Ok(())
}

#[tokio::test]
async fn errors_and_warnings_of_a_page_fail() -> Result<()> {
    for (script, words) in [
        ("console.error('a defect')", "a defect"),
        ("console.warn('a worry')", "a worry"),
        (
            "setTimeout(() => { throw new Error('a surprise') })",
            "a surprise",
        ),
        ("fetch('no-such-file')", "404"),
    ] {
        let body = format!("<script>{script}; setTimeout(() => document.body.append('done'), 500)</script>");
        let complaint = complaint(&body).await?;
        assert!(complaint.contains(words), "{script}: {complaint:?}");
    }
    Ok(())
}

#[tokio::test]
async fn errors_of_a_worker_fail() -> Result<()> {
    let body = r#"<script>
        const code = "console.error('a defect below'); setTimeout(() => postMessage(1), 500)";
        const worker = new Worker(URL.createObjectURL(new Blob([code])));
        worker.onmessage = () => document.body.append('done');
    </script>"#;
    let complaint = complaint(body).await?;
    assert!(complaint.contains("a defect below"), "{complaint:?}");
    Ok(())
}

#[tokio::test]
async fn requests_to_another_origin_fail() -> Result<()> {
    let other = site("nobody should see this").await?;
    // Without CORS such a request leaves no trace in the console.
    let request = format!("fetch('{}', {{ mode: 'no-cors' }})", other.url());
    let from_page = format!("<script>{request}.then(() => document.body.append('done'))</script>");
    let from_worker = format!(
        r#"<script>
            const code = "{request}.then(() => postMessage(1))";
            const worker = new Worker(URL.createObjectURL(new Blob([code])));
            worker.onmessage = () => document.body.append('done');
        </script>"#
    );
    for body in [from_page, from_worker] {
        let complaint = complaint(&body).await?;
        assert!(
            complaint.contains(&format!("asked another origin: {}", other.url())),
            "{complaint:?}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_policy_binds_workers_from_a_blob() -> Result<()> {
    let other = site("nobody should see this").await?;
    let policy = r#"<meta http-equiv="Content-Security-Policy"
        content="default-src 'none'; script-src 'unsafe-inline'; connect-src 'self'; worker-src blob:">"#;
    let body = format!(
        r#"<script>
            const code = "fetch('{}', {{ mode: 'no-cors' }}).then(() => postMessage('sent'), () => postMessage('kept'))";
            const worker = new Worker(URL.createObjectURL(new Blob([code])));
            worker.onmessage = event => document.body.append('done: ' + event.data);
        </script>"#,
        other.url()
    );
    let complaint = complaint_about(&site_with(policy, &body).await?).await?;
    assert!(complaint.contains("Content Security Policy"), "{complaint:?}");
    assert!(!complaint.contains("asked another origin"), "{complaint:?}");
    Ok(())
}

const FORM: &str = r#"
    <label>Source data <input type="file" id="file"></label>
    <button id="save">Save it</button> <button disabled>Not now</button>
    <label for="link">Link</label> <input id="link" readonly value="address">
    <p role="status" aria-label="Verdict"></p>
    <script>
        const say = text => document.querySelector('[role=status]').textContent = text;
        const show = async (how, files) => say(`${how} ${files[0].name}: ${await files[0].text()}`);
        file.onchange = () => show('chosen', file.files);
        document.ondragover = event => event.preventDefault();
        document.ondrop = event => { event.preventDefault(); show('dropped', event.dataTransfer.files); };
        save.onclick = () => {
            const link = document.createElement('a');
            link.href = URL.createObjectURL(new Blob(['{"saved":true}']));
            link.download = 'report.json';
            link.click();
        };
    </script>"#;

async fn says(page: &Page, text: &str) -> Result<()> {
    let status = page.find(Role::Status, "Verdict").await?;
    page.wait(text, SOON, async || Ok(status.text().await? == text))
        .await
}

#[tokio::test]
async fn files_are_chosen_dropped_and_saved() -> Result<()> {
    let site = site(FORM).await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("a.csv");
    std::fs::write(&file, "x,y")?;
    visit(&site.url(), async |page| {
        page.choose_file("Source data", &file).await?;
        says(page, "chosen a.csv: x,y").await?;
        page.drop_file("Source data", &file).await?;
        says(page, "dropped a.csv: x,y").await?;
        assert_eq!(page.download("Save it").await?, r#"{"saved":true}"#);
        let link = page.find(Role::Text, "Link").await?;
        assert_eq!(link.prop("value").await?.as_deref(), Some("address"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_keyboard_reaches_what_it_can() -> Result<()> {
    let site = site(FORM).await?;
    visit(&site.url(), async |page| {
        page.tab_to("Save it").await?;
        assert!(page.tab_to("Not now").await.is_err());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_that_is_too_wide_is_told() -> Result<()> {
    let site = site("<div style='width: 400px'>wide</div>").await?;
    visit(&site.url(), async |page| {
        page.look(500, false).await?;
        page.check_width().await?;
        page.look(360, false).await?;
        assert!(page.check_width().await.is_err());
        Ok(())
    })
    .await
}
