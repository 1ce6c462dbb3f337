import { extname } from 'node:path';
import { exportFormats, formatOfEnding, type ExportFormat } from '#contract/export';
import { usageError } from './output';

/**
 * The format of a file that a person names. It is known before anything is made.
 * @param format as asked for; the file's ending decides when absent
 * @returns undefined for a name without an ending, when no format was asked for
 * @throws StudioError 'usage' for an ending that no export writes, or one that says another format
 */
export function formatOfFile(file: string, format?: ExportFormat): ExportFormat | undefined {
  const ending = extname(file).slice(1);
  const byEnding = formatOfEnding(ending);
  if (format !== undefined && byEnding !== undefined && format !== byEnding)
    throw usageError('format-contradicts', { format, ending });
  if (format !== undefined || byEnding !== undefined || ending === '') return format ?? byEnding;
  throw usageError('no-export-format', { ending, formats: exportFormats.join(', ') });
}
