/** Languages in Latin letters, told apart by their commonest words and their own letters. */
export type LatinLanguage = 'en' | 'de' | 'fr' | 'es' | 'it' | 'pt' | 'nl' | 'pl' | 'tr' | 'cs' | 'sv' | 'vi';

const WORDS: Readonly<Record<LatinLanguage, string>> = {
  en: "a i the of and to in is it you that he was for on are with as his they be at one have this from or had by not but what all were we when your can said there an she which do how if will up about out many then them these so some her would make like him into time has look two more go see no way could my than been who its now people did get come may hello thank thanks die am never say yes please good morning our us their me over under after before between since until during each every only also just because very most other new old first last day days week month year years born opened closed won lost costs cost weighs room chapter page pages street old january february march april june july august october december monday tuesday wednesday thursday friday saturday sunday it's don't i'm paid price about around where why while both few much such own same too call called said says went made take took last next left right still even again here high low long small large big",
  de: 'der die das und ist nicht ich sie wir ein eine einen zu mit auf für von dem den des auch es sich wie war aber hat wird oder wenn noch nach bei aus kann mein dein guten tag morgen danke bitte hallo geht heute schön sehr ja nein er am im um vom zum zur bis als an in so nur über unter vor durch gegen ohne zwischen ca bzw uhr wurde wurden worden waren sind habe haben hatte werden sein ihr ihre seine mehr man dann da hier dort jetzt immer schon kein keine euro kostet kosten wohnt geboren gewann etwa rund also seit jahr jahre jahren januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag straße tage stunden prozent einer einem meine deine ins beim was wer wo warum drei zwei vier fünf nr tel menschen leute',
  fr: 'le la les des et est une un je tu il elle nous vous ils ne pas que qui dans sur pour avec au aux ce cette mais ou où son sa ses plus par bonjour merci salut oui non très aujourd hui tout monde à de du en on se leur leurs être été avoir fait ont sont était étaient sera comme si bien sans sous entre chez vers depuis après avant encore aussi même très deux trois ans an jour jours heure heures rue janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche coûte habite né née mesure pèse euros environ personnes',
  es: 'el la los las de y es un una que en no se por con para su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde hola gracias buenos días adiós todo está yo del son fue ser era a hace hizo tiene tengo están desde durante según cada dos tres años año día hora horas calle piso vez siglo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo cuesta vale mide pesa vive nació ganó euros casi unos unas mi tu nos les',
  it: "il lo la gli le di e è un una che in non si per con del della sono mi ma come più questo anche io tu noi ciao grazie buongiorno oggi molto bene tutto ha ho i da al alla alle ai dal dalla dalle nel nella nelle sul sulla dei delle degli ed o se ci ne era erano stato stata hanno essere fare quando dove chi dopo prima anni anno giorno ore ora via piano gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica costa pesa misura nato nata vinto abita parte ieri sera euro circa due tre dell nell all l'ha c'è",
  pt: 'o a os as de e é um uma que em não se por com para do da dos das no na mais como mas foi ao ele você são bom dia obrigado obrigada olá muito hoje tudo está eu pelo pela seu sua isso este esta quando já também até ser ter tem anos ano horas rua custa mede pesa janeiro fevereiro março maio junho julho setembro outubro dezembro',
  nl: 'de het een en van is dat ik je niet zijn op te met voor er maar om hij aan ook als dan ze bij nog naar kan was we heel veel weer samen iedereen staan geen goedemorgen dank hallo hoe gaat wij vandaag mooi wordt werd naar uit door over deze dit hun haar jaar uur kost euro straat maart mei juni juli augustus oktober',
  pl: 'i w na nie się jest to że z do jak ale po co tak za od przez dla czy był tylko już są mnie ci dzień dobry dziękuję cześć dzisiaj bardzo roku godzin ma kosztuje',
  tr: 've bir bu da de için ile ne çok gibi daha ben sen var yok değil mi ama en kadar merhaba teşekkür günaydın nasılsın bugün güzel evet hayır',
  cs: 'a je se na v že to s z do o jsem jako ale by si za tak po není dobrý den děkuji ahoj dnes velmi jak ano jsou byl byla roku let stojí',
  sv: 'och att det i en är som på jag för med inte av till den har de ett om han var men så hej tack god morgon idag mycket vi du från ska kan år klockan kostar kronor',
  vi: 'và là của không có một cho trong các với được người này đã tôi bạn xin chào cảm ơn những khi rất hôm nay',
};
const LETTERS: Readonly<Partial<Record<LatinLanguage, RegExp>>> = {
  de: /[äöüß]/gu,
  fr: /[àâçèêëîïôùûœ]|(?<!\p{L})(?:[djnsmtc]|qu)['’](?=[aeéèêiouyh])/gu,
  es: /[ñ¿¡]|[óí]n(?!\p{L})/gu,
  it: /(?<!\p{L})(?:dell|nell|all|sull|un|c)['’](?=\p{L})|[àèìòù](?!\p{L})/gu,
  pt: /[ãõ]|ção|nh[aeo]/gu,
  pl: /[ąęłńśźż]/gu,
  tr: /[ğış]/gu,
  cs: /[ěřůčž]/gu,
  sv: /[å]/gu,
  vi: /[ăđơưạảấầậắặẹẻếềệịọỏốồộớờợụủứừựỳỵ]/gu,
};
const SETS = Object.entries(WORDS).map(
  ([language, words]) => [language as LatinLanguage, new Set(words.split(' '))] as const,
);

/** Up to here a text is too short to go by one letter. */
const FEW_WORDS = 3;

/** Addresses, names with figures or in capitals, and abbreviations tell nothing: C++17, CI, v. */
const NO_WORDS =
  /\S*(?:@|:\/\/|www\.)\S*|[\p{L}\p{N}]*\p{N}[\p{L}\p{N}]*|(?<!\p{L})(?:Lt|Col|Rep|Sen|Gen|Maj|Sgt|Capt|Prof|Rev|Gov|Hon|Dr|Mrs?|Ms|St|Jr|Sr)\.|(?<!\p{L})\p{L}{1,3}\.(?=\p{L}|\s+[\p{Ll}\p{N}])|(?<!\p{L})(?:\p{L}\.|\p{Lu}{2,}(?=[^\p{L}\n]+\p{L}*\p{Ll}|[^\p{L}]*$)(?!\p{L}))/gu;

interface Score {
  readonly language: LatinLanguage;
  /** Common words of two letters or more, and letters that few others have. */
  readonly score: number;
  /** With words of one letter, which many languages have. */
  readonly all: number;
}

function scoresOf(text: string): { readonly words: number; readonly scores: readonly Score[] } {
  const lower = text.normalize('NFC').replace(NO_WORDS, ' ').toLowerCase();
  const words = lower.match(/\p{L}+(?:['’]\p{L}+)?/gu) ?? [];
  const parts = words.flatMap((word) => [word.replace('’', "'"), ...word.split(/['’]/).slice(1)]);
  const scores = SETS.map(([language, set]) => {
    const known = parts.filter((word) => set.has(word));
    const letters = lower.match(LETTERS[language] ?? /$^/gu)?.length ?? 0;
    const score = known.filter((word) => word.length > 1).length + letters;
    return { language, score, all: score + 0.5 * known.filter((word) => word.length === 1).length };
  });
  return { words: words.length, scores };
}

/** Whether a text in Latin letters has a word by which its language is known. */
export const tellsLanguage = (text: string): boolean => scoresOf(text).scores.some(({ score }) => score > 0);

/**
 * @param usual of the voice, for a short text that may as well be in that language
 * @returns the language of a text in Latin letters; English unless another one is clearly better
 */
export function latinLanguage(text: string, usual?: string): string {
  const { words, scores } = scoresOf(text);
  const english = scores[0]!;
  const best = scores.reduce((top, each) => (each.all > top.all ? each : top), english);
  const own = scores.find(({ language }) => language === usual);
  if (words <= FEW_WORDS && own?.score === best.score) return own.language;
  return best.score >= 1 && best.all > 1.2 * english.all ? best.language : 'en';
}
