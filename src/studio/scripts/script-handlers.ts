import type { StudioHandlers } from '#contract/studio-api';
import { readScript } from './read/read-script';
import type { Scripts } from './scripts';

/** script: what a project says, line by line. */
export const scriptHandlers = ({ scripts }: { readonly scripts: Scripts }) =>
  ({
    getScript: ({ projectId, lineIds }) => scripts.get(projectId, lineIds),
    changeScript: (change) => scripts.change(change),
    readScript: ({ projectId, ...file }) => readScript(file, scripts.speakers(projectId)),
    planScript: (work) => scripts.plan(work),
    speakScript: (work) => scripts.speak(work),
    cancelScript: ({ projectId }) => ({ cancelled: scripts.cancel(projectId) }),
  }) satisfies Partial<StudioHandlers>;
