import { useEffect, useRef, useState } from 'react';
import { Button, Checkbox, Modal, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { StudioError } from '#contract/errors';
import {
  exportBits,
  exportFormats,
  exportLimits,
  exportRatesHz,
  type ExportFormat,
  type ExportRequest,
} from '#contract/export';
import { takeNamingFields } from '#contract/take-naming';
import { useStatus } from '../../state/live';
import { useStudio } from '../../state/studio';
import { createStore, useStore } from '../../lib/store';
import { ErrorCard } from '../../ui/ErrorCard';
import { downloadExports, saveExports } from './export-work';
import classes from './TakeLibrary.module.css';

/** The takes that are about to leave; undefined while the dialog is closed. */
export const exporting = createStore<readonly string[] | undefined>(undefined);

const loudness = { asIs: undefined, podcast: -16, streaming: -14, broadcast: -23 } as const;
type Loudness = keyof typeof loudness;
const peaks = ['', '0', '-1', '-2', '-3'];

/** Format, level, peak, silence: what happens to a copy of the takes on their way out. */
export function ExportDialog() {
  const takeIds = useStore(exporting);
  const { t } = useTranslation('takeLibrary');
  return (
    <Modal
      opened={takeIds !== undefined}
      onClose={() => exporting.set(undefined)}
      title={t('out.title', { count: takeIds?.length ?? 0 })}
      size={520}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {takeIds && <ExportForm takeIds={takeIds} />}
    </Modal>
  );
}

function ExportForm({ takeIds }: { readonly takeIds: readonly string[] }) {
  const { t } = useTranslation('takeLibrary');
  const { api } = useStudio();
  const status = useStatus();
  const [format, setFormat] = useState<ExportFormat>('wav');
  const [bits, setBits] = useState<string>('16');
  const [rate, setRate] = useState('');
  const [level, setLevel] = useState<Loudness>('asIs');
  const [peak, setPeak] = useState('');
  const [trimSilence, setTrim] = useState(false);
  const [bitrate, setBitrate] = useState<number>();
  const [naming, setNaming] = useState('');
  const [at, setAt] = useState<number>();
  const [error, setError] = useState<StudioError>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);

  const count = takeIds.length;
  const coded = format === 'mp3' || format === 'opus' ? exportLimits.bitrateKbps[format] : undefined;
  const levels = Object.keys(loudness) as Loudness[];
  const run = async (work: typeof downloadExports | typeof saveExports) => {
    const controller = (abort.current = new AbortController());
    setError(undefined);
    setAt(1);
    const bitDepth =
      exportBits.find((each) => String(each) === bits && (format === 'wav' || each !== 'float32')) ?? 16;
    const sampleRateHz = exportRatesHz.find((each) => String(each) === rate);
    const loudnessLufs = loudness[level];
    const options: ExportRequest = {
      ...{ format, bitDepth, trimSilence },
      ...(sampleRateHz === undefined ? {} : { sampleRateHz }),
      ...(loudnessLufs === undefined ? {} : { loudnessLufs }),
      ...(peak === '' ? {} : { peakDb: Number(peak) }),
      ...(coded && bitrate !== undefined ? { bitrateKbps: bitrate } : {}),
    };
    try {
      const fileNames = naming.trim() === '' ? undefined : naming.trim();
      const wish = { takeIds, options, naming: fileNames, onStart: setAt, signal: controller.signal };
      const outcome = await work(api, wish);
      if (!outcome || outcome.files === 0) return;
      const { files, last } = outcome;
      const message =
        files === 1 && last
          ? t('out.doneOne', { loudness: last.loudnessAfter.toFixed(1), peak: last.truePeakAfter.toFixed(1) })
          : t('out.done', { count: files });
      notifications.show({ message });
      exporting.set(undefined);
    } catch (thrown) {
      setError(StudioError.from(thrown));
    } finally {
      setAt(undefined);
    }
  };

  return (
    <div className={classes.form}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('out.format')}
        data={exportFormats.map((value) => ({ value, label: t(`out.formats.${value}`) }))}
        value={format}
        onChange={(value) => setFormat(exportFormats.find((each) => each === value) ?? 'wav')}
      />
      <div className={classes.pair}>
        {coded ? (
          <NumberInput
            size="xs"
            label={t('out.bitrate')}
            min={coded.min}
            max={coded.max}
            placeholder={String(coded.usual)}
            value={bitrate ?? ''}
            onChange={(value) => setBitrate(typeof value === 'number' ? value : undefined)}
          />
        ) : (
          <Select
            size="xs"
            label={t('out.bits')}
            data={exportBits
              .filter((each) => format === 'wav' || each !== 'float32')
              .map((each) => ({
                value: String(each),
                label: each === 'float32' ? t('out.floatBits') : String(each),
              }))}
            value={format === 'flac' && bits === 'float32' ? '24' : bits}
            onChange={(value) => setBits(value ?? '16')}
            allowDeselect={false}
          />
        )}
        <Select
          size="xs"
          label={t('out.rate')}
          data={[
            { value: '', label: t('out.ownRate') },
            ...exportRatesHz.map((each) => ({ value: String(each), label: `${each / 1000} kHz` })),
          ]}
          value={format === 'opus' ? '48000' : rate}
          onChange={(value) => setRate(value ?? '')}
          disabled={format === 'opus'}
          {...(format === 'opus' ? { description: t('out.opusRate') } : {})}
          allowDeselect={false}
        />
        <Select
          size="xs"
          label={t('out.loudness')}
          data={levels.map((value) => ({ value, label: t(`out.${value}`) }))}
          value={level}
          onChange={(value) => {
            const chosen = levels.find((each) => each === value) ?? 'asIs';
            setLevel(chosen);
            // a level without a limit would clip what was recorded softly
            if (chosen !== 'asIs' && peak === '') setPeak('-1');
          }}
          allowDeselect={false}
        />
        <Select
          size="xs"
          label={t('out.peak')}
          data={peaks.map((value) => ({ value, label: value === '' ? t('out.noPeak') : `${value} dBTP` }))}
          value={peak}
          onChange={(value) => setPeak(value ?? '')}
          allowDeselect={false}
        />
      </div>
      <Checkbox
        size="xs"
        label={t('out.trim')}
        description={t('out.trimHint')}
        checked={trimSilence}
        onChange={({ currentTarget }) => setTrim(currentTarget.checked)}
      />
      <TextInput
        size="xs"
        label={t('out.naming')}
        description={t('templateHint', { fields: takeNamingFields.map((field) => `{${field}}`).join(' ') })}
        placeholder="{name}"
        maxLength={200}
        value={naming}
        onChange={({ currentTarget }) => setNaming(currentTarget.value)}
      />
      <span className={classes.quiet}>{t('out.recipeKept')}</span>
      {error && <ErrorCard error={error} onDismiss={() => setError(undefined)} />}
      <div className={classes.end}>
        {at !== undefined && (
          <>
            <span className={classes.quiet} aria-live="polite">
              {t('out.working', { at, count })}
            </span>
            <Button size="xs" variant="default" onClick={() => abort.current?.abort()}>
              {t('out.stop')}
            </Button>
          </>
        )}
        {status?.canChooseFolder === true && (
          <Button
            size="xs"
            variant="default"
            disabled={at !== undefined}
            onClick={() => void run(saveExports)}
          >
            {t('out.folder')}
          </Button>
        )}
        <Button size="xs" loading={at !== undefined} onClick={() => void run(downloadExports)}>
          {count === 1 ? t('out.go') : t('out.zip')}
        </Button>
      </div>
    </div>
  );
}
