import { ActionIcon, Button, FileButton, Progress, Text, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconFileExport,
  IconFileImport,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
  IconPlus,
  IconReplace,
  IconSparkles,
} from '@tabler/icons-react';
import { useState, type ClipboardEvent, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Project } from '#contract/projects';
import type { NewLine, ScriptPlan } from '#contract/scripts';
import { useStudio } from '../../state/studio';
import { useSettings } from '../../state/live';
import { ErrorCard } from '../../ui/ErrorCard';
import { CastPanel, speakersOf } from './CastPanel';
import { ExportDialog } from './ExportDialog';
import { ImportDialog, type ScriptSource } from './ImportDialog';
import { LinePanel } from './LinePanel';
import { LineTable, type Selection } from './LineTable';
import { PausesPanel } from './PausesPanel';
import { usePlayThrough } from './play-through';
import { ReplaceDialog } from './ReplaceDialog';
import { sampleDialogue } from './sample-dialogue';
import classes from './script.module.css';
import { SpeakDialog } from './SpeakDialog';
import { useScript } from './use-script';

const noSelection: Selection = { handId: undefined, ids: new Set() };
const noPauses = { within: 0, between: 0, paragraph: 0, chapter: 0 };
const FILES = '.txt,.md,.markdown,.srt,.vtt,.csv,.tsv,.docx,.epub,.fountain';

