import type { StudioHandlers } from '#contract/studio-api';
import { fetchExport } from './export/fetch-export';
import type { ScriptExports } from './export/script-exports';
import { readScript } from './read/read-script';
import type { Scripts } from './scripts';

export interface ScriptHandlersParts {
  readonly scripts: Scripts;
  readonly exports: ScriptExports;
  /** Where exports wait to be fetched. */
  readonly keptExports: string;
}

/** script: what a project says, line by line. */
export const scriptHandlers = ({ scripts, exports, keptExports }: ScriptHandlersParts) =>
  ({
    getScript: ({ projectId, lineIds }) => scripts.get(projectId, lineIds),
    changeScript: (change) => scripts.change(change),
    readScript: ({ projectId, ...file }) => readScript(file, scripts.speakers(projectId)),
    planScript: (work) => scripts.plan(work),
    speakScript: (work) => scripts.speak(work),
    planScriptExport: (wanted) => exports.plan(wanted),
    exportScript: (wanted, signal) => exports.export(wanted, signal),
    fetchExport: ({ exportId }) => fetchExport(keptExports, exportId),
    cancelScript: ({ projectId }) => ({ cancelled: scripts.cancel(projectId) }),
  }) satisfies Partial<StudioHandlers>;
