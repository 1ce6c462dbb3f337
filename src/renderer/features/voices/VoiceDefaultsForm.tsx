import { useTranslation } from 'react-i18next';
import type { Voice } from '#contract/domain';
import { DefaultsFields } from '../../ui/DefaultsFields';
import type { VoiceActions } from './use-voice-actions';
import classes from './VoiceDetails.module.css';

interface VoiceDefaultsFormProps {
  readonly voice: Voice;
  readonly actions: VoiceActions;
}

/** What the composer starts from when the voice is picked; an empty field leaves the composer as it is. */
export function VoiceDefaultsForm({ voice, actions }: VoiceDefaultsFormProps) {
  const { t } = useTranslation('voices');
  return (
    <section className={classes.section} aria-labelledby="defaults-title">
      <h3 id="defaults-title" className={classes.title}>
        {t('defaults.title')}
      </h3>
      <DefaultsFields
        defaults={voice.defaults}
        onKeep={(defaults) => void actions.change(voice, { defaults })}
      />
    </section>
  );
}
