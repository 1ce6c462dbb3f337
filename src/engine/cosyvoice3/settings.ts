import type { Advanced } from '#contract/advanced';
import { askedLanguage } from '../text/asked-language';
import { ENGINE_NAME, languages } from './description';
import { defaultFlowSettings, type FlowSettings } from './stages/flow';
import { defaultTokenSettings, type TokenSettings } from './stages/speech-tokens';
import type { ReadRequest } from '#contract/engine-api';
import type { FrontEndOptions } from './text/front-end';

/** Everything that a take may change about the model, nothing left open. */
export interface TakeSettings {
  readonly frontEnd: FrontEndOptions;
  readonly tokens: TokenSettings;
  readonly flow: FlowSettings;
  readonly cleanReference: boolean;
  /** Silence between segments; the reference joins them without. */
  readonly pauseMs: number;
}

type ReadingWishes = Pick<ReadRequest, 'advanced' | 'language' | 'voiceLanguage' | 'lexicon'>;

/** @returns how a text is read before it is spoken */
function frontEndOf({ advanced = {}, language, voiceLanguage, lexicon }: ReadingWishes): FrontEndOptions {
  return {
    normalize: advanced.textRules !== 'off',
    rules: advanced.textRules === 'official' ? 'official' : 'guarded',
    language: askedLanguage(language, languages, ENGINE_NAME),
    voiceLanguage,
    lexicon,
  };
}

/** @returns the model's defaults where `advanced` says nothing */
export function takeSettings(request: ReadingWishes): TakeSettings {
  const advanced: Advanced = request.advanced ?? {};
  const { sampling } = defaultTokenSettings;
  return {
    frontEnd: frontEndOf(request),
    tokens: {
      sampling: {
        topP: advanced.topP ?? sampling.topP,
        topK: advanced.topK ?? sampling.topK,
        windowSize: advanced.windowSize ?? sampling.windowSize,
        repetitionShare: advanced.repetitionShare ?? sampling.repetitionShare,
      },
      stopMasking: advanced.stopMasking ?? defaultTokenSettings.stopMasking,
      minRatio: advanced.minTokenRatio ?? defaultTokenSettings.minRatio,
      maxRatio: advanced.maxTokenRatio ?? defaultTokenSettings.maxRatio,
      silentRun: advanced.silentRun ?? defaultTokenSettings.silentRun,
    },
    flow: {
      steps: advanced.flowSteps ?? defaultFlowSettings.steps,
      guidance: advanced.guidance ?? defaultFlowSettings.guidance,
    },
    cleanReference: advanced.cleanReference ?? true,
    pauseMs: advanced.pauseMs ?? 0,
  };
}
