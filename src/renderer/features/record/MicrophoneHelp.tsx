import { Button, Group, List, Text } from '@mantine/core';
import { IconMicrophoneOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { allowStep, type MicrophoneTrouble } from './microphone-help';
import classes from './record.module.css';

interface MicrophoneHelpProps {
  readonly trouble: MicrophoneTrouble;
  readonly onRetry: () => void;
  readonly onDismiss: () => void;
}

/** Why the microphone cannot be used and what to do about it on this very system, step by step. */
export function MicrophoneHelp({ trouble, onRetry, onDismiss }: MicrophoneHelpProps) {
  const { t } = useTranslation('record');
  const { t: tApp } = useTranslation('app');
  const steps = useSteps(trouble);
  return (
    <div className={classes.help} role="alert">
      <Group gap="sm" wrap="nowrap">
        <IconMicrophoneOff size={18} className={classes.helpIcon} aria-hidden />
        <Text fw={600}>{t(`failure.${trouble}.title`)}</Text>
      </Group>
      <List type="ordered" size="sm" spacing={4}>
        {steps.map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
      <Group gap="sm">
        {trouble !== 'insecure' && (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {trouble === 'denied' ? t('failure.denied.retry') : tApp('actions.retry')}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onDismiss}>
          {tApp('actions.close')}
        </Button>
      </Group>
    </div>
  );
}

function useSteps(trouble: MicrophoneTrouble): string[] {
  const { t } = useTranslation('record');
  switch (trouble) {
    case 'denied': {
      const desktop = window.studioPort !== undefined;
      const first = t(`failure.allow.${allowStep(navigator.userAgent, desktop)}`);
      return [first, ...(desktop ? [] : [t('failure.allow.system')]), t('failure.allow.again')];
    }
    case 'missing':
      return [
        t('failure.missing.steps.plug'),
        t('failure.missing.steps.choose'),
        t('failure.missing.steps.other'),
      ];
    case 'busy':
      return [t('failure.busy.steps.quit'), t('failure.busy.steps.plug'), t('failure.busy.steps.choose')];
    case 'insecure':
      return [
        t('failure.insecure.steps.why'),
        t('failure.insecure.steps.tunnel'),
        t('failure.insecure.steps.other'),
      ];
  }
}
