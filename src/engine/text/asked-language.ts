import { StudioError } from '#contract/errors';

/**
 * The language that a person asks a text to be read in.
 * @param tag BCP 47; a region changes nothing    @param known tags that the engine speaks now
 * @returns one of `known`; undefined when nothing was asked
 * @throws StudioError 'language-unavailable'
 */
export function askedLanguage(
  tag: string | undefined,
  known: readonly string[],
  engine: string,
): string | undefined {
  if (tag === undefined) return undefined;
  const primary = tag.split('-')[0]!;
  if (known.includes(primary)) return primary;
  throw new StudioError('language-unavailable', {
    why: 'asked',
    engine,
    language: tag,
    known: known.join(', '),
  });
}
