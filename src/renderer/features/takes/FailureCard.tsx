import { useState } from 'react';
import { Button, Collapse } from '@mantine/core';
import { IconAlertTriangle, IconFileText, IconPackage, IconTool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Diagnosis, RepairKind } from '#contract/doctor';
import { retryingRepairSchema } from '#contract/doctor';
import type { Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { useStatusOf } from '../../state/live';
import { useStudio } from '../../state/studio';
import { useQuery } from '../../state/use-query';
import { formatTimeOfDay } from '../../lib/format';
import { bundleFor, showLog } from '../../lib/navigation';
import { errorWords } from '#i18n/error-words';
import { causeWords } from '#i18n/finding-words';
import { ErrorCard } from '../../ui/ErrorCard';
import classes from './FailureCard.module.css';

/** A take that failed: what happened with the numbers, why, what one click does about it, and the lines that prove it. */
export function FailureCard({ take }: { readonly take: Take }) {
  const { t, i18n } = useTranslation('takes');
  const diagnosis = useDiagnosis(take);
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<StudioError>();
  if (!take.error) return null;
  const words = errorWords(take.error, i18n.language);
  return (
    <div className={classes.card} role="alert">
      <IconAlertTriangle className={classes.icon} size={18} stroke={1.75} aria-hidden="true" />
      <div className={classes.body}>
        <p className={classes.title}>{words.title}</p>
        <p className={classes.words}>{words.detail}</p>
        {diagnosis && (
          <p className={classes.cause}>
            <span className={classes.why}>{t('doctor.why')}</span> {causeWords(diagnosis, i18n.language)}
          </p>
        )}
        <div className={classes.buttons}>
          <Repairs take={take} kinds={diagnosis?.repairs ?? ['retry']} onProblem={setProblem} />
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconFileText size={14} />}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t('doctor.lines')}
          </Button>
        </div>
        <Collapse expanded={open}>
          <Proof take={take} diagnosis={diagnosis} />
        </Collapse>
        {problem && <ErrorCard error={problem} onDismiss={() => setProblem(undefined)} />}
      </div>
    </div>
  );
}

interface RepairsProps {
  readonly take: Take;
  readonly kinds: readonly RepairKind[];
  readonly onProblem: (problem: StudioError) => void;
}

/** The advised repair stands first and looks like the thing to do. */
function Repairs({ take, kinds, onProblem }: RepairsProps) {
  const { t } = useTranslation('takes');
  const { api } = useStudio();
  const canChooseFolder = useStatusOf((status) => status?.canChooseFolder === true);
  const [busy, setBusy] = useState<RepairKind>();
  const able = kinds.filter((kind) => kind !== 'choose-folder' || canChooseFolder);
  const act = async (kind: RepairKind): Promise<void> => {
    const retrying = retryingRepairSchema.safeParse(kind);
    if (retrying.success) await api.repeatTake({ takeId: take.id, repair: retrying.data });
    else if (kind === 'verify-pack') await api.verifyPack({});
    else if (kind === 'support-bundle') bundleFor.set({ takeId: take.id });
    else {
      await api.chooseFolder({ kind: 'outputs', moveFiles: false });
      await api.repeatTake({ takeId: take.id });
    }
  };
  return able.map((kind, at) => (
    <Button
      key={kind}
      size="compact-sm"
      variant={at === 0 ? 'filled' : 'default'}
      leftSection={kind === 'support-bundle' ? <IconPackage size={14} /> : <IconTool size={14} />}
      loading={busy === kind}
      onClick={() => {
        setBusy(kind);
        act(kind)
          .catch((thrown: unknown) => onProblem(StudioError.from(thrown)))
          .finally(() => setBusy(undefined));
      }}
    >
      {t(`doctor.repairs.${kind}`)}
    </Button>
  ));
}

function Proof({ take, diagnosis }: { readonly take: Take; readonly diagnosis: Diagnosis | undefined }) {
  const { t } = useTranslation('takes');
  const failed = take.stages.find(({ state }) => state === 'failed')?.stage;
  return (
    <div className={classes.proof}>
      {(diagnosis?.proof ?? []).map((line) => (
        <button
          key={line.seq}
          type="button"
          className={classes.line}
          data-level={line.level}
          onClick={() => showLog({ takeId: take.id, stage: line.stage, seq: line.seq })}
        >
          <span>{formatTimeOfDay(new Date(line.time))}</span>
          <span>{line.message}</span>
        </button>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconFileText size={14} />}
        onClick={() => showLog({ takeId: take.id, stage: failed })}
      >
        {t('take.showLog')}
      </Button>
    </div>
  );
}

/** Why a take failed; undefined until the doctor has answered: the card says what happened without it, too. */
function useDiagnosis({ id, error }: Take): Diagnosis | undefined {
  const { data } = useQuery(`${id} ${error?.code ?? ''}`, (api) => api.diagnoseTake({ takeId: id }));
  return data ?? undefined;
}
