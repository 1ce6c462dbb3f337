import {
  Anchor,
  Button,
  Checkbox,
  FileInput,
  Group,
  Modal,
  Progress,
  Select,
  Text,
  TextInput,
} from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StudioError } from '#contract/errors';
import { programmeCoverTypes, programmeFormats, type ProgrammeProgress } from '#contract/programme';
import {
  exportProblems,
  levelPresets,
  scriptExportParts,
  scriptNamingFields,
  scriptSounds,
  scriptTexts,
  type ScriptExportPart,
  type ScriptExportRequest,
  type ScriptExported,
} from '#contract/script-export';
import type { Script } from '#contract/scripts';
import { formatBytes } from '#contract/format-bytes';
import { roundClock } from '../../lib/quantity';
import { useStatus } from '../../state/live';
import { useStudio } from '../../state/studio';
import { useQuery } from '../../state/use-query';
import { ErrorCard } from '../../ui/ErrorCard';
import { runExport } from './export-run';
import classes from './script.module.css';

interface ExportDialogProps {
  readonly script: Script;
  /** Lines in hand, when there is more than one: they can go alone. */
  readonly selected: readonly string[];
  readonly onShow: (lineId: string) => void;
  readonly onClose: () => void;
}

type Wishes = Omit<ScriptExportRequest, 'projectId'>;

const levels = Object.keys(levelPresets) as (keyof typeof levelPresets)[];
const held: readonly string[] = exportProblems.held;
const MOST_FILES = 200;

