import type { EngineReport } from '#contract/engine-api';
import type { Hardware, MachineReport, ProviderProbe } from '#contract/machine';
import { memoryFit } from '#contract/memory-fit';
import type { Finding } from './finding';

const GIBIBYTE = 2 ** 30;
const gigabytes = (bytes: number) => `${(bytes / GIBIBYTE).toFixed(1)} GiB`;

/** What the machine is made of, and what of it could not be found out. */
export function checkHardware({ cpu, memory, gpus, notes }: Hardware): Finding[] {
  const features = cpu.features.length === 0 ? '' : `, ${cpu.features.join(', ')}`;
  const cores = `${cpu.physicalCores} cores, ${cpu.logicalCores} threads`;
  const cards = gpus.map(({ model, memoryBytes, freeBytes, driver }): Finding => {
    const size = memoryBytes === undefined ? '' : `, ${gigabytes(memoryBytes)}`;
    const free = freeBytes === undefined ? '' : ` (${gigabytes(freeBytes)} free)`;
    const by = driver === undefined ? '' : `, driver ${driver}`;
    return { area: 'machine', level: 'ok', message: `Graphics: ${model}${size}${free}${by}` };
  });
  return [
    { area: 'machine', level: 'ok', message: `Processor: ${cpu.model}, ${cores}${features}` },
    {
      area: 'machine',
      level: 'ok',
      message: `Memory: ${gigabytes(memory.availableBytes)} of ${gigabytes(memory.totalBytes)} available`,
    },
    ...(cards.length > 0
      ? cards
      : [{ area: 'machine', level: 'note', message: 'Graphics: no card was found' } as const]),
    ...notes.map((message): Finding => ({ area: 'machine', level: 'note', message })),
  ];
}

/** Each provider with its speed, or exactly why it does not run. */
export function checkProviders(providers: MachineReport['providers']): Finding[] {
  const cpu = providers.find(({ provider }) => provider === 'cpu')?.gigaflops;
  return providers.map((probe): Finding => {
    const { provider, works, bundled, reason } = probe;
    if (works) return { area: 'provider', level: 'ok', message: `${provider} runs: ${speedOf(probe, cpu)}` };
    if (provider === 'cpu')
      return {
        area: 'provider',
        level: 'problem',
        message: `The CPU does not run graphs: ${reason}`,
        repair: 'Run npm ci again.',
      };
    const where = bundled ? '' : ' (not part of this ONNX Runtime)';
    return {
      area: 'provider',
      level: 'note',
      message: `${provider} does not run here${where}: ${reason}`,
      ...repairs[provider],
    };
  });
}

/** A provider that did not run is no fault unless its hardware is there; this says what it would take. */
const repairs: Partial<Record<ProviderProbe['provider'], { readonly repair: string }>> = {
  cuda: {
    repair:
      'With an NVIDIA card: ONNXRUNTIME_NODE_INSTALL=cuda12 node node_modules/onnxruntime-node/script/install.js, and CUDA 12 with cuDNN 9.',
  },
  webgpu: { repair: 'With a graphics card: install its Vulkan, Metal or DirectX 12 driver.' },
};

function speedOf(
  { provider, gigaflops = 0, loadMs = 0 }: ProviderProbe,
  cpuGigaflops: number | undefined,
): string {
  const ratio =
    cpuGigaflops === undefined || provider === 'cpu'
      ? ''
      : `, ${(gigaflops / cpuGigaflops).toFixed(1)} times the CPU`;
  return `${gigaflops} GFLOP/s${ratio} (opened in ${loadMs} ms)`;
}

/** Whether the pack in use has room, in the machine and on its graphics card. */
export function checkMemory(
  report: EngineReport | undefined,
  { memory: { availableBytes }, gpus }: Pick<Hardware, 'memory' | 'gpus'>,
  providers: MachineReport['providers'],
): Finding[] {
  const engine = report?.engines.find(({ memory }) => memory !== undefined);
  if (!engine?.memory) return [];
  // an engine process that has just begun has run nothing on a card yet: the first that runs is the one that will
  const provider = providers.find(({ works }) => works)?.provider ?? 'cpu';
  const free = gpus.flatMap(({ freeBytes }) => (freeBytes === undefined ? [] : [freeBytes]));
  const gpuFreeBytes = free.length === 0 ? undefined : Math.max(...free);
  const fit = memoryFit({ ...engine, provider }, { availableBytes, gpuFreeBytes });
  if (!fit) return [];
  const { packId, mode } = engine.memory;
  const need = (kind: string, neededBytes: number, freeBytes: number, repair: string): Finding => {
    const message = `${packId} needs about ${gigabytes(neededBytes)} of ${kind} (${mode}), ${gigabytes(freeBytes)} are free`;
    return neededBytes <= freeBytes
      ? { area: 'memory', level: 'ok', message }
      : { area: 'memory', level: 'warning', message, repair };
  };
  const { gpu } = fit;
  return [
    need('memory', fit.neededBytes, availableBytes, 'Close other programs, or install a smaller pack.'),
    ...(gpu
      ? [
          need(
            'graphics memory',
            gpu.neededBytes,
            gpu.availableBytes,
            'Close what else uses the card, or choose the CPU for the flow: settings set provider-flow cpu.',
          ),
        ]
      : []),
  ];
}
