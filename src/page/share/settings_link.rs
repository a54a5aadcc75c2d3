//! Settings that came by link without their result.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::state::SettingsByLink;
use super::words;
use crate::features::Side;
use crate::page::browser;
use crate::page::form::Press;
use crate::page::work::{Computation, Page};
use crate::report::{Files, SharedSettings, Sharing};

impl Page {
    /// Takes over what a link asks, so that the files are all that is missing.
    pub(crate) fn open_settings(self, shared: SharedSettings, sharing: Sharing) {
        let settings = shared.settings.clone();
        self.question.take(&settings);
        self.share.agreement.set(None);
        self.answer.landscape.set(None);
        self.answer.shown.set(None);
        self.data.is_open.set(true);
        if sharing.column_names {
            self.data.choose_label(settings.label);
        } else {
            self.data.forget_label();
        }
        self.data.pairs_by_hand.set(if sharing.column_names {
            settings.pairs
        } else {
            BTreeMap::new()
        });
        self.share.settings.set(Some(SettingsByLink { shared, sharing }));
        self.advance();
    }

    /// How the files at hand relate to those that the settings were made for. Tracks.
    fn files_asked_for(self) -> Option<Files> {
        self.share.settings.with(|asked| {
            let [source, target] = &asked.as_ref()?.shared.fingerprints;
            self.data.files_of([source, target])
        })
    }

    /// Computes what the link asks, with its very settings.
    fn compute_as_asked(self) {
        let Some(SettingsByLink { shared, sharing }) = self.share.settings.get_untracked() else {
            return;
        };
        let settings = shared.settings;
        if let Some(inputs) = settings.columns.as_ref().filter(|_| sharing.column_names) {
            self.leave_out_all_but(inputs);
        }
        let is_labelled = untrack(|| self.data.label()).is_some_and(|label| label.in_both);
        self.question.take(&settings);
        self.run(if is_labelled {
            Computation::Compare
        } else {
            Computation::Test
        });
    }

    /// Uses no other columns of the source than these.
    fn leave_out_all_but(self, inputs: &[String]) {
        let label = untrack(|| self.data.label()).map(|label| label.name);
        let names = untrack(|| self.data.profile(Side::Source))
            .into_iter()
            .flat_map(|profile| profile.columns)
            .map(|column| column.name);
        self.data.taken.set(inputs.iter().cloned().collect());
        self.data.left_out.set(
            names
                .filter(|name| !inputs.contains(name) && Some(name) != label.as_ref())
                .collect(),
        );
    }
}

/// The banner over settings without a result.
#[component]
pub(crate) fn SettingsBanner(page: Page) -> impl IntoView {
    let files = Memo::new(move |_| page.files_asked_for());
    // The files are read as the link says; what is then asked of them is the user's to start.
    Effect::new(move |_| {
        if files.get() == Some(Files::Same)
            && let Some(asked) = page
                .share
                .settings
                .get_untracked()
                .filter(|asked| asked.sharing.column_names)
            && page.adopt_choices(&asked.shared.settings.reading)
        {
            page.advance();
        }
    });
    move || {
        let SettingsByLink { shared, sharing } = page.share.settings.get()?;
        let made = sharing.made_at.map(browser::local_time);
        let banner = words::link::settings_of(&shared, made.as_deref());
        Some(view! {
            <div class="shared">
                <p>{banner}</p>
                {(!sharing.column_names).then(|| view! { <p>{words::link::SETTINGS_WITHOUT_NAMES}</p> })}
                <p role="status">
                    {move || files.get().map_or_else(|| words::link::SETTINGS_INVITATION.into(), |files| words::files(files, false))}
                </p>
                {move || {
                    (files.get() == Some(Files::Same))
                        .then(|| {
                            view! {
                                <p>
                                    <Press
                                        work=page.work
                                        class="primary"
                                        text=words::link::COMPUTE
                                        press=move || page.compute_as_asked()
                                    />
                                </p>
                            }
                        })
                }}
            </div>
        })
    }
}
