import { StudioLifecycle } from '#studio/studio-lifecycle';
import { version } from '../../../package.json';
import { memoryEngine } from './test-launchers';

/** For tests: a host that keeps a studio open until it is killed: `node script HOME RESOURCES`. */
const [home = '', resourcesDir = ''] = process.argv.slice(2);
await StudioLifecycle.open(
  { home, resourcesDir, version, host: 'test', engine: memoryEngine },
  { onOpen: () => undefined, onFailure: () => process.exit(1) },
);
process.send?.('open');
