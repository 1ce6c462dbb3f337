/** Unit -> one, many. */
export const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  kg: ['kilogram', 'kilograms'], g: ['gram', 'grams'], mg: ['milligram', 'milligrams'], μg: ['microgram', 'micrograms'], lb: ['pound', 'pounds'], tbsp: ['tablespoon', 'tablespoons'], tsp: ['teaspoon', 'teaspoons'], lbs: ['pound', 'pounds'], oz: ['ounce', 'ounces'],
  km: ['kilometer', 'kilometers'], m: ['meter', 'meters'], cm: ['centimeter', 'centimeters'], mm: ['millimeter', 'millimeters'], nm: ['nanometer', 'nanometers'], μm: ['micrometer', 'micrometers'],
  ft: ['foot', 'feet'], mi: ['mile', 'miles'], yd: ['yard', 'yards'], yds: ['yard', 'yards'], 'in.': ['inch', 'inches'],
  'sq ft': ['square foot', 'square feet'], 'm²': ['square meter', 'square meters'], m2: ['square meter', 'square meters'], 'km²': ['square kilometer', 'square kilometers'], km2: ['square kilometer', 'square kilometers'], 'cm²': ['square centimeter', 'square centimeters'],
  'ft²': ['square foot', 'square feet'], 'm³': ['cubic meter', 'cubic meters'], m3: ['cubic meter', 'cubic meters'], 'cm³': ['cubic centimeter', 'cubic centimeters'], ha: ['hectare', 'hectares'],
  L: ['liter', 'liters'], l: ['liter', 'liters'], ml: ['milliliter', 'milliliters'], mL: ['milliliter', 'milliliters'], gal: ['gallon', 'gallons'],
  'km/h': ['kilometer per hour', 'kilometers per hour'], kph: ['kilometer per hour', 'kilometers per hour'], mph: ['mile per hour', 'miles per hour'], 'm/s': ['meter per second', 'meters per second'], 'mg/L': ['milligram per liter', 'milligrams per liter'],
  W: ['watt', 'watts'], kW: ['kilowatt', 'kilowatts'], MW: ['megawatt', 'megawatts'], GW: ['gigawatt', 'gigawatts'], kWh: ['kilowatt hour', 'kilowatt hours'], V: ['volt', 'volts'], mA: ['milliamp', 'milliamps'], mAh: ['milliamp hour', 'milliamp hours'], A: ['amp', 'amps'],
  Hz: ['hertz', 'hertz'], kHz: ['kilohertz', 'kilohertz'], MHz: ['megahertz', 'megahertz'], GHz: ['gigahertz', 'gigahertz'], dB: ['decibel', 'decibels'], Pa: ['pascal', 'pascals'], kPa: ['kilopascal', 'kilopascals'], hPa: ['hectopascal', 'hectopascals'], mmHg: ['millimeter of mercury', 'millimeters of mercury'], MPa: ['megapascal', 'megapascals'], GPa: ['gigapascal', 'gigapascals'], cmH2O: ['centimeter of water', 'centimeters of water'], psi: ['pound per square inch', 'pounds per square inch'], atm: ['atmosphere', 'atmospheres'], mbar: ['millibar', 'millibars'],
  mmol: ['millimole', 'millimoles'], μmol: ['micromole', 'micromoles'], mol: ['mole', 'moles'], IU: ['international unit', 'international units'], mcg: ['microgram', 'micrograms'], μs: ['microsecond', 'microseconds'], ng: ['nanogram', 'nanograms'], μL: ['microliter', 'microliters'], dL: ['deciliter', 'deciliters'], bpm: ['beat per minute', 'beats per minute'], mSv: ['millisievert', 'millisieverts'], μSv: ['microsievert', 'microsieverts'], mGy: ['milligray', 'milligrays'], Gy: ['gray', 'grays'],
  kJ: ['kilojoule', 'kilojoules'], MJ: ['megajoule', 'megajoules'], N: ['newton', 'newtons'], kN: ['kilonewton', 'kilonewtons'], Nm: ['newton meter', 'newton meters'], mV: ['millivolt', 'millivolts'], kV: ['kilovolt', 'kilovolts'], mW: ['milliwatt', 'milliwatts'], μF: ['microfarad', 'microfarads'], nF: ['nanofarad', 'nanofarads'], kΩ: ['kilohm', 'kilohms'], MΩ: ['megohm', 'megohms'], Ω: ['ohm', 'ohms'], eV: ['electronvolt', 'electronvolts'], keV: ['kiloelectronvolt', 'kiloelectronvolts'], MeV: ['megaelectronvolt', 'megaelectronvolts'], lx: ['lux', 'lux'], lm: ['lumen', 'lumens'],
  KB: ['kilobyte', 'kilobytes'], MB: ['megabyte', 'megabytes'], GB: ['gigabyte', 'gigabytes'], TB: ['terabyte', 'terabytes'], Mbps: ['megabit per second', 'megabits per second'], Gbps: ['gigabit per second', 'gigabits per second'], fps: ['frame per second', 'frames per second'],
  px: ['pixel', 'pixels'], dpi: ['dot per inch', 'dots per inch'], ppm: ['part per million', 'parts per million'], rpm: ['revolution per minute', 'revolutions per minute'],
  cal: ['calorie', 'calories'], kcal: ['kilocalorie', 'kilocalories'], hr: ['hour', 'hours'], hrs: ['hour', 'hours'], h: ['hour', 'hours'], min: ['minute', 'minutes'], mins: ['minute', 'minutes'], sec: ['second', 'seconds'], secs: ['second', 'seconds'], s: ['second', 'seconds'], ms: ['millisecond', 'milliseconds'],
}; // prettier-ignore

