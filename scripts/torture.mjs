/** npm run torture: tests/torture in plain Node, each session as a process of its own. */
import { runBundled } from './lib/run-bundled.mjs';

await runBundled({
  name: 'torture',
  folderVariable: 'TORTURE_ENTRIES',
  input: { index: 'tests/torture/index.ts', process: 'tests/torture/process.ts' },
});
