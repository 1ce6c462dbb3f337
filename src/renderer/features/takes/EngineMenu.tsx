import { Button, Menu, Text } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EngineDescription } from '#contract/engine-api';
import { formatBytes } from '#contract/format-bytes';
import type { Settings } from '#contract/studio-state';
import { memoryFit } from '#contract/memory-fit';
import { useLive, useStatus } from '../../state/live';
import { engineChoices, engineHint, engineName } from '../../lib/engine-words';
import { warningWords } from '#i18n/finding-words';
import classes from './TakeComposer.module.css';
import { useSpeakingEngine } from './use-speaking-engine';

export interface EngineMenuProps {
  readonly engine: Settings['engine'];
  readonly onChange: (engine: Settings['engine']) => void;
}

/** Which engine speaks, said plainly: a draft voice is synthetic and no clone. */
export function EngineMenu({ engine, onChange }: EngineMenuProps) {
  const { t, i18n } = useTranslation('takes');
  const speaking = useSpeakingEngine();
  return (
    <Menu position="bottom-start" width={300}>
      <Menu.Target>
        <Button
          className={classes.engine}
          size="compact-sm"
          variant="light"
          color={speaking?.abilities?.clones ? 'accent' : 'gray'}
          rightSection={<IconChevronDown size={14} />}
          title={speaking && engineHint(speaking, i18n.language)}
        >
          {speaking ? engineName(speaking, i18n.language) : t('engine.label')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Choices engine={engine} onChange={onChange} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** The engines, with the reason of one that cannot speak; made when the menu opens. */
function Choices({ engine, onChange }: EngineMenuProps) {
  const { t, i18n } = useTranslation('takes');
  const status = useStatus();
  const reasonOf = (says: EngineDescription) =>
    says.limit ? warningWords(says.limit, i18n.language) : t('engine.unavailable');
  const { settings } = useLive();
  /** What will not fit is said before it is tried. */
  const tightWords = (says: EngineDescription | undefined) => {
    const fit = status && memoryFit(says, status.memory, settings?.memoryMode, settings?.providers);
    if (!fit || fit.fits) return undefined;
    const short = fit.neededBytes > fit.availableBytes ? fit : (fit.gpu ?? fit);
    const words = short === fit ? 'engine.tight' : 'engine.gpuTight';
    return t(words, { need: formatBytes(short.neededBytes), free: formatBytes(short.availableBytes) });
  };
  return (
    <>
      {engineChoices(status?.engine.engines ?? [], i18n.language).map(({ id, name, hint, engine: says }) => {
        const tight = tightWords(says);
        const missing = says?.available === false;
        return (
          <Menu.Item
            key={id}
            disabled={missing}
            onClick={() => onChange(id)}
            rightSection={id === engine ? <IconCheck size={16} /> : undefined}
          >
            <Text size="sm">{name}</Text>
            <Text size="xs" c="dimmed">
              {missing ? reasonOf(says) : hint}
            </Text>
            {tight !== undefined && !missing && (
              <Text size="xs" c="var(--studio-look)">
                {tight}
              </Text>
            )}
          </Menu.Item>
        );
      })}
    </>
  );
}
