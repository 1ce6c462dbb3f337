/** Prints "N passed, N failed, N skipped": the unit and end-to-end tests together, as their runners wrote it down. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/build.mjs';

const suites = [
  { name: 'unit', file: 'test-results/unit.json', count: countVitest },
  { name: 'end-to-end', file: 'test-results/e2e.json', count: countPlaywright },
];

const sum = { passed: 0, failed: 0, skipped: 0 };
for (const { name, file, count } of suites) {
  const path = join(root, file);
  if (!existsSync(path)) {
    process.stdout.write(`The ${name} tests did not run.\n`);
    continue;
  }
  const counts = count(JSON.parse(readFileSync(path, 'utf8')));
  for (const kind of Object.keys(sum)) sum[kind] += counts[kind];
}
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped\n`);

/** A file that could not even be loaded counts as one failure. */
function countVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + unloaded.length,
    skipped: numPendingTests + numTodoTests,
  };
}

/** What broke outside a test, such as the set-up, counts as a failure. */
function countPlaywright({ stats, errors }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}
