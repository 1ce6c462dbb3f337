import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { batchSchema } from '#contract/batch';
import { consentSchema } from '#contract/consent';
import {
  findingSchema,
  INBOX,
  peaksSchema,
  promptReportSchema,
  recipeSchema,
  segmentSchema,
  takeRequestSchema,
  takeSchema,
  trimSchema,
  understoodSchema,
  voiceDefaultsSchema,
  warningSchema,
} from '#contract/domain';
import { idSchema } from '#contract/ids';
import { errorReportSchema } from '#contract/errors';
import { fileNameSchema } from '#contract/file-names';
import { languageTagSchema } from '#contract/languages';
import { lexiconKinds, lexiconReadingSchema, lexiconScopes } from '#contract/lexicon';
import { keptReportSchema } from '#contract/packs';
import { projectDefaultsSchema } from '#contract/projects';
import { castMemberSchema, lineOverridesSchema, pausesSchema, scriptLineSchema } from '#contract/scripts';
import { stopSchema } from '#contract/speech';
import { stageProgressSchema } from '#contract/stages';
import { traceSchema } from '#contract/trace';
import { flag, found, json, moment, optional, or } from './rows';

/**
 * What each column of the library holds, said once: the stores read by it, verifying judges by it, repairing mends by
 * it, and a restore takes over by it. Every column is here; `search` is derived and never read from outside.
 */

export const EPOCH = '1970-01-01T00:00:00.000Z';
/** Longer than anything that a person writes into one place; a script has at most a fifth of it. */
const MOST_CHARACTERS = 1_000_000;
const text = or(z.string().max(MOST_CHARACTERS), '');
const name = or(z.string(), '?');
const since = or(moment, EPOCH);
const when = or(optional(moment), null);
const yes = or(flag, 0);
const amount = or(z.number().min(0), 0);
const measured = or(optional(z.number()), null);
const folder = or(optional(z.string().refine(isAbsolute, 'is no whole path')), null);
const newId = found(idSchema, 'lower(hex(randomblob(16)))');

export const promptFactColumns = {
  transcript: text,
  prompt_sec: amount,
  sample_rate_hz: amount,
  prompt_sha256: text,
  peaks: or(json(peaksSchema), '[]'),
  verdict: or(promptReportSchema.shape.verdict, 'usable'),
  findings: or(json(z.array(findingSchema)), '[]'),
};

const promptColumns = { created_at: since, deleted_at: when, name, ...promptFactColumns };

export const voiceColumns = {
  // its chosen prompt still says which voice it belongs to
  id: found(
    idSchema,
    '(SELECT voice_id FROM prompts WHERE prompts.id = voices.prompt_id AND voice_id NOT IN (SELECT id FROM voices))',
  ),
  ...promptColumns,
  name_key: text,
  synthetic: yes,
  tags: or(json(z.array(z.string())), '[]'),
  colour: text,
  language: text,
  notes: text,
  favourite: yes,
  defaults: or(json(voiceDefaultsSchema), '{}'),
  consent: or(optional(json(consentSchema)), null),
  prompt_id: or(
    optional(idSchema),
    null,
    '(SELECT id FROM prompts WHERE voice_id = voices.id AND deleted_at IS NULL ORDER BY created_at, rowid LIMIT 1)',
  ),
  used_at: when,
  kept: or(flag, 1),
};

export const promptTableColumns = {
  // a chosen prompt is still known by its voice
  id: found(
    idSchema,
    '(SELECT prompt_id FROM voices WHERE voices.id = voice_id AND prompt_id NOT IN (SELECT id FROM prompts))',
  ),
  ...promptColumns,
  voice_id: found(idSchema, '(SELECT id FROM voices WHERE prompt_id = prompts.id)'),
  trim: or(optional(json(trimSchema)), null),
};

export const recordingColumns = {
  id: idSchema,
  name,
  created_at: since,
  duration_sec: amount,
  sample_rate_hz: amount,
  channels: or(z.number().int().min(1), 1),
  format: text,
  peaks: or(json(peaksSchema), '[]'),
  report: or(
    json(promptReportSchema),
    JSON.stringify({
      ...{ durationSec: 0, speechSec: 0, sampleRateHz: 0, channels: 1, peakDb: -120, clippedRatio: 0 },
      ...{
        noiseFloorDb: -120,
        snrDb: 0,
        medianF0Hz: null,
        verdict: 'usable',
        findings: [],
        best: null,
        spoken: null,
      },
    }),
  ),
  synthetic: yes,
  kept: or(flag, 1),
};

const NO_RECIPE = JSON.stringify({
  ...{ text: '', normalizedText: '', engine: 'draft', mode: 'zero_shot', instruction: '', seed: 1, speed: 1 },
  ...{ voiceId: 'unknown', voiceName: '?', promptSha256: '', transcript: '' },
  ...{ appVersion: '', runtimeVersion: '' },
});

