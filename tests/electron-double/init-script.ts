import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The page's half of the double and the application's built preload, as one script for the page. */
export function initScript(preload: string): string {
  const pageHalf = readFileSync(join(import.meta.dirname, 'page-script.js'), 'utf8');
  return `(() => {
${pageHalf}
((require, module, exports) => {
${preload}
})(electronDouble.sandboxedRequire, { exports: {} }, {});
})();`;
}
