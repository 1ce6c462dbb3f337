import { z } from 'zod';

/** The machine as the studio finds it: processor, memory, graphics, and which providers run graphs how fast. */

/** The parts of a pack, each of which may run on a provider of its own. */
export const packPartSchema = z.enum(['enroll', 'llm', 'flow', 'vocoder']);
export type PackPart = z.output<typeof packPartSchema>;

/** Execution providers of ONNX Runtime that this studio knows how to ask for. */
export const providerSchema = z.enum(['cpu', 'cuda', 'tensorrt', 'dml', 'coreml', 'webgpu']);
export type Provider = z.output<typeof providerSchema>;

/** `auto`: what the pack allows and this machine runs, best first; the CPU behind it. */
export const providerChoiceSchema = z.union([providerSchema, z.literal('auto')]);
export type ProviderChoice = z.output<typeof providerChoiceSchema>;

export const providerChoicesSchema = z.object({
  enroll: providerChoiceSchema,
  llm: providerChoiceSchema,
  flow: providerChoiceSchema,
  vocoder: providerChoiceSchema,
});
export type ProviderChoices = z.output<typeof providerChoicesSchema>;

/** `keep`: every graph stays loaded. `stages`: a stage's graphs are closed before the next stage opens its own. */
export const memoryModeSchema = z.enum(['keep', 'stages']);
export type MemoryMode = z.output<typeof memoryModeSchema>;

/** How a take was made on its machine; another provider may round differently. */
export const machineFactsSchema = z.object({
  memory: memoryModeSchema,
  /** The provider that really ran each part; several are joined by a comma. */
  providers: z.partialRecord(packPartSchema, z.string()),
});
export type MachineFacts = z.output<typeof machineFactsSchema>;

/** What a pack is expected to hold in memory at its peak, in bytes, by memory mode. */
export const memoryNeedSchema = z.object({
  packId: z.string(),
  /** The mode that the next take would use if nobody chose. */
  mode: memoryModeSchema,
  keepBytes: z.number(),
  stagesBytes: z.number(),
  /** Weights by part: what a graphics card holds of a part that runs on it. */
  partBytes: z.object({ llm: z.number(), flow: z.number(), vocoder: z.number() }),
});
export type MemoryNeed = z.output<typeof memoryNeedSchema>;

const gpuSchema = z.object({
  vendor: z.string(),
  model: z.string(),
  /** Absent where the system does not tell. */
  memoryBytes: z.number().optional(),
  freeBytes: z.number().optional(),
  driver: z.string().optional(),
});
export type Gpu = z.output<typeof gpuSchema>;

export const hardwareSchema = z.object({
  cpu: z.object({
    model: z.string(),
    physicalCores: z.number().int(),
    logicalCores: z.number().int(),
    /** Vector instructions that matter here, e.g. "AVX2", "AVX-512", "VNNI". */
    features: z.array(z.string()),
  }),
  memory: z.object({ totalBytes: z.number(), availableBytes: z.number() }),
  gpus: z.array(gpuSchema),
  /** What could not be found out, and why, one sentence each. */
  notes: z.array(z.string()),
});
export type Hardware = z.output<typeof hardwareSchema>;

/** What asking one provider to run the standard graph found, in a process of its own. */
export const providerProbeSchema = z.object({
  provider: providerSchema,
  /** Whether this build of ONNX Runtime brings it. */
  bundled: z.boolean(),
  works: z.boolean(),
  /** Why not, in the runtime's own words; empty when it works. */
  reason: z.string(),
  /** Time to open the standard graph, and speed of running it (median). Absent when it does not work. */
  loadMs: z.number().optional(),
  gigaflops: z.number().optional(),
});
export type ProviderProbe = z.output<typeof providerProbeSchema>;

export const machineReportSchema = z.object({
  probedAt: z.string(),
  runtimeVersion: z.string(),
  hardware: hardwareSchema,
  /** In the order in which they are preferred here; the CPU is always among them. */
  providers: z.array(providerProbeSchema),
});
export type MachineReport = z.output<typeof machineReportSchema>;

/** A probe on its way; `step` is what is looked at now: the hardware, or a provider. */
export const probeProgressSchema = z.object({
  step: z.union([z.literal('hardware'), providerSchema]),
  done: z.number().int(),
  total: z.number().int(),
});
export type ProbeProgress = z.output<typeof probeProgressSchema>;
