/** npm run bench: tests/bench, which is TypeScript over the studio's own sources, in plain Node. */
import { runBundled } from './lib/run-bundled.mjs';

await runBundled({
  name: 'bench',
  folderVariable: 'BENCH_ENTRIES',
  input: {
    index: 'tests/bench/index.ts',
    engine: 'src/engine/process.ts',
    echo: 'tests/bench/processes/echo.ts',
    busy: 'tests/bench/processes/busy.ts',
  },
});
