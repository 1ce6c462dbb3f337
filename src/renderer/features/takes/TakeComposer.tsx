import { useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useDebouncedValue, useViewportSize } from '@mantine/hooks';
import { Button, Menu, Select, Text, Textarea, Tooltip } from '@mantine/core';
import { IconChevronDown, IconEar, IconPlayerStop, IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { limits, textModeSchema } from '#contract/domain';
import { useSession } from '../../state/session';
import { VoicePicker } from '../../ui/VoicePicker';
import { onAskComposer } from '../../lib/navigation';
import { ErrorCard } from '../../ui/ErrorCard';
import type { Blocked } from './draft';
import { AdvancedDrawer } from './AdvancedDrawer';
import { DirectionFields, UnderstoodLine } from './DirectionFields';
import { EngineMenu } from './EngineMenu';
import { pickedCharacter, Readings, type PickedCharacter } from './Readings';
import { SeedField } from './SeedField';
import { SourceSwitch } from './SourceSwitch';
import { SpokenPanel } from './SpokenPanel';
import { SpeedField } from './SpeedField';
import classes from './TakeComposer.module.css';
import { countCharacters, countSentences, estimateSpeechSec } from './text-length';
import { useComposer, type Composer } from './use-composer';

/** Lines of text that are always in sight, and how high one is. */
export const USUAL_ROWS = 2;
export const ROW_PX = 24;
const AROUND_PX = 230;

interface TakeComposerProps {
  /** Lines of text in sight; undefined: they grow with the text, to half of the window. */
  readonly rows?: number | undefined;
  /** Where speech to convert is chosen; it stands in place of the words. */
  readonly speech?: ReactNode;
}

/** Words or speech, voice, direction, seed and speed: everything a take is made from, and the button that makes it. */
export function TakeComposer({ rows, speech }: TakeComposerProps) {
  const { t } = useTranslation('takes');
  const composer = useComposer();
  const { draft, change, blocked, busy } = composer;
  const converts = draft.from === 'speech';
  const textField = useRef<HTMLTextAreaElement>(null);
  const generate = (count?: number) => {
    if (blocked) focusCulprit(blocked, textField.current);
    else composer.generate(count);
  };
  useRequests(composer, generate, textField);

  return (
    <div
      className={classes.composer}
      role="form"
      aria-label={t('composer.label')}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing)
          return;
        event.preventDefault();
        event.stopPropagation();
        // held down is pressed once
        if (!event.repeat) generate();
      }}
    >
      <div className={classes.row}>
        <SourceSwitch from={draft.from} onChange={(from) => change({ from })} />
        <VoiceField composer={composer} />
        {!converts && <ModeSelect composer={composer} />}
        <EngineMenu engine={composer.engine} onChange={composer.setEngine} />
      </div>
      {converts ? speech : <Words composer={composer} textField={textField} rows={rows} />}
      {composer.abilities?.advanced && (
        <AdvancedDrawer
          advanced={draft.advanced}
          converts={converts}
          onChange={(advanced) => change({ advanced })}
        />
      )}
      <div className={classes.row}>
        {!converts && <SeedField composer={composer} />}
        <SpeedField speed={draft.speed} onChange={(speed) => change({ speed })} />
        <div className={classes.actions}>
          {converts && <Refusal blocked={blocked} />}
          {busy && (
            <Tooltip label={t('composer.cancelHint')}>
              <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={composer.cancel}>
                {t('composer.cancel')}
              </Button>
            </Tooltip>
          )}
          <Button.Group>
            <Tooltip label={busy ? t('composer.queues') : t('composer.generateHint')}>
              <Button
                leftSection={<IconSparkles size={16} />}
                data-disabled={blocked !== undefined}
                aria-disabled={blocked !== undefined}
                aria-describedby="composer-blocked"
                onClick={() => generate()}
              >
                {t('composer.generate')}
              </Button>
            </Tooltip>
            {!converts && composer.abilities?.obeysSeed !== false && (
              <Variations blocked={blocked !== undefined} onChoose={generate} />
            )}
          </Button.Group>
        </div>
      </div>
      {composer.error && (
        <ErrorCard
          error={composer.error}
          onRetry={() => composer.generate()}
          onDismiss={composer.dismissError}
        />
      )}
    </div>
  );
}

/** Why nothing can be made now; it stands where there is room for words. */
function Refusal({ blocked }: { readonly blocked: Blocked | undefined }) {
  const { t } = useTranslation('takes');
  return (
    <Text id="composer-blocked" className={classes.note} aria-live="polite">
      {blocked && t(`blocked.${blocked.code}`, { ...blocked })}
    </Text>
  );
}

interface VariationsProps {
  readonly blocked: boolean;
  readonly onChoose: (count: number) => void;
}

