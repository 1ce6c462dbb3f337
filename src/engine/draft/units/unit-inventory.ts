import type { Unit, UnitFile } from './unit-file';

/** When a syllable was not recorded in its tone, the tone whose melody is nearest. */
const INSTEAD_OF_TONE: Readonly<Record<string, string>> = {
  1: '5423',
  2: '3514',
  3: '2541',
  4: '5132',
  5: '4132',
};

/** Spellings that no recording has, and what sounds nearest: dialect forms, interjections, rare finals. */
const RESPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^(?:m|hm)$/, 'mu'],
  [/^(?:n|ng)$/, 'en'],
  [/^hng$/, 'heng'],
  [/^ê$/, 'ei'],
  [/^r$/, 'er'],
  [/^([ln])ue$/, '$1ve'],
  [/^([jqx])v/, '$1u'],
  [/([ie])n$/, '$1ng'],
  [/([ie])ng$/, '$1n'],
  [/^([zcs])(?=[aeiou])/, '$1h'],
  [/^([zcs])h/, '$1'],
  [/^f(?=iao|ong)/, 'p'],
];

/** The recorded units by what they say. */
export class UnitInventory {
  private readonly bySyllable = new Map<string, Unit[]>();

  constructor({ units }: UnitFile) {
    for (const unit of units) {
      const same = this.bySyllable.get(unit.syllable);
      if (same) same.push(unit);
      else this.bySyllable.set(unit.syllable, [unit]);
    }
  }

  /** @returns the units that speak a syllable, or what is nearest to it; undefined when nothing is near */
  find(syllable: string): readonly Unit[] | undefined {
    const letters = syllable.slice(0, -1);
    const tone = syllable.slice(-1);
    for (const spelling of spellingsOf(letters))
      for (const each of tone + INSTEAD_OF_TONE[tone]!) {
        const units = this.bySyllable.get(spelling + each);
        if (units) return units;
      }
    return undefined;
  }
}

function spellingsOf(letters: string): string[] {
  return [
    letters,
    ...RESPELLINGS.filter(([pattern]) => pattern.test(letters)).map(([pattern, instead]) =>
      letters.replace(pattern, instead),
    ),
  ];
}
