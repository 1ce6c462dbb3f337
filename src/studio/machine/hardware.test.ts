import { describe, expect, test } from 'vitest';
import { hardwareSchema } from '#contract/machine';
import { type Ask, describeSystem, probeHardware } from './hardware';
import { parseNvidiaSmi } from './nvidia';
import { readSystemInformation } from './system-information';

const MIB = 1024 * 1024;
const node = { cpuModel: 'CPU of Node', logicalCores: 8, totalBytes: 16e9, availableBytes: 9e9 };

describe('nvidia-smi', () => {
  test('names each card with its memory and driver', () => {
    expect(
      parseNvidiaSmi('NVIDIA GeForce RTX 4090, 24564, 23871, 550.54.14\nTesla T4, 15360, 15109, 550.54.14\n'),
    ).toEqual([
      { vendor: 'NVIDIA', model: 'NVIDIA GeForce RTX 4090', memoryBytes: 24564 * MIB, freeBytes: 23871 * MIB, driver: '550.54.14' },
      { vendor: 'NVIDIA', model: 'Tesla T4', memoryBytes: 15360 * MIB, freeBytes: 15109 * MIB, driver: '550.54.14' },
    ]); // prettier-ignore
  });

  test('with units in spite of nounits, and with what a driver does not tell', () => {
    expect(parseNvidiaSmi('Tesla T4, 15360 MiB, 15109 MiB, 470.82.01\r\n')).toMatchObject([
      { memoryBytes: 15360 * MIB, freeBytes: 15109 * MIB },
    ]);
    expect(parseNvidiaSmi('GRID A100, 40960, [N/A], [N/A]')).toEqual([
      { vendor: 'NVIDIA', model: 'GRID A100', memoryBytes: 40960 * MIB },
    ]);
    expect(parseNvidiaSmi('NVIDIA GB10, [N/A], [N/A], 580.95.05')).toEqual([
      { vendor: 'NVIDIA', model: 'NVIDIA GB10', driver: '580.95.05' },
    ]);
  });

  test('that complains names no card', () => {
    for (const text of [
      '',
      'No devices were found\n',
      'NVIDIA-SMI has failed because it couldn’t communicate with the NVIDIA driver.\n',
      'Unable to determine the device handle for GPU 0000:01:00.0: Unknown Error, reboot, please, now',
      'GeForce, 24564',
      ',,,',
      'Field "memory.free" is not a valid field to query.',
    ])
      expect(parseNvidiaSmi(text)).toEqual([]);
  });
});