/** A project's script: lines in a table, who speaks them, what is missing or stale, and the whole of it to be heard. */
export function ScriptDesk({ project }: { readonly project: Project }) {
  const { t, i18n } = useTranslation('script');
  const { api } = useStudio();
  const settings = useSettings();
  const editing = useScript(project);
  const { script, error, change, attempt, overwritten } = editing;
  const [selection, setSelection] = useState(noSelection);
  const [source, setSource] = useState<ScriptSource>();
  const [plan, setPlan] = useState<{ readonly plan: ScriptPlan; readonly lineIds?: readonly string[] }>();
  const [dialog, setDialog] = useState<'export' | 'replace'>();
  const lines = script?.lines ?? [];
  const heard = usePlayThrough(project.id, lines, script?.pauses ?? noPauses);
  if (!script) return error ? <ErrorCard error={error} /> : <Text c="dimmed">{t('loading')}</Text>;

  const projectId = project.id;
  const isShut = project.archivedAt !== undefined;
  const needed = lines.filter(({ state }) => state === 'missing' || state === 'stale' || state === 'failed');
  const live = lines.filter(({ state }) => state === 'queued' || state === 'speaking');
  const spoken = lines.filter(({ state }) => state === 'spoken');
  const inHand = lines.find(({ id }) => id === selection.handId);
  const after = inHand?.id ?? lines.at(-1)?.id ?? null;

  const insert = async (given: readonly NewLine[], place: string | null, gone: readonly string[] = []) =>
    change(
      ...(gone.length > 0 ? [{ do: 'remove' as const, lineIds: [...gone] }] : []),
      { do: 'insert', after: place, lines: [...given] },
      ...newMembers(given),
    );
  /** Whoever is new gets a place in the cast, and a colour. */
  const newMembers = (given: readonly NewLine[]) => {
    const known = new Set(script.cast.map(({ speaker }) => speaker));
    const withNew = given.map(({ speaker = '' }) => ({ speaker }));
    const members = speakersOf({ ...script, lines: withNew as typeof script.lines });
    return members
      .filter(({ speaker }) => !known.has(speaker))
      .map((member) => ({ do: 'cast' as const, member }));
  };
  const speak = (lineIds?: readonly string[]) =>
    void attempt(async () => {
      const work = {
        projectId,
        ...(lineIds ? { lineIds: [...lineIds], which: 'all' as const } : {}),
      };
      const asked = await api.planScript(work);
      // one line that can be spoken is simply spoken
      if (lineIds?.length === 1 && asked.withoutVoice.length === 0 && asked.lines.length === 1)
        await api.speakScript(work);
      else setPlan({ plan: asked, ...(lineIds ? { lineIds } : {}) });
    });
  const start = () =>
    void attempt(async () => {
      const ids = plan?.plan.lines.map(({ lineId }) => lineId) ?? [];
      setPlan(undefined);
      await api.speakScript({ projectId, which: 'all', lineIds: ids });
    });
  const openFile = (file: File) =>
    setSource({
      name: file.name,
      key: `${file.name} ${file.size} ${file.lastModified}`,
      bytes: async () => new Uint8Array(await file.arrayBuffer()),
    });
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (isField || text.trim() === '') return;
    event.preventDefault();
    setSource({ name: t('pasted'), key: text, bytes: async () => new TextEncoder().encode(text) });
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    const file = event.dataTransfer.files[0];
    if (file) openFile(file);
  };
  const addLine = () => void insert([{ text: '', speaker: inHand?.speaker ?? '' }], after);

  return (
    // a dropped file is a script here
    <div
      className={classes.desk}
      data-drop
      onPaste={onPaste}
      onDrop={onDrop}
      onDragOver={(e) => e.preventDefault()}
    >
      <div className={classes.main}>
        <div className={classes.toolbar} role="toolbar" aria-label={t('tools')}>
          <Button
            size="compact-sm"
            leftSection={<IconSparkles size={14} aria-hidden />}
            disabled={isShut || needed.length === 0}
            onClick={() => speak()}
          >
            {t('speakNeeded', { count: needed.length })}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={lines.every(({ audioSec }) => audioSec === undefined)}
            leftSection={
              heard.lineId === undefined ? (
                <IconPlayerPlayFilled size={14} aria-hidden />
              ) : (
                <IconPlayerStopFilled size={14} aria-hidden />
              )
            }
            onClick={() => (heard.lineId === undefined ? heard.start(selection.handId) : heard.stop())}
          >
            {t(heard.lineId === undefined ? 'playThrough' : 'stopPlaying')}
          </Button>
          <span className={classes.spacer} />
          <div className={classes.tools}>
            <Text component="span" className={`${classes.quiet} tabular`}>
              {t('progress', { spoken: spoken.length, count: spoken.length + needed.length + live.length })}
            </Text>
            <Step label={t('undo')} disabled={!editing.canUndo} onClick={editing.undo}>
              <IconArrowBackUp size={16} aria-hidden />
            </Step>
            <Step label={t('redo')} disabled={!editing.canRedo} onClick={editing.redo}>
              <IconArrowForwardUp size={16} aria-hidden />
            </Step>
            <Step
              label={t('replaceWords')}
              disabled={isShut || lines.length === 0}
              onClick={() => setDialog('replace')}
            >
              <IconReplace size={16} aria-hidden />
            </Step>
            <Button
              size="compact-sm"
              variant="default"
              disabled={isShut}
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={addLine}
            >
              {t('addLine')}
            </Button>
            <FileButton accept={FILES} onChange={(file) => file && openFile(file)}>
              {(props) => (
                <Button
                  {...props}
                  size="compact-sm"
                  variant="default"
                  disabled={isShut}
                  leftSection={<IconFileImport size={14} aria-hidden />}
                >
                  {t('import')}
                </Button>
              )}
            </FileButton>
            <Button
              size="compact-sm"
              variant="default"
              disabled={lines.length === 0}
              leftSection={<IconFileExport size={14} aria-hidden />}
              onClick={() => setDialog('export')}
            >
              {t('export')}
            </Button>
          </div>
        </div>
        {live.length > 0 && (
          <div className={classes.toolbar} role="status">
            <Progress
              flex={1}
              aria-label={t('speaking', { count: live.length })}
              value={(spoken.length / Math.max(1, spoken.length + live.length)) * 100}
            />
            <span className={`${classes.quiet} tabular`}>{t('speaking', { count: live.length })}</span>
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() =>
                void attempt(() => api.updateSettings({ queuePaused: settings?.queuePaused !== true }))
              }
            >
              {t(settings?.queuePaused === true ? 'goOn' : 'pauseQueue')}
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              onClick={() => void attempt(() => api.cancelScript({ projectId }))}
            >
              {t('cancelAll')}
            </Button>
          </div>
        )}
        {error && <ErrorCard error={error} onDismiss={editing.dismissError} />}
        {overwritten > 0 && (
          <Text size="xs" role="status">
            {t('overwritten', { count: overwritten })}
          </Text>
        )}
        {lines.length === 0 ? (
          <div className={`${classes.scroller} ${classes.empty}`}>
            <Text>{t('emptyTitle')}</Text>
            <Text size="sm" c="dimmed">
              {t('emptyHint')}
            </Text>
            <Button
              variant="light"
              disabled={isShut}
              onClick={() =>
                void attempt(async () => {
                  const words = { name: t('pasted'), text: t('sampleText'), language: i18n.language };
                  await change(...(await sampleDialogue(api, words)));
                })
              }
            >
              {t('sample')}
            </Button>
          </div>
        ) : (
          <LineTable
            script={script}
            editing={editing}
            selection={selection}
            onSelect={setSelection}
            heardId={heard.lineId}
            onSpeak={speak}
            onPlay={(lineId) => (heard.lineId === lineId ? heard.stop() : heard.start(lineId))}
          />
        )}
      </div>
      {lines.length > 0 && (
        <aside className={classes.side} aria-label={t('details')}>
          <CastPanel script={script} change={change} />
          {inHand ? (
            <LinePanel
              key={inHand.id}
              line={inHand}
              speakers={speakersOf(script).map(({ speaker }) => speaker)}
              change={change}
              onSpeak={speak}
            />
          ) : (
            <Text size="xs" c="dimmed">
              {t('keys')}
            </Text>
          )}
          <PausesPanel pauses={script.pauses} change={change} />
        </aside>
      )}
      {source && (
        <ImportDialog
          source={source}
          projectId={projectId}
          lineCount={lines.length}
          onClose={() => setSource(undefined)}
          onTake={(given, replace) =>
            replace
              ? insert(
                  given,
                  null,
                  lines.map(({ id }) => id),
                )
              : insert(given, after)
          }
        />
      )}
      {dialog === 'replace' && (
        <ReplaceDialog lines={lines} change={change} onClose={() => setDialog(undefined)} />
      )}
      {dialog === 'export' && (
        <ExportDialog
          script={script}
          selected={lines.filter(({ id }) => selection.ids.has(id)).map(({ id }) => id)}
          onShow={(lineId) => setSelection({ handId: lineId, ids: new Set([lineId]) })}
          onClose={() => setDialog(undefined)}
        />
      )}
      {plan && (
        <SpeakDialog plan={plan.plan} script={script} onStart={start} onClose={() => setPlan(undefined)} />
      )}
    </div>
  );
}

interface StepProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onClick: () => void | Promise<void>;
  readonly children: ReactNode;
}

function Step({ label, disabled, onClick, children }: StepProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={26}
        variant="default"
        aria-label={label}
        disabled={disabled}
        onClick={() => void onClick()}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
