import { ActionIcon, Button, Checkbox, NumberInput, Select, Text, TextInput } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { limits, type Take } from '#contract/domain';
import { scriptLimits, scriptLineKinds, type ScriptRow } from '#contract/scripts';
import { usePlayback } from '../../lib/player-hook';
import { showLog } from '../../lib/navigation';
import { formatSec } from '../../lib/format';
import { useStudio } from '../../state/studio';
import { takeSound } from '../../state/take-sound';
import { useQuery } from '../../state/use-query';
import classes from './script.module.css';
import type { ScriptEditing } from './use-script';

interface LinePanelProps {
  readonly line: ScriptRow;
  readonly speakers: readonly string[];
  readonly change: ScriptEditing['change'];
  readonly onSpeak: (lineIds: readonly string[]) => void;
}

const changedBy = ['takeChanged', 'takeDeleted'] as const;

/** The line in hand: who says it and how, and its takes side by side. Fields are kept when they are left. */
export function LinePanel({ line, speakers, change, onSpeak }: LinePanelProps) {
  const { t } = useTranslation('script');
  const { id, speaker, instruction, pauseMs, kind, overrides } = line;
  const put = (over: Partial<ScriptRow>) => void change({ do: 'change', lineId: id, change: over });
  const { data: takes = [] } = useQuery(
    `${id} ${line.takeCount}`,
    (api) => api.listTakes({ limit: 50, lineId: id }),
    changedBy,
  );
  return (
    <section className={classes.section} aria-label={t('line')}>
      <div className={classes.pair}>
        <Select
          size="xs"
          label={t('kind')}
          data={scriptLineKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => {
            const chosen = scriptLineKinds.find((each) => each === value);
            if (chosen !== undefined && chosen !== kind) put({ kind: chosen });
          }}
        />
        <TextInput
          size="xs"
          key={`speaker ${speaker}`}
          label={t('speaker')}
          list="script-speakers"
          defaultValue={speaker}
          maxLength={scriptLimits.speakerCharacters}
          onBlur={({ currentTarget: { value } }) =>
            value.trim() !== speaker && put({ speaker: value.trim() })
          }
        />
        <datalist id="script-speakers">
          {speakers.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      </div>
      {kind === 'line' && (
        <>
          <TextInput
            size="xs"
            key={`direction ${instruction}`}
            label={t('direction')}
            defaultValue={instruction}
            maxLength={limits.instructionCharacters.max}
            onBlur={({ currentTarget: { value } }) =>
              value.trim() !== instruction && put({ instruction: value.trim() })
            }
          />
          <div className={classes.pair}>
            <NumberInput
              size="xs"
              key={`pause ${pauseMs}`}
              label={t('pause')}
              placeholder={t('asProject')}
              {...scriptLimits.pauseMs}
              step={50}
              allowDecimal={false}
              defaultValue={pauseMs ?? ''}
              onBlur={({ currentTarget: { value } }) => {
                const typed = value === '' ? null : Number(value);
                if (typed !== pauseMs) put({ pauseMs: typed });
              }}
            />
            <NumberInput
              size="xs"
              key={`speed ${overrides.speed}`}
              label={t('speed')}
              placeholder={t('asSpeaker')}
              {...limits.speed}
              step={0.05}
              decimalScale={2}
              defaultValue={overrides.speed ?? ''}
              onBlur={({ currentTarget: { value } }) => {
                const typed = value === '' ? undefined : Number(value);
                if (typed !== overrides.speed) put({ overrides: { ...overrides, speed: typed } });
              }}
            />
          </div>
          <Checkbox
            size="xs"
            label={t('endsParagraph')}
            checked={overrides.endsParagraph === true}
            onChange={({ currentTarget: { checked } }) =>
              put({ overrides: { ...overrides, endsParagraph: checked ? true : undefined } })
            }
          />
          <h3 className={classes.title}>{t('takes', { count: takes.length })}</h3>
          {takes.length === 0 && (
            <Text size="xs" c="dimmed">
              {t('noTakes')}
            </Text>
          )}
          <ul className={classes.takes}>
            {takes.map((take, at) => (
              <TakeItem
                key={take.id}
                take={take}
                number={takes.length - at}
                counts={take.id === line.takeId}
                onChoose={() => put({ chosenTakeId: take.id })}
              />
            ))}
          </ul>
          <Button size="compact-sm" variant="default" onClick={() => onSpeak([id])}>
            {t('speakLine')}
          </Button>
        </>
      )}
    </section>
  );
}

interface TakeItemProps {
  readonly take: Take;
  readonly number: number;
  readonly counts: boolean;
  readonly onChoose: () => void;
}

function TakeItem({ take, number, counts, onChoose }: TakeItemProps) {
  const { t } = useTranslation('script');
  const studio = useStudio();
  const { id, audioSec, recipe, state } = take;
  const playback = usePlayback(takeSound(studio, take));
  const isPlaying = playback.status === 'playing';
  return (
    <li className={classes.take} data-counts={counts || undefined}>
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        disabled={audioSec === undefined}
        aria-label={t(isPlaying ? 'pauseTake' : 'playTake', { number })}
        onClick={() => playback.toggle()}
      >
        {isPlaying ? (
          <IconPlayerPauseFilled size={14} aria-hidden />
        ) : (
          <IconPlayerPlayFilled size={14} aria-hidden />
        )}
      </ActionIcon>
      <span className="tabular">
        {t('take', { number, seed: recipe.seed })}
        {audioSec === undefined ? ` ${t(`takeStates.${state}`)}` : ` ${formatSec(audioSec)} s`}
      </span>
      <span className={classes.spacer} />
      {state === 'done' && !counts && (
        <Button size="compact-xs" variant="subtle" onClick={onChoose}>
          {t('choose')}
        </Button>
      )}
      {state === 'failed' && (
        <Button size="compact-xs" variant="subtle" onClick={() => showLog({ takeId: id })}>
          {t('log')}
        </Button>
      )}
    </li>
  );
}
