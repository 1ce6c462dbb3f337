import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import type { TakeChange } from '#contract/take-library';
import { engineName } from '../../lib/engine-words';
import { useQuery } from '../../state/use-query';
import { showLog } from '../../lib/navigation';
import { elapsed } from '../../lib/quantity';
import { warningWords } from '#i18n/finding-words';
import { Lanes } from '../../ui/Lanes';
import { sourceAgain } from './source-ref';
import { SourceSound } from './SourceSound';
import classes from './TakeList.module.css';
import { TakeNotes } from './TakeNotes';
import { TakeVersions } from './TakeVersions';

interface TakeDetailsProps {
  readonly take: Take;
  readonly onMark: (change: TakeChange) => void;
}

/** Everything that was recorded about a take: the words as they were read, what was understood, where the time went. */
export function TakeDetails({ take, onMark }: TakeDetailsProps) {
  const { t, i18n } = useTranslation(['takes', 'takeLibrary', 'segments']);
  const { recipe, warnings } = take;
  // without a trace nobody knows
  const { data: trace } = useQuery(`${take.id} ${take.state}`, (api) =>
    api.getTakeTrace({ takeId: take.id }),
  );
  const firstAudioMs = trace?.arrivals[0]?.atMs;
  return (
    <dl className={classes.details}>
      <Fact name={t('takeLibrary:name')}>
        <TakeNotes take={take} onChange={onMark} />
      </Fact>
      <TakeVersions take={take} />
      {recipe.source ? (
        <Fact name={t('take.source')}>
          <SourceSound source={sourceAgain(recipe.source)} />
        </Fact>
      ) : (
        <Fact name={t('take.text')}>{recipe.text}</Fact>
      )}
      {recipe.normalizedText !== '' && recipe.normalizedText !== recipe.text && (
        <Fact name={t('take.normalized')}>{recipe.normalizedText}</Fact>
      )}
      {recipe.instruction !== '' && <Fact name={t('take.direction')}>{recipe.instruction}</Fact>}
      <Fact name={t('take.mode')}>
        {engineName({ id: recipe.engine, name: recipe.engineName }, i18n.language)} ·{' '}
        {t(`modes.${recipe.mode}.label`)}
      </Fact>
      {warnings.map((warning, at) => (
        <Fact key={at} name={t('take.warnings', { count: 1 })} look>
          {warningWords(warning, i18n.language)}
        </Fact>
      ))}
      <Fact name={t('take.stages')}>
        <Lanes stages={take.stages} onOpen={(stage) => showLog({ takeId: take.id, stage })} />
      </Fact>
      {firstAudioMs !== undefined && (
        <Fact name={t('segments:firstAudio')}>
          {t('segments:firstAudioAfter', { time: elapsed(firstAudioMs) })}
        </Fact>
      )}
      {take.file !== undefined && (
        <Fact name={t('take.file')}>
          <code>{take.file}</code>
        </Fact>
      )}
      {take.pcmSha256 !== undefined && (
        <Fact name={t('take.hash')}>
          <code>{take.pcmSha256}</code>
        </Fact>
      )}
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ReactNode;
  /** Worth a look. */
  readonly look?: boolean;
}

function Fact({ name, children, look = false }: FactProps) {
  return (
    <div data-look={look}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
