import table from '../../../resources/cosyvoice3/special-tokens.json';

type MarkerGroup = 'control' | 'paralinguistic' | 'cmu' | 'pinyin';

export interface SpecialToken {
  readonly id: number;
  readonly token: string;
  readonly group: MarkerGroup;
}

/** The 281 tokens beyond the base vocabulary, ids 151643 to 151923. Ids are given, never counted from a vocabulary. */
export const specialTokens: readonly SpecialToken[] = table.tokens.map(([id, token, group]) => ({
  id: id as number,
  token: token as string,
  group: group as MarkerGroup,
}));

/** Every prompt of the model starts so; nobody types it. */
export const SYSTEM_PREFIX = 'You are a helpful assistant.';

/** Ends the instruction; a text without it makes the model repeat the prompt. */
export const END_OF_PROMPT = '<|endofprompt|>';

const tokensByText = new Map(specialTokens.map((special) => [special.token, special]));

/** @returns the special token written exactly so, case and accents included */
export function findSpecialToken(text: string): SpecialToken | undefined {
  return tokensByText.get(text);
}

/** Leftmost match, longest token first. Source: how the reference's tokenizer treats added tokens. */
export const anySpecialToken = new RegExp(
  specialTokens
    .map(({ token }) => token)
    .sort((a, b) => b.length - a.length)
    .map((token) => token.replace(/[|[\]]/g, '\\$&'))
    .join('|'),
  'g',
);

/** One stretch of text: a special token, or what lies between two. */
export interface Stretch {
  readonly text: string;
  readonly special: SpecialToken | undefined;
}

/** Cuts a text at its special tokens; the stretches joined are the text again. */
export function cutAtSpecialTokens(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (const match of text.matchAll(anySpecialToken)) {
    if (match.index > from) stretches.push({ text: text.slice(from, match.index), special: undefined });
    stretches.push({ text: match[0], special: findSpecialToken(match[0]) });
    from = match.index + match[0].length;
  }
  if (from < text.length) stretches.push({ text: text.slice(from), special: undefined });
  return stretches;
}

/** Control markers of the model, and language tags such as <|en|>, which were tokens of its ancestors. */
export const CONTROL_MARKER = /<\|[^<>|]*\|>/g;

/** Takes control markers out until none is left: what stands around one may close up to another. */
export function removeControlMarkers(text: string, onRemoved?: (marker: string) => void): string {
  let rest = text;
  for (;;) {
    const shorter = rest.replace(CONTROL_MARKER, (marker) => {
      onRemoved?.(marker);
      return '';
    });
    if (shorter === rest) return rest;
    rest = shorter;
  }
}
