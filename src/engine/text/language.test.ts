import { expect, test } from 'vitest';
import { textLanguage } from './language';
import { readText } from './read-text';

const languagesOf = (typed: string, voiceLanguage?: string): string[] =>
  readText(typed, { voiceLanguage }).paragraphs.map(({ language }) => language);

test.each([
  ['Am 3. Oktober 1990 wurde Deutschland wiedervereinigt.', 'de'],
  ['Das kostet 19,99 €, also rund 20 Euro.', 'de'],
  ['Tel. 030 1234567, am 24.12.2024 um 18.30 Uhr.', 'de'],
  ['Er wohnt in der Hauptstr. 12a, 10115 Berlin.', 'de'],
  ['Bayern gewann 3:1 gegen den BVB.', 'de'],
  ['Vom 1. bis 5. Mai, d. h. 5 Tage', 'de'],
  ['Sie wurde am 7.5.1945 geboren', 'de'],
  ['Ca. 1.000 Menschen bzw. 5–10 %', 'de'],
  ['Das kostet drei Euro.', 'de'],
  ['Le 1er mai 2024, 71 personnes ont gagné 1 500 €.', 'fr'],
  ['Son las 15:30 y hace 35 °C.', 'es'],
  ['El siglo XXI, Felipe VI, Alfonso XIII.', 'es'],
  ['Real Madrid ganó 3-2 al Barça.', 'es'],
  ['Cuesta $1,50 o 20 €.', 'es'],
  ['Mide 1,80 m, pesa 80 kg', 'es'],
  ['La 1ª vez, el 2º piso', 'es'],
  ['Costa 19,99 € e pesa 1,5 kg.', 'it'],
  ['Il treno parte alle 15:30.', 'it'],
  ["L'Inter ha vinto 3-1 ieri sera.", 'it'],
  ['il 3° piano', 'it'],
  ['A 27" monitor and a 3.5 mm jack.', 'en'],
  ['Boeing 747, Airbus A320, F-16…', 'en'],
  ['A .22 rifle, a .45, a 9mm', 'en'],
  ['I.e., e.g., etc., approx. 5, est. 1999.', 'en'],
  ['007, 1984, 411, 101 Dalmatians', 'en'],
  ['SW1A 2AA, 90210, P.O. Box 123', 'en'],
  ['Ch. 5, Fig. 2a, Eq. (3)', 'en'],
  ['See Roe v. Wade, 410 U.S. 113 (1973).', 'en'],
  ['The U.S. v. Smith case, § 5(a)(1)', 'en'],
  ['A 5-year-old and a 20-ft pole, 2x4s', 'en'],
  ['A 1st-class 20-something won 3rd place; the 2000s', 'en'],
  ['50 km/h vs. 31 mph; 3 m/s^2', 'en'],
  ['p < 0.05, n = 128, 95% CI 1.2–3.4.', 'en'],
  ['E = mc^2, and a^2 + b^2 = c^2.', 'en'],
  ['lol ok brb in 5, c u @ 7:30 2nite', 'en'],
  ['Python 2.7, Node 20, C++17', 'en'],
  ['MP3、MP4、H5、P2P、B2C、O2O、2B。', 'zh'],
  ['AK-47，B-52，F-16，J-20，C919。', 'zh'],
  ['C++、C#、.NET、Node.js、Vue3。', 'zh'],
  ['Hello', 'en'],
  ['Chapter 3', 'en'],
  ['The café has 12 tables.', 'en'],
  ['We visited São Paulo in March.', 'en'],
  ['Die Hard is a film.', 'en'],
  ['No, I go to a cinema.', 'en'],
  ['Call me.', 'en'],
  ['Wir sehen uns morgen.', 'de'],
  ['Mein Hund bellt laut.', 'de'],
  ['Ma voiture est rouge.', 'fr'],
  ["J'aime les pommes.", 'fr'],
  ['Mi casa es grande.', 'es'],
  ['La mia casa è grande.', 'it'],
  ['A minha casa é grande.', 'pt'],
  ['Order 66 executed.', 'en'],
  ['Total: 45 items', 'en'],
  ['Invoice no. 12, due 5 May', 'en'],
])('%s is %s', (typed, language) => expect(languagesOf(typed)).toEqual([language]));

test('names and figures without a word that tells are in the language of the rest', () => {
  const names = ['AK-47, B-52', 'Python 2.7, Node 20', '220V/50Hz', 'iPhone 15 Pro'];
  for (const name of names) {
    expect(languagesOf(`我们今天去看大海。\n\n${name}\n\n走回家里。`)[1]).toBe('zh');
    expect(languagesOf(`Das ist nicht schön.\n\n${name}`)[1]).toBe('de');
    expect(languagesOf(`The weather is nice.\n\n${name}`)[1]).toBe('en');
    // a Chinese word in an English text is not what most of it is
    expect(languagesOf(`She said 你好 to all of us when we met.\n\n${name}`)[1]).toBe('en');
    expect(languagesOf(name, 'fr')).toEqual(['fr']);
  }
});

test('kanji alone are Japanese where they are written as in Japan alone, and no Chinese word stands beside them', () => {
  for (const typed of ['税込', '3割引、税込', '東京駅発', '働く', '12円'])
    expect(textLanguage(typed), typed).toBe('ja');
  for (const typed of ['东京', '税金', '他的円桌', '我们说駅', '銀行'])
    expect(textLanguage(typed), typed).toBe('zh');
});
