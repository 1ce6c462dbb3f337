import type { z } from 'zod';
import { StudioError } from '#contract/errors';
import { readItems, type ItemStream } from '#contract/item-stream';
import { studioContract, type StudioService } from '#contract/studio-api';
import { tone } from './test-engine';

/** For tests: every place of every call of the contract where a text could stand, found in the schemas. */

/** One place of one call: everything else in the input is right. */
export interface HostilePlace {
  readonly name: string;
  readonly input: (text: string) => unknown;
}

/** Texts that lead elsewhere, end early, are no text, or mean something to whoever reads them. */
export const hostileTexts = (victim: string): readonly string[] => [
  ...['', ' ', '.', '..', '../victim', '../../victim', '../../../victim', '..\\..\\victim', victim],
  ...[
    'voices/../../victim',
    '%2e%2e%2fvictim',
    'C:\\victim',
    'C:victim',
    '\\\\host\\share',
    '/dev/null',
    '~/x',
  ],
  ...['\0', 'x\0', '\0x', 'a\u0000b/../..', '\n', 'a\r\nb', '\u001b[2J', '\u0085'],
  ...['\u200b', '\u200b\u2060\ufeff', '\u202e', '\ud800', 'a\udc00b', '\ufffe', 'e\u0301'.repeat(9), '👩‍👩‍👧'],
  ...['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'then'],
  ...['con', 'nul', 'NUL.txt', 'aux', 'null', 'undefined', '0', '-1', '1e999', 'NaN', '[object Object]'],
  ...[
    "'; DROP TABLE voices; --",
    '%',
    '_',
    '"',
    '*',
    'NEAR(',
    'a AND',
    '(?<a>',
    '[',
    '\\',
    '(a+)+$',
    '{}',
    '{nope}',
  ],
  ...['x'.repeat(65), 'x'.repeat(300), 'x'.repeat(100_000), '名'.repeat(5001), '<script>'.repeat(1000)],
];

/** Each of these at every place; the others by lot. */
export const worstTexts = ['../../victim', '', 'x\0'] as const;

/** @param known values of fields by their name, so that a call is right but for its one place */
export function hostilePlaces(known: Readonly<Record<string, unknown>>): HostilePlace[] {
  return Object.entries(studioContract.calls).flatMap(([name, { input }]) =>
    placesOf(input, '', known).texts.map((place) => ({ name, input: place })),
  );
}

/** What became of one call: 'ok' or the code of its failure. */
export async function outcomeOf(
  { api }: StudioService,
  { name, input }: HostilePlace,
  text: string,
): Promise<string> {
  const calls = api as unknown as Readonly<Record<string, (value: unknown) => unknown>>;
  const answer = calls[name]!(input(text)) as Promise<unknown> | ItemStream<unknown, unknown>;
  return ('next' in answer ? readItems(answer, () => undefined) : answer).then(
    () => 'ok',
    (thrown: unknown) => StudioError.from(thrown).code,
  );
}

/** Values for the fields of a plain call; `known` adds the ids. */
export const plainValues: Readonly<Record<string, unknown>> = {
  ...{ startSec: 0.2, endSec: 3.4, sampleRateHz: 48_000, seed: 7, days: 30, limit: 10, date: '2026-11-25' },
  ...{
    channels: [tone(48_000, 120, 48_000)],
    bytes: new Uint8Array([1, 2, 3]),
    text: 'Hello',
    character: '行',
  },
};

interface Places {
  /** A value that fits, with nothing optional in it; undefined where nothing fits. */
  readonly plain: unknown;
  /** The same with a text of the caller's in one place, optional ones among them. */
  readonly texts: readonly ((text: string) => unknown)[];
}

function placesOf(schema: z.ZodType, field: string, known: Readonly<Record<string, unknown>>): Places {
  const { def } = (schema as unknown as z.core.$ZodTypes)._zod;
  const below = (inner: z.core.$ZodType, name = field) => placesOf(inner as z.ZodType, name, known);
  const itself = (text: string): unknown => text;
  switch (def.type) {
    case 'string':
      return { plain: known[field] ?? 'Plain', texts: [itself] };
    case 'enum':
      return { plain: Object.values(def.entries)[0], texts: [itself] };
    case 'literal':
      return { plain: def.values[0], texts: typeof def.values[0] === 'string' ? [itself] : [] };
    case 'optional':
    case 'default':
    case 'prefault':
    case 'nullable':
      return { plain: def.type === 'nullable' ? null : undefined, texts: below(def.innerType).texts };
    case 'union': {
      const options = def.options.map((option) => below(option));
      return { plain: options[0]?.plain, texts: options.flatMap(({ texts }) => texts) };
    }
    case 'array': {
      const { plain, texts } = below(def.element, field.replace(/s$/, ''));
      return { plain: known[field] ?? [plain], texts: texts.map((place) => (text) => [place(text)]) };
    }
    case 'record': {
      const { plain, texts } = below(def.valueType);
      return {
        plain: {},
        // fromEntries makes an own member also of __proto__
        texts: [
          (text) => Object.fromEntries([[text, plain]]),
          ...texts.map((place) => (text: string) => ({ a: place(text) })),
        ],
      };
    }
    case 'object': {
      const members = Object.entries(def.shape).map(([name, inner]) => [name, below(inner, name)] as const);
      const plain = Object.fromEntries(
        members.flatMap(([name, { plain: value }]) => (value === undefined ? [] : [[name, value]])),
      );
      return {
        plain,
        texts: [
          ...members.flatMap(([name, { texts }]) =>
            texts.map((place) => (text: string) => ({ ...plain, [name]: place(text) })),
          ),
          // a member that no schema knows
          (text) => Object.fromEntries([...Object.entries(plain), [text, text]]),
        ],
      };
    }
    case 'number':
      return { plain: known[field] ?? 1, texts: [itself] };
    case 'boolean':
      return { plain: false, texts: [itself] };
    default:
      return { plain: known[field], texts: [itself] };
  }
}
