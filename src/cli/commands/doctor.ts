import { arch, cpus, freemem, platform, release, totalmem } from 'node:os';
import type { Command } from 'commander';
import { defaultHome } from '#studio/folders';
import { version } from '../../../package.json';
import { describeEngines } from '../doctor/engines';
import type { Finding } from '../doctor/finding';
import { checkFolder, checkInstallation, checkNode } from '../doctor/machine';
import { exitCodes, type OutputOptions, printResult } from '../output';

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('what on this machine helps or hinders the studio, each with its repair')
    .option('--json', 'one JSON object on stdout')
    .action(doctor);
}

async function doctor(options: OutputOptions): Promise<void> {
  const home = defaultHome();
  const { report, findings: engineFindings } = await describeEngines();
  const findings: Finding[] = [
    checkNode(),
    ...(await checkFolder(home)),
    ...checkInstallation(),
    ...engineFindings,
  ];
  const broken = findings.some(({ level }) => level === 'problem');
  const machine = {
    platform: platform(),
    release: release(),
    arch: arch(),
    cpus: cpus().length,
    cpuModel: cpus()[0]?.model ?? '',
    memoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
    node: process.versions.node,
  };
  const status = broken ? 'broken' : findings.some(({ level }) => level === 'warning') ? 'degraded' : 'ok';
  printResult(options, { status, version, home, machine, engine: report ?? null, findings }, [
    `CosyVoice Studio ${version}, ${machine.platform} ${machine.release} ${machine.arch}, ` +
      `${machine.cpus} x ${machine.cpuModel}, ${gigabytes(machine.freeMemoryBytes)} of ${gigabytes(machine.memoryBytes)} memory free`,
    ...findings.flatMap(({ level, message, repair }) => [
      `${marks[level]} ${message}`,
      ...(repair === undefined ? [] : [`     -> ${repair}`]),
    ]),
  ]);
  if (broken) process.exitCode = exitCodes.failed;
}

const marks: Readonly<Record<Finding['level'], string>> = {
  ok: '[ok]',
  note: '[--]',
  warning: '[!!]',
  problem: '[XX]',
};

const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
