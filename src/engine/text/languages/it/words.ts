import { monthTable, type NounTable } from '../../european/grammar';

export const MONTH_NAMES =
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(' ');
export const MONTHS = monthTable(
  MONTH_NAMES.join(' '),
  'gen feb mar apr mag giu lug ago set/sett ott nov dic',
);

export const UNITS: NounTable = {
  kg: 'm|chilogrammo|chilogrammi', g: 'm|grammo|grammi', mg: 'm|milligrammo|milligrammi', t: 'f|tonnellata|tonnellate', km: 'm|chilometro|chilometri', m: 'm|metro|metri', cm: 'm|centimetro|centimetri', mm: 'm|millimetro|millimetri',
  'm²': 'm|metro quadrato|metri quadrati', m2: 'm|metro quadrato|metri quadrati', mq: 'm|metro quadrato|metri quadrati', 'km²': 'm|chilometro quadrato|chilometri quadrati', 'cm²': 'm|centimetro quadrato|centimetri quadrati', 'm³': 'm|metro cubo|metri cubi', m3: 'm|metro cubo|metri cubi', 'cm³': 'm|centimetro cubo|centimetri cubi', ha: 'm|ettaro|ettari',
  l: 'm|litro|litri', L: 'm|litro|litri', ml: 'm|millilitro|millilitri', cl: 'm|centilitro|centilitri', 'km/h': 'm|chilometro all’ora|chilometri all’ora', 'm/s': 'm|metro al secondo|metri al secondo',
  W: 'm|watt', kW: 'm|chilowatt', MW: 'm|megawatt', kWh: 'm|chilowattora', V: 'm|volt', A: 'm|ampere', Hz: 'm|hertz', kHz: 'm|chilohertz', MHz: 'm|megahertz', GHz: 'm|gigahertz', dB: 'm|decibel', hPa: 'm|ettopascal', KB: 'm|kilobyte', MB: 'm|megabyte', GB: 'm|gigabyte', TB: 'm|terabyte', kcal: 'f|chilocaloria|chilocalorie',
  h: 'f|ora|ore', min: 'm|minuto|minuti', s: 'm|secondo|secondi', ms: 'm|millisecondo|millisecondi',
}; // prettier-ignore

export const CURRENCIES: Readonly<Record<string, readonly [coin: string, small?: string]>> = {
  '€': ['m|euro', 'm|centesimo|centesimi'], EUR: ['m|euro', 'm|centesimo|centesimi'], $: ['m|dollaro|dollari', 'm|centesimo|centesimi'], USD: ['m|dollaro|dollari', 'm|centesimo|centesimi'], '£': ['f|sterlina|sterline', 'm|penny|pence'], CHF: ['m|franco svizzero|franchi svizzeri', 'm|centesimo|centesimi'], '¥': ['m|yen'], '₽': ['m|rublo|rubli'],
}; // prettier-ignore

export const SCALES: NounTable = {
  milioni: 'm|milione|milioni', milione: 'm|milione|milioni', miliardi: 'm|miliardo|miliardi', miliardo: 'm|miliardo|miliardi', mln: 'm|milione|milioni', mld: 'm|miliardo|miliardi',
}; // prettier-ignore

export const ABBREVIATIONS: Readonly<Record<string, string>> = {
  'Sig\\. ?(?=\\p{Lu})': 'Signor', 'Sig\\.ra ?(?=\\p{Lu})': 'Signora', 'Sig\\.na ?(?=\\p{Lu})': 'Signorina', 'Dott\\. ?(?=\\p{Lu})': 'Dottor', 'Dott\\.ssa ?(?=\\p{Lu})': 'Dottoressa', 'Dr\\. ?(?=\\p{Lu})': 'Dottor', 'Prof\\. ?(?=\\p{Lu})': 'Professor', 'Prof\\.ssa ?(?=\\p{Lu})': 'Professoressa', 'Avv\\. ?(?=\\p{Lu})': 'Avvocato', 'Ing\\. ?(?=\\p{Lu})': 'Ingegner', '[nN](?:\\.|°|º) ?(?=\\d)': 'numero', '[pP](?:ag)?\\. ?(?=\\d)': 'pagina', 'ecc\\.(?=\\s*[a-zà-ü,;)])': 'eccetera', 'ecc\\b(?!\\.)': 'eccetera', 'p\\. ?es\\.': 'per esempio', 'ad es\\.': 'ad esempio', 'a\\. ?C\\.': 'avanti Cristo', 'd\\. ?C\\.': 'dopo Cristo', 'ca\\.': 'circa', 'S\\. ?(?=\\p{Lu}\\p{Ll})': 'San',
}; // prettier-ignore

/** A noun in the singular that is feminine, by its ending or by name; only one is heard. */
export const FEMININE =
  /^(?!(?:\p{L}*[^c]ema|\p{L}*gramma|\p{L}*ista|papa|collega|pianeta|clima|cinema)$)(?:\p{L}+(?:a|zione|sione|tà|tù)|notte|mano|parte|gente|chiave|classe|fine|luce|nave|neve|pace|voce|moglie|torre|carne|legge|serie|foto|moto|auto|rete|fase|frase|base)$/u;
