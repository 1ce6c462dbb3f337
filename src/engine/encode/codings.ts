import { StudioError } from '#contract/errors';
import type { HelperContract } from '#contract/helper-api';
import type { ApiOf } from '#contract/contract';
import { openGrowingFile, type GrowingFile } from './growing-file';

type CodingCalls = Pick<ApiOf<HelperContract>, 'beginCoding' | 'codeSpeech' | 'endCoding'>;

/** The files that are being coded in this process, by their ids. */
export function createCodings(): CodingCalls {
  const open = new Map<string, GrowingFile>();
  const coding = (codingId: string) => {
    const file = open.get(codingId);
    if (!file) throw new StudioError('internal', { reason: 'Nothing is coded under this id.' });
    return file;
  };
  return {
    beginCoding: async ({ codingId, format }) => {
      open.set(codingId, await openGrowingFile(format));
      return undefined;
    },
    codeSpeech: async ({ codingId, samples }) => ({ bytes: await coding(codingId).write(samples) }),
    endCoding: async ({ codingId }) => {
      const file = coding(codingId);
      open.delete(codingId);
      return { bytes: await file.close() };
    },
  };
}
