//! A page as a person meets it: things with a role and a name.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

/// How long something that needs no computation may take to appear.
const SOON: Duration = Duration::from_secs(20);
/// How often the page is looked at while something is awaited.
const LOOK: Duration = Duration::from_millis(50);

/// What a thing on the page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Something to press.
    Button,
    /// A choice among several.
    Choice,
    /// A choice of a file.
    File,
    /// A message that is read out when it changes.
    Status,
    /// A line or area of text.
    Text,
}

impl Role {
    /// Elements that may have this role; the name decides among them.
    fn candidates(self) -> &'static str {
        match self {
            Self::Button => "button, [role=button]",
            Self::Choice => "select, [role=combobox]",
            Self::File => "input[type=file]",
            Self::Status => "[role=status], output",
            Self::Text => "input:not([type]), input[type=text], input[type=url], textarea, [role=textbox]",
        }
    }
}

/// A page in a browser.
#[derive(Debug)]
pub struct Page {
    client: Client,
    downloads: PathBuf,
}

impl Page {
    pub(crate) fn new(client: Client, downloads: PathBuf) -> Self {
        Self { client, downloads }
    }

    /// Goes to an address.
    pub async fn open(&self, url: &str) -> Result<()> {
        self.client
            .goto(url)
            .await
            .with_context(|| format!("opening {url}"))
    }

    /// Goes to an address in a tab of its own, and stays in that tab.
    pub async fn open_tab(&self, url: &str) -> Result<()> {
        let tab = self.client.new_window(true).await?;
        self.client.switch_to_window(tab.handle).await?;
        self.open(url).await
    }

    /// Turns to the tab that was opened first.
    pub async fn first_tab(&self) -> Result<()> {
        let tabs = self.client.windows().await?;
        let first = tabs.into_iter().next().context("there is no tab")?;
        Ok(self.client.switch_to_window(first).await?)
    }

    /// The thing with this role whose accessible name is this one, as soon as it is there.
    pub async fn find(&self, role: Role, name: &str) -> Result<Element> {
        self.find_where(role, &format!("named \"{name}\""), |found| found == name)
            .await
    }

    /// The first thing with this role whose accessible name holds all these words, as soon as it is there.
    pub async fn find_with(&self, role: Role, words: &[&str]) -> Result<Element> {
        let what = format!("with {words:?} in its name");
        self.find_where(role, &what, |found| words.iter().all(|word| found.contains(word)))
            .await
    }

    async fn find_where(&self, role: Role, what: &str, fits: impl Fn(&str) -> bool) -> Result<Element> {
        let mut names = Vec::new();
        let end = Instant::now() + SOON;
        while Instant::now() < end {
            names.clear();
            for element in self.client.find_all(Locator::Css(role.candidates())).await? {
                // An element may go away while it is looked at; then the next look finds the new one.
                let Ok(name) = self.name_of(&element).await else {
                    continue;
                };
                if fits(&name) {
                    return Ok(element);
                }
                names.push(name);
            }
            sleep(LOOK).await;
        }
        bail!("there is no {role:?} {what}; there are {names:?}");
    }

    /// How many things with this role and accessible name can be seen at the moment.
    pub async fn count(&self, role: Role, name: &str) -> Result<usize> {
        let mut count = 0;
        for element in self.client.find_all(Locator::Css(role.candidates())).await? {
            // One that goes away while it is looked at does not count.
            let is_it = self.name_of(&element).await.is_ok_and(|found| found == name);
            if is_it && element.is_displayed().await.unwrap_or(false) {
                count += 1;
            }
        }
        Ok(count)
    }

    /// The accessible name of an element, as the browser computes it.
    pub async fn name_of(&self, element: &Element) -> Result<String> {
        let path = format!("element/{}/computedlabel", element.element_id());
        let name = self.command(http::Method::GET, path, None).await?;
        Ok(name.as_str().unwrap_or_default().trim().to_owned())
    }

    /// Presses a button as soon as it can be pressed.
    pub async fn press(&self, name: &str) -> Result<()> {
        self.press_element(&self.find(Role::Button, name).await?)
            .await
            .with_context(|| format!("pressing \"{name}\""))
    }

