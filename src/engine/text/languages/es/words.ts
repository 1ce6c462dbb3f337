import { monthTable, type NounTable } from '../../european/grammar';

export const MONTH_NAMES =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
export const MONTHS = monthTable(
  MONTH_NAMES.join(' '),
  'ene feb  abr  jun jul ago setiembre/sept/sep oct nov dic',
);

export const UNITS: NounTable = {
  kg: 'm|kilogramo|kilogramos', g: 'm|gramo|gramos', mg: 'm|miligramo|miligramos', t: 'f|tonelada|toneladas', km: 'm|kilómetro|kilómetros', m: 'm|metro|metros', cm: 'm|centímetro|centímetros', mm: 'm|milímetro|milímetros',
  'm²': 'm|metro cuadrado|metros cuadrados', m2: 'm|metro cuadrado|metros cuadrados', 'km²': 'm|kilómetro cuadrado|kilómetros cuadrados', 'cm²': 'm|centímetro cuadrado|centímetros cuadrados', 'm³': 'm|metro cúbico|metros cúbicos', m3: 'm|metro cúbico|metros cúbicos', 'cm³': 'm|centímetro cúbico|centímetros cúbicos', ha: 'f|hectárea|hectáreas',
  l: 'm|litro|litros', L: 'm|litro|litros', ml: 'm|mililitro|mililitros', cl: 'm|centilitro|centilitros', 'km/h': 'm|kilómetro por hora|kilómetros por hora', 'm/s': 'm|metro por segundo|metros por segundo',
  W: 'm|vatio|vatios', kW: 'm|kilovatio|kilovatios', MW: 'm|megavatio|megavatios', kWh: 'm|kilovatio hora|kilovatios hora', V: 'm|voltio|voltios', A: 'm|amperio|amperios', Hz: 'm|hercio|hercios', kHz: 'm|kilohercio|kilohercios', MHz: 'm|megahercio|megahercios', GHz: 'm|gigahercio|gigahercios', dB: 'm|decibelio|decibelios', hPa: 'm|hectopascal|hectopascales',
  KB: 'm|kilobyte|kilobytes', MB: 'm|megabyte|megabytes', GB: 'm|gigabyte|gigabytes', TB: 'm|terabyte|terabytes', kcal: 'f|kilocaloría|kilocalorías', h: 'f|hora|horas', min: 'm|minuto|minutos', s: 'm|segundo|segundos', ms: 'm|milisegundo|milisegundos',
}; // prettier-ignore

export const CURRENCIES: Readonly<Record<string, readonly [coin: string, small?: string]>> = {
  '€': ['m|euro|euros', 'm|céntimo|céntimos'], EUR: ['m|euro|euros', 'm|céntimo|céntimos'], $: ['m|dólar|dólares', 'm|centavo|centavos'], US$: ['m|dólar|dólares', 'm|centavo|centavos'], USD: ['m|dólar|dólares', 'm|centavo|centavos'], '£': ['f|libra|libras', 'm|penique|peniques'], MXN: ['m|peso|pesos', 'm|centavo|centavos'], '¥': ['m|yen|yenes'], '₽': ['m|rublo|rublos'], CHF: ['m|franco suizo|francos suizos', 'm|céntimo|céntimos'],
}; // prettier-ignore

export const SCALES: NounTable = {
  millones: 'm|millón|millones', millón: 'm|millón|millones', 'mil millones': 'm|mil millones',
}; // prettier-ignore

export const ABBREVIATIONS: Readonly<Record<string, string>> = {
  'Sr\\. ?(?=\\p{Lu})': 'Señor', 'Sra\\. ?(?=\\p{Lu})': 'Señora', 'Srta\\. ?(?=\\p{Lu})': 'Señorita', 'Dr\\. ?(?=\\p{Lu})': 'Doctor', 'Dra\\. ?(?=\\p{Lu})': 'Doctora', 'D\\. ?(?=\\p{Lu}\\p{Ll})': 'Don', 'D\\.ª ?(?=\\p{Lu})': 'Doña', 'Prof\\. ?(?=\\p{Lu})': 'Profesor', '[nN](?:úm\\.|\\.?º) ?(?=\\d)': 'número', '[pP]ágs?\\. ?(?=\\d)': 'página', 'p\\. ?ej\\.': 'por ejemplo', 'etc\\.(?=\\s*[a-zà-ü,;)])': 'etcétera', 'etc\\b(?!\\.)': 'etcétera', '[Cc]/ ?(?=\\p{Lu})': 'calle', '[Aa]rt\\. ?(?=\\d)': 'artículo', '[Cc]ap\\. ?(?=\\d)': 'capítulo', 'EE\\. ?UU\\.': 'Estados Unidos', 'Ud\\.': 'usted', 'Uds\\.': 'ustedes', 'Av(?:da)?\\. ?(?=\\p{Lu}|de)': 'Avenida', 'a\\. ?C\\.': 'antes de Cristo', 'd\\. ?C\\.': 'después de Cristo', 'aprox\\.': 'aproximadamente',
}; // prettier-ignore

/** Nouns that are feminine, by their ending or by name; in the plural too. */
export const FEMININE =
  /^(?!(?:d[ií]as?|mapas?|planetas?|tranvías?|sof[aá]s?|artistas?|idiomas?|climas?|\p{L}*[^c]emas?|\p{L}*gramas?|\p{L}*amas|colegas|futbolistas?)$)(?:\p{L}+as?|\p{L}*(?:ción|sión|dad|tud|umbre|iones|dades|tudes|umbres)|(?:noche|mano|mujer|parte|calle|clase|flor|tarde|llave|red|serie|imagen|imágen|frase|fase|base|nube|clave|vez|veces|gente|leche|torre|carne|fuente|mente|suerte|muerte|foto|moto)(?:e?s)?)$/u;
