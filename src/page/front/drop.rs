//! What is dropped on the page.

/// The files of a drop. A folder comes as a file that cannot be read, and is none.
pub(super) fn files(event: &web_sys::DragEvent) -> Vec<web_sys::File> {
    let Some(items) = event.data_transfer().map(|transfer| transfer.items()) else {
        return Vec::new();
    };
    let is_folder = |item: &web_sys::DataTransferItem| {
        let entry = item.webkit_get_as_entry().ok().flatten();
        entry.is_some_and(|entry| entry.is_directory())
    };
    (0..items.length())
        .filter_map(|at| items.get(at))
        .filter(|item| !is_folder(item))
        .filter_map(|item| item.get_as_file().ok().flatten())
        .collect()
}
