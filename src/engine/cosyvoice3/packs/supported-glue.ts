import { createRequire } from 'node:module';
import { StudioError } from '#contract/errors';
import type { PackManifest } from '#contract/pack-manifest';
import { topologyOf } from '../topologies/roles';
import { packParts } from '../topologies/topology';

/**
 * Refuses a manifest that asks for what this version does not do, instead of speaking noise with it.
 * @throws StudioError 'pack-invalid' naming what is asked for
 */
export function refuseUnsupported(manifest: PackManifest): void {
  const { id, glue, constants, runtime } = manifest;
  const supported = packParts.map((part) => topologyOf(manifest, part).glue);
  for (const [name, asked] of Object.entries(glue)) {
    const values = supported.flatMap((flags) => flags[name] ?? []);
    if (values.includes(asked)) continue;
    throw unsupported(id, `glue.${name} = ${String(asked)}`, values.join(' | '));
  }
  for (const [name, value] of Object.entries(constants)) {
    throw unsupported(id, `constants.${name} = ${value}`, '');
  }
  const found = installedRuntime();
  if (isOlder(found, runtime.minOrt)) throw unsupported(id, `onnxruntime ${runtime.minOrt}`, found);
}

/** @param supported empty where the studio knows nothing of the kind */
function unsupported(pack: string, asked: string, supported: string): StudioError {
  return new StudioError('pack-invalid', { why: 'unsupported', pack, asked, supported });
}

function installedRuntime(): string {
  return (createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string }).version;
}

/** @returns whether version `a` comes before version `b`, number by number */
export function isOlder(a: string, b: string): boolean {
  const [left, right] = [a, b].map((version) => version.split('.').map((part) => Number.parseInt(part, 10)));
  for (let i = 0; i < 3; i++) {
    const difference = (left![i] ?? 0) - (right![i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
