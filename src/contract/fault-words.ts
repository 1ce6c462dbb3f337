import { z } from 'zod';

/** What is wrong with a value, said to the person who gave it: the validator's own words are for programmers. */

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of values',
  record: 'a group of values',
};

/** Longer lists of choices help nobody. */
const MOST_CHOICES = 20;

z.config({
  // a schema that says it in words of its own goes before
  customError: (issue) => {
    switch (issue.code) {
      case 'invalid_type':
        return issue.input === undefined
          ? 'is missing'
          : `must be ${kinds[issue.expected] ?? 'of another kind'}`;
      case 'too_big':
        return `may ${amount(issue.origin, 'be at most', 'have at most', issue.maximum)}`;
      case 'too_small':
        return `must ${amount(issue.origin, `be ${issue.inclusive === false ? 'more than' : 'at least'}`, 'have at least', issue.minimum)}`;
      case 'invalid_value':
        return issue.values.length > MOST_CHOICES
          ? 'is none of the choices'
          : `must be one of: ${issue.values.map(String).join(', ')}`;
      case 'not_multiple_of':
        return 'must be a whole number';
      case 'unrecognized_keys':
        return 'has something that nobody asks for';
      default:
        return 'does not fit';
    }
  },
});

function amount(origin: string, be: string, have: string, bound: number | bigint): string {
  if (origin === 'string') return `${have} ${bound} characters`;
  return origin === 'array' ? `${have} ${bound} entries` : `${be} ${bound}`;
}

/** @returns the first thing that is wrong, with its place: "seed must be at least 1"; the message of any other failure */
export function faultWords(thrown: unknown): string {
  if (!(thrown instanceof z.ZodError)) return thrown instanceof Error ? thrown.message : String(thrown);
  const [first] = thrown.issues;
  if (!first) return 'does not fit';
  const place = first.path.map(String).join('.');
  const words = first.code === 'custom' && place !== '' ? `: ${first.message}` : ` ${first.message}`;
  return `${place === '' ? 'The value' : place}${words}`;
}
