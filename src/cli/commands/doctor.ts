import { arch, platform, release } from 'node:os';
import type { Command } from 'commander';
import type { EngineReport } from '#contract/engine-api';
import { defaultHome, studioFolders } from '#studio/storage/files/folders';
import { logFile } from '#studio/log/log-files';
import { forkedPrograms } from '#server/fork-program';
import { describeSystem, probeHardware } from '#studio/machine/hardware';
import { keptReport } from '#studio/machine/machine';
import { version } from '../../../package.json';
import { describeEngines } from '../doctor/engines';
import type { Finding } from '../doctor/finding';
import { checkHardware, checkMemory, checkProviders } from '../doctor/hardware';
import { checkFolder, checkInstallation, checkLog, checkNode } from '../doctor/machine';
import { checkFolders, checkPacks, checkStudio, viewLibrary } from '../doctor/studio';
import { exitCodes, type OutputOptions, printResult } from '../output';

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('what on this machine helps or hinders the studio, each with its repair')
    .option('--probe', 'measure every provider again; otherwise the last measurement is told')
    .option('--json', 'one JSON object on stdout')
    .action(doctor);
}

interface DoctorOptions extends OutputOptions {
  readonly probe?: boolean;
}

async function doctor(options: DoctorOptions): Promise<void> {
  const home = defaultHome();
  const kept = await keptReport(studioFolders(home).machine);
  const [hardware, library] = [await probeHardware(describeSystem(forkedPrograms)), await viewLibrary()];
  const modelsDir = library?.disk.models.folder;
  // without a report of an earlier probe nobody knows why a provider does not run
  const engines = await describeEngines(modelsDir, { probe: (options.probe ?? false) || kept === undefined });
  const providers = engines.providers ?? kept?.providers ?? [];
  const { report } = engines;
  const findings: Finding[] = [
    checkNode(),
    ...checkHardware(hardware),
    ...checkProviders(providers),
    ...checkMemory(report, hardware, providers),
    ...(await checkFolder(home)),
    await checkLog(logFile(studioFolders(home).logs, 'log')),
    ...(library ? checkFolders(library) : []),
    ...(await checkStudio(home)),
    ...checkInstallation(),
    ...engines.findings,
    ...(library ? checkPacks(library) : []),
    loadedModels(report),
  ];
  const broken = findings.some(({ level }) => level === 'problem');
  const machine = {
    platform: platform(),
    release: release(),
    arch: arch(),
    cpus: hardware.cpu.logicalCores,
    cpuModel: hardware.cpu.model,
    memoryBytes: hardware.memory.totalBytes,
    freeMemoryBytes: hardware.memory.availableBytes,
    node: process.versions.node,
    ...hardware,
    providers,
  };
  const status = broken ? 'broken' : findings.some(({ level }) => level === 'warning') ? 'degraded' : 'ok';
  const disk = library?.disk ?? null;
  printResult(options, { status, version, home, machine, disk, engine: report ?? null, findings }, [
    `CosyVoice Studio ${version}, ${machine.platform} ${machine.release} ${machine.arch}`,
    ...findings.flatMap(({ level, message, repair }) => [
      `${marks[level]} ${message}`,
      ...(repair === undefined ? [] : [`     -> ${repair}`]),
    ]),
  ]);
  if (broken) process.exitCode = exitCodes.failed;
}

/** The doctor's own engine process has just begun; a studio that runs tells of its own in its window and /health. */
function loadedModels(report: EngineReport | undefined): Finding {
  const loaded = report?.engines.filter(({ modelLoaded }) => modelLoaded).map(({ id }) => id) ?? [];
  const bytes = report?.residentBytes ?? 0;
  const message = `An idle engine process takes ${(bytes / 2 ** 20).toFixed(0)} MiB; models loaded in it: ${loaded.join(', ') || 'none'}`;
  return { area: 'memory', level: 'ok', message };
}

const marks: Readonly<Record<Finding['level'], string>> = {
  ok: '[ok]',
  note: '[--]',
  warning: '[!!]',
  problem: '[XX]',
};
