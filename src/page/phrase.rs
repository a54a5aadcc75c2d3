//! Texts of both languages as parts of views.

use leptos::attr::IntoAttributeValue;
use leptos::prelude::IntoRender;

use crate::language::Phrase;

impl IntoRender for Phrase {
    type Output = &'static str;

    fn into_render(self) -> Self::Output {
        self.say()
    }
}

impl IntoAttributeValue for Phrase {
    type Output = &'static str;

    fn into_attribute_value(self) -> Self::Output {
        self.say()
    }
}
