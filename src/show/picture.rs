//! A picture in SVG: drawn for a wide column or a narrow one, shown in a page, or saved as a file of its own.

use maud::{Markup, PreEscaped, html};

/// The widest column of the page; `style/page.css` has the same.
pub(super) const WIDE: f64 = 704.0;

/// The column of a telephone.
pub(super) const NARROW: f64 = 328.0;

/// Room around a saved picture.
const EDGE: f64 = 24.0;

/// A line of the title of a saved picture: its height, and the width of a letter of it on average.
const TITLE_LINE: f64 = 22.0;
const LETTER: f64 = 7.6;

/// What is drawn, in a box of this size with its origin at the upper left.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) content: Markup,
}

impl Picture {
    /// What is drawn in a box of this size.
    pub(super) fn new(width: f64, height: f64, content: Markup) -> Self {
        Self {
            width,
            height,
            content,
        }
    }

    /// As a part of the page, of this class; `description` is for those who do not see it.
    pub(super) fn in_page(&self, class: &str, description: &str) -> Markup {
        let Self {
            width,
            height,
            content,
        } = self;
        html! {
            svg class=(class) role="img" aria-label=(description) viewBox=(format!("0 0 {width} {height}"))
                width=(width) height=(height) {
                g aria-hidden="true" { (content) }
            }
        }
    }

    /// As a file that needs nothing else, in the colours of print, under its title.
    pub(super) fn as_file(&self, title: &str, description: &str) -> String {
        let lines = wrapped(title, self.width / LETTER);
        let above = EDGE + TITLE_LINE * lines.len() as f64;
        let (width, height) = (self.width + 2.0 * EDGE, self.height + above + EDGE);
        html! {
            svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox=(format!("0 0 {width} {height}"))
                width=(width) height=(height) {
                title { (title) }
                desc { (description) }
                style { (PreEscaped(STYLE)) }
                rect class="ground" width=(width) height=(height) {}
                @for (at, line) in lines.iter().enumerate() {
                    text class="title" x=(EDGE) y=(EDGE + 14.0 + TITLE_LINE * at as f64) { (line) }
                }
                g transform=(format!("translate({EDGE} {above})")) { (self.content) }
            }
        }
        .into_string()
    }
}

/// Words in lines of at most about so many letters.
fn wrapped(text: &str, letters: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut length = 0.0;
    for word in text.split(' ') {
        // A Chinese character is as wide as two letters.
        let width: f64 = word
            .chars()
            .map(|letter| if letter.is_ascii() { 1.0 } else { 1.8 })
            .sum();
        if length > 0.0 && length + 1.0 + width > letters {
            lines.push(String::new());
            length = 0.0;
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        length += width + 1.0;
    }
    lines
}

/// The rules of `style/charts.css` with the colours of a light page written out: programs that draw figures for print
/// know neither variables nor mixed colours.
const STYLE: &str = "text{font:14px system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif;fill:#1d1f22}\
    .title{font-weight:600;font-size:15px}.ground{fill:#fff}path{fill:none}\
    .tick{font-size:12px;fill:#5b5d61}.quiet{fill:#5b5d61}\
    .halo{paint-order:stroke;stroke:#fff;stroke-width:5px;stroke-linejoin:round}\
    .axis{stroke:#5b5d61;stroke-width:1}.hair{stroke:#d9d5c9;stroke-width:1}\
    .bar{fill:#c3bfb3}.bar.beyond{fill:#5b5d61}.bar.source{fill:#0b5cad}\
    .observed{stroke:#1d1f22;stroke-width:2}.interval{stroke:#1d1f22;stroke-width:2}\
    .dot,path.dot{fill:#1d1f22}.dot.source,path.dot.source{fill:#0b5cad}.interval.source{stroke:#0b5cad}.cell{fill:#1d1f22}.count{font-size:12px}.training{stroke:#5b5d61;stroke-width:1}.validation{stroke:#1d1f22;stroke-width:2}\
    path.area-source{fill:#a9c3dd}.line-target{stroke:#a84300;stroke-width:1.5}\
    .frame{fill:none;stroke:#d9d5c9;stroke-width:1}.dots{stroke-width:6;stroke-linecap:round}.crosses{stroke-width:1.5}\
    .shade-0{stroke:#a84300}.shade-1{stroke:#b06836}.shade-2{stroke:#ba9374}.shade-3{stroke:#c3bfb3}\
    .shade-4{stroke:#839cb1}.shade-5{stroke:#427aaf}.shade-6{stroke:#0b5cad}\
    path.line{stroke-linejoin:round}path.line.tuned{stroke:#1d1f22;stroke-width:2}\
    path.line.fresh{stroke:#5b5d61;stroke-width:2;stroke-dasharray:6 4}\
    .whisker.tuned{stroke:#1d1f22;stroke-width:1}.whisker.fresh{stroke:#5b5d61;stroke-width:1}\
    path.mark.tuned{fill:#1d1f22}path.mark.fresh{fill:#fff;stroke:#5b5d61;stroke-width:2}\
    .wash{fill:#dfeae6}text.strong{font-weight:600}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_picture_knows_every_class_of_the_page() {
        let page = include_str!("../../style/charts.css");
        let classes = page
            .lines()
            .filter_map(|line| line.strip_prefix("svg "))
            .filter_map(|line| line.split('{').next())
            .flat_map(|selector| selector.split(['.', ' ']).skip(1))
            .filter(|class| !class.is_empty());
        let mut found = 0;
        for class in classes {
            found += 1;
            assert!(STYLE.contains(&format!(".{class}")), "{class}");
        }
        assert!(found > 20, "{found} classes");
    }

    #[test]
    fn long_titles_take_more_lines() {
        assert_eq!(wrapped("one two three", 8.0), ["one two", "three"]);
        assert_eq!(wrapped("", 8.0), [""]);
        assert_eq!(wrapped("extraordinarily long", 4.0), ["extraordinarily", "long"]);
    }

    #[test]
    fn names_cannot_leave_their_place() {
        let picture = Picture::new(10.0, 10.0, html! { text { "</svg><script>" } });
        let file = picture.as_file("a < b & \"c\"", "<b>");
        assert!(!file.contains("<script>") && !file.contains("<b>"), "{file}");
        assert!(
            !picture
                .in_page("wide", "\"><script>")
                .into_string()
                .contains("<script>")
        );
    }
}
