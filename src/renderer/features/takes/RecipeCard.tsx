import { useEffect, useState } from 'react';
import { Button, Loader, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { warningWords } from '#i18n/finding-words';
import type { Lack, Verdict } from '#contract/recipes';
import { useStudio } from '../../state/studio';
import { droppedRecipe, takeInHand, type DroppedRecipe } from '../../lib/navigation';
import { useStore } from '../../lib/store';
import { ErrorCard } from '../../ui/ErrorCard';
import { DifferenceList } from './difference-words';
import { useReuseRecipe } from './reuse-recipe';
import classes from './TakeLibrary.module.css';
import { useTakes } from './takes-store';

interface RecipeCardProps {
  /** The person wants the file as a prompt after all. */
  readonly onUseAsPrompt: (file: File) => void;
}

/** A file that was dropped and says how it was made: open the recipe, make it again, or use it as a prompt. */
export function RecipeCard({ onUseAsPrompt }: RecipeCardProps) {
  const { t } = useTranslation('takeLibrary');
  const dropped = useStore(droppedRecipe);
  const close = () => droppedRecipe.set(undefined);
  return (
    <Modal
      opened={dropped !== undefined}
      onClose={close}
      title={t('again.title')}
      size={600}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {dropped && (
        <Found
          key={dropped.file.name}
          dropped={dropped}
          onClose={close}
          onUseAsPrompt={() => {
            close();
            onUseAsPrompt(dropped.file);
          }}
        />
      )}
    </Modal>
  );
}

interface FoundProps {
  readonly dropped: DroppedRecipe;
  readonly onClose: () => void;
  readonly onUseAsPrompt: () => void;
}

function Found({ dropped, onClose, onUseAsPrompt }: FoundProps) {
  const { t, i18n } = useTranslation('takeLibrary');
  const { api } = useStudio();
  const reuse = useReuseRecipe();
  const [found, setFound] = useState(dropped.found);
  const [takeId, setTakeId] = useState<string>();
  const [verdict, setVerdict] = useState<Verdict>();
  const [error, setError] = useState<StudioError>();
  const made = useTakes().takes.find(({ id }) => id === takeId);
  const fail = (thrown: unknown) => setError(StudioError.from(thrown));
  useVerdict(made, dropped, setVerdict, fail);

  const { stamp, lacks, voice, differences, untouched } = found;
  const { recipe, createdAt } = stamp;
  const blocked = lacks.some(({ blocking }) => blocking);
  const reproduce = () => {
    setError(undefined);
    setVerdict(undefined);
    api.repeatTake({ recipe }).then(({ id }) => {
      takeInHand.set(id);
      setTakeId(id);
    }, fail);
  };
  const restore = (voiceId: string) => {
    const { name } = dropped.file;
    api
      .restoreVoice({ voiceId })
      .then(() => api.readRecipe({ name, bytes: dropped.bytes }))
      .then(setFound, fail);
  };
  const date = createdAt === undefined ? '' : new Date(createdAt).toLocaleString(i18n.language);
  const making = takeId !== undefined && verdict === undefined && made?.state !== 'failed';
  return (
    <div className={classes.card}>
      <dl className={classes.facts}>
        <dt>{t('fields.text')}</dt>
        <dd>{recipe.source?.name ?? recipe.text}</dd>
        <dt>{t('fields.voice')}</dt>
        <dd>
          {recipe.voiceName}
          {voice && voice.name !== recipe.voiceName && ` (${voice.name})`}
        </dd>
        {recipe.instruction !== '' && (
          <>
            <dt>{t('fields.instruction')}</dt>
            <dd>{recipe.instruction}</dd>
          </>
        )}
        <dt>{t('fields.seed')}</dt>
        <dd>
          {recipe.seed} · {t('fields.speed')} {recipe.speed}
        </dd>
      </dl>
      <span className={classes.quiet}>
        {t('again.madeBy', { date, version: recipe.appVersion })}{' '}
        {untouched !== undefined && t(untouched ? 'again.untouched' : 'again.touched')}{' '}
        {found.takeId !== undefined && t('again.here')}
      </span>
      {lacks.map((lack) => (
        <LackLine key={lack.what} lack={lack} onRestore={restore} />
      ))}
      {differences.length > 0 && !verdict && (
        <span>
          <span className={classes.quiet}>{t('again.differs')}: </span>
          <DifferenceList differences={differences} />
        </span>
      )}
      {making && (
        <span className={classes.quiet} aria-live="polite">
          <Loader size={12} /> {t(made?.state === 'done' ? 'again.comparing' : 'again.making')}
        </span>
      )}
      {verdict && <VerdictLines verdict={verdict} />}
      {made?.error && <ErrorCard error={made.error} />}
      {error && <ErrorCard error={error} onDismiss={() => setError(undefined)} />}
      <div className={classes.end}>
        <Button size="xs" variant="subtle" onClick={onUseAsPrompt}>
          {t('again.asPrompt')}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            onClose();
            void reuse(voice ? { ...recipe, voiceId: voice.id } : recipe).catch(() => undefined);
          }}
        >
          {t('again.reuse')}
        </Button>
        <Button size="xs" disabled={blocked} loading={making} onClick={reproduce}>
          {t('again.reproduce')}
        </Button>
      </div>
    </div>
  );
}

/** Compares once, when the take is done. */
function useVerdict(
  made: Take | undefined,
  { file, bytes }: DroppedRecipe,
  onVerdict: (verdict: Verdict) => void,
  onError: (thrown: unknown) => void,
): void {
  const { api } = useStudio();
  const doneId = made?.state === 'done' ? made.id : undefined;
  useEffect(() => {
    if (doneId === undefined) return;
    api.compareWithFile({ takeId: doneId, name: file.name, bytes }).then(onVerdict, onError);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each take that is made, not for each render
  }, [doneId]);
}

function LackLine({
  lack,
  onRestore,
}: {
  readonly lack: Lack;
  readonly onRestore: (voiceId: string) => void;
}) {
  const { t, i18n } = useTranslation('takeLibrary');
  const { what, name, detail, voiceId, limit } = lack;
  const key = what === 'pack' && detail === '' ? 'packNone' : what;
  const shown = limit ? warningWords(limit, i18n.language) : what === 'voice' ? detail.slice(0, 12) : detail;
  return (
    <span className={classes.lack}>
      {t(`again.lacks.${key}`, { name, detail: shown })}{' '}
      {voiceId !== undefined && (
        <Button size="compact-xs" variant="light" onClick={() => onRestore(voiceId)}>
          {t('again.restoreVoice')}
        </Button>
      )}
    </span>
  );
}

function VerdictLines({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation('takeLibrary');
  const { result, first, differingSamples = 0, take, differences } = verdict;
  return (
    <div role="status" className={classes.verdict} data-result={result}>
      <strong>
        {result === 'identical' && t('again.identical', { count: take.samples ?? 0 })}
        {result === 'identical-source' && t('again.identicalSource')}
        {result === 'unknown' && t('again.unknown')}
        {result === 'parts' &&
          (first
            ? t('again.parts', { sec: first.sec.toFixed(3), sample: first.sample, count: differingSamples })
            : t('again.partsUnknown'))}
      </strong>
      {result === 'parts' && (
        <div>
          {differences.length === 0 ? (
            t('again.nothingDiffers')
          ) : (
            <>
              {t('again.because')}: <DifferenceList differences={differences} />
            </>
          )}
        </div>
      )}
    </div>
  );
}
