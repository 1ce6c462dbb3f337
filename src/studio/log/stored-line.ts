import { z } from 'zod';
import { logEntrySchema, type LogEntry } from '#contract/logger';
import { mapStrings, reveal } from '#contract/personal';

/** A line as runtime.jsonl has it: a person's words are marked, so that a support bundle can still hide them. */
const storedSchema = z.object({ marked: z.literal(true).optional(), ...logEntrySchema.shape });
export type StoredEntry = z.output<typeof storedSchema>;

/** @returns undefined for a line that a kill cut short */
export function parseStored(line: string): StoredEntry | undefined {
  if (line.trim() === '') return undefined;
  try {
    return storedSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** Number and time stand at the ends of a line as we write it: no need to parse what lies between. */
export function writeStored({ time, seq, ...rest }: LogEntry): string {
  return JSON.stringify({ time, marked: true, ...rest, seq });
}

/** @returns the line as people read it */
export function shownOf({ marked, ...entry }: StoredEntry): LogEntry {
  return marked ? (mapStrings(entry, reveal) as LogEntry) : entry;
}