describe('systeminformation', () => {
  test('tells processor, vector instructions, memory and every vendor’s cards', () => {
    const found = readSystemInformation(
      {
        cpu: {
          manufacturer: 'Intel',
          brand: 'Core™ i7-12700K',
          cores: 20,
          physicalCores: 12,
          flags: 'sse4_2 avx avx2 avx_vnni fma',
        },
        mem: { total: 34_359_738_368, available: 20_000_000_000 },
        graphics: {
          controllers: [
            { vendor: 'Advanced Micro Devices, Inc. [AMD/ATI]', model: 'Navi 31', vram: 24576 },
            { vendor: 'Intel Corporation', model: 'UHD Graphics 770', vram: 256, driverVersion: '31.0.101' },
          ],
        },
      },
      node,
    );
    expect(found).toEqual({
      cpu: {
        model: 'Intel Core™ i7-12700K',
        physicalCores: 12,
        logicalCores: 20,
        features: ['AVX', 'AVX2', 'VNNI'],
      },
      memory: { totalBytes: 34_359_738_368, availableBytes: 20_000_000_000 },
      gpus: [
        { vendor: 'AMD', model: 'Navi 31', memoryBytes: 24576 * MIB },
        { vendor: 'Intel', model: 'UHD Graphics 770', memoryBytes: 256 * MIB, driver: '31.0.101' },
      ],
    });
  });

  test('that says nothing leaves what Node knows', () => {
    for (const said of [undefined, null, 'broken', 3, [], {}, { cpu: null, mem: 'x', graphics: { controllers: 3 } }])
      expect(readSystemInformation(said, node)).toEqual({
        cpu: { model: 'CPU of Node', physicalCores: 8, logicalCores: 8, features: [] },
        memory: { totalBytes: 16e9, availableBytes: 9e9 },
        gpus: [],
      }); // prettier-ignore
  });

  test('with any field replaced by anything still gives whole hardware', () => {
    const odd = [undefined, null, '', 'text', -1, 0, 1e12, NaN, Infinity, true, [], {}, [null], { a: 1 }];
    const whole = {
      cpu: { manufacturer: 'AMD', brand: 'EPYC', cores: 4, physicalCores: 2, flags: 'avx2 avx512f' },
      mem: { total: 8e9, available: 4e9 },
      graphics: { controllers: [{ vendor: 'NVIDIA', model: 'T4', vram: 15360, memoryFree: 100, driverVersion: '1.2' }] },
    }; // prettier-ignore
    let seen = 0;
    for (const path of pathsOf(whole)) {
      for (const value of odd) {
        const broken = structuredClone(whole);
        setAt(broken, path, value);
        const found = { ...readSystemInformation(broken, node), notes: [] };
        expect(hardwareSchema.parse(found), JSON.stringify({ path, value })).toEqual(found);
        expect(found.cpu.physicalCores).toBeLessThanOrEqual(found.cpu.logicalCores);
        expect(found.memory.availableBytes).toBeLessThanOrEqual(found.memory.totalBytes);
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(200);
  });
});

describe('a probe of the hardware', () => {
  const failing = (error: object): Promise<string> =>
    Promise.reject(Object.assign(new Error('failed'), error));

  const noDriver: Ask = () => failing({ code: 'ENOENT' });

  test('believes the driver about its own cards, and the system about the others', async () => {
    const controllers = [
      { vendor: 'NVIDIA Corporation', model: 'AD102' },
      { vendor: 'Intel', model: 'UHD' },
    ];
    const { gpus, notes } = await probeHardware(
      async () => ({ graphics: { controllers } }),
      async () => 'RTX 4090, 24564, 20000, 550.1\n',
    );
    expect(gpus.map(({ model }) => model)).toEqual(['RTX 4090', 'UHD']);
    expect(notes).toEqual([]);
  });

  test('goes on without what cannot be asked, and says so; no NVIDIA driver is nothing to say', async () => {
    expect(await probeHardware(() => failing({}), noDriver)).toMatchObject({
      gpus: [],
      notes: ['The system could not be asked about its hardware: failed'],
    });
    const nothing = async () => ({});
    const dead: Ask = () =>
      failing({
        code: 9,
        stdout: 'NVIDIA-SMI has failed because it could not communicate with the driver.\n',
      });
    expect((await probeHardware(nothing, dead)).notes).toEqual([
      'nvidia-smi is there, but fails: NVIDIA-SMI has failed because it could not communicate with the driver.',
    ]);
    const silent: Ask = async () => 'No devices were found';
    expect((await probeHardware(nothing, silent)).notes).toHaveLength(1);
  });

  test('without programs of its host is what Node tells', async () => {
    const found = await probeHardware(describeSystem(undefined), noDriver);
    expect(found.cpu.logicalCores).toBeGreaterThan(0);
    expect(found.memory.totalBytes).toBeGreaterThan(1e8);
    expect(hardwareSchema.parse(found)).toEqual(found);
    expect(found.notes).toEqual(['The system could not be asked about its hardware: not-supported-here']);
  });
});

function pathsOf(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...at]];
  const inner = Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...at, key]));
  return at.length === 0 ? inner : [[...at], ...inner];
}

function setAt(target: object, path: readonly string[], value: unknown): void {
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => Reflect.get(at as object, key), target);
  Reflect.set(parent as object, path.at(-1)!, value);
}
