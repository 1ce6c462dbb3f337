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
    throw unsupported(id, `glue.${name} = ${String(asked)}`, values.join(' or ') || 'nothing of that name');
  }
  for (const [name, value] of Object.entries(constants)) {
    throw unsupported(id, `constants.${name} = ${value}`, "the model's own numbers");
  }
  const found = installedRuntime();
  if (isOlder(found, runtime.minOrt)) throw unsupported(id, `onnxruntime ${runtime.minOrt}`, found);
}

function unsupported(pack: string, asked: string, supportedHere: string): StudioError {
  return new StudioError(
    'pack-invalid',
    `The pack ${pack} asks for ${asked}; this version of the studio has ${supportedHere}.`,
    {
      repair: 'Install another pack, or update the studio.',
      values: { pack, asked, supported: supportedHere },
    },
  );
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
