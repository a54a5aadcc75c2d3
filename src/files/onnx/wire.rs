//! A count of what an ONNX file holds, before it is read.
//!
//! A message of two bytes becomes some hundred in memory, so that a small hostile file could ask for gigabytes. This
//! walks the file without keeping anything, and stops where it holds more than networks do.

use super::super::error::{Damage, FileError, LayersFault};

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
    fn of_field(self, field: u64) -> Option<Self> {
        Some(match (self, field) {
            (Self::Model, 7) => Self::Graph,
            (Self::Graph, 1) => Self::Node,
            (Self::Graph | Self::Attribute, 5) => Self::Tensor,
            (Self::Graph, 11 | 12) => Self::ValueInfo,
            (Self::Node, 5) => Self::Attribute,
            (Self::ValueInfo, 2) => Self::Type,
            (Self::Type, 1) => Self::TensorType,
            (Self::TensorType, 2) => Self::Shape,
            (Self::Model, 8) | (Self::Shape, 1) => Self::Flat,
            _ => return None,
        })
    }

    /// Whether the field packs whole numbers, of which a byte can become eight.
    fn is_packed(self, field: u64) -> bool {
        matches!((self, field), (Self::Tensor, 1 | 5 | 7) | (Self::Attribute, 8))
    }
}

/// Checks that the file is whole, and holds no more than networks do.
pub(super) fn check(bytes: &[u8]) -> Result<(), FileError> {
    walk(bytes, MessageKind::Model, &mut MAX_FIELDS.clone())
}

fn walk(mut bytes: &[u8], kind: MessageKind, left: &mut usize) -> Result<(), FileError> {
    while !bytes.is_empty() {
        let key = varint(&mut bytes)?;
        charge(left, 1)?;
        let field = key >> 3;
        match key & 7 {
            0 => drop(varint(&mut bytes)?),
            1 => drop(take(&mut bytes, 8)?),
            2 => {
                let length = varint(&mut bytes)?;
                let part = take(&mut bytes, length)?;
                if kind.is_packed(field) {
                    charge(left, part.len())?;
                } else if let Some(inner) = kind.of_field(field) {
                    walk(part, inner, left)?;
                }
            }
            5 => drop(take(&mut bytes, 4)?),
            _ => return Err(super::damaged(Damage::NotAMessage)),
        }
    }
    Ok(())
}

fn charge(left: &mut usize, cost: usize) -> Result<(), FileError> {
    *left = left.checked_sub(cost).ok_or(LayersFault::TooManyParts)?;
    Ok(())
}

fn varint(bytes: &mut &[u8]) -> Result<u64, FileError> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes
            .split_first()
            .ok_or_else(|| super::damaged(Damage::EndsEarly))?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(value);
        }
    }
    Err(super::damaged(Damage::NotAMessage))
}

fn take<'b>(bytes: &mut &'b [u8], length: u64) -> Result<&'b [u8], FileError> {
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let (taken, rest) = bytes
        .split_at_checked(length)
        .ok_or_else(|| super::damaged(Damage::EndsEarly))?;
    *bytes = rest;
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_without_end_are_refused_before_they_are_read() {
        // A graph of 400,000 empty nodes, two bytes each.
        let nodes = [0x0a, 0x00].repeat(400_000);
        let mut file = vec![0x3a];
        let mut length = nodes.len();
        while length >= 0x80 {
            file.push(u8::try_from(length & 0x7f).unwrap() | 0x80);
            length >>= 7;
        }
        file.push(u8::try_from(length).unwrap());
        file.extend(nodes);
        let error = check(&file).unwrap_err();
        assert_eq!(error, LayersFault::TooManyParts.into());
        let error = check(&[0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f]).unwrap_err();
        assert_eq!(error, super::super::damaged(Damage::EndsEarly));
    }
}
