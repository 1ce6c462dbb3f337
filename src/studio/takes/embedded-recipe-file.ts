import { BufferSource, FLAC, Input, MP3, OGG } from 'mediabunny';
import { readWavLayout } from '#audio/wav';
import { StudioError } from '#contract/errors';
import type { EmbeddedRecipe } from '#contract/embedded-recipe';
import { readEmbeddedRecipe, readRecipeXml } from './recipe-xml';

/** The name of the stamp in Vorbis comments and ID3v2 TXXX frames. */
const STAMP_TAG = 'COSYVOICE_STUDIO';

export interface FileWithRecipe {
  readonly stamp: EmbeddedRecipe;
  readonly format: string;
  /** The samples as a take has them, 16 bit mono; undefined for every other coding. */
  readonly pcm: { readonly data: Uint8Array; readonly sampleRateHz: number } | undefined;
}

/**
 * Reads only the parts of a file that say what it is: WAV, FLAC, MP3 or Ogg.
 * @throws StudioError 'recipe-not-found', 'recipe-damaged'
 */
export async function readFileWithRecipe(name: string, bytes: Uint8Array): Promise<FileWithRecipe> {
  const found = startsLikeWav(bytes) ? fromWav(bytes) : await fromTags(bytes);
  if (found) return found;
  throw new StudioError('recipe-not-found', { name });
}

function startsLikeWav(bytes: Uint8Array): boolean {
  return ['RIFF', 'RF64', 'BW64'].includes(String.fromCharCode(...bytes.subarray(0, 4)));
}

function fromWav(bytes: Uint8Array): FileWithRecipe | undefined {
  try {
    const { ixml, encoding, channelCount, data, sampleRateHz } = readWavLayout(bytes);
    const stamp = ixml === undefined ? undefined : readRecipeXml(ixml);
    if (!stamp) return undefined;
    const pcm = encoding === 'pcm16' && channelCount === 1 ? { data, sampleRateHz } : undefined;
    return { stamp, format: `wav ${encoding}`, pcm };
  } catch (thrown) {
    if (thrown instanceof StudioError && thrown.code !== 'recipe-damaged') return undefined;
    throw thrown;
  }
}

async function fromTags(bytes: Uint8Array): Promise<FileWithRecipe | undefined> {
  const input = new Input({ source: new BufferSource(bytes), formats: [FLAC, MP3, OGG] });
  try {
    const { raw = {} } = await input.getMetadataTags();
    const text = textOf(raw[STAMP_TAG]) ?? textOf(memberOf(raw.TXXX, STAMP_TAG));
    const stamp = text === undefined ? undefined : readEmbeddedRecipe(text);
    if (!stamp) return undefined;
    return { stamp, format: (await input.getFormat()).name.toLowerCase(), pcm: undefined };
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown;
    // no file that this reader knows: then it has no stamp either
    return undefined;
  } finally {
    input.dispose();
  }
}

function memberOf(record: unknown, name: string): unknown {
  return typeof record === 'object' && record !== null
    ? (record as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && typeof value[0] === 'string' ? value[0] : undefined;
}