/** What leaves of a script, and what stands against it, before anything is written; then how far it is. */
export function ExportDialog({ script, selected, onShow, onClose }: ExportDialogProps) {
  const { t } = useTranslation('script');
  const { api } = useStudio();
  const status = useStatus();
  const [wishes, setWishes] = useState<Wishes>({ parts: ['joined'], format: 'wav' });
  const [level, setLevel] = useState<(typeof levels)[number] | ''>('');
  const [progress, setProgress] = useState<ProgrammeProgress>();
  const [error, setError] = useState<StudioError>();
  const [done, setDone] = useState<ScriptExported>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const { naming, ...rest } = wishes;
  const request: ScriptExportRequest = {
    ...{ ...rest, projectId: script.projectId },
    ...(naming?.trim() ? { naming: naming.trim() } : {}),
    ...(level === '' ? {} : { level: levelPresets[level] }),
  };
  const { cover, ...planned } = request;
  const plan = useQuery(
    JSON.stringify([planned, script.revision]),
    (studio) => studio.planScriptExport(planned),
    ['takeChanged', 'takeDeleted'],
  );
  const known = plan.data ?? plan.latest;
  const wish = (change: Partial<Wishes>) => setWishes((before) => ({ ...before, ...change }));
  const toggle = (part: ScriptExportPart) =>
    wish({ parts: scriptExportParts.filter((each) => wishes.parts.includes(each) !== (each === part)) });
  const isHeld = known?.problems.some(({ kind }) => held.includes(kind)) === true && wishes.anyway !== true;
  const numberOf = new Map(script.lines.map(({ id }, at) => [id, at + 1]));

  const run = async (into: 'folder' | 'download') => {
    const controller = (abort.current = new AbortController());
    setError(undefined);
    setProgress({ doing: 'measuring', doneSec: 0, share: 0 });
    try {
      setDone(await runExport(api, request, into, { onProgress: setProgress, signal: controller.signal }));
    } catch (thrown) {
      if (!controller.signal.aborted) setError(StudioError.from(thrown));
    } finally {
      setProgress(undefined);
    }
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('out.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <div className={classes.section}>
        {[scriptSounds, scriptTexts].map((parts, at) => (
          <Group key={at} gap={16} role="group" aria-label={t(at === 0 ? 'out.sound' : 'out.texts')}>
            {parts.map((part) => (
              <Checkbox
                key={part}
                size="xs"
                label={t(`out.parts.${part}`)}
                checked={wishes.parts.includes(part)}
                onChange={() => toggle(part)}
              />
            ))}
          </Group>
        ))}
        <div className={classes.pair}>
          <Select
            size="xs"
            label={t('out.format')}
            data={programmeFormats.map((value) => ({ value, label: t(`out.formats.${value}`) }))}
            value={wishes.format ?? 'wav'}
            allowDeselect={false}
            onChange={(value) => wish({ format: programmeFormats.find((each) => each === value) ?? 'wav' })}
          />
          <Select
            size="xs"
            label={t('out.level')}
            data={[
              { value: '', label: t('out.asSpoken') },
              ...levels.map((value) => ({ value, label: t(`out.levels.${value}`) })),
            ]}
            value={level}
            allowDeselect={false}
            onChange={(value) => setLevel(levels.find((each) => each === value) ?? '')}
          />
        </div>
        {(wishes.parts.includes('lines') || wishes.format === 'm4b') && (
          <div className={classes.pair}>
            {wishes.parts.includes('lines') && (
              <TextInput
                size="xs"
                label={t('out.naming')}
                placeholder="{index} {speaker} {text}"
                description={scriptNamingFields.map((field) => `{${field}}`).join(' ')}
                value={naming ?? ''}
                onChange={({ currentTarget: { value } }) => wish({ naming: value })}
              />
            )}
            {wishes.format === 'm4b' && (
              <FileInput
                size="xs"
                label={t('out.cover')}
                accept={programmeCoverTypes.join()}
                clearable
                placeholder={cover ? t('out.coverThere') : t('none')}
                onChange={(file) => void coverOf(file).then((found) => wish({ cover: found }))}
              />
            )}
          </div>
        )}
        {selected.length > 1 && (
          <Checkbox
            size="xs"
            label={t('out.onlySelected', { count: selected.length })}
            checked={wishes.lineIds !== undefined}
            onChange={({ currentTarget: { checked } }) =>
              wish({ lineIds: checked ? [...selected] : undefined })
            }
          />
        )}
        {known && known.problems.length > 0 && (
          <ul className={classes.plain} aria-label={t('out.problems')}>
            {known.problems.map(({ kind, lineIds }) => (
              <li key={kind}>
                <Text size="xs" component="span">
                  {t(`out.kinds.${kind}`, { count: lineIds.length })}{' '}
                </Text>
                {lineIds.slice(0, 12).map((id) => (
                  <Anchor
                    key={id}
                    component="button"
                    type="button"
                    size="xs"
                    mr={6}
                    onClick={() => {
                      onShow(id);
                      onClose();
                    }}
                  >
                    {numberOf.get(id)}
                  </Anchor>
                ))}
                {lineIds.length > 12 && <span className={classes.quiet}>…</span>}
              </li>
            ))}
          </ul>
        )}
        {known?.problems.some(({ kind }) => held.includes(kind)) === true && (
          <Checkbox
            size="xs"
            label={t('out.anyway')}
            checked={wishes.anyway === true}
            onChange={({ currentTarget: { checked } }) => wish({ anyway: checked })}
          />
        )}
        {(error ?? plan.error) && <ErrorCard error={(error ?? plan.error)!} />}
        {error?.code === 'export-exists' && (
          <Checkbox
            size="xs"
            label={t('out.replace')}
            checked={wishes.replace === true}
            onChange={({ currentTarget: { checked } }) => wish({ replace: checked })}
          />
        )}
        {known && known.files.length > 0 && (
          <>
            <Text size="xs">
              {t('out.sum', {
                count: known.files.length,
                time: roundClock(known.audioSec),
                size: formatBytes((done ?? known).files.reduce((sum, { bytes }) => sum + bytes, 0)),
              })}
            </Text>
            <div className={classes.preview} role="region" aria-label={t('out.files')} tabIndex={0}>
              {(done ?? known).files.slice(0, MOST_FILES).map(({ name, audioSec, bytes }) => (
                <div key={name} className={classes.file}>
                  <span>{name}</span>
                  <span className={`${classes.quiet} tabular`}>
                    {audioSec === undefined ? '' : `${roundClock(audioSec)} · `}
                    {formatBytes(bytes)}
                  </span>
                </div>
              ))}
              {known.files.length > MOST_FILES && (
                <div className={classes.file}>
                  <span className={classes.quiet}>
                    {t('out.more', { count: known.files.length - MOST_FILES })}
                  </span>
                </div>
              )}
            </div>
          </>
        )}
        {progress && (
          <Group gap={8} role="status">
            <Progress flex={1} value={progress.share * 100} aria-label={t(`out.doing.${progress.doing}`)} />
            <span className={`${classes.quiet} tabular`}>
              {t(`out.doing.${progress.doing}`)} {Math.round(progress.share * 100)} %
            </span>
          </Group>
        )}
        {done && (
          <Text size="sm" role="status">
            {done.report
              ? t('out.doneAt', {
                  loudness: done.report.loudness.toFixed(1),
                  rms: done.report.rmsDb.toFixed(1),
                  peak: done.report.truePeakDb.toFixed(1),
                })
              : t('out.done')}
          </Text>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={() => (progress ? abort.current?.abort() : onClose())}>
            {t(progress ? 'out.stop' : done ? 'out.close' : 'cancel')}
          </Button>
          {status?.canChooseFolder === true && (
            <Button
              disabled={!known || known.files.length === 0 || isHeld || wishes.parts.length === 0}
              loading={progress !== undefined}
              onClick={() => void run('folder')}
            >
              {t('out.toFolder')}
            </Button>
          )}
          {status?.canChooseFolder !== true && (
            <Button
              disabled={!known || known.files.length === 0 || isHeld || wishes.parts.length === 0}
              loading={progress !== undefined}
              onClick={() => void run('download')}
            >
              {t('out.download')}
            </Button>
          )}
        </Group>
      </div>
    </Modal>
  );
}

async function coverOf(file: File | null): Promise<ScriptExportRequest['cover']> {
  const type = programmeCoverTypes.find((each) => each === file?.type);
  return file && type ? { type, bytes: new Uint8Array(await file.arrayBuffer()) } : undefined;
}
