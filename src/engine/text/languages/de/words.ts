import { monthTable, type NounTable } from '../../european/grammar';

export const MONTHS = monthTable(
  'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
  'Jan/Jänner Feb Mrz  Mai Jun Jul Aug Sept/Sep Okt Nov Dez',
);

export const MONTH_NAMES =
  'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');

export const UNITS: NounTable = {
  kg: 'n|Kilogramm', g: 'n|Gramm', mg: 'n|Milligramm', t: 'f|Tonne|Tonnen', km: 'm|Kilometer', m: 'm|Meter', cm: 'm|Zentimeter', mm: 'm|Millimeter',
  'm²': 'm|Quadratmeter', m2: 'm|Quadratmeter', qm: 'm|Quadratmeter', 'km²': 'm|Quadratkilometer', 'cm²': 'm|Quadratzentimeter', 'm³': 'm|Kubikmeter', m3: 'm|Kubikmeter', 'cm³': 'm|Kubikzentimeter', ha: 'm|Hektar',
  l: 'm|Liter', L: 'm|Liter', ml: 'm|Milliliter', cl: 'm|Zentiliter', 'km/h': 'm|Kilometer pro Stunde', 'm/s': 'm|Meter pro Sekunde',
  W: 'n|Watt', kW: 'n|Kilowatt', MW: 'n|Megawatt', kWh: 'f|Kilowattstunde|Kilowattstunden', V: 'n|Volt', A: 'n|Ampere', PS: 'n|P S',
  Hz: 'n|Hertz', kHz: 'n|Kilohertz', MHz: 'n|Megahertz', GHz: 'n|Gigahertz', dB: 'n|Dezibel', hPa: 'n|Hektopascal', kB: 'n|Kilobyte', KB: 'n|Kilobyte', MB: 'n|Megabyte', GB: 'n|Gigabyte', TB: 'n|Terabyte',
  kcal: 'f|Kilokalorie|Kilokalorien', h: 'f|Stunde|Stunden', Std: 'f|Stunde|Stunden', 'Std.': 'f|Stunde|Stunden', min: 'f|Minute|Minuten', 'Min.': 'f|Minute|Minuten', s: 'f|Sekunde|Sekunden', 'Sek.': 'f|Sekunde|Sekunden', ms: 'f|Millisekunde|Millisekunden',
  '‰': 'n|Promille', 'Tsd.': 'n|tausend', Tsd: 'n|tausend', 'St.': 'n|Stück', 'J.': 'n|Jahr|Jahre', Zoll: 'm|Zoll',
}; // prettier-ignore

export const CURRENCIES: Readonly<Record<string, readonly [coin: string, small?: string]>> = {
  '€': ['m|Euro', 'm|Cent'], EUR: ['m|Euro', 'm|Cent'], Euro: ['m|Euro', 'm|Cent'], $: ['m|Dollar', 'm|Cent'], USD: ['m|US-Dollar', 'm|Cent'], 'US-Dollar': ['m|US-Dollar', 'm|Cent'], '£': ['n|Pfund', 'm|Penny|Pence'], CHF: ['m|Schweizer Franken', 'm|Rappen'], Fr: ['m|Franken', 'm|Rappen'], '¥': ['m|Yen'], '₽': ['m|Rubel'], Cent: ['m|Cent'], ct: ['m|Cent'],
}; // prettier-ignore

export const SCALES: NounTable = {
  'Mio.': 'f|Million|Millionen', Mio: 'f|Million|Millionen', 'Mrd.': 'f|Milliarde|Milliarden', Mrd: 'f|Milliarde|Milliarden', Millionen: 'f|Million|Millionen', Million: 'f|Million|Millionen', Milliarden: 'f|Milliarde|Milliarden', Milliarde: 'f|Milliarde|Milliarden',
}; // prettier-ignore

export const ABBREVIATIONS: Readonly<Record<string, string>> = {
  'z\\. ?B\\.': 'zum Beispiel', 'd\\. ?h\\.': 'das heißt', 'u\\. ?a\\.': 'unter anderem', 'usw\\.(?=\\s*[a-zäöü,;)])': 'und so weiter', 'usw\\b(?!\\.)': 'und so weiter', 'bzw\\.': 'beziehungsweise', '[Cc]a\\.': 'circa', 'Str\\.(?=\\s*[\\d\\p{Ll},])': 'Straße', 'Abb\\. ?(?=\\d)': 'Abbildung', 'Abs\\. ?(?=\\d)': 'Absatz', 'Art\\. ?(?=\\d)': 'Artikel', 'Nr\\. ?(?=\\d)': 'Nummer', 'Dr\\. ?(?=\\p{Lu})': 'Doktor', 'Prof\\. ?(?=\\p{Lu})': 'Professor', 'Hr\\. ?(?=\\p{Lu})': 'Herr', 'Fr\\. ?(?=\\p{Lu})': 'Frau', 'St\\. ?(?=\\p{Lu})': 'Sankt', 'inkl\\.': 'inklusive', 'zzgl\\.': 'zuzüglich', 'evtl\\.': 'eventuell', 'ggf\\.': 'gegebenenfalls', 'vgl\\.': 'vergleiche', 'Tel\\.': 'Telefon', 'S\\. ?(?=\\d)': 'Seite', 'v\\. ?Chr\\.': 'vor Christus', 'n\\. ?Chr\\.': 'nach Christus', 'sog\\.': 'sogenannt',
}; // prettier-ignore

/** Nouns in figures' company that are feminine though their ending does not tell. */
export const FEMININE =
  /(?:ung|heit|keit|schaft|ion|tät|ik|ei|ur|anz|enz|in|(?<!nam|käs|jung|kund|aug|end)e)$|^(?:stadt|nacht|frau|zahl|hand|wand|bank|tür|uhr|mutter|tochter|schwester|insel|regel|nummer|gabel|feder|stimm|form|art|fahrt|person)$/u;

/** Nouns that are neuter: "mein erstes Kind". */
export const NEUTER =
  /(?:chen|lein|ment|um|zimmer|spiel|haus|jahr|buch)$|^(?:kind|mal|auto|tor|kapitel|bild|semester|konzert|lied|stück|bier|tier|land|fest|treffen|schiff|fahrrad|baby|gebot|gesetz)$/u;

/** Behind these an ordinal ends in -n. */
export const BEFORE_DATIVE =
  /(?:^|[\s(])(?:am|im|dem|den|vom|zum|beim|ab|bis|seit|des|der|einem|einen|diesem|diesen|jedem|jeden|ihrem|seinem|meinem|unserem|nach dem|vor dem|in der|zur|ihren|seinen|meinen)\s*$/iu;
