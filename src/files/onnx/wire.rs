//! A count of what an ONNX file holds, before it is read.
//!
//! A message of two bytes becomes some hundred in memory, so that a small hostile file could ask for gigabytes. This
//! walks the file without keeping anything, and stops where it holds more than networks do.

use prost::encoding::{WireType, decode_key, decode_varint};

use super::super::error::{Damage, FileError};
use super::damaged;

/// Most fields of a file, a network's weights not counted: those are one field for each tensor.
const MAX_FIELDS: usize = 300_000;

/// Messages that hold messages: the number of the field, and what it holds.
#[derive(Clone, Copy)]
enum MessageKind {
    Model,
    Graph,
    Node,
    Attribute,
    Tensor,
    ValueInfo,
    Type,
    TensorType,
    Shape,
    Flat,
}

impl MessageKind {
    fn of_field(self, field: u32) -> Option<Self> {
        Some(match (self, field) {
            (Self::Model, 7) => Self::Graph,
            (Self::Graph, 1) => Self::Node,
            (Self::Graph | Self::Attribute, 5) => Self::Tensor,
            (Self::Graph, 11 | 12) => Self::ValueInfo,
            (Self::Node, 5) => Self::Attribute,
            (Self::ValueInfo, 2) => Self::Type,
            (Self::Type, 1) => Self::TensorType,
            (Self::TensorType, 2) => Self::Shape,
            (Self::Model, 8 | 14) | (Self::Shape, 1) => Self::Flat,
            _ => return None,
        })
    }

    /// Whether the field packs whole numbers, of which a byte can become eight.
    fn is_packed(self, field: u32) -> bool {
        matches!((self, field), (Self::Tensor, 1 | 5 | 7) | (Self::Attribute, 8))
    }
}

/// Checks that the file is whole, and holds no more than networks do.
pub(super) fn check(bytes: &[u8]) -> Result<(), FileError> {
    walk(bytes, MessageKind::Model, &mut MAX_FIELDS.clone())
}

fn walk(mut bytes: &[u8], kind: MessageKind, left: &mut usize) -> Result<(), FileError> {
    while !bytes.is_empty() {
        let (field, wire_type) = decode_key(&mut bytes).map_err(no_message)?;
        charge(left, 1)?;
        let length = match wire_type {
            WireType::Varint => {
                decode_varint(&mut bytes).map_err(no_message)?;
                0
            }
            WireType::ThirtyTwoBit => 4,
            WireType::SixtyFourBit => 8,
            WireType::LengthDelimited => decode_varint(&mut bytes).map_err(no_message)?,
            WireType::StartGroup | WireType::EndGroup => return Err(damaged(Damage::NotAMessage)),
        };
        let part = bytes.split_off(..usize::try_from(length).unwrap_or(usize::MAX));
        let part = part.ok_or_else(|| damaged(Damage::EndsEarly))?;
        if wire_type != WireType::LengthDelimited {
            continue;
        }
        if kind.is_packed(field) {
            charge(left, part.len())?;
        } else if let Some(inner) = kind.of_field(field) {
            walk(part, inner, left)?;
        }
    }
    Ok(())
}

fn charge(left: &mut usize, cost: usize) -> Result<(), FileError> {
    let rest = left.checked_sub(cost);
    *left = rest.ok_or_else(|| damaged(Damage::TooManyParts))?;
    Ok(())
}

fn no_message<E>(_: E) -> FileError {
    damaged(Damage::NotAMessage)
}

#[cfg(test)]
mod tests {
    use prost::encoding::encode_varint;

    use super::*;

    #[test]
    fn messages_without_end_are_refused_before_they_are_read() {
        // A graph of 400,000 empty nodes, two bytes each.
        let nodes = [0x0a, 0x00].repeat(400_000);
        let mut file = vec![0x3a];
        encode_varint(nodes.len() as u64, &mut file);
        file.extend(nodes);
        assert_eq!(check(&file), Err(damaged(Damage::TooManyParts)));
        let error = check(&[0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f]);
        assert_eq!(error, Err(damaged(Damage::EndsEarly)));
    }
}
