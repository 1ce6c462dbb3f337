import type { LibraryReport } from '#contract/library';
import type { StudioApi } from '#contract/studio-api';

export const fakeReport: LibraryReport = {
  checkedAt: '2026-11-25T20:00:00.000Z',
  ok: true,
  findings: [],
  counts: { voices: 3, prompts: 4, recordings: 5, takes: 4, files: 13, bytes: 24_000_000 },
};

/** A library in which everything agrees. */
export const fakeLibrary = {
  verifyLibrary: async () => fakeReport,
  repairLibrary: async () => fakeReport,
} satisfies Partial<StudioApi>;
