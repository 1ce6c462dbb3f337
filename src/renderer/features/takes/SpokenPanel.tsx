import { Menu, Select, Text, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SpokenChange, SpokenSegment } from '#contract/spoken';
import { formatSec } from '../../lib/format';
import { warningWords } from '#i18n/warning-words';
import { errorWords } from '#i18n/error-words';
import classes from './SpokenPanel.module.css';
import { spokenParts, withChoice } from './spoken-parts';
import type { Composer } from './use-composer';
import { useSpeakingEngine } from './use-speaking-engine';
import { useSpoken } from './use-spoken';

interface SpokenPanelProps {
  readonly id: string;
  readonly composer: Composer;
}

/** How the next take will read the words: what was changed is marked, and may be read otherwise. */
export function SpokenPanel({ id, composer }: SpokenPanelProps) {
  const { t, i18n } = useTranslation('takes');
  const answer = useSpoken(composer, true);
  const { draft, change } = composer;
  const isStale = answer?.text !== draft.text;
  const choose = (token: SpokenChange, write: string) => {
    const text = withChoice(draft.text, token, write);
    if (text !== undefined) change({ text });
  };
  return (
    <section id={id} className={classes.panel} aria-label={t('spoken.label')} aria-busy={isStale}>
      <div className={classes.head}>
        <Text size="xs" c="dimmed">
          {t('spoken.hint')}
        </Text>
        <LanguageField composer={composer} found={answer?.spoken?.language} />
      </div>
      <div className={classes.body} data-stale={isStale || undefined}>
        {!answer && <span className={classes.quiet}>{t('spoken.empty')}</span>}
        {answer?.error && (
          <span role="alert" className={classes.note}>
            {errorWords(answer.error, i18n.language).detail}
          </span>
        )}
        {answer?.spoken?.segments.map((segment) => (
          <Segment key={segment.startChar} segment={segment} onChoose={choose} />
        ))}
        {answer?.spoken?.notes.map((note) => (
          <span key={`${note.code} ${note.message}`} className={classes.note}>
            {warningWords(note, i18n.language)}
          </span>
        ))}
      </div>
    </section>
  );
}

interface SegmentProps {
  readonly segment: SpokenSegment;
  readonly onChoose: (change: SpokenChange, write: string) => void;
}

function Segment({ segment, onChoose }: SegmentProps) {
  const { t } = useTranslation('takes');
  const { language, pauseMs, notation } = segment;
  return (
    <div className={classes.segment} lang={language}>
      <span className={classes.tag}>{language}</span>
      <span>
        {spokenParts(segment).map((part, at) =>
          part.change ? (
            // a segment's parts have no names of their own, and never move
            <Token key={at} change={part.change} onChoose={onChoose} />
          ) : (
            <span key={at}>{part.text}</span>
          ),
        )}
        {pauseMs > 0 && (
          <span className={classes.pause}>{t('spoken.pause', { sec: formatSec(pauseMs / 1000) })}</span>
        )}
        {notation !== undefined && <span className={classes.notation}>{notation}</span>}
      </span>
    </div>
  );
}

interface TokenProps {
  readonly change: SpokenChange;
  readonly onChoose: SegmentProps['onChoose'];
}

/** One token that is read otherwise than it is written, and its other readings. */
function Token({ change, onChoose }: TokenProps) {
  const { t } = useTranslation('takes');
  const { typed, spoken, choices = [], class: kind } = change;
  const asTyped = { spoken, write: spoken };
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <UnstyledButton
          className={classes.token}
          aria-label={t('spoken.token', { typed, spoken })}
          title={t('spoken.typed', { typed })}
        >
          {spoken}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {t(`spoken.classes.${kind}`, { defaultValue: kind })}: {typed}
        </Menu.Label>
        {(choices.length > 0 ? choices : [asTyped]).map((choice) => (
          <Menu.Item
            key={choice.write}
            leftSection={<IconCheck size={14} visibility={choice.spoken === spoken ? 'visible' : 'hidden'} />}
            onClick={() => onChoose(change, choice.write)}
          >
            {choice.spoken}
          </Menu.Item>
        ))}
        <Menu.Label>{t('spoken.written')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What the text is read in: as its letters say, or as a person says. */
function LanguageField({
  composer: { draft, change },
  found,
}: {
  readonly composer: Composer;
  readonly found: string | undefined;
}) {
  const { t, i18n } = useTranslation('takes');
  const engine = useSpeakingEngine();
  const nameOf = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const auto =
    found === undefined || found === 'und'
      ? t('spoken.auto')
      : t('spoken.autoFound', { language: nameOf.of(found) });
  const languages = [...new Set([...(engine?.languages ?? []), ...(draft.language ? [draft.language] : [])])];
  return (
    <Select
      size="xs"
      w={168}
      className={classes.language}
      aria-label={t('spoken.language')}
      data={[
        { value: 'auto', label: draft.language === undefined ? auto : t('spoken.auto') },
        ...languages.map((tag) => ({ value: tag, label: nameOf.of(tag) ?? tag })),
      ]}
      value={draft.language ?? 'auto'}
      onChange={(value) => change({ language: value === 'auto' || value === null ? undefined : value })}
      allowDeselect={false}
      searchable={languages.length > 12}
      withCheckIcon={false}
    />
  );
}
