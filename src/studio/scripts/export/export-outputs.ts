import type { Consent } from '#contract/consent';
import type { FileTags } from '#contract/engine-api';
import type { ProgrammeOutput } from '#contract/programme';
import type { ScriptExport } from '#contract/script-export';
import { inside } from '../../storage/files/inside';
import { recipeXml } from '../../takes/recipe-xml';
import { rightsOf } from '../../takes/take-export';
import { playerTags } from '../../takes/take-file';
import type { ExportFiles, SoundFile } from './export-files';
import type { TimedLine, Timeline } from './timeline';

/** What each file of sound is to hold, and what it says about itself: one recipe a line. */

interface OutputFacts {
  readonly files: ExportFiles;
  readonly timeline: Timeline;
  readonly projectName: string;
}

interface Facts {
  readonly consentOf: (voiceId: string) => Consent | undefined;
  readonly appVersion: string;
}

/** FLAC has 24 bits for the length of its tags. */
const MOST_STAMP_CHARACTERS = 4_000_000;

export function programmeOutputs(
  { files, timeline, projectName }: OutputFacts,
  { format, cover }: ScriptExport,
  folder: string,
  facts: Facts,
): ProgrammeOutput[] {
  return files.sounds.map((sound) => {
    const { name, spans, keepsTime, part } = sound;
    const stamp = part === 'lines' ? lineStamp(sound.lines[0]) : wholeStamp(sound, timeline, projectName);
    const chapters =
      part === 'joined' || part === 'stems' ? timeline.chapters.map(({ at, title }) => ({ at, title })) : [];
    return {
      ...{ file: inside(folder, name), spans: [...spans], keepsTime, chapters },
      tags: tagsOf(sound, JSON.stringify(stamp), facts),
      ...(cover && (part === 'joined' || part === 'chapters') ? { cover } : {}),
      ...(format === 'wav' ? { ixml: recipeXml(stamp) } : {}),
    };
  });
}

/** As a take has it: such a file can be made again. */
const lineStamp = (line: TimedLine | undefined): object =>
  line === undefined
    ? {}
    : {
        ...{ cosyvoiceStudio: 1, takeId: line.take.id },
        createdAt: line.take.createdAt,
        recipe: line.take.recipe,
      };

function wholeStamp({ lines }: SoundFile, { sampleRateHz }: Timeline, project: string): object {
  const recipes = lines.map(({ at, samples, row, take }) => ({
    ...{ startSec: at / sampleRateHz, endSec: (at + samples) / sampleRateHz, speaker: row.speaker },
    ...{ takeId: take.id, recipe: take.recipe },
  }));
  const whole = { cosyvoiceStudioScript: 1, project, lines: recipes };
  const isLarge = JSON.stringify(whole).length > MOST_STAMP_CHARACTERS;
  return isLarge
    ? { ...whole, lines: recipes.map(({ recipe: { seed }, ...line }) => ({ ...line, seed })) }
    : whole;
}

function tagsOf({ title, lines }: SoundFile, stamp: string, { consentOf, appVersion }: Facts): FileTags {
  const different = (of: (line: TimedLine) => string) => [...new Set(lines.map(of))].join(', ');
  const day = playerTags(lines[0]!.take.recipe, new Date()).ICRD ?? '';
  return {
    ...{ title, stamp, date: day, software: `CosyVoice Studio ${appVersion}` },
    artist: different(({ take }) => take.recipe.voiceName),
    comment: different(({ take }) => playerTags(take.recipe, new Date(take.createdAt)).ICMT ?? ''),
    copyright: different(({ take }) => rightsOf(take.recipe, consentOf(take.recipe.voiceId))),
  };
}
