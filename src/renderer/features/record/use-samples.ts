import { useTranslation } from 'react-i18next';
import type { Sample } from '#contract/domain';
import { useQuery } from '../../state/use-query';

const none: readonly Sample[] = [];

/** @returns the sample prompts that ship with the studio; none while they load or when they cannot be had */
export function useSamples(): readonly Sample[] {
  // samples are a courtesy: without them, recording and opening files still work
  return useQuery('samples', (api) => api.listSamples()).data ?? none;
}

/** @returns a function that names a sample in the language of the window */
export function useSampleName(): (sample: Sample) => string {
  const { i18n } = useTranslation();
  return ({ name }) => (i18n.language === 'zh-CN' ? name.zh : name.en);
}
