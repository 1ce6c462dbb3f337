import { namingFields, safeStem, type NamingFacts } from './naming';

/** Names of takes and of what is exported of them: as file names of new takes, and by their own name and words. */

export const takeNamingFields = [...namingFields, 'name', 'text'] as const;
type TakeNamingField = (typeof takeNamingFields)[number];

export interface TakeNamingFacts extends NamingFacts {
  /** How many are named together: places are written with as many digits, two at least. */
  readonly count: number;
  /** What a person called the take; empty: the words stand for it. */
  readonly name: string;
  readonly text: string;
}

const TEXT_CHARACTERS = 40;

/** @returns the name in plain words; unknown fields, which `namingProblem` finds, stay as they were typed */
export function fillNaming(template: string, facts: TakeNamingFacts): string {
  const { at } = facts;
  const two = (value: number) => String(value).padStart(2, '0');
  const text = shorten(facts.text.replace(/\s+/g, ' ').trim(), TEXT_CHARACTERS);
  const values: Readonly<Record<TakeNamingField, string>> = {
    date: `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`,
    time: `${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`,
    project: facts.project,
    voice: facts.voice,
    seed: String(facts.seed),
    index: String(facts.index).padStart(Math.max(2, String(facts.count).length), '0'),
    name: facts.name === '' ? text : facts.name,
    text,
  };
  const known = (field: string): field is TakeNamingField =>
    (takeNamingFields as readonly string[]).includes(field);
  return template
    .replace(/\{(\w+)\}/g, (whole, field: string) => (known(field) ? values[field] : whole))
    .trim();
}

/** @returns the name as every file system takes it, without an ending */
export function takeFileStem(template: string, facts: TakeNamingFacts): string {
  return safeStem(fillNaming(template, facts));
}

/** @returns the name when it is free, else "name_2", "name_3", … */
export function freeFileName(stem: string, ending: string, isTaken: (name: string) => boolean): string {
  for (let number = 2, name = `${stem}.${ending}`; ; name = `${stem}_${number++}.${ending}`)
    if (!isTaken(name)) return name;
}

function shorten(text: string, characters: number): string {
  return Array.from(text).slice(0, characters).join('').trim();
}
