import type { Command } from 'commander';
import { type OutputOptions, printResult } from '../output';
import { openPrompt } from '../prompt-file';
import { withStudio } from '../with-studio';
import { findingWords } from '#i18n/finding-words';

export function addCoach(program: Command): void {
  program
    .command('coach <file>')
    .description('what is right and wrong with a file as a prompt')
    .option('--json', 'one JSON object on stdout')
    .action(coach);
}

async function coach(file: string, options: OutputOptions): Promise<void> {
  const { report, format } = await withStudio({}, (studio) => openPrompt(studio, file));
  const { durationSec, speechSec, sampleRateHz, channels, peakDb, snrDb, noiseFloorDb, best } = report;
  printResult(options, { file, format, ...report }, [
    `${report.verdict}: ${durationSec.toFixed(1)} s, of which ${speechSec.toFixed(1)} s are speech`,
    `${format}, ${sampleRateHz} Hz, ${channels} channel(s), peak ${peakDb.toFixed(1)} dB, ` +
      `noise floor ${noiseFloorDb.toFixed(1)} dB, signal to noise ${snrDb.toFixed(1)} dB`,
    ...(best ? [`best three seconds: ${best.startSec.toFixed(2)} to ${best.endSec.toFixed(2)} s`] : []),
    ...report.findings.map((finding) => `${finding.severity}: ${findingWords(finding, 'en')}`),
  ]);
}
