import { createRequire } from 'node:module';
import { StudioError } from '#contract/errors';
import type { Glue, PackManifest } from '#contract/pack-manifest';

/** What the stages of the built topologies do beside the graphs. A pack that leaves them anything else would give noise. */
const supported: { readonly [K in keyof Required<Glue>]: readonly (Glue[K] | undefined)[] } = {
  speakerNormalizedByCaller: [true],
  melRepeatInGraph: [true],
  cfgInGraph: [false],
  estimatorBatch: [2],
  noise: ['seed0'],
  vocoderNoise: [undefined],
  stftByCaller: [true],
  istftByCaller: [true],
  magnitudeClip: [100],
  clampByCaller: [true],
  hiddenLastByCaller: [true],
  sosTaskInGraph: [false],
  // the mask is fed as its graph declares it
  attentionMaskDtype: ['float32', 'int64'],
  positionIds: [false],
};

/**
 * Refuses a manifest that asks for what this version does not do, instead of speaking noise with it.
 * @throws StudioError 'pack-invalid' naming what is asked for
 */
export function refuseUnsupported({ id, glue, constants, runtime }: PackManifest): void {
  for (const [name, values] of Object.entries(supported)) {
    const asked = glue[name as keyof Glue];
    if ((values as readonly unknown[]).includes(asked)) continue;
    throw unsupported(id, `glue.${name} = ${String(asked)}`, values.map(String).join(' or '));
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
