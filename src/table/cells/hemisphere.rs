//! Letters behind degrees that say on which side of the equator, or of Greenwich, a place lies: `12.5 S`, `10° W`.
//!
//! Alone such a letter may be a unit: siemens, newtons, watts. So it is a column that decides.

/// A half of the earth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Hemisphere {
    North,
    South,
    East,
    West,
}

/// Words of names that hold degrees of latitude or longitude.
const COORDINATES: [&str; 16] = [
    "lat",
    "latitude",
    "latitud",
    "latitudine",
    "breite",
    "breitengrad",
    "纬度",
    "lon",
    "long",
    "lng",
    "longitude",
    "longitud",
    "longitudine",
    "länge",
    "längengrad",
    "经度",
];

impl Hemisphere {
    /// Reads what stands behind a number: one letter, which a degree sign may precede.
    pub(in crate::table) fn of(behind: &str) -> Option<Self> {
        let letter = behind.strip_prefix(DEGREE).map_or(behind, str::trim_start);
        match letter {
            "N" => Some(Self::North),
            "S" => Some(Self::South),
            "E" => Some(Self::East),
            "W" => Some(Self::West),
            _ => None,
        }
    }

    /// Whether numbers on this half are negative.
    pub(in crate::table) fn is_negative(self) -> bool {
        matches!(self, Self::South | Self::West)
    }

    /// The two letters between which this one is a choice: that of positive numbers, and that of negative ones.
    pub(in crate::table) fn letters(self) -> [char; 2] {
        match self {
            Self::North | Self::South => ['N', 'S'],
            Self::East | Self::West => ['E', 'W'],
        }
    }
}

const DEGREE: char = '°';

/// Whether what stands behind a number begins with a degree sign.
pub(in crate::table) fn has_degree(behind: &str) -> bool {
    behind.starts_with(DEGREE)
}

/// Whether a column of this name holds degrees of latitude or longitude.
pub(in crate::table) fn is_coordinate(name: &str) -> bool {
    let name = name.to_lowercase();
    name.split(|letter: char| !letter.is_alphabetic())
        .any(|word| COORDINATES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_says_which_half() {
        for (behind, half) in [
            ("N", Some(Hemisphere::North)),
            ("°S", Some(Hemisphere::South)),
            ("° W", Some(Hemisphere::West)),
            ("E", Some(Hemisphere::East)),
            ("s", None),
            ("NE", None),
            ("°", None),
            ("°C", None),
            ("", None),
        ] {
            assert_eq!(Hemisphere::of(behind), half, "{behind:?}");
        }
    }

    #[test]
    fn names_tell_of_coordinates() {
        assert!(is_coordinate("Latitude (deg)") && is_coordinate("geo_lon") && is_coordinate("纬度"));
        assert!(!is_coordinate("platform") && !is_coordinate("power"));
    }
}
