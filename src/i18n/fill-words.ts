import { formatBytes } from '#contract/format-bytes';

export type Values = Readonly<Record<string, string | number>>;

const PLACEHOLDER = /\{\{(\w+)\}\}/g;

/**
 * Puts values into a sentence. A template may hold several sentences, one a line, the most telling first.
 * @returns the first sentence that has all its values, or undefined: never a gap in a sentence
 */
export function fillWords(template: string, values: Values): string | undefined {
  const has = (name: string) => name in values && values[name] !== '';
  const sentence = template
    .split('\n')
    .find((line) => [...line.matchAll(PLACEHOLDER)].every(([, name = '']) => has(name)));
  return sentence?.replace(PLACEHOLDER, (_mark, name: string) => readable(name, values[name]!));
}

/** Numbers as a person writes them; what they measure stands at the end of their name. */
function readable(name: string, value: string | number): string {
  if (typeof value === 'string') return value;
  if (name.endsWith('Bytes')) return formatBytes(value);
  if (name.endsWith('Db')) return formatDb(value);
  if (name.endsWith('Share')) return `${Math.round(value * 100)} %`;
  return String(Math.abs(value) < 0.1 ? Number(value.toPrecision(2)) : Math.round(value * 100) / 100);
}

/** @returns a level with a true minus sign, e.g. "−12.3"; "−∞" for silence */
export function formatDb(db: number): string {
  if (!Number.isFinite(db) || db <= -120) return '−∞';
  return db.toFixed(1).replace('-', '−').replace('−0.0', '0.0');
}
