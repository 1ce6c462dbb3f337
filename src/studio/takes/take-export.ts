import { readWavLayout, type WavFile } from '#audio/wav';
import type { Consent, ConsentKind } from '#contract/consent';
import type { Recipe, Take } from '#contract/domain';
import type { EncodeRequest, FileTags } from '#contract/engine-api';
import { exportEndings, exportTypes } from '#contract/export';
import { takeFileStem, takeNamingFields, type TakeNamingFacts } from '#contract/take-naming';
import type { ExportedFile, ExportTake } from '#contract/take-library';
import { requireNaming } from '../lib/require-naming';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import { recipeXml } from './recipe-xml';
import type { TakeAudio } from './take-audio';
import { playerTags } from './take-file';
import type { TakeLibrary } from './take-library';
import type { Takes } from './takes';
import { readMonoWav } from '../storage/files/wav-parts';

export interface TakeExportParts {
  readonly takes: Takes;
  readonly audio: TakeAudio;
  readonly library: Pick<TakeLibrary, 'namingFacts'>;
  readonly engine: EngineSupervisor;
  /** What is stated about a voice; undefined when nothing is, or when the voice is gone. */
  readonly consentOf: (voiceId: string) => Consent | undefined;
}

/** Chunks that point into the sound: wrong once it is cut or has another rate. */
const POSITIONS = new Set(['cue ', 'plst', 'smpl', 'inst', 'LIST', 'wavl']);

const rights: Readonly<Record<ConsentKind | 'none', string>> = {
  own: "Made with the speaker's own voice, as stated by its keeper",
  permitted: 'Made with a permitted voice, as stated by its keeper',
  synthetic: 'Made with a synthetic voice',
  none: 'Nothing was stated about whose voice this is',
};

/** @param consent what the voice's keeper states now; who permitted what, and when, is no part of a recipe */
export function rightsOf(recipe: Recipe, consent: Consent | undefined): string {
  if (recipe.consent !== 'permitted' || consent?.kind !== 'permitted')
    return rights[recipe.consent ?? 'none'];
  const { by, date, scope } = consent;
  return `${rights.permitted}: by ${by}, ${date}${scope === '' ? '' : `, for ${scope}`}`;
}

/** A finished, coded copy of a take's sound; the take and its file stay as they are. */
export class TakeExport {
  constructor(private readonly parts: TakeExportParts) {}

  /** @throws StudioError 'naming-invalid', 'take-not-found', 'take-has-no-audio', 'file-not-found', and what coding throws */
  async file({ takeId, options, naming, index, count }: ExportTake): Promise<ExportedFile> {
    const { takes, library, engine } = this.parts;
    if (naming !== undefined) requireNaming(naming, takeNamingFields);
    const take = takes.get(takeId);
    const source = (await this.parts.audio.file(takeId)).bytes;
    const audio = await readMonoWav(source);
    const stamp = {
      cosyvoiceStudio: 1,
      takeId,
      createdAt: take.createdAt,
      recipe: take.recipe,
      ...(take.pcmSha256 === undefined ? {} : { pcmSha256: take.pcmSha256 }),
    } as const;
    const tags = {
      ...tagsOf(take, JSON.stringify(stamp)),
      copyright: rightsOf(take.recipe, this.parts.consentOf(take.recipe.voiceId)),
    };
    const request: EncodeRequest = { audio, options, tags };
    if (options.format === 'wav') {
      const { info, ixml, chunks } = readWavLayout(source);
      const isMoved = options.trimSilence || options.sampleRateHz !== undefined;
      request.wav = {
        info: { ...info, ...playerTags(take.recipe, new Date(take.createdAt)), ICOP: tags.copyright },
        ixml: recipeXml(stamp, ixml),
        chunks: chunks.filter(({ id }) => id !== 'data' && !(isMoved && POSITIONS.has(id))).map(copyOf),
      };
    }
    const { bytes, report } = await engine.use((api) => api.encode(request));
    const stem = stemOf(take, naming, library.namingFacts(take, index, count));
    return {
      name: `${stem}.${exportEndings[options.format]}`,
      type: exportTypes[options.format],
      bytes,
      report,
    };
  }
}

const copyOf = ({ id, bytes }: WavFile['chunks'][number]) => ({ id, bytes: Uint8Array.from(bytes) });

function stemOf(take: Take, naming: string | undefined, facts: TakeNamingFacts): string {
  if (naming !== undefined) return takeFileStem(naming, facts);
  if (take.name !== '') return takeFileStem('{name}', facts);
  return (take.file ?? 'take.wav').replace(/\.wav$/i, '');
}

function tagsOf({ recipe, createdAt, name }: Take, stamp: string): Omit<FileTags, 'copyright'> {
  const tags = playerTags(recipe, new Date(createdAt));
  return {
    title: name === '' ? (tags.INAM ?? '') : name,
    artist: tags.IART ?? '',
    comment: tags.ICMT ?? '',
    software: tags.ISFT ?? '',
    date: tags.ICRD ?? '',
    stamp,
  };
}
