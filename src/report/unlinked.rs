//! What no link carries: it takes no byte in one. Formats for programs and people (JSON, messages between page and worker)
//! have it. For `#[serde(with = "unlinked")]`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(super) fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        value.serialize(serializer)
    } else {
        serializer.serialize_unit()
    }
}

pub(super) fn deserialize<'de, T: Deserialize<'de> + Default, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    if deserializer.is_human_readable() {
        T::deserialize(deserializer)
    } else {
        <()>::deserialize(deserializer).map(|()| T::default())
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{errors, full};
    use super::super::link::{bytes, message};
    use super::super::{Outcome, Pictures};

    #[test]
    fn it_takes_no_byte_in_a_link_and_stays_in_json() {
        let without = full();
        let with = Outcome {
            pictures: Pictures {
                errors: Some(errors()),
                ..without.pictures.clone()
            },
            ..without.clone()
        };
        assert_eq!(bytes(&with), bytes(&without));
        assert_eq!(message::<Outcome>(&bytes(&with).unwrap()), Ok(without));
        let json = serde_json::to_string(&with).unwrap();
        assert_eq!(serde_json::from_str::<Outcome>(&json).ok(), Some(with));
    }
}
