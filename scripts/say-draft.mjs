/** node scripts/say-draft.mjs: the draft voice reads a file of sentences, for `hear-draft.py` to listen to. */
import { runBundled } from './lib/run-bundled.mjs';

await runBundled({
  name: 'say-draft',
  folderVariable: 'SAY_DRAFT_ENTRIES',
  input: { index: 'tests/listening/say-draft.ts' },
});
