import {
  ActionIcon,
  Anchor,
  Button,
  CopyButton,
  SegmentedControl,
  Switch,
  Text,
  Title,
  Tooltip,
} from '@mantine/core';
import { IconCheck, IconCopy, IconExternalLink } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StudioError } from '#contract/errors';
import { DRAFT_VOICE_CARD } from '#contract/outside-links';
import type { Status } from '#contract/studio-state';
import { languageTags, wordsOf } from '#i18n/index';
import { useLive, useStatus } from '../../state/live';
import { useStudio } from '../../state/studio';
import { ErrorCard } from '../../ui/ErrorCard';
import { EngineSettings } from './EngineSettings';
import { LibrarySettings } from './LibrarySettings';
import { PrivacySettings } from './PrivacySettings';
import { QueueSettings } from './QueueSettings';
import { Group, Row } from './rows';
import classes from './settings.module.css';

interface SettingsPageProps {
  /** The microphone list of the recorder; features do not import each other. */
  readonly microphone: ReactNode;
  /** Devices, memory and disk. */
  readonly machine: ReactNode;
  /** Voices that a person chose to import. */
  readonly onArchive: (file: File) => void;
}

/** Everything that is set once; every change applies at once. */
export function SettingsPage({ microphone, machine, onArchive }: SettingsPageProps) {
  const { t } = useTranslation('settings');
  const { settings, error: loadError, reload, updateSettings } = useLive();
  const status = useStatus();
  const [error, setError] = useState<StudioError>();
  const attempt = (work: Promise<unknown>) =>
    void work.then(
      () => setError(undefined),
      (thrown: unknown) => setError(StudioError.from(thrown)),
    );
  if (!settings || !status)
    return (
      <div className={classes.page}>{loadError && <ErrorCard error={loadError} onRetry={reload} />}</div>
    );

  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('saved')}
        </Text>
      </header>
      {error && <ErrorCard error={error} onDismiss={() => setError(undefined)} />}
      <Group title={t('appearance')}>
        <Choice
          label={t('language')}
          value={settings.language}
          data={[
            { value: 'system', label: t('systemLanguage') },
            ...languageTags.map((value) => ({ value, label: wordsOf(value).settings.languageName })),
          ]}
          onChange={(language) => attempt(updateSettings({ language }))}
        />
        <Choice
          label={t('theme')}
          value={settings.theme}
          data={(['system', 'dark', 'light'] as const).map((value) => ({
            value,
            label: t(`themes.${value}`),
          }))}
          onChange={(theme) => attempt(updateSettings({ theme }))}
        />
      </Group>
      <Group title={t('sound')}>
        <Row label={t('microphone')} hint={t('microphoneHint')}>
          <div className={classes.wide}>{microphone}</div>
        </Row>
        <Row label={t('playAtOnce')} hint={t('playAtOnceHint')}>
          <Switch
            aria-label={t('playAtOnce')}
            checked={settings.playAtOnce}
            onChange={(event) => attempt(updateSettings({ playAtOnce: event.currentTarget.checked }))}
          />
        </Row>
      </Group>
      <Files status={status} attempt={attempt} />
      <PrivacySettings settings={settings} status={status} attempt={attempt} />
      <LibrarySettings status={status} attempt={attempt} onArchive={onArchive} />
      <EngineSettings status={status} attempt={attempt} />
      {machine}
      <QueueSettings settings={settings} onChange={(change) => attempt(updateSettings(change))} />
      <Group title={t('about')}>
        <Row label={t('version', { version: status.version })} hint={t('licence')}>
          <Text size="sm" c="dimmed">
            {t(`host.${status.host}`)}
          </Text>
        </Row>
        <Row label={t('draftVoices')} hint={t('draftVoicesHint')}>
          <Anchor href={DRAFT_VOICE_CARD} target="_blank" rel="noopener noreferrer" size="sm">
            {t('trainingData')} <IconExternalLink size={13} aria-hidden />
          </Anchor>
        </Row>
        <Row label={t('runtime')} hint={status.engine.runtimeVersion} />
        {status.host === 'electron' && (
          <Row label={t('developerTools')} hint={t('developerToolsHint')}>
            <Switch
              aria-label={t('developerTools')}
              checked={settings.developerTools}
              onChange={(event) => attempt(updateSettings({ developerTools: event.currentTarget.checked }))}
            />
          </Row>
        )}
      </Group>
    </div>
  );
}

function Files({ status, attempt }: { status: Status; attempt: (work: Promise<unknown>) => void }) {
  const { t } = useTranslation('settings');
  const { api } = useStudio();
  const { logFile, canReveal } = status;
  return (
    <Group title={t('files')}>
      <Row label={t('log')}>
        <Path path={logFile} />
        {canReveal && (
          <Button size="compact-sm" variant="default" onClick={() => attempt(api.revealLog())}>
            {t('reveal')}
          </Button>
        )}
      </Row>
    </Group>
  );
}

function Path({ path }: { path: string }) {
  const { t } = useTranslation('app');
  return (
    <span className={classes.path}>
      <code className="mono" title={path}>
        <bdi>{path}</bdi>
      </code>
      <CopyButton value={path}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t('actions.copied') : t('actions.copy')}>
            <ActionIcon
              size={24}
              variant="subtle"
              color="gray"
              aria-label={`${t('actions.copy')}: ${path}`}
              onClick={copy}
            >
              {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly data: { value: V; label: string }[];
  readonly onChange: (value: V) => void;
}

function Choice<V extends string>({ label, value, data, onChange }: ChoiceProps<V>) {
  return (
    <Row label={label}>
      <SegmentedControl
        size="sm"
        aria-label={label}
        value={value}
        data={data}
        onChange={(chosen) => onChange(chosen)}
      />
    </Row>
  );
}
