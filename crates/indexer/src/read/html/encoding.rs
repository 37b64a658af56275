//! In which encoding a page is written, and its text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// So many bytes are searched for a declaration, as browsers do.
const PRESCAN: usize = 1024;

/// The text of a page. As in a browser a byte order mark decides, then what the page declares at its
/// top, and what is neither is guessed: UTF-8 if it can be. Bytes that the encoding does not have become U+FFFD.
pub(crate) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned();
    }
    let encoding = declared(&bytes[..bytes.len().min(PRESCAN)]).unwrap_or_else(|| guess(bytes));
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The encoding that `<?xml … encoding=` or `<meta … charset=` names. It was found by reading ASCII, so it
/// cannot be one of those in which ASCII takes two bytes.
fn declared(top: &[u8]) -> Option<&'static Encoding> {
    let top = String::from_utf8_lossy(top).to_ascii_lowercase();
    let mut rest = &*top;
    if let Some(declaration) = rest.strip_prefix("<?xml") {
        let declaration = declaration.split("?>").next()?;
        if let Some(encoding) = label_after(declaration, "encoding").and_then(for_label) {
            return Some(encoding);
        }
    }
    while let Some(at) = rest.find("<meta").into_iter().chain(rest.find("<!--")).min() {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->")?.1;
            continue;
        }
        let (tag, after) = rest.split_once('>').unwrap_or((rest, ""));
        if let Some(encoding) = label_after(tag, "charset").and_then(for_label) {
            return Some(encoding);
        }
        rest = after;
    }
    None
}

/// What stands behind `key`, an equals sign, and perhaps a quote.
fn label_after<'a>(tag: &'a str, key: &str) -> Option<&'a str> {
    let (_, after) = tag.split_once(key)?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let after = after.trim_start_matches(['"', '\'']);
    let end = after.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/'));
    after.get(..end.unwrap_or(after.len()))
}

fn for_label(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some(match encoding {
        encoding if encoding == UTF_16BE || encoding == UTF_16LE => UTF_8,
        encoding if encoding == X_USER_DEFINED => WINDOWS_1252,
        encoding => encoding,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_then_the_declaration_then_a_guess() {
        let hue = "Huế và sông Hương";
        assert_eq!(decode(hue.as_bytes()), hue);
        assert_eq!(decode(format!("\u{FEFF}{hue}").as_bytes()), hue);
        let utf16: Vec<u8> =
            [0xFEFF].into_iter().chain(hue.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16), hue);

        let pier = "Старый причал и маяк у моря, лодки вышли в море с отливом";
        for (encoding, declaration) in [
            ("windows-1251", "<meta charset=windows-1251>"),
            (
                "windows-1251",
                "<META http-equiv=\"Content-Type\" content='text/html; charset = Windows-1251'/>",
            ),
            ("koi8-r", "<?xml version='1.0' encoding='KOI8-R'?>"),
            ("koi8-r", "<!-- <meta charset=utf-8> --><meta charset=\"koi8-r\">"),
            ("windows-1251", "<html>"),
        ] {
            let page = format!("{declaration}<p>{pier}</p>");
            let (bytes, _, _) = Encoding::for_label(encoding.as_bytes()).unwrap().encode(&page);
            assert_eq!(decode(&bytes), page, "{declaration}");
        }
    }

    #[test]
    fn a_declaration_in_ascii_is_none_of_utf_16() {
        assert_eq!(decode("<meta charset=utf-16le>Huế".as_bytes()), "<meta charset=utf-16le>Huế");
    }

    #[test]
    fn any_bytes_are_text() {
        for bytes in
            [&b""[..], b"<meta", b"<!--", b"<?xml", b"<meta charset=", &[0xFF], &[0xFE, 0xFF, 0]]
        {
            let _ = decode(bytes);
        }
    }
}
