import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sample } from '#contract/domain';
import { useConnectionGeneration } from '../../state/connection';
import { useStudio } from '../../state/studio';

/** @returns the sample prompts that ship with the studio; none while they load or when they cannot be had */
export function useSamples(): readonly Sample[] {
  const { api } = useStudio();
  const generation = useConnectionGeneration();
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    let current = true;
    api.listSamples().then(
      (list) => {
        if (current) setSamples(list);
      },
      // samples are a courtesy: without them, recording and opening files still work
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [api, generation]);
  return samples;
}

/** @returns a function that names a sample in the language of the window */
export function useSampleName(): (sample: Sample) => string {
  const { i18n } = useTranslation();
  return ({ name }) => (i18n.language === 'zh-CN' ? name.zh : name.en);
}
