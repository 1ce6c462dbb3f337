import { Button, Menu, Text } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { engineIdSchema } from '#contract/domain';
import type { EngineDescription } from '#contract/engine-api';
import { formatBytes } from '#contract/format-bytes';
import type { Settings } from '#contract/studio-state';
import { memoryFit } from '#contract/memory-fit';
import { useLive, useStatus, useStatusOf } from '../../app/live';
import { engineReasonWords } from '../../lib/warning-words';
import classes from './TakeComposer.module.css';

export interface EngineMenuProps {
  readonly engine: Settings['engine'];
  readonly onChange: (engine: Settings['engine']) => void;
}

/** Which engine speaks, said plainly: a draft voice is synthetic and no clone. */
export function EngineMenu({ engine, onChange }: EngineMenuProps) {
  const { t } = useTranslation('takes');
  const preferred = useStatusOf((status) => status?.engine.preferred);
  const speaking = engine === 'auto' ? preferred : engine;
  return (
    <Menu position="bottom-start" width={300}>
      <Menu.Target>
        <Button
          className={classes.engine}
          size="compact-sm"
          variant="light"
          color={speaking === 'cosyvoice3' ? 'accent' : 'gray'}
          rightSection={<IconChevronDown size={14} />}
          title={speaking ? t(`engine.${speaking}Hint`) : undefined}
        >
          {speaking ? t(`engine.${speaking}`) : t('engine.label')}
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
  const described = new Map(status?.engine.engines.map((each) => [each.id, each]));
  const reasonOf = (says: EngineDescription | undefined) => {
    const reason = says ? engineReasonWords(says, i18n.language) : '';
    return reason === '' ? t('engine.unavailable') : reason;
  };
  const { settings } = useLive();
  /** What will not fit is said before it is tried. */
  const tightWords = (says: EngineDescription | undefined) => {
    const fit = status && memoryFit(says, status.memory, settings?.memoryMode, settings?.providers);
    if (!fit || fit.fits) return undefined;
    const short = fit.neededBytes > fit.availableBytes ? fit : (fit.gpu ?? fit);
    const words = short === fit ? 'engine.tight' : 'engine.gpuTight';
    return t(words, { need: formatBytes(short.neededBytes), free: formatBytes(short.availableBytes) });
  };
  const choices = ['auto', ...engineIdSchema.options] as const;
  return (
    <>
      {choices.map((choice) => {
        const engineSays = choice === 'auto' ? undefined : described.get(choice);
        const tight = tightWords(engineSays);
        const missing = choice !== 'auto' && engineSays?.available !== true;
        return (
          <Menu.Item
            key={choice}
            disabled={missing}
            onClick={() => onChange(choice)}
            rightSection={choice === engine ? <IconCheck size={16} /> : undefined}
          >
            <Text size="sm">{t(`engine.${choice}`)}</Text>
            <Text size="xs" c="dimmed">
              {missing ? reasonOf(engineSays) : t(`engine.${choice}Hint`)}
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
