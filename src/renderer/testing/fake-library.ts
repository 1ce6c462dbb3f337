import type { Backup, LibraryReport } from '#contract/library';
import type { StudioApi } from '#contract/studio-api';

const fakeReport: LibraryReport = {
  checkedAt: '2026-11-25T20:00:00.000Z',
  ok: true,
  findings: [],
  counts: { voices: 3, prompts: 4, recordings: 5, takes: 4, files: 13, bytes: 24_000_000 },
};

const fakeBackups: readonly Backup[] = [
  { name: 'library 2026-11-24 19.00.12.cvbackup', bytes: 24_300_000, createdAt: '2026-11-24T18:00:12.000Z' },
];

/** A library in which everything agrees. */
export const fakeLibrary = {
  verifyLibrary: async () => fakeReport,
  repairLibrary: async () => fakeReport,
  listBackups: async () => [...fakeBackups],
  backupLibrary: async () => ({ ...fakeBackups[0]!, missing: { count: 0, first: [] } }),
  backupLibraryElsewhere: async () => null,
  restoreLibrary: async () => ({
    aside: '/srv/studio/set-aside/2026-11-25-before-restore',
    createdAt: '2026-11-24T18:00:00.000Z',
    files: 14,
    bytes: 24_000_000,
    missing: { count: 0, first: [] },
    leftOut: [],
  }),
  restoreLibraryFromFile: async () => null,
  revealBackups: async () => undefined,
  openForWriting: async () => undefined,
} satisfies Partial<StudioApi>;
