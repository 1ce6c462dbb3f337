import { type Command, Option } from 'commander';
import {
  type Advanced,
  advancedRanges,
  type AdvancedNumber,
  stopMaskings,
  textRules,
} from '#contract/advanced';
import { number } from './options';

/** Options of `speak` that only CosyVoice 3 listens to; ranges are the studio's business. */
export interface AdvancedOptions {
  readonly flowSteps?: string;
  readonly cfg?: string;
  readonly topP?: string;
  readonly topK?: string;
  readonly winSize?: string;
  readonly tauR?: string;
  readonly minTokenRatio?: string;
  readonly maxTokenRatio?: string;
  readonly silentRun?: string;
  readonly pauseMs?: string;
  readonly stopMasking?: NonNullable<Advanced['stopMasking']>;
  readonly textRules?: NonNullable<Advanced['textRules']>;
  /** False with --no-clean-reference. */
  readonly cleanReference: boolean;
}

type NumberOption = Exclude<keyof AdvancedOptions, 'stopMasking' | 'textRules' | 'cleanReference'>;

/** The words of the reference where it has some. */
const numbers: readonly (readonly [NumberOption, string, AdvancedNumber, string])[] = [
  ['flowSteps', '--flow-steps', 'flowSteps', 'steps of the flow'],
  ['cfg', '--cfg', 'guidance', 'weight of classifier-free guidance'],
  ['topP', '--top-p', 'topP', 'mass of the nucleus'],
  ['topK', '--top-k', 'topK', 'most candidates of a draw'],
  ['winSize', '--win-size', 'windowSize', 'tokens that the repetition test looks at'],
  ['tauR', '--tau-r', 'repetitionShare', 'share of them that one token may not reach'],
  ['minTokenRatio', '--min-token-ratio', 'minTokenRatio', 'fewest speech tokens per text token'],
  ['maxTokenRatio', '--max-token-ratio', 'maxTokenRatio', 'most speech tokens per text token'],
  ['silentRun', '--silent-run', 'silentRun', 'silent tokens kept in a row, 0 keeps all'],
  ['pauseMs', '--pause-ms', 'pauseMs', 'silence between segments'],
];

export function addAdvancedOptions(command: Command): Command {
  for (const [, flag, name, what] of numbers) {
    const { min, max } = advancedRanges[name];
    command.option(`${flag} <n>`, `CosyVoice 3: ${what}, ${min} to ${max}`);
  }
  return command
    .addOption(
      new Option('--stop-masking <how>', 'CosyVoice 3: before the shortest length').choices(stopMaskings),
    )
    .addOption(new Option('--text-rules <which>', 'CosyVoice 3: normalisation').choices(textRules))
    .option('--no-clean-reference', 'CosyVoice 3: enrol the prompt as it is');
}

/** @returns what was given, nothing else. @throws StudioError 'usage' for what is no number */
export function advancedOf(options: AdvancedOptions): Advanced {
  const given = numbers.flatMap(([key, flag, name]) => {
    const text = options[key];
    return text === undefined ? [] : [[name, number(flag, text)] as const];
  });
  return {
    ...(Object.fromEntries(given) as Partial<Record<AdvancedNumber, number>>),
    ...(options.stopMasking ? { stopMasking: options.stopMasking } : {}),
    ...(options.textRules ? { textRules: options.textRules } : {}),
    ...(options.cleanReference ? {} : { cleanReference: false }),
  };
}