    /// Presses a button as soon as it can be pressed.
    pub async fn press_element(&self, button: &Element) -> Result<()> {
        self.wait("the button can be pressed", SOON, async || {
            // What has the focus keeps it, and is only marked.
            let is_marked = button.attr("aria-disabled").await?.is_some();
            Ok(button.is_displayed().await? && button.is_enabled().await? && !is_marked)
        })
        .await?;
        Ok(button.click().await?)
    }

    /// Chooses a file in the file input of this name.
    pub async fn choose_file(&self, name: &str, file: &Path) -> Result<()> {
        let input = self.find_with(Role::File, &[name]).await?;
        let file = file.to_str().context("the file's name is no text")?;
        Ok(input.send_keys(file).await?)
    }

    /// Drags a file from outside the browser onto the label of the file input of this name, and lets it go.
    pub async fn drop_file(&self, name: &str, file: &Path) -> Result<()> {
        let input = self.find_with(Role::File, &[name]).await?;
        let script = "const place = arguments[0].labels[0] ?? arguments[0];
            place.scrollIntoView({ block: 'center', behavior: 'instant' });
            const box = place.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];";
        let place = self
            .client
            .execute(script, vec![serde_json::to_value(input)?])
            .await?;
        self.drop_at(&place, &[file]).await
    }

    /// Drags files from outside the browser onto the middle of the window, and lets them go.
    pub async fn drop_files(&self, files: &[&Path]) -> Result<()> {
        let place = self.execute("return [innerWidth / 2, innerHeight / 2]").await?;
        self.drop_at(&place, files).await
    }

    async fn drop_at(&self, place: &Value, files: &[&Path]) -> Result<()> {
        for event in ["dragEnter", "dragOver", "drop"] {
            let parameters = json!({
                "type": event,
                "x": place[0],
                "y": place[1],
                "data": { "items": [], "files": files, "dragOperationsMask": 1 },
            });
            self.devtools("Input.dispatchDragEvent", parameters).await?;
        }
        Ok(())
    }

    /// Presses a button that saves a file, and gives the file's text.
    pub async fn download(&self, button: &str) -> Result<String> {
        Ok(String::from_utf8(self.download_bytes(button).await?)?)
    }

    /// Presses a button that saves a file, and gives the file's bytes.
    pub async fn download_bytes(&self, button: &str) -> Result<Vec<u8>> {
        let folder = &self.downloads;
        tokio::fs::create_dir_all(folder).await?;
        let parameters = json!({ "behavior": "allow", "downloadPath": folder });
        self.devtools("Browser.setDownloadBehavior", parameters).await?;
        self.press(button).await?;
        let end = Instant::now() + SOON;
        while Instant::now() < end {
            let mut files = tokio::fs::read_dir(folder).await?;
            while let Some(file) = files.next_entry().await? {
                let unfinished = file
                    .path()
                    .extension()
                    .is_some_and(|extension| extension == "crdownload");
                // The browser makes the file before it fills it.
                let bytes = tokio::fs::read(file.path()).await.unwrap_or_default();
                if !unfinished && !bytes.is_empty() && !file.file_name().to_string_lossy().starts_with('.') {
                    tokio::fs::remove_file(file.path()).await?;
                    return Ok(bytes);
                }
            }
            sleep(LOOK).await;
        }
        bail!("\"{button}\" saved no file");
    }

    /// Presses one key.
    pub async fn key(&self, key: char) -> Result<()> {
        let key = key.to_string();
        let actions = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": [
            { "type": "keyDown", "value": key },
            { "type": "keyUp", "value": key },
        ] }] });
        self.command(http::Method::POST, "actions".to_owned(), Some(actions))
            .await?;
        Ok(())
    }

    /// The name of what has the focus.
    pub async fn focused(&self) -> Result<String> {
        self.name_of(&self.client.active_element().await?).await
    }

    /// Moves the focus with the tab key until it is on something whose name holds this one.
    pub async fn tab_to(&self, name: &str) -> Result<()> {
        const MAX_STOPS: usize = 80;
        let mut names = Vec::new();
        for _ in 0..MAX_STOPS {
            self.key(char::from(fantoccini::key::Key::Tab)).await?;
            let found = self.focused().await?;
            if found.contains(name) {
                return Ok(());
            }
            names.push(found);
        }
        bail!("the tab key does not reach \"{name}\"; it reaches {names:?}");
    }

    /// All text that can be seen.
    pub async fn text(&self) -> Result<String> {
        let text = self
            .client
            .execute("return document.body.innerText", Vec::new())
            .await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the text of the page holds one of these pieces, upper and lower case alike.
    pub async fn wait_for_text(&self, pieces: &[&str], limit: Duration) -> Result<()> {
        let wait = self.wait("the text appears", limit, async || {
            let text = self.text().await?.to_lowercase();
            Ok(pieces.iter().any(|piece| text.contains(&piece.to_lowercase())))
        });
        if let Err(error) = wait.await {
            bail!("{error}: none of {pieces:?} in\n{}", self.text().await?);
        }
        Ok(())
    }

    /// Waits until something holds.
    pub async fn wait(
        &self,
        what: &str,
        limit: Duration,
        holds: impl AsyncFn() -> Result<bool>,
    ) -> Result<()> {
        let end = Instant::now() + limit;
        loop {
            let now = holds().await;
            if matches!(now, Ok(true)) {
                return Ok(());
            }
            if Instant::now() >= end {
                now?;
                bail!("waited {} s in vain until {what}", limit.as_secs());
            }
            sleep(LOOK).await;
        }
    }

    /// Runs a script in the page and gives what it returns.
    pub async fn execute(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// Runs a script in the page and gives what it passes to its last argument.
    pub async fn execute_async(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute_async(script, Vec::new()).await?)
    }

    /// Makes the page this wide, in CSS pixels, and light or dark.
    pub async fn look(&self, width: u32, dark: bool) -> Result<()> {
        let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await?;
        let scheme = if dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", media).await?;
        Ok(())
    }

    /// Makes the window this large, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await?;
        Ok(())
    }

    /// Saves a picture of the whole page, in the folder that `cargo xtask` names.
    pub async fn save_picture(&self, name: &str) -> Result<()> {
        let folder = crate::given("KINDRED_SCREENSHOTS")?;
        tokio::fs::create_dir_all(&folder).await?;
        let parameters = json!({ "format": "png", "captureBeyondViewport": true });
        let answer = self.devtools("Page.captureScreenshot", parameters).await?;
        let picture = answer["data"].as_str().context("there is no picture")?;
        let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, picture)?;
        tokio::fs::write(folder.join(format!("{name}.png")), bytes).await?;
        Ok(())
    }

    /// Saves a picture of a test that failed; that this fails, too, would only hide why.
    pub(crate) async fn keep_picture(&self) {
        let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
        drop(self.save_picture(&format!("failed-{name}")).await);
    }

    /// Everything in the browser's console, of the page and its workers.
    pub async fn console(&self) -> Result<Value> {
        self.command(
            http::Method::POST,
            "se/log".to_owned(),
            Some(json!({ "type": "browser" })),
        )
        .await
    }

    /// Sends a command of the Chrome `DevTools` protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.command(http::Method::POST, "goog/cdp/execute".to_owned(), Some(body))
            .await
    }

    /// Bytes that the page and its workers hold, as the system counts them. Linux only.
    pub fn memory(&self) -> Result<u64> {
        let profile = self.downloads.parent().context("there is no profile")?;
        crate::memory::of_renderers(profile)
    }

    async fn command(&self, method: http::Method, path: String, body: Option<Value>) -> Result<Value> {
        let words = format!("{method} {path}");
        let command = Command { method, path, body };
        self.client.issue_cmd(command).await.with_context(|| words)
    }
}

/// A command that the `WebDriver` client has no function for.
struct Command {
    method: http::Method,
    path: String,
    body: Option<Value>,
}

impl fmt::Debug for Command {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.method, self.path)
    }
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (self.method.clone(), self.body.as_ref().map(Value::to_string))
    }
}

impl Page {
    /// Fails where the page is wider than the window.
    pub async fn check_width(&self) -> Result<()> {
        let script = "const page = document.documentElement; return [page.scrollWidth, page.clientWidth]";
        let widths = self.execute(script).await?;
        ensure!(
            widths[0] == widths[1],
            "the page is {} pixels wide in a window of {}",
            widths[0],
            widths[1]
        );
        Ok(())
    }
}
