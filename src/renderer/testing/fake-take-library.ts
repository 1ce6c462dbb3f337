import type { Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { exportEndings, exportTypes, type ExportReport } from '#contract/export';
import { fillNaming } from '#contract/take-naming';
import type { StudioApi } from '#contract/studio-api';

type TakeLibraryCalls = Pick<
  StudioApi,
  | 'changeTakes'
  | 'renameTakes'
  | 'listVersions'
  | 'deleteTakes'
  | 'restoreTakes'
  | 'exportTake'
  | 'chooseExportFolder'
  | 'saveExport'
  | 'readRecipe'
  | 'compareWithFile'
>;

interface FakeTakeParts {
  readonly all: () => readonly Take[];
  readonly find: (takeId: string) => Take;
  readonly set: (take: Take) => void;
  readonly remove: (takeId: string) => Promise<unknown>;
  readonly restore: (takeId: string) => Promise<Take>;
  readonly start: StudioApi['startTake'];
}

const report: ExportReport = {
  sampleRateHz: 24_000,
  audioSec: 2.4,
  loudnessBefore: -21.3,
  loudnessAfter: -16,
  truePeakBefore: -5.2,
  truePeakAfter: -1.1,
  gainDb: 5.3,
  limitedDb: 0,
  trimmedStartSec: 0,
  trimmedEndSec: 0,
  untouched: false,
};

/** What a person does with takes that are there, in memory. A file whose bytes are a take's id has that take's recipe. */
export function fakeTakeLibrary(parts: FakeTakeParts): TakeLibraryCalls {
  const change = (takeIds: readonly string[], over: (take: Take, at: number) => Partial<Take>) =>
    takeIds.map((takeId, at) => {
      const take = parts.find(takeId);
      const changed = { ...take, ...over(take, at) };
      parts.set(changed);
      return changed;
    });
  const ofFile = (bytes: Uint8Array): Take | undefined => {
    const id = new TextDecoder().decode(bytes.subarray(0, 64));
    return parts.all().find((take) => take.id === id);
  };
  return {
    changeTakes: async ({ takeIds, change: over }) =>
      change(takeIds, () =>
        Object.fromEntries(Object.entries(over).filter(([, value]) => value !== undefined)),
      ),
    renameTakes: async ({ takeIds, naming }) =>
      change(takeIds, ({ recipe, createdAt, name }, at) => ({
        name: fillNaming(naming, {
          at: new Date(createdAt),
          project: 'Inbox',
          voice: recipe.voiceName,
          seed: recipe.seed,
          index: at + 1,
          count: takeIds.length,
          name,
          text: recipe.text,
        }),
      })),
    listVersions: async ({ takeId }) => {
      const { text } = parts.find(takeId).recipe;
      return parts.all().filter(({ recipe }) => recipe.text === text);
    },
    deleteTakes: async ({ takeIds }) => {
      for (const takeId of takeIds) await parts.remove(takeId);
      return undefined;
    },
    restoreTakes: async ({ takeIds }) => Promise.all(takeIds.map((takeId) => parts.restore(takeId))),
    exportTake: async ({ takeId, options }) => {
      const format = options.format ?? 'wav';
      const stem = parts.find(takeId).file?.replace(/\.wav$/, '') ?? 'take';
      return {
        name: `${stem}.${exportEndings[format]}`,
        type: exportTypes[format],
        bytes: new Uint8Array([1, 2, 3]),
        report,
      };
    },
    chooseExportFolder: async () => ({ folderId: 'folder-1', name: 'Podcast' }),
    saveExport: async ({ takeId }) => ({ file: parts.find(takeId).file ?? 'take.wav', report }),
    readRecipe: async ({ name, bytes }) => {
      const take = ofFile(bytes);
      if (!take) {
        throw new StudioError('recipe-not-found', { name });
      }
      const { recipe, createdAt, id } = take;
      return {
        stamp: { cosyvoiceStudio: 1, takeId: id, createdAt, recipe },
        format: 'wav pcm16',
        untouched: true,
        takeId: id,
        voice: { id: recipe.voiceId, name: recipe.voiceName },
        lacks: [],
        differences: [],
      };
    },
    compareWithFile: async ({ takeId }) => {
      const { pcmSha256 } = parts.find(takeId);
      const sound = {
        samples: 57_600,
        sampleRateHz: 24_000,
        ...(pcmSha256 === undefined ? {} : { pcmSha256 }),
      };
      return { result: 'identical', file: sound, take: sound, differences: [] };
    },
  };
}
