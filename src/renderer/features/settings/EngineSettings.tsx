import { Badge, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#contract/format-bytes';
import type { Status } from '#contract/studio-state';
import { useSession } from '../../state/session';
import { useStudio } from '../../state/studio';
import { engineHint, engineName } from '../../lib/engine-words';
import { warningWords } from '#i18n/finding-words';
import { MemoryChoice } from './MemoryChoice';
import { Group, Row } from './rows';
import classes from './settings.module.css';

interface EngineSettingsProps {
  readonly status: Status;
  readonly attempt: (work: Promise<unknown>) => void;
}

/** What can speak here, in which languages, and why not when it cannot. */
export function EngineSettings({ status, attempt }: EngineSettingsProps) {
  const { t, i18n } = useTranslation('settings');
  const { api } = useStudio();
  const { goTo } = useSession();
  const { engines, residentBytes } = status.engine;
  const nameOf = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const separator = i18n.language === 'zh-CN' ? '、' : ', ';
  const unload = async () => {
    await api.unloadEngine();
    notifications.show({ message: t('unloaded'), withBorder: true });
  };
  return (
    <Group title={t('engine')}>
      {engines.map((engine) => {
        const { id, available, languages, limit, abilities } = engine;
        const reason = limit && warningWords(limit, i18n.language);
        const spoken = t('languagesSpoken', {
          languages: languages.map((tag) => nameOf.of(tag) ?? tag).join(separator),
        });
        const note = abilities.clones ? '' : engineHint(engine, i18n.language);
        return (
          <Row
            key={id}
            label={engineName(engine, i18n.language)}
            hint={[note, reason, languages.length > 0 && available ? spoken : ''].filter(Boolean).join(' ')}
          >
            <Badge variant="light" radius="sm" className={classes.state} data-available={available}>
              {available ? t('engineAvailable') : t('engineUnavailable')}
            </Badge>
          </Row>
        );
      })}
      <Row label={t('packs')} hint={t('packsHint')}>
        <Button size="compact-sm" variant="default" onClick={() => goTo('models')}>
          {t('goToModels')}
        </Button>
      </Row>
      <MemoryChoice attempt={attempt} />
      <Row label={t('memory', { size: formatBytes(residentBytes) })}>
        <Button size="compact-sm" variant="default" onClick={() => attempt(unload())}>
          {t('unload')}
        </Button>
      </Row>
    </Group>
  );
}
