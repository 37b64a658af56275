//! Which characters a platform may not know yet.

/// Characters that decompose and are younger than Unicode 12, the oldest version that a browser with
/// the features of the module may have.
const YOUNG: &[(u32, u32)] = &[
    (0x0558, 0x0558),
    (0x058B, 0x058C),
    (0x209D, 0x209F),
    (0x32FF, 0x32FF),
    (0xA7F1, 0xA7F4),
    (0xAB69, 0xAB69),
    (0x105C9, 0x105E4),
    (0x10780, 0x107BF),
    (0x11383, 0x113C8),
    (0x11938, 0x11938),
    (0x16121, 0x16128),
    (0x16D68, 0x16D6A),
    (0x1B123, 0x1B126),
    (0x1CCD6, 0x1CCF9),
    (0x1D6A6, 0x1D6A6),
    (0x1DF95, 0x1DFFF),
    (0x1E030, 0x1E06D),
    (0x1F16C, 0x1F16C),
    (0x1FBF0, 0x1FBF9),
];

/// True for a character whose decomposition the table has to state.
pub fn is_young(c: char) -> bool {
    YOUNG.iter().any(|&(from, to)| (from..=to).contains(&(c as u32)))
}