/** Several takes of the same words at once, to choose from. */
function Variations({ blocked, onChoose }: VariationsProps) {
  const { t } = useTranslation('takes');
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button
          px={8}
          className={classes.variations}
          data-disabled={blocked}
          aria-disabled={blocked}
          aria-label={t('composer.variations')}
        >
          <IconChevronDown size={16} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {[3, 5, 10].map((count) => (
          <Menu.Item key={count} onClick={() => onChoose(count)}>
            {t('composer.variationsOf', { count })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface WordsProps {
  readonly composer: Composer;
  readonly textField: RefObject<HTMLTextAreaElement | null>;
  readonly rows: number | undefined;
}

/** The text to speak, and how. */
function Words({ composer, textField, rows }: WordsProps) {
  const { t } = useTranslation('takes');
  const [picked, setPicked] = useState<PickedCharacter>();
  const read = ({ at, character }: PickedCharacter, marker: string) => {
    if (draft.text.slice(at, at + character.length) === character)
      change({ text: draft.text.slice(0, at) + marker + draft.text.slice(at + character.length) });
    setPicked(undefined);
  };
  const { height } = useViewportSize();
  // half of the window, with what stands around the words
  const mostRows = Math.max(USUAL_ROWS, Math.floor((height / 2 - AROUND_PX) / ROW_PX));
  const { draft, change } = composer;
  const { showsSpoken } = draft;
  return (
    <>
      <div className={classes.textBox}>
        <Textarea
          ref={textField}
          aria-label={t('composer.text')}
          aria-describedby="composer-count"
          placeholder={t('composer.placeholder')}
          value={draft.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
          onSelect={(event) => setPicked(pickedCharacter(event.currentTarget))}
          rows={rows ?? USUAL_ROWS}
          variant="unstyled"
          classNames={{ input: classes.text }}
          style={{ '--most-rows': rows ?? mostRows, '--least-rows': rows ?? USUAL_ROWS }}
        />
        <div className={classes.textFoot}>
          {picked && composer.abilities?.readings.includes('zh') && (
            <Readings picked={picked} onChoose={read} />
          )}
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconEar size={14} />}
            aria-expanded={showsSpoken}
            aria-controls="composer-spoken"
            onClick={() => change({ showsSpoken: !showsSpoken })}
          >
            {t('spoken.open')}
          </Button>
          <Refusal blocked={composer.blocked} />
          <TextCount text={draft.text} />
        </div>
        {showsSpoken && <SpokenPanel id="composer-spoken" composer={composer} />}
      </div>
      <DirectionFields composer={composer} />
      <UnderstoodLine composer={composer} />
    </>
  );
}

function VoiceField({ composer: { voice, unkept } }: { readonly composer: Composer }) {
  const { t } = useTranslation('takes');
  const { selectVoice } = useSession();
  return (
    <VoicePicker
      size="xs"
      w={220}
      aria-label={t('composer.voice')}
      placeholder={unkept ? t('composer.unkept', { name: unkept.name }) : t('composer.voicePlaceholder')}
      voiceId={voice?.id}
      onPick={(picked) => picked && selectVoice(picked.id)}
    />
  );
}

function ModeSelect({ composer: { draft, change } }: { readonly composer: Composer }) {
  const { t } = useTranslation('takes');
  const modes = ['auto', ...textModeSchema.options] as const;
  return (
    <div className={classes.field}>
      <span className={classes.label}>{t('composer.mode')}</span>
      <Select
        size="xs"
        w={116}
        aria-label={t('composer.mode')}
        data={modes.map((mode) => ({ value: mode, label: t(`modes.${mode}.label`) }))}
        value={draft.mode}
        onChange={(value) => {
          const mode = modes.find((each) => each === value);
          if (mode) change({ mode });
        }}
        allowDeselect={false}
        withCheckIcon={false}
        comboboxProps={{ width: 280, position: 'bottom-start' }}
        renderOption={({ option }) => (
          <div>
            <Text size="sm">{option.label}</Text>
            <Text size="xs" c="dimmed">
              {t(`modes.${modes.find((each) => each === option.value) ?? 'auto'}.hint`)}
            </Text>
          </div>
        )}
      />
    </div>
  );
}

/** A text longer than this is counted once the typing pauses. */
const LONG_TEXT = 2000;
const COUNT_AFTER_MS = 200;
/** Longer speech is told in minutes. */
const MINUTES_FROM_SEC = 100;

function TextCount({ text: typed }: { readonly text: string }) {
  const { t } = useTranslation('takes');
  const [settled] = useDebouncedValue(typed, COUNT_AFTER_MS);
  const text = typed.length > LONG_TEXT ? settled : typed;
  const count = useMemo(() => countCharacters(text.trim()), [text]);
  const { advised, max } = limits.textCharacters;
  const over = count > max ? 'max' : count > advised ? 'advised' : undefined;
  const sentences = useMemo(() => (over === 'advised' ? countSentences(text) : 0), [text, over]);
  const words =
    over === 'max'
      ? t('composer.charactersHard', { count, max })
      : over === 'advised'
        ? t('composer.sentences', { count: sentences })
        : t('composer.characters', { count, advised });
  const sec = Math.round(useMemo(() => estimateSpeechSec(text), [text]));
  const length =
    sec < MINUTES_FROM_SEC
      ? t('composer.aboutSec', { sec })
      : t('composer.aboutMin', { min: Math.round(sec / 60) });
  return (
    <Tooltip label={t('composer.splits', { count })} disabled={over !== 'advised'}>
      <span id="composer-count" className={classes.count} data-over={over}>
        <span>{words}</span>
        {sec > 0 && over !== 'max' && <span>{length}</span>}
      </span>
    </Tooltip>
  );
}

/** Moves the caret to what keeps the take from starting, so that a press of a blocked button still helps. */
function focusCulprit({ code }: Blocked, textField: HTMLTextAreaElement | null): void {
  if (code === 'empty' || code === 'unspeakable' || code === 'tooLong') textField?.focus();
  else document.querySelector<HTMLElement>(`[data-composer="${code}"]`)?.focus();
}

/** Answers keys and the palette, wherever they are pressed. */
function useRequests(
  composer: Composer,
  generate: () => void,
  textField: { readonly current: HTMLTextAreaElement | null },
): void {
  useEffect(() =>
    onAskComposer((request) => {
      if (request === 'generate') generate();
      else if (request === 'cancel') composer.cancel();
      else if (request === 'dice') composer.rollSeed();
      else if (request === 'lock') composer.setSeedLocked(!composer.seedLocked);
      else textField.current?.focus();
    }),
  );
}