/** Sign -> one, many, and the small coin if it is named. */
export const CURRENCIES: Readonly<
  Record<string, readonly [one: string, many: string, cent?: string, cents?: string]>
> = {
  $: ['dollar', 'dollars', 'cent', 'cents'], US$: ['US dollar', 'US dollars', 'cent', 'cents'], USD: ['US dollar', 'US dollars', 'cent', 'cents'], A$: ['Australian dollar', 'Australian dollars', 'cent', 'cents'], C$: ['Canadian dollar', 'Canadian dollars', 'cent', 'cents'], HK$: ['Hong Kong dollar', 'Hong Kong dollars', 'cent', 'cents'],
  '€': ['euro', 'euros', 'cent', 'cents'], EUR: ['euro', 'euros', 'cent', 'cents'], '£': ['pound', 'pounds', 'penny', 'pence'], GBP: ['pound', 'pounds', 'penny', 'pence'],
  '¥': ['yen', 'yen'], '￥': ['yen', 'yen'], JPY: ['yen', 'yen'], CNY: ['yuan', 'yuan'], RMB: ['yuan', 'yuan'], '₩': ['won', 'won'], '₹': ['rupee', 'rupees', 'paisa', 'paise'], '₽': ['ruble', 'rubles'], CHF: ['Swiss franc', 'Swiss francs'], '₿': ['bitcoin', 'bitcoins'],
}; // prettier-ignore

/** Full and short names -> full. */
export const MONTHS: Readonly<Record<string, string>> = {
  January: 'January', February: 'February', March: 'March', April: 'April', May: 'May', June: 'June', July: 'July', August: 'August', September: 'September', October: 'October', November: 'November', December: 'December',
  Jan: 'January', Feb: 'February', Mar: 'March', Apr: 'April', Jun: 'June', Jul: 'July', Aug: 'August', Sept: 'September', Sep: 'September', Oct: 'October', Nov: 'November', Dec: 'December',
}; // prettier-ignore

/** Patterns of abbreviations -> words. Those in front of a name keep the sentence going. */
export const ABBREVIATIONS: Readonly<Record<string, string>> = {
  'Dr\\. ?(?=\\p{Lu})': 'Doctor ', 'Mr\\.(?= (?:&|and) )': 'Mister', 'Maj\\. ?(?=\\p{Lu})': 'Major ', 'Col\\. ?(?=\\p{Lu})': 'Colonel ', 'Rep\\. ?(?=\\p{Lu})': 'Representative ', 'Apt\\. ?(?=\\d|\\p{Lu}\\b)': 'Apartment ', 'Op\\. ?(?=\\d)': 'Opus ', '[Ss]ec\\. ?(?=\\d)': 'section ', 'Eq\\. ?(?=[\\d(])': 'Equation ', 'Tab\\. ?(?=\\d)': 'Table ', '[Ee]xt\\. ?(?=\\d)': 'extension ', 'cl\\. ?(?=\\d)': 'clause ', '(?<=\\p{L} )v\\. ?(?=\\p{Lu})': 'versus ', 'Mr\\. ?(?=\\p{Lu})': 'Mister ', 'Mrs\\. ?(?=\\p{Lu})': 'Missus ', 'Ms\\. ?(?=\\p{Lu})': 'Miz ', 'Prof\\. ?(?=\\p{Lu})': 'Professor ', 'St\\. ?(?=\\p{Lu})': 'Saint ', 'Gen\\. ?(?=\\p{Lu})': 'General ', 'Capt\\. ?(?=\\p{Lu})': 'Captain ', 'Lt\\. ?(?=\\p{Lu})': 'Lieutenant ', 'Sgt\\. ?(?=\\p{Lu})': 'Sergeant ', 'Rev\\. ?(?=\\p{Lu})': 'Reverend ', 'Sen\\. ?(?=\\p{Lu})': 'Senator ', 'Gov\\. ?(?=\\p{Lu})': 'Governor ',
  'e\\.g\\.': 'for example', 'i\\.e\\.': 'that is', 'etc\\.(?=\\s*[a-z,;)])': 'et cetera', 'etc\\b(?!\\.)': 'et cetera', 'vs\\.?(?= )': 'versus', 'approx\\.': 'approximately', 'Fig\\. ?(?=\\d)': 'Figure ', 'Vol\\. ?(?=\\d)': 'Volume ', 'Ch\\. ?(?=\\d)': 'Chapter ', 'pp\\. ?(?=\\d)': 'pages ', 'p\\. ?(?=\\d)': 'page ', 'Jr\\.(?=[ ,])': 'Junior', 'Sr\\.(?=[ ,])': 'Senior', 'w/o ': 'without ', 'w/ ': 'with ', 'Mt\\. ?(?=\\p{Lu})': 'Mount ', '(?<=\\p{Lu}\\p{Ll}+ )St\\.(?= [a-z]|[,;])': 'Street', 'Dept\\.(?= of)': 'Department', '[Gg]ovt\\.(?= [a-z])': 'government', 'Ave\\.(?=[ ,])': 'Avenue', 'Blvd\\.(?=[ ,])': 'Boulevard',
}; // prettier-ignore
