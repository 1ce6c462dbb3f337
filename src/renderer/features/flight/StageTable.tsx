import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Take } from '#contract/domain';
import { isSlow, type Stage } from '#contract/stages';
import { elapsed } from '../../lib/quantity';
import classes from './flight.module.css';

export interface StageTableProps {
  readonly take: Take;
  readonly onOpen: (stage: Stage) => void;
}

/** The five stages in numbers: what each took, what it usually takes here, and whether that is worth a look. */
export function StageTable({ take, onOpen }: StageTableProps) {
  const { t } = useTranslation('flight');
  return (
    <Table className={classes.table} verticalSpacing={4} horizontalSpacing={8}>
      <Table.Caption className={classes.caption}>{t('table.caption')}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('table.stage')}</Table.Th>
          <Table.Th>{t('table.state')}</Table.Th>
          <Table.Th className={classes.number}>{t('table.took')}</Table.Th>
          <Table.Th className={classes.number}>{t('table.usual')}</Table.Th>
          <Table.Th>{t('table.spread')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {take.stages.map((lane) => {
          const { stage, state, elapsedMs, estimateMs, usual } = lane;
          const stuck = take.quiet?.stage === stage || state === 'failed';
          const look = stuck ? 'stuck' : state !== 'waiting' && isSlow(lane, elapsedMs) ? 'slow' : undefined;
          return (
            <Table.Tr key={stage} data-look={look}>
              <Table.Th scope="row">
                <button type="button" className={classes.link} onClick={() => onOpen(stage)}>
                  {t(`stages.${stage}`)}
                </button>
              </Table.Th>
              <Table.Td>
                {look === 'slow'
                  ? t('states.slow')
                  : t(take.quiet?.stage === stage ? 'states.stuck' : `states.${state}`)}
              </Table.Td>
              <Table.Td className={classes.number}>{state === 'waiting' ? '–' : elapsed(elapsedMs)}</Table.Td>
              <Table.Td className={classes.number}>
                {estimateMs === undefined ? '–' : elapsed(estimateMs)}
              </Table.Td>
              <Table.Td>
                {usual === undefined
                  ? t('table.unknown')
                  : t('table.range', {
                      low: elapsed(usual.lowMs),
                      high: elapsed(usual.highMs),
                      count: usual.takes,
                    })}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
