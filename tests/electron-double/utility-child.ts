import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';

/** Runs inside the child: gives the utility process its parentPort, then becomes the module it was asked for. */

const parentPort = new EventEmitter();
const early: unknown[] = [];
process.on('message', (data) => {
  if (parentPort.listenerCount('message') === 0) early.push(data);
  else parentPort.emit('message', { data, ports: [] });
});
// Electron keeps messages until somebody listens
parentPort.on('newListener', (name) => {
  if (name !== 'message') return;
  queueMicrotask(() => early.splice(0).forEach((data) => parentPort.emit('message', { data, ports: [] })));
});
process.on('disconnect', () => process.exit(0));

Object.assign(process, {
  type: 'utility',
  parentPort: Object.assign(parentPort, {
    postMessage: (message: unknown) => process.send?.(message, undefined, undefined, () => undefined),
  }),
});

const [, , modulePath = ''] = process.argv;
process.argv.splice(1, 1);
await import(pathToFileURL(modulePath).href);
