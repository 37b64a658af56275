//! The endings that words of a language take most often, the most frequent first.
//!
//! An article of a few hundred words has few of its words in two forms, and a reader may type a third one. The
//! endings give the forms that a word might have; the stemmer of the language decides which of them it has.

/// The endings of a language with a stemmer; none for a language whose endings are not known here. The empty
/// ending, which every language has, is not listed.
pub(crate) fn endings(lang: &str) -> impl Iterator<Item = &'static str> {
    let endings = match lang {
        "ar" => "ة ات ه ها ي ين ون ان هم ا نا ك وا ت",
        "ca" => "s es a o ar at ada ats ades ava ant en",
        "cs" => "a e i o u y í é á ů em ou ům ách ech ami ý ého ému ých ým ými",
        "da" => "e en et er erne ene ens s ede te t ers ernes",
        "de" => "e en er es em n s ern t st te ten et",
        "el" => "ος ο η α ου ι ων ες ας ους ε ης οι ια ιου ιων",
        "en" => "s ed ing es d ly e y ies ied ion ions ation ive al able ment ness",
        "eo" => "o n j on oj ojn a an aj ajn e i as is os us u",
        "es" => "s es a o as os ar ado ada ados adas ando er ir iendo ó aba an en aron mente",
        "et" => "i e a u d s st le lt ga de te id ks ni",
        "eu" => "a ak ek en an ko ra tik aren ari",
        "fa" => "ها ی های هایی ان م ش",
        "fi" => {
            "n a ä t ssa ssä sta stä lla llä lta ltä lle na nä ksi en in on ien jen ja jä \
                 issa issä ista istä illa illä ita itä oon aan iin een"
        }
        "fr" => "s e es x er é ée és ées ant ent ait aient ons ez ement",
        "ga" => "a í e anna ta",
        "hi" => "ा े ी ों ें ो ि ियाँ ियों ता ते ती ना ने",
        "hu" => {
            "k ok ek ak ök t ot et at öt ban ben nak nek ra re val vel ból ből ba be ról ről hoz \
                 hez tól től nál nél on en ön a e ja je i ai ei okat eket akat okban ekben akban"
        }
        "hy" => "ը ն ի ու ով ում ից ներ ները ների ներով ներից",
        "id" => "nya kan i an lah",
        "it" => "o a i e are ato ata ati ate ando ere ire endo ava ano ò mente",
        "lt" => "as is us a ė o ų ai ams ais uose ui ą į ės e oje ys",
        "ne" => "हरू ले लाई को का की मा बाट",
        "nl" => "en e s n t d de te den ten er je jes",
        "no" | "nb" | "nn" => "en er ene e et a s ens te t r de",
        "pl" => "a y i e u ę ą o ów om ami ach em ie owi ego emu ej ych ym ymi ć ł ła li",
        "pt" => "s es a o as os ar ado ada ados adas ando er ir endo ou ava avam am em aram mente",
        "ro" => "a ă e i ul ului le lor ii ilor ele elor ile ei u uri urile urilor at ată ate ând",
        "ru" => {
            "а и ы у е ов ом ой ами ах ам я ю ей ем ям ями ях ь ью ев ия ии ию ый ая ое ые ого \
                 ому ым ых ую ой ий ое ие его их ть л ла ли ет ут ит ят"
        }
        "sr" => "a e i o u om em ima ama og oj ih im",
        "sv" => "en ar er arna erna or orna na et n a e s t ens ets de te ade r",
        "tr" => {
            "ı i u ü lar ler ları leri da de ta te dan den tan ten ın in un ün ya ye a e nın nin \
                 lı li larda lerde ların lerin lara lere sı si ım im"
        }
        "uk" => {
            "а и і у ів ом ою ами ах ам я ю е ем ям ями ях їв ий ої ій их им ого ому ти в ла ли"
        }
        _ => "",
    };
    endings.split_ascii_whitespace()
}
