import { isDeviceName } from './file-names';
import { nameCharacters } from './names';

/** File names of takes: a template a person writes, made into a name that every file system takes. */

export const DEFAULT_NAMING = 'output_{date}_{time}';

export const namingFields = ['date', 'time', 'project', 'voice', 'seed', 'index'] as const;
type NamingField = (typeof namingFields)[number];

export interface NamingFacts {
  readonly at: Date;
  readonly project: string;
  readonly voice: string;
  readonly seed: number;
  /** Place of the take in its project, from 1. */
  readonly index: number;
}

/** What is wrong with a template: a code, and the field that is not known. */
export type NamingProblem =
  | { readonly code: 'empty' }
  | { readonly code: 'long'; readonly max: number }
  | { readonly code: 'unknown-field'; readonly field: string };

const TEMPLATE_CHARACTERS = 120;
/** File systems take 255 bytes; the suffix of a collision, the extension and a temporary name need the rest. */
const NAME_BYTES = 180;
const FIELD = /\{([^{}]*)\}/g;

/** @param fields those that the template may have */
export function namingProblem(
  template: string,
  fields: readonly string[] = namingFields,
): NamingProblem | undefined {
  if (nameCharacters(template) === 0) return { code: 'empty' };
  if (Array.from(template).length > TEMPLATE_CHARACTERS) return { code: 'long', max: TEMPLATE_CHARACTERS };
  const unknown = [...template.matchAll(FIELD)]
    .map(([, field = '']) => field)
    .find((field) => !fields.includes(field));
  return unknown === undefined ? undefined : { code: 'unknown-field', field: unknown };
}

/** @returns the name without its extension; dates and times are local */
export function fileStem(template: string, facts: NamingFacts): string {
  const values = valuesOf(facts);
  const filled = template.replace(FIELD, (whole, field: string) => (isField(field) ? values[field] : whole));
  return safeStem(filled);
}

/** @returns a name that Windows, macOS and Linux take, at most 180 bytes; 'take' when nothing is left */
export function safeStem(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]/gu, '_')
    .replace(/\s+/g, ' ');
  // Windows drops dots and spaces at the end; a dot in front hides a file elsewhere
  const trimmed = shorten(plain.replace(/^[. ]+/, '')).replace(/[. ]+$/, '');
  if (trimmed === '') return 'take';
  return isDeviceName(trimmed) ? `_${trimmed}` : trimmed;
}

function shorten(text: string): string {
  const encoder = new TextEncoder();
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += encoder.encode(character).length;
    if (bytes > NAME_BYTES) break;
    kept += character;
  }
  return kept;
}

function valuesOf({ at, project, voice, seed, index }: NamingFacts): Record<NamingField, string> {
  return {
    date: `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`,
    time: [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(''),
    project,
    voice,
    seed: String(seed),
    index: String(index).padStart(3, '0'),
  };
}

const isField = (field: string): field is NamingField => (namingFields as readonly string[]).includes(field);

const two = (value: number): string => String(value).padStart(2, '0');
