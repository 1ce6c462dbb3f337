import { randomUUID } from 'node:crypto';
import { ZipFile } from 'yazl';
import type { BundlePreview } from '#contract/bundle';
import { StudioError } from '#contract/errors';
import type { Take } from '#contract/domain';
import type { Settings, Status } from '#contract/studio-state';
import type { Doctor } from '../doctor/doctor';
import type { FlightRecorder } from '../flight/flight-recorder';
import type { StudioLog } from '../log/log';
import type { StoredEntry } from '../log/stored-line';
import { formatLine } from '#log-text/format';
import type { Takes } from '../takes/takes';
import { machineAliases, machineFacts } from './machine';
import { createAliaser, createRedactor, type Aliases, type Redactor } from './redact';

/** Lines before and after the take, or the newest ones of the studio. */
const AROUND_LINES = 200;
const NEWEST_LINES = 1000;
const KEPT_BUNDLES = 3;

export interface BundleParts {
  readonly takes: Takes;
  readonly doctor: Doctor;
  readonly flight: FlightRecorder;
  readonly log: StudioLog;
  readonly settings: () => Settings;
  readonly status: () => Promise<Status>;
  /** Folders, and what stands for them, the inner ones first. */
  readonly folders: () => Aliases;
}

interface Prepared extends BundlePreview {
  readonly madeAt: Date;
}

/** Gathers what helps to find out why something failed. What a person has looked at is what is written. */
export class SupportBundles {
  private readonly prepared: Prepared[] = [];

  constructor(private readonly parts: BundleParts) {}

  /** @throws StudioError 'take-not-found' */
  async prepare(takeId: string | undefined, includeText: boolean): Promise<BundlePreview> {
    const take = takeId === undefined ? undefined : this.parts.takes.get(takeId);
    const redactor = this.redactor(includeText);
    const madeAt = new Date();
    const contents: [string, string][] = [
      ['report.json', this.json(redactor, await this.report(madeAt))],
      ...(take ? await this.takeFiles(take, redactor) : []),
      ['log.txt', (await this.lines(take)).map((entry) => formatLine(redactor.line(entry))).join('\n')],
    ];
    contents.unshift(['README.txt', readme(madeAt, includeText, take !== undefined)]);
    const files = contents.map(([name, text]) => ({ name, bytes: Buffer.byteLength(text), text }));
    const stamp = madeAt.toISOString().replace(/\D/g, '').slice(0, 14);
    const name = `cosyvoice-studio-support-${stamp.slice(0, 8)}-${stamp.slice(8)}.zip`;
    const made: Prepared = {
      bundleId: randomUUID(),
      name,
      files,
      replaced: redactor.count(),
      includeText,
      madeAt,
    };
    this.prepared.push(made);
    this.prepared.splice(0, this.prepared.length - KEPT_BUNDLES);
    return made;
  }

  /** @returns the zip of exactly what was looked at. @throws StudioError 'file-not-found' when that is long ago */
  async zip(bundleId: string): Promise<{ name: string; type: string; bytes: Uint8Array }> {
    const found = this.prepared.find((each) => each.bundleId === bundleId);
    if (!found) {
      throw new StudioError('file-not-found', { why: 'bundle', path: bundleId });
    }
    const zip = new ZipFile();
    for (const { name, text } of found.files) zip.addBuffer(Buffer.from(text), name, { mtime: found.madeAt });
    zip.end();
    const pieces: Buffer[] = [];
    for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
    return { name: found.name, type: 'application/zip', bytes: Buffer.concat(pieces) };
  }

  private redactor(includeText: boolean): Redactor {
    const aliases = machineAliases(this.parts.folders());
    return includeText ? createAliaser(aliases) : createRedactor(aliases);
  }

  private async report(madeAt: Date): Promise<object> {
    const { settings, status } = this.parts;
    const { version, host, engine, queueLength, runningTakeId, freeBytes } = await status();
    const { microphoneId, ...rest } = settings();
    return {
      ...{ madeAt: madeAt.toISOString(), version, host, machine: machineFacts() },
      ...{ engine, queueLength, running: runningTakeId ?? null, freeDiskBytes: freeBytes ?? null },
      settings: { ...rest, microphoneChosen: microphoneId !== '' },
    };
  }

  private async takeFiles(take: Take, redactor: Redactor): Promise<[string, string][]> {
    const facts: Partial<Take> = { ...take };
    // a waveform can be recognised, and says nothing about a failure
    delete facts.peaks;
    const trace = this.parts.flight.trace(take.id);
    const diagnosis = await this.parts.doctor.diagnose(take.id);
    return [
      ['take.json', this.json(redactor, facts)],
      ...(diagnosis ? [['diagnosis.json', this.json(redactor, diagnosis)] as [string, string]] : []),
      ...(trace ? [['trace.json', this.json(redactor, trace)] as [string, string]] : []),
    ];
  }

  private async lines(take: Take | undefined): Promise<StoredEntry[]> {
    const { log, doctor } = this.parts;
    if (!take) return log.readStored({ limit: NEWEST_LINES });
    const own = await doctor.lines(take.id);
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return log.readStored({ limit: AROUND_LINES });
    const span = last.seq - first.seq + 1 + 2 * AROUND_LINES;
    const around = await log.readStored({
      limit: Math.min(span, 20_000),
      beforeSeq: last.seq + AROUND_LINES,
    });
    return around.filter(({ seq }) => seq >= first.seq - AROUND_LINES);
  }

  private json(redactor: Redactor, value: unknown): string {
    return `${JSON.stringify(redactor.redact(value), null, 2)}\n`;
  }
}

function readme(madeAt: Date, includeText: boolean, ofTake: boolean): string {
  return [
    'CosyVoice Studio: support bundle',
    `Made ${madeAt.toISOString()}. It was written to this file and sent to nobody.`,
    '',
    'report.json     the machine, the engines, the settings',
    ...(ofTake
      ? [
          'take.json       the take: recipe, stages, error',
          'diagnosis.json  what the failure doctor found, if anything',
          'trace.json      the flight recorder, if it recorded this take',
        ]
      : []),
    'log.txt         the lines around it',
    '',
    includeText
      ? 'Texts, transcripts and names are in it as they were written. Names of folders and of this machine are replaced.'
      : 'Texts, transcripts and names are replaced by their length and a hash; equal words have equal hashes in this file.',
    'There is no audio in it.',
    '',
  ].join('\n');
}
