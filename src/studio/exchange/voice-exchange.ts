import { randomUUID } from 'node:crypto';
import type { ImportFile, ImportPreview, ImportResult, IncomingVoice } from '#contract/exchange';
import type { Prompt, Voice, Warning } from '#contract/domain';
import { StudioError, loggedFacts } from '#contract/errors';
import type { Logger } from '#contract/logger';
import { personal } from '#contract/personal';
import { warningLine } from '../log/english';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import { freeName } from '../storage/files/names';
import type { VoiceFiles } from '../voices/voice-files';
import type { Voices } from '../voices/voices';
import { Archive } from '../storage/archive/archive';
import { manifestInvalid } from '../storage/archive/archive-errors';
import type { Incoming } from './incoming';
import { readJson } from '../storage/archive/manifest-json';
import { MANIFEST, packLimits } from './voice-pack-format';
import { isVoicePack, readVoicePack } from './voice-pack-reader';
import { writeVoicePack } from './voice-pack-writer';
import { isVoicebox, readVoicebox, type Ears } from './voicebox-reader';

export interface VoiceExchangeParts {
  readonly voices: Voices;
  readonly files: VoiceFiles;
  readonly engine: EngineSupervisor;
  readonly log: Logger;
  readonly appVersion: string;
}

interface Content {
  readonly kind: ImportPreview['kind'];
  readonly voices: readonly Incoming[];
}

/** Voices out of this library and into it. An archive is read whole and checked before anything of it is written. */
export class VoiceExchange {
  constructor(private readonly parts: VoiceExchangeParts) {}

  /** @throws StudioError 'voice-not-found', 'file-not-found', 'archive-too-large' */
  async export(voiceIds: readonly string[]): Promise<{ name: string; type: string; bytes: Uint8Array }> {
    const { voices, files, appVersion, log } = this.parts;
    const chosen = [...new Set(voiceIds)].map((id) => voices.require(id));
    const source = {
      prompt: ({ id: voiceId }: Voice, promptId: string) => files.promptFile({ voiceId, promptId }),
      statement: ({ id }: Voice) => files.statementFile(id),
    };
    const bytes = await writeVoicePack(chosen, source, `CosyVoice Studio ${appVersion}`);
    log.info('Voice pack made', { voices: chosen.length, bytes: bytes.length });
    return { name: packName(chosen), type: 'application/zip', bytes };
  }

  /** What would come in; nothing is written. @throws StudioError 'archive-…' */
  async preview(file: ImportFile): Promise<ImportPreview> {
    const { kind, voices } = await this.read(file);
    const taken = new Set<string>();
    return {
      kind,
      voices: voices.map((voice, index) => {
        const importName = this.freeNameBeside(voice.name, taken);
        taken.add(importName);
        return describe(voice, index, importName, this.sameAs(voice));
      }),
    };
  }

  /**
   * @param indexes the voices to take, by their place in the archive; absent: all
   * @throws StudioError 'archive-…', 'disk-full', 'folder-not-writable'
   */
  async import(file: ImportFile, indexes?: readonly number[]): Promise<ImportResult> {
    const content = await this.read(file);
    const wanted = content.voices.filter((_voice, index) => indexes?.includes(index) ?? true);
    const voices: Voice[] = [];
    const warnings: Warning[] = [];
    for (const incoming of wanted) {
      voices.push(await this.add(incoming));
      warnings.push(...incoming.warnings);
    }
    this.parts.log.info('Voices imported', {
      file: personal(file.name),
      kind: content.kind,
      voices: voices.length,
    });
    for (const warning of warnings)
      this.parts.log.warn(warningLine(warning), { file: personal(file.name), ...loggedFacts(warning) });
    return { voices, warnings };
  }

  private async read({ name, bytes }: ImportFile): Promise<Content> {
    const archive = await Archive.open(bytes, name, packLimits);
    try {
      const manifest = await readJson(archive, MANIFEST);
      if (isVoicePack(manifest)) return { kind: 'voice-pack', voices: await readVoicePack(archive) };
      if (isVoicebox(manifest, archive))
        return { kind: 'voicebox', voices: await readVoicebox(archive, this.ears()) };
      throw manifestInvalid(MANIFEST, { why: 'manifest-kind' });
    } finally {
      archive.close();
    }
  }

  private ears(): Ears {
    const { engine } = this.parts;
    return {
      decode: (file) => engine.use((api) => api.decodeAudio(file)),
      coach: (audio) => engine.use((api) => api.coachPrompt({ ...audio, channels: 1 })),
    };
  }

  private add({ prompts, chosen, statement, consent, ...incoming }: Incoming): Promise<Voice> {
    const { files } = this.parts;
    const id = randomUUID();
    // a voice's first prompt shares its id
    const kept = prompts.map(({ facts }, at): Prompt => ({ ...facts, id: at === 0 ? id : randomUUID() }));
    const speaks = kept[chosen];
    if (!speaks)
      throw new StudioError('internal', { reason: 'A voice came in without the prompt it speaks with.' });
    const { name, createdAt, synthetic, tags, colour, language, notes, favourite, defaults } = incoming;
    const { transcript, promptSec, sampleRateHz, promptSha256, peaks, verdict, findings } = speaks;
    const voice: Voice = {
      ...{ id, name, createdAt, synthetic, tags, colour, language, notes, favourite, defaults },
      ...{ transcript, promptSec, sampleRateHz, promptSha256, peaks, verdict, findings },
      ...(consent ? { consent } : {}),
      promptId: speaks.id,
      prompts: kept,
      takeCount: 0,
      kept: true,
    };
    return this.parts.voices.add(voice, 'Voice imported', async () => {
      for (const [at, { wav }] of prompts.entries())
        await files.keepPromptFile({ voiceId: id, promptId: kept[at]?.id ?? id }, wav);
      if (statement) await files.keepStatementFile(id, statement);
    });
  }

  private sameAs({ prompts, chosen }: Incoming): Voice | undefined {
    const speaks = prompts[chosen];
    return speaks && this.parts.voices.withPrompt(speaks.facts.promptSha256)[0];
  }

  /** Two voices of one archive may have one name as well. */
  private freeNameBeside(name: string, taken: ReadonlySet<string>): string {
    const free = this.parts.voices.freeName(name);
    return freeName(free, (each) => taken.has(each) || this.parts.voices.freeName(each) !== each);
  }
}

function describe(
  voice: Incoming,
  index: number,
  importName: string,
  same: Voice | undefined,
): IncomingVoice {
  const speaks = voice.prompts[voice.chosen];
  return {
    index,
    name: voice.name,
    importName,
    promptSec: speaks?.facts.promptSec ?? 0,
    prompts: voice.prompts.length,
    transcript: speaks?.facts.transcript ?? '',
    language: voice.language,
    tags: voice.tags,
    ...(voice.consent ? { consent: voice.consent } : {}),
    hasStatement: voice.statement !== undefined,
    ...(same ? { sameAs: { voiceId: same.id, name: same.name } } : {}),
    warnings: [...voice.warnings],
  };
}

/** @returns "Anna.cvvoice", or "3 voices.cvvoice": a name that every file system takes */
function packName(voices: readonly Voice[]): string {
  const [only] = voices.length === 1 ? voices : [];
  const name = only?.name ?? `${voices.length} voices`;
  const stem = name.replace(/[\p{Cc}<>:"/\\|?*]/gu, '_').replace(/[. ]+$/, '');
  return `${stem === '' ? 'voice' : stem}.cvvoice`;
}
