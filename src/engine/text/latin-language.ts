/** Languages in Latin letters, told apart by their commonest words and their own letters. */
export type LatinLanguage = 'en' | 'de' | 'fr' | 'es' | 'it' | 'pt' | 'nl' | 'pl' | 'tr' | 'cs' | 'sv' | 'vi';

const WORDS: Readonly<Record<LatinLanguage, string>> = {
  en: 'the of and to in is it you that he was for on are with as his they be at one have this from or had by not but what all were we when your can said there an she which do how if will up about out many then them these so some her would make like him into time has look two more go see no way could my than been who its now people did get come may i hello thank thanks die am never say yes please good morning',
  de: 'der die das und ist nicht ich sie wir ein eine einen zu mit auf für von dem den des auch es sich wie war aber hat wird oder wenn noch nach bei aus kann mein dein guten tag morgen danke bitte hallo geht heute schön sehr ja nein',
  fr: 'le la les des et est une un je tu il elle nous vous ils ne pas que qui dans sur pour avec au aux ce cette mais ou où son sa ses plus par bonjour merci salut oui non très aujourd hui tout monde c d l j n',
  es: 'el la los las de y es un una que en no se por con para su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde hola gracias buenos días adiós todo está yo',
  it: 'il lo la gli le di e è un una che in non si per con del della sono mi ma come più questo anche io tu noi ciao grazie buongiorno oggi molto bene tutto ha ho c',
  pt: 'o a os as de e é um uma que em não se por com para do da dos das no na mais como mas foi ao ele você são bom dia obrigado obrigada olá muito hoje tudo está eu',
  nl: 'de het een en van is dat ik je niet zijn op te met voor er maar om hij aan ook als dan ze bij nog naar kan was we heel veel weer samen iedereen staan geen goedemorgen dank hallo hoe gaat wij vandaag mooi',
  pl: 'i w na nie się jest to że z do jak ale po co tak za od przez dla czy był tylko już są mnie ci dzień dobry dziękuję cześć dzisiaj bardzo',
  tr: 've bir bu da de için ile ne çok gibi daha ben sen var yok değil mi ama en kadar merhaba teşekkür günaydın nasılsın bugün güzel evet hayır',
  cs: 'a je se na v že to s z do o jsem jako ale by si za tak po pro není dobrý den děkuji ahoj dnes velmi jak ano jsou',
  sv: 'och att det i en är som på jag för med inte av till den har de ett om han var men så hej tack god morgon idag mycket vi du',
  vi: 'và là của không có một cho trong các với được người này đã tôi bạn xin chào cảm ơn những khi rất hôm nay',
};
const LETTERS: Readonly<Partial<Record<LatinLanguage, RegExp>>> = {
  de: /[äöüß]/gu,
  fr: /[àâçèêëîïôùûœ]|[ldjnsmtcq]['’](?=[aeéèêiouyh])/gu,
  es: /[ñ¿¡]/gu,
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

/**
 * @param usual of the voice, for a short text that may as well be in that language
 * @returns the language of a text in Latin letters; English unless another one is clearly better
 */
export function latinLanguage(text: string, usual?: string): string {
  const lower = text.toLowerCase().normalize('NFC');
  const words = lower.replace(/\S*(?:@|:\/\/|www\.)\S*/g, ' ').match(/\p{L}+/gu) ?? [];
  const isShort = words.length <= FEW_WORDS;
  const telling = isShort ? words.filter((word) => word.length > 1) : words;
  const scores = SETS.map(([language, set]) => {
    const letters = lower.match(LETTERS[language] ?? /$^/gu)?.length ?? 0;
    return { language, score: telling.filter((word) => set.has(word)).length + letters };
  });
  const english = scores[0]!;
  const best = scores.reduce((top, each) => (each.score > top.score ? each : top), english);
  const own = scores.find(({ language }) => language === usual);
  if (isShort && own?.score === best.score) return own.language;
  const enough = isShort ? 1 : 2;
  return best.score >= enough && best.score > 1.2 * english.score ? best.language : 'en';
}
