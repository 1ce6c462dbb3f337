import type { Command } from 'commander';
import { openGiven } from '../given-file';
import { usageError } from '../output';
import { addImportOptions, importVoices, type ImportOptions } from './voice-exchange';

/** `import FILE`: looks at what the file is, not at what it is called. */
export function addImport(program: Command): void {
  addImportOptions(
    program.command('import <file>').description('voices of a .cvvoice file or a Voicebox zip, by content'),
  ).action(importFile);
}

async function importFile(file: string, options: ImportOptions): Promise<void> {
  const head = await firstBytes(file);
  if (head.startsWith('PK')) return importVoices(file, options);
  throw usageError('no-voice-pack', { file });
}

async function firstBytes(file: string): Promise<string> {
  const handle = await openGiven(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
