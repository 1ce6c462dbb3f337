import { useCallback, useEffect, useState } from 'react';
import { StudioError } from '#contract/errors';
import type { MachineReport, ProbeProgress } from '#contract/machine';
import { useStudio } from '../../state/studio';

export interface MachineState {
  readonly report: MachineReport | undefined;
  /** What is looked at now; undefined when nothing is. */
  readonly probing: ProbeProgress | undefined;
  readonly error: StudioError | undefined;
  readonly probe: () => void;
}

const BEGINNING: ProbeProgress = { step: 'hardware', done: 0, total: 1 };

/** The kept report of this machine; the first look at it asks for one. */
export function useMachine(): MachineState {
  const { api, on } = useStudio();
  const [report, setReport] = useState<MachineReport>();
  const [probing, setProbing] = useState<ProbeProgress>();
  const [error, setError] = useState<StudioError>();

  const probe = useCallback(() => {
    setError(undefined);
    setProbing(BEGINNING);
    api
      .probeMachine()
      .then(setReport, (thrown: unknown) => setError(StudioError.from(thrown)))
      .finally(() => setProbing(undefined));
  }, [api]);

  useEffect(() => on('probing', setProbing), [on]);
  useEffect(() => {
    let shown = true;
    api.getMachine().then(
      (kept) => {
        if (!shown) return;
        if (kept) setReport(kept);
        else probe();
      },
      (thrown: unknown) => shown && setError(StudioError.from(thrown)),
    );
    return () => {
      shown = false;
    };
  }, [api, probe]);
  return { report, probing, error, probe };
}
