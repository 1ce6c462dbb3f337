import { createRequire } from 'node:module';

/** @returns the versions that decide whether a take can be repeated bit by bit. */
export function runtimeVersion(): string {
  const require = createRequire(import.meta.url);
  const { version } = require('onnxruntime-node/package.json') as { version: string };
  return `onnxruntime-node ${version}, node ${process.versions.node}, ${process.platform}-${process.arch}`;
}
