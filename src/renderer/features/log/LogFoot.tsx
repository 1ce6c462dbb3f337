import { ActionIcon, NativeSelect, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconChartHistogram,
  IconClock,
  IconCopy,
  IconEraser,
  IconEye,
  IconFolder,
  IconHourglass,
  IconStack2,
  IconTextWrap,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogEntry } from '#contract/logger';
import { useStatus } from '../../state/live';
import { useStudio } from '../../state/studio';
import { copyText } from '../../lib/copy-text';
import { ExportMenu } from './ExportMenu';
import { plainLines } from './line-text';
import classes from './Log.module.css';
import type { LogView } from './log-view';

export interface LogFootProps {
  /** All lines that are shown, and of them those that were picked. */
  readonly shown: readonly LogEntry[];
  readonly selected: readonly LogEntry[];
  readonly all: readonly LogEntry[];
  /** A file of somebody else is shown: this studio's own file is no matter here. */
  readonly foreign: boolean;
  readonly view: LogView;
  readonly onView: (change: Partial<LogView>) => void;
  /** One line stands for all of its shape. */
  readonly folded: boolean;
  readonly onFolded: (folded: boolean) => void;
  readonly cleared: boolean;
  readonly onClear: () => void;
}

const CONTEXTS = [0, 1, 3, 10] as const;

/** How many lines, what can be done with them, and where the file is. */
export function LogFoot(props: LogFootProps) {
  const { shown, selected, all, foreign, view, onView, cleared, onClear } = props;
  const { folded, onFolded } = props;
  const { t } = useTranslation('log');
  const lines = selected.length > 0 ? selected : shown;
  return (
    <div className={classes.foot}>
      <span aria-live="polite">
        {selected.length > 0
          ? t('selected', { count: selected.length })
          : t('shown', { shown: shown.length, total: all.length })}
      </span>
      <Act
        label={t(selected.length > 0 ? 'copySelected' : 'copyVisible')}
        disabled={shown.length === 0}
        onClick={() => {
          void copyText(plainLines(lines));
          notifications.show({ message: t('copied', { count: lines.length }), autoClose: 1500 });
        }}
      >
        <IconCopy size={16} />
      </Act>
      <ExportMenu lines={lines} all={all} own={!foreign} disabled={all.length === 0} />
      <Act label={t('wrap')} pressed={view.wrap} onClick={() => onView({ wrap: !view.wrap })}>
        <IconTextWrap size={16} />
      </Act>
      <Act label={t('relative')} pressed={view.relative} onClick={() => onView({ relative: !view.relative })}>
        <IconClock size={16} />
      </Act>
      <Act label={t('pauses')} pressed={view.pauses} onClick={() => onView({ pauses: !view.pauses })}>
        <IconHourglass size={16} />
      </Act>
      <Act label={t('shape.fold')} pressed={folded} onClick={() => onFolded(!folded)}>
        <IconStack2 size={16} />
      </Act>
      <Act label={t('volume.show')} pressed={view.picture} onClick={() => onView({ picture: !view.picture })}>
        <IconChartHistogram size={16} />
      </Act>
      <Tooltip label={t('context.hint')}>
        <NativeSelect
          size="xs"
          w={132}
          aria-label={t('context.label')}
          data={CONTEXTS.map((count) => ({ value: String(count), label: t('context.lines', { count }) }))}
          value={String(view.context)}
          onChange={(event) => onView({ context: Number(event.currentTarget.value) })}
        />
      </Tooltip>
      <Act
        label={t(cleared ? 'unclear' : 'clear')}
        hint={cleared ? t('unclear') : `${t('clear')}. ${t('clearHint')}`}
        onClick={onClear}
      >
        {cleared ? <IconEye size={16} /> : <IconEraser size={16} />}
      </Act>
      <span className={classes.spring} />
      {!foreign && <LogFile />}
    </div>
  );
}

/** runtime.log itself. */
function LogFile() {
  const { t } = useTranslation('log');
  const { api } = useStudio();
  const status = useStatus();
  if (!status || status.logFile === '') return null;
  const { logFile, logTrouble, canReveal, privateLog } = status;
  return (
    <>
      {privateLog !== 'off' && <span className={classes.private}>{t('private')}</span>}
      {logTrouble !== undefined && <span role="alert">{t('trouble', { reason: logTrouble })}</span>}
      <span>{t('file')}</span>
      <span className={classes.path} title={logFile}>
        {logFile}
      </span>
      <Act
        label={t('copyPath')}
        onClick={() => {
          void copyText(logFile);
          notifications.show({ message: t('pathCopied'), autoClose: 1500 });
        }}
      >
        <IconCopy size={16} />
      </Act>
      {canReveal && (
        <Act label={t('reveal')} onClick={() => void api.revealLog().catch(() => undefined)}>
          <IconFolder size={16} />
        </Act>
      )}
    </>
  );
}

interface ActProps {
  readonly label: string;
  readonly hint?: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Act({ label, hint = label, pressed, disabled = false, onClick, children }: ActProps) {
  return (
    <Tooltip label={hint}>
      <ActionIcon
        {...(pressed === true ? { variant: 'light' } : { variant: 'subtle', color: 'gray' })}
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
