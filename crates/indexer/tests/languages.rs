//! The language of an article is told from its text, for every language that has a stemmer.

use kwic_indexer::{algorithm, read_articles};

/// A few sentences in each language.
const TEXTS: [(&str, &str); 34] = [
    (
        "ar",
        "أضاء الحارس مصباح الميناء القديم مرة أخرى بعد سنة كاملة من الظلام، وخرجت القوارب التي بقيت في المرسى مع المد. قال الناس إنهم لم يروا مثل هذا النور من قبل، وكتبت الصحيفة عن ذلك في اليوم التالي.",
    ),
    (
        "ca",
        "El guardià va tornar a encendre el llum del port vell després d'un any sencer de foscor, i les barques que s'havien quedat a la rada van sortir amb la marea. La gent deia que no havia vist mai una llum com aquesta.",
    ),
    (
        "cs",
        "Strážce po celém roce tmy znovu rozsvítil lampu ve starém přístavu a lodě, které zůstaly v zátoce, vypluly s přílivem. Lidé říkali, že takové světlo ještě nikdy neviděli, a noviny o tom druhý den psaly.",
    ),
    (
        "da",
        "Vogteren tændte igen lampen på den gamle havn efter et helt år i mørke, og bådene, som var blevet liggende i bugten, sejlede ud med tidevandet. Folk sagde, at de aldrig havde set et lys som det, og avisen skrev om det næste dag.",
    ),
    (
        "de",
        "Der Wächter zündete die Lampe am alten Hafen nach einem ganzen Jahr der Dunkelheit wieder an, und die Boote, die in der Bucht geblieben waren, fuhren mit der Flut hinaus. Die Leute sagten, sie hätten nie ein solches Licht gesehen.",
    ),
    (
        "el",
        "Ο φύλακας άναψε πάλι τη λάμπα στο παλιό λιμάνι μετά από έναν ολόκληρο χρόνο σκοτάδι, και οι βάρκες που είχαν μείνει στον κόλπο βγήκαν με την παλίρροια. Ο κόσμος έλεγε ότι δεν είχε ξαναδεί τέτοιο φως.",
    ),
    (
        "en",
        "The keeper lit the lamp of the old harbour again after a whole year of darkness, and the boats that had stayed in the bay went out with the tide. People said that they had never seen a light like it, and the paper wrote about it the next day.",
    ),
    (
        "eo",
        "La gardisto denove ekbruligis la lampon de la malnova haveno post tuta jaro da mallumo, kaj la boatoj, kiuj restis en la golfo, eliris kun la tajdo. La homoj diris, ke ili neniam vidis tian lumon, kaj la gazeto skribis pri ĝi.",
    ),
    (
        "es",
        "El guardián encendió de nuevo la lámpara del viejo puerto después de un año entero de oscuridad, y las barcas que se habían quedado en la bahía salieron con la marea. La gente decía que no había visto nunca una luz como esa.",
    ),
    (
        "et",
        "Valvur süütas vana sadama lambi pärast tervet pimedat aastat uuesti ja paadid, mis olid lahte jäänud, sõitsid koos tõusuga välja. Inimesed ütlesid, et nad polnud kunagi sellist valgust näinud, ja ajaleht kirjutas sellest järgmisel päeval.",
    ),
    (
        "fa",
        "نگهبان چراغ بندر قدیمی را پس از یک سال تاریکی دوباره روشن کرد و قایق‌هایی که در خلیج مانده بودند با جزر و مد بیرون رفتند. مردم می‌گفتند که هرگز چنین نوری ندیده بودند و روزنامه روز بعد درباره آن نوشت.",
    ),
    (
        "fi",
        "Vartija sytytti vanhan sataman lampun jälleen kokonaisen pimeän vuoden jälkeen, ja veneet, jotka olivat jääneet lahdelle, lähtivät vuoroveden mukana. Ihmiset sanoivat, etteivät he olleet koskaan nähneet sellaista valoa, ja lehti kirjoitti siitä seuraavana päivänä.",
    ),
    (
        "fr",
        "Le gardien ralluma la lampe du vieux port après une année entière de nuit, et les barques qui étaient restées dans la baie sortirent avec la marée. Les gens disaient qu'ils n'avaient jamais vu une lumière pareille.",
    ),
    (
        "hi",
        "रखवाले ने पूरे एक साल के अँधेरे के बाद पुराने बंदरगाह का दीपक फिर से जलाया और जो नावें खाड़ी में रुकी थीं वे ज्वार के साथ बाहर निकल गईं। लोगों ने कहा कि उन्होंने ऐसी रोशनी पहले कभी नहीं देखी थी।",
    ),
    (
        "hu",
        "Az őr egy teljes évnyi sötétség után újra meggyújtotta a régi kikötő lámpáját, és a csónakok, amelyek az öbölben maradtak, kifutottak a dagállyal. Az emberek azt mondták, hogy soha nem láttak még ilyen fényt, és az újság másnap írt róla.",
    ),
    (
        "hy",
        "Պահակը մեկ ամբողջ տարվա խավարից հետո նորից վառեց հին նավահանգստի լամպը, և ծոցում մնացած նավակները դուրս եկան մակընթացության հետ։",
    ),
    (
        "id",
        "Penjaga itu menyalakan kembali lampu di pelabuhan tua setelah setahun penuh dalam kegelapan, dan perahu yang tinggal di teluk keluar dengan air pasang. Orang-orang mengatakan bahwa mereka tidak pernah melihat cahaya seperti itu.",
    ),
    (
        "it",
        "Il guardiano accese di nuovo la lampada del vecchio porto dopo un anno intero di buio, e le barche che erano rimaste nella baia uscirono con la marea. La gente diceva di non avere mai visto una luce come quella.",
    ),
    (
        "lt",
        "Sargas po ištisų tamsos metų vėl uždegė senojo uosto lempą, ir valtys, kurios buvo likusios įlankoje, išplaukė su potvyniu. Žmonės sakė, kad niekada nebuvo matę tokios šviesos, o laikraštis apie tai rašė kitą dieną.",
    ),
    (
        "nb",
        "Vokteren tente lampen i den gamle havnen igjen etter et helt år i mørke, og båtene som hadde blitt liggende i bukta, seilte ut med tidevannet. Folk sa at de aldri hadde sett et slikt lys, og avisen skrev om det dagen etter.",
    ),
    (
        "ne",
        "रखवालाले पूरा एक वर्षको अन्धकारपछि पुरानो बन्दरगाहको बत्ती फेरि बाल्यो र खाडीमा बसेका डुङ्गाहरू ज्वारसँगै बाहिर निस्किए। मानिसहरूले यस्तो उज्यालो पहिले कहिल्यै नदेखेको बताए र पत्रिकाले भोलिपल्ट त्यसबारे लेख्यो।",
    ),
    (
        "nl",
        "De wachter stak de lamp van de oude haven na een heel jaar van duisternis weer aan, en de boten die in de baai waren gebleven, voeren met het getij uit. De mensen zeiden dat ze nog nooit zo'n licht hadden gezien.",
    ),
    (
        "pl",
        "Strażnik po całym roku ciemności znowu zapalił lampę w starym porcie, a łodzie, które zostały w zatoce, wypłynęły z przypływem. Ludzie mówili, że nigdy nie widzieli takiego światła, i gazeta pisała o tym następnego dnia.",
    ),
    (
        "pt",
        "O guarda acendeu de novo a lâmpada do porto velho depois de um ano inteiro de escuridão, e os barcos que tinham ficado na baía saíram com a maré. As pessoas diziam que nunca tinham visto uma luz como aquela.",
    ),
    (
        "ro",
        "Paznicul a aprins din nou lampa din portul vechi după un an întreg de întuneric, iar bărcile care rămăseseră în golf au ieșit odată cu fluxul. Oamenii spuneau că nu au mai văzut niciodată o asemenea lumină.",
    ),
    (
        "ru",
        "Смотритель снова зажёг лампу старого порта после целого года темноты, и лодки, которые оставались в бухте, вышли в море с приливом. Люди говорили, что никогда не видели такого света, и газета писала об этом на другой день.",
    ),
    (
        "sr",
        "Чувар је после целе године таме поново упалио лампу у старој луци, а чамци који су остали у заливу испловили су са плимом. Људи су говорили да никада нису видели такву светлост, и новине су сутрадан писале о томе.",
    ),
    (
        "sv",
        "Vaktaren tände lampan i den gamla hamnen igen efter ett helt år av mörker, och båtarna som hade blivit kvar i viken seglade ut med tidvattnet. Folk sade att de aldrig hade sett ett sådant ljus, och tidningen skrev om det nästa dag.",
    ),
    (
        "ta",
        "காவலர் ஒரு வருட இருளுக்குப் பிறகு பழைய துறைமுகத்தின் விளக்கை மீண்டும் ஏற்றினார், விரிகுடாவில் தங்கியிருந்த படகுகள் அலையுடன் வெளியேறின.",
    ),
    (
        "tr",
        "Bekçi, koca bir yıllık karanlığın ardından eski limanın lambasını yeniden yaktı ve koyda kalan tekneler gelgitle birlikte denize açıldı. İnsanlar böyle bir ışığı daha önce hiç görmediklerini söylediler ve gazete ertesi gün bunu yazdı.",
    ),
    (
        "uk",
        "Доглядач знову засвітив лампу старого порту після цілого року темряви, і човни, що залишалися в затоці, вийшли в море з припливом. Люди казали, що ніколи не бачили такого світла, і газета писала про це наступного дня.",
    ),
    (
        "yi",
        "דער היטער האָט נאָך אַ גאַנץ יאָר פֿון פֿינצטערניש ווידער אָנגעצונדן דעם לאָמפּ פֿון דעם אַלטן פּאָרט, און די שיפֿלעך וואָס זענען געבליבן זענען אַרויס מיטן ים.",
    ),
    (
        "vi",
        "Người gác đèn lại thắp ngọn đèn của bến cảng cũ sau một năm tối tăm, và những chiếc thuyền đã ở lại trong vịnh ra khơi theo thủy triều. Người dân nói rằng họ chưa bao giờ thấy ánh sáng như vậy.",
    ),
    ("ja", "番人は一年の暗闇のあと、古い港の灯を再びともした。"),
];

#[test]
fn the_language_of_a_few_sentences_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, text) in TEXTS {
        std::fs::write(folder.path().join(format!("{lang}.txt")), text).unwrap();
        // The beginning alone, as in a short note.
        let sentence = text.split_inclusive(['.', '।', '。', '։']).next().unwrap();
        std::fs::create_dir_all(folder.path().join(format!("alone-{lang}"))).unwrap();
        std::fs::write(folder.path().join(format!("alone-{lang}/note.txt")), sentence).unwrap();
    }
    let mut wrong = Vec::new();
    for (lang, _) in TEXTS {
        for path in [format!("{lang}.txt"), format!("alone-{lang}")] {
            let articles = read_articles(&folder.path().join(&path)).unwrap();
            if articles[0].lang != lang {
                wrong.push(format!("{path} is {}", articles[0].lang));
            }
        }
    }
    assert!(wrong.is_empty(), "{}: {}", wrong.len(), wrong.join(", "));
    let stemmed = TEXTS.iter().filter(|(lang, _)| algorithm(lang).is_some()).count();
    assert!(stemmed >= 30, "{stemmed} languages have stemmers");
}
