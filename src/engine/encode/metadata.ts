import type { MetadataTags } from 'mediabunny';
import type { FileTags } from '#contract/engine-api';

/** The name of the stamp in Vorbis comments and ID3v2 TXXX frames; the studio's reader knows it. */
export const STAMP_TAG = 'COSYVOICE_STUDIO';

/** @returns tags as FLAC and Ogg (Vorbis comments) or MP3 (ID3v2.4) have them */
export function metadataOf(tags: FileTags, kind: 'vorbis' | 'id3'): MetadataTags {
  const { title, artist, comment, software, date, copyright, stamp } = tags;
  const own: NonNullable<MetadataTags['raw']> =
    kind === 'vorbis'
      ? { ENCODER: software, COPYRIGHT: copyright, [STAMP_TAG]: stamp }
      : { TSSE: software, TCOP: copyright, TXXX: { [STAMP_TAG]: stamp } };
  return { title, artist, comment, date: new Date(`${date}T00:00:00Z`), raw: own };
}
