//! What can be wrong with a network file.

use super::network::NetworkError;

/// Letters of a name out of a file that a message shows.
const SHOWN_LETTERS: usize = 60;

/// A network file that cannot be opened or written, with what to do about it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FileError {
    /// The file, or what it would unpack to, is larger than any network that is opened.
    #[error(
        "{what} is larger than {most} MB, more than Kindred opens. Choose a file that holds one network only."
    )]
    TooLarge {
        /// What is too large.
        what: &'static str,
        /// What is allowed, in millions of bytes.
        most: usize,
    },
    /// The bytes are no kind of network file that is known.
    #[error(
        "This is not a network file that Kindred knows. It opens networks that Kindred saved, safetensors, PyTorch \
         state_dicts (.pt, .pth) and ONNX."
    )]
    Unknown,
    /// The file is of a known kind that is not read.
    #[error("{0}")]
    OtherKind(&'static str),
    /// The file breaks the rules of its own format.
    #[error("The {format} file is damaged: {detail}. Download or save it again.")]
    Damaged {
        /// The format's name.
        format: &'static str,
        /// What is wrong.
        detail: String,
    },
    /// A network that Kindred saved says something that cannot be.
    #[error("This Kindred network is damaged or was changed: {0}. Ask for the file again.")]
    Bundle(String),
    /// A newer Kindred wrote the file.
    #[error(
        "A newer Kindred wrote this network (file version {found}, this one reads version {known}). Reload the page to \
         get the newest Kindred."
    )]
    Newer {
        /// The file's version.
        found: u64,
        /// The newest version that is read.
        known: u64,
    },
    /// An ONNX operator that does not belong to a plain network.
    #[error(
        "The network uses the ONNX operator {name}, which Kindred does not read. It reads networks of linear layers \
         with usual activations, softmax at the end, and a scaler in front."
    )]
    Operator {
        /// The operator, with its domain where it has one.
        name: String,
    },
    /// An ONNX operator that is known, used in a way that is not.
    #[error("The ONNX operator {name} is used in a way that Kindred does not read: {detail}.")]
    Use {
        /// The operator.
        name: String,
        /// What is unusual.
        detail: String,
    },
    /// A pickle asks for something else than tensors. Nothing of it was run.
    #[error(
        "The PyTorch file asks for {name}, which is not needed for the weights of a network and is never run here. Save \
         the weights alone: torch.save(model.state_dict(), \"network.pt\")."
    )]
    Global {
        /// The Python name asked for.
        name: String,
    },
    /// A pickle instruction that no `state_dict` needs.
    #[error(
        "The PyTorch file holds the pickle instruction 0x{code:02x}, which the weights of a network do not need. Save \
         the weights alone: torch.save(model.state_dict(), \"network.pt\")."
    )]
    Opcode {
        /// The instruction's byte.
        code: u8,
    },
    /// Tensors or operators that do not make a network of linear layers.
    #[error("This is not a network that Kindred can use: {0}.")]
    Layers(String),
    /// The parts do not fit together.
    #[error(transparent)]
    Network(#[from] NetworkError),
}

/// A name out of a file as a message shows it: on one line and not too long.
pub(super) fn shortened(name: &str) -> String {
    let mut letters = name
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter });
    let mut short: String = letters.by_ref().take(SHOWN_LETTERS).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}
