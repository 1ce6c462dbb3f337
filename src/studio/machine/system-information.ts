import { z } from 'zod';
import type { Gpu, Hardware } from '#contract/machine';

/**
 * What the library systeminformation says, taken defensively: every field may be missing, empty, negative, or a text where
 * a number should be. What makes no sense is left out; nothing here fails.
 */

const text = z.string().trim().catch('');
const count = z.number().int().positive().optional().catch(undefined);
const megabytes = z.number().positive().max(1e9).optional().catch(undefined);
const someBytes = z.number().positive().max(1e15).optional().catch(undefined);
const bytes = z.number().min(0).optional().catch(undefined);

const cpuSchema = z
  .object({ manufacturer: text, brand: text, cores: count, physicalCores: count, flags: text })
  .partial()
  .catch({});
const memorySchema = z.object({ total: someBytes, available: bytes }).partial().catch({});
const controllerSchema = z
  .object({
    vendor: text,
    model: text,
    vram: megabytes,
    memoryTotal: megabytes,
    memoryFree: megabytes,
    driverVersion: text,
  })
  .partial()
  .catch({});
const graphicsSchema = z
  .object({ controllers: z.array(controllerSchema).catch([]) })
  .partial()
  .catch({});

const saidSchema = z
  .object({ cpu: cpuSchema, mem: memorySchema, graphics: graphicsSchema })
  .partial()
  .catch({});

/** What Node itself knows, for what the library does not say. */
export interface NodeKnows {
  readonly cpuModel: string;
  readonly logicalCores: number;
  readonly totalBytes: number;
  readonly availableBytes: number;
}

const MEBIBYTE = 1024 * 1024;

/** Vector instructions that decide how fast graphs run, by the flags of /proc/cpuinfo and of macOS. */
const features: readonly (readonly [name: string, flag: RegExp])[] = [
  ['AVX', /^avx(1\.0)?$/],
  ['AVX2', /^avx2$/],
  ['AVX-512', /^avx512/],
  ['VNNI', /^(avx512_?vnni|avx_vnni)$/],
  ['AMX', /^amx/],
  ['NEON', /^(neon|asimd|advsimd)$/],
  ['dot product', /^(asimddp|dotprod)$/],
];

/** @param said the parsed JSON of the library's answers, or anything at all */
export function readSystemInformation(said: unknown, node: NodeKnows): Omit<Hardware, 'notes'> {
  const { cpu = {}, mem = {}, graphics = {} } = saidSchema.parse(said);
  const model = [cpu.manufacturer, cpu.brand].filter(Boolean).join(' ');
  const logicalCores = cpu.cores ?? node.logicalCores;
  const totalBytes = mem.total ?? node.totalBytes;
  const flags = (cpu.flags ?? '').toLowerCase().split(/\s+/);
  return {
    cpu: {
      model: model === '' ? node.cpuModel : model,
      physicalCores: Math.min(cpu.physicalCores ?? logicalCores, logicalCores),
      logicalCores,
      features: features.flatMap(([name, flag]) => (flags.some((each) => flag.test(each)) ? [name] : [])),
    },
    memory: {
      totalBytes,
      availableBytes: Math.min(mem.available ?? node.availableBytes, totalBytes),
    },
    gpus: (graphics.controllers ?? []).flatMap(gpuOf),
  };
}

function gpuOf(controller: z.output<typeof controllerSchema>): Gpu[] {
  const { vendor = '', model = '', driverVersion = '', memoryFree } = controller;
  if (model === '' && vendor === '') return [];
  const memory = controller.memoryTotal ?? controller.vram;
  return [
    {
      vendor: shortVendor(vendor),
      model: model === '' ? vendor : model,
      ...(memory === undefined ? {} : { memoryBytes: memory * MEBIBYTE }),
      ...(memoryFree === undefined ? {} : { freeBytes: memoryFree * MEBIBYTE }),
      ...(driverVersion === '' ? {} : { driver: driverVersion }),
    },
  ];
}

/** "Advanced Micro Devices, Inc. [AMD/ATI]" fills a screen and says no more than "AMD". */
function shortVendor(vendor: string): string {
  const known = ['NVIDIA', 'AMD', 'Intel', 'Apple', 'Qualcomm', 'Microsoft'];
  const found = known.find((name) => vendor.toLowerCase().includes(name.toLowerCase()));
  return found ?? (/advanced micro/i.test(vendor) ? 'AMD' : vendor);
}
