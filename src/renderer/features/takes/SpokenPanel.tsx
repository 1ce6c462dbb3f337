import { Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SpokenSegment } from '#contract/spoken';
import { formatSec } from '../../lib/format';
import { warningWords } from '#i18n/finding-words';
import { errorWords } from '#i18n/error-words';
import classes from './SpokenPanel.module.css';
import { spokenParts } from './spoken-parts';
import { SpokenToken } from './SpokenToken';
import type { Composer } from './use-composer';
import { useRemembered, type Remembered } from './use-remembered';
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
  const remembered = useRemembered(composer);
  const isStale = answer?.text !== composer.draft.text;
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
        {remembered.error && (
          <span role="alert" className={classes.note}>
            {errorWords(remembered.error, i18n.language).detail}
          </span>
        )}
        {answer?.spoken?.segments.map((segment) => (
          <Segment key={segment.startChar} segment={segment} remembered={remembered} />
        ))}
        {answer?.spoken?.notes.map((note) => (
          <span key={JSON.stringify(note)} className={classes.note}>
            {warningWords(note, i18n.language)}
          </span>
        ))}
      </div>
    </section>
  );
}

interface SegmentProps {
  readonly segment: SpokenSegment;
  readonly remembered: Remembered;
}

function Segment({ segment, remembered }: SegmentProps) {
  const { t } = useTranslation('takes');
  const { language, pauseMs, notation } = segment;
  return (
    <div className={classes.segment} lang={language}>
      <span className={classes.tag}>{language}</span>
      <span>
        {spokenParts(segment).map((part, at) =>
          part.change ? (
            // a segment's parts have no names of their own, and never move
            <SpokenToken key={at} change={part.change} remembered={remembered} />
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