export const takeColumns = {
  number: found(z.number().int(), '(SELECT coalesce(max(number), 0) + 1 FROM takes WHERE number < 1e15)'),
  id: newId,
  created_at: since,
  deleted_at: when,
  // its sound, if it has one, can still be heard
  state: or(takeSchema.shape.state, 'done'),
  voice_id: found(
    idSchema,
    `(SELECT id FROM voices WHERE id = iif(json_valid(recipe), recipe ->> '$.voiceId', NULL))`,
  ),
  recipe: or(
    json(recipeSchema),
    NO_RECIPE,
    `json_set('${NO_RECIPE}', '$.voiceId', voice_id, '$.voiceName',
       coalesce((SELECT name FROM voices WHERE id = voice_id), '?'))`,
  ),
  understood: or(json(understoodSchema), '{"instruction":"","directions":[],"ignored":[]}'),
  stages: or(json(z.array(stageProgressSchema)), '[]'),
  segments: or(json(z.array(segmentSchema)), '[]'),
  warnings: or(json(z.array(warningSchema)), '[]'),
  error: or(optional(json(errorReportSchema)), null),
  folder,
  file: or(optional(fileNameSchema), null),
  sample_rate_hz: measured,
  audio_sec: measured,
  wall_sec: measured,
  real_time_factor: measured,
  pcm_sha256: or(optional(z.string()), null),
  peaks: or(optional(json(peaksSchema)), null),
  project_id: or(idSchema, INBOX),
  name: text,
  favourite: yes,
  rating: or(z.number().int().min(0).max(5), 0),
  note: text,
  line_key: text,
  request: or(optional(json(takeRequestSchema)), null),
  position: measured,
  cleared_at: when,
  line_id: or(optional(idSchema), null),
  batch: or(optional(json(batchSchema)), null),
};

export const projectColumns = {
  // its takes still name it; one project is always the inbox
  id: found(
    idSchema,
    `coalesce(iif((SELECT count(*) FROM projects WHERE id = '${INBOX}') = 0, '${INBOX}', NULL),
       (SELECT project_id FROM takes WHERE project_id NOT IN (SELECT id FROM projects) LIMIT 1),
       lower(hex(randomblob(16))))`,
  ),
  name,
  name_key: text,
  created_at: since,
  archived_at: when,
  deleted_at: when,
  notes: text,
  // empty since scripts have lines; a backup from before still brings it
  script: text,
  folder,
  naming: or(z.string().min(1), 'output_{date}_{time}'),
  defaults: or(json(projectDefaultsSchema), '{}'),
};

export const settingColumns = { key: z.string(), value: json(z.unknown()) };

export const traceColumns = { take_id: idSchema, started_at: since, trace: json(traceSchema) };

export const lexiconColumns = {
  id: newId,
  created_at: since,
  // without these there is no entry
  word: lexiconReadingSchema.shape.word,
  reading: lexiconReadingSchema.shape.reading,
  kind: or(z.enum(lexiconKinds), 'respelling'),
  language: or(z.union([z.literal(''), languageTagSchema]), ''),
  scope: or(z.enum(lexiconScopes), 'library'),
  scope_id: or(z.union([z.literal(''), idSchema]), ''),
};

export const segmentColumns = {
  take_id: idSchema,
  number: z.number().int().min(0),
  total: measured,
  text,
  spoken: text,
  start_char: amount,
  end_char: measured,
  language: or(z.string(), 'und'),
  first_sample: amount,
  samples: measured,
  tokens: measured,
  stop: or(optional(stopSchema), null),
  seed: or(z.number().int(), 1),
  warnings: or(json(z.array(warningSchema)), '[]'),
  pcm_sha256: text,
};

export const scriptColumns = {
  project_id: idSchema,
  revision: or(z.number().int().min(0), 0),
  pauses: or(json(pausesSchema), '{}'),
};

export const scriptLineColumns = {
  id: newId,
  project_id: idSchema,
  position: or(z.number(), 0),
  revision: or(z.number().int().min(0), 0),
  kind: or(scriptLineSchema.shape.kind, 'line'),
  speaker: or(scriptLineSchema.shape.speaker, ''),
  text: or(scriptLineSchema.shape.text, ''),
  instruction: or(scriptLineSchema.shape.instruction, ''),
  pause_ms: or(scriptLineSchema.shape.pauseMs, null),
  overrides: or(json(lineOverridesSchema), '{}'),
  chosen_take_id: or(scriptLineSchema.shape.chosenTakeId, null),
};

export const castColumns = {
  project_id: idSchema,
  speaker: castMemberSchema.shape.speaker,
  voice_id: or(optional(idSchema), null),
  instruction: or(z.string(), ''),
  speed: measured,
  colour: or(z.string(), ''),
};

/** In an order in which every row comes after those it points to. */
export const storedTables = {
  recordings: recordingColumns,
  voices: voiceColumns,
  prompts: promptTableColumns,
  projects: projectColumns,
  project_voices: { project_id: idSchema, voice_id: idSchema },
  scripts: scriptColumns,
  script_lines: scriptLineColumns,
  cast_members: castColumns,
  takes: takeColumns,
  take_segments: segmentColumns,
  lexicon: lexiconColumns,
  take_traces: traceColumns,
  settings: settingColumns,
  stage_times: {
    number: z.number().int(),
    engine: z.string(),
    stage: z.string(),
    variant: z.string(),
    work: z.number().gt(0),
    elapsed_ms: z.number().min(0),
    quiet_ms: measured,
  },
  pack_reports: {
    pack_id: z.string(),
    stamp: z.string(),
    runtime_version: z.string(),
    provider: z.string(),
    verified_at: since,
    report: json(keptReportSchema),
  },
  unfinished_files: { path: z.string() },
  unfinished_moves: { take_id: idSchema },
} satisfies Record<string, Record<string, z.ZodType>>;

export type StoredTable = keyof typeof storedTables;
export type StoredColumns = Readonly<Record<string, z.ZodType>>;

/** Every table with its columns. */
export const eachTable = Object.entries(storedTables) as readonly [StoredTable, StoredColumns][];
