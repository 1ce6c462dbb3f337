import { monthTable, type NounTable } from '../../european/grammar';

export const MONTH_NAMES =
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
export const MONTHS = monthTable(MONTH_NAMES.join(' '), 'janv févr   juin juil   sept oct nov déc');

export const UNITS: NounTable = {
  kg: 'm|kilogramme|kilogrammes', g: 'm|gramme|grammes', mg: 'm|milligramme|milligrammes', t: 'f|tonne|tonnes', km: 'm|kilomètre|kilomètres', m: 'm|mètre|mètres', cm: 'm|centimètre|centimètres', mm: 'm|millimètre|millimètres',
  'm²': 'm|mètre carré|mètres carrés', m2: 'm|mètre carré|mètres carrés', 'km²': 'm|kilomètre carré|kilomètres carrés', 'cm²': 'm|centimètre carré|centimètres carrés', 'm³': 'm|mètre cube|mètres cubes', m3: 'm|mètre cube|mètres cubes', 'cm³': 'm|centimètre cube|centimètres cubes', ha: 'm|hectare|hectares',
  l: 'm|litre|litres', L: 'm|litre|litres', ml: 'm|millilitre|millilitres', cl: 'm|centilitre|centilitres', 'km/h': 'm|kilomètre à l’heure|kilomètres à l’heure', 'm/s': 'm|mètre par seconde|mètres par seconde',
  W: 'm|watt|watts', kW: 'm|kilowatt|kilowatts', MW: 'm|mégawatt|mégawatts', kWh: 'm|kilowattheure|kilowattheures', V: 'm|volt|volts', A: 'm|ampère|ampères', Hz: 'm|hertz', kHz: 'm|kilohertz', MHz: 'm|mégahertz', GHz: 'm|gigahertz', dB: 'm|décibel|décibels', hPa: 'm|hectopascal|hectopascals',
  ko: 'm|kilo-octet|kilo-octets', Ko: 'm|kilo-octet|kilo-octets', Mo: 'm|mégaoctet|mégaoctets', Go: 'm|gigaoctet|gigaoctets', To: 'm|téraoctet|téraoctets', GB: 'm|gigaoctet|gigaoctets', MB: 'm|mégaoctet|mégaoctets', kcal: 'f|kilocalorie|kilocalories', min: 'f|minute|minutes', mn: 'f|minute|minutes', s: 'f|seconde|secondes', ms: 'f|milliseconde|millisecondes', ans: 'm|an|ans',
}; // prettier-ignore

export const CURRENCIES: Readonly<Record<string, readonly [coin: string, small?: string]>> = {
  '€': ['m|euro|euros', 'm|centime|centimes'], EUR: ['m|euro|euros', 'm|centime|centimes'], $: ['m|dollar|dollars', 'm|cent|cents'], USD: ['m|dollar|dollars', 'm|cent|cents'], '£': ['f|livre|livres', 'm|penny|pence'], CHF: ['m|franc suisse|francs suisses', 'm|centime|centimes'], '¥': ['m|yen|yens'], '₽': ['m|rouble|roubles'],
}; // prettier-ignore

export const SCALES: NounTable = {
  millions: 'm|million|millions', million: 'm|million|millions', milliards: 'm|milliard|milliards', milliard: 'm|milliard|milliards', 'M': 'm|million|millions', 'Md': 'm|milliard|milliards',
}; // prettier-ignore

export const ABBREVIATIONS: Readonly<Record<string, string>> = {
  'M\\. ?(?=\\p{Lu})': 'Monsieur', 'MM\\. ?(?=\\p{Lu})': 'Messieurs', 'Mme ?(?=\\p{Lu})': 'Madame', 'Mlle ?(?=\\p{Lu})': 'Mademoiselle', 'Dr\\.? ?(?=\\p{Lu})': 'Docteur', 'Pr\\.? ?(?=\\p{Lu})': 'Professeur', 'Me ?(?=\\p{Lu}\\p{Ll})': 'Maître', '[nN]° ?(?=\\d)': 'numéro', 'etc\\.(?=\\s*[a-zà-ü,;)])': 'et cetera', 'etc\\b(?!\\.)': 'et cetera', 'p\\. ?ex\\.': 'par exemple', 'c\\.-à-d\\.': 'c’est-à-dire', 'env\\.': 'environ', '[Aa]rt\\. ?(?=\\d)': 'article', '[Cc]hap\\. ?(?=\\d)': 'chapitre', 'p\\. ?(?=\\d)': 'page', 'av\\. ?J\\.-C\\.': 'avant Jésus-Christ', 'apr\\. ?J\\.-C\\.': 'après Jésus-Christ', 'St-(?=\\p{Lu})': 'Saint-', 'Ste-(?=\\p{Lu})': 'Sainte-',
}; // prettier-ignore

/** Nouns that are feminine, by their ending or by name; in the plural too. */
export const FEMININE =
  /(?:[st]ion|té|ette|ence|ance|ure|ée|ille|elle|ise|euse|trice|esse|aine|ine|ade|ude|ique|onne|enne|ère)s?$|^(?:page|personne|heure|minute|seconde|semaine|fois|voiture|maison|femme|table|chaise|ville|rose|lettre|pièce|chambre|place|langue|ligne|phrase|photo|pomme|porte|question|rue|salle|tasse|tranche|étoile|équipe|île|école|vache|poule|carte|classe|clé|nuit|tonne|livre sterling|goutte|dent|fleur|main|sorte|partie|voix|image|plage|robe|boîte|marche|pierre|feuille|branche|plante|poire|orange|cerise|fraise|banane|lampe|fenêtre|tour|œuvre|erreur|couleur|valeur)s?$/u;
