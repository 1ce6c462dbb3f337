import { Checkbox, Skeleton, VisuallyHidden } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../state/session';
import type { VoiceActions } from './use-voice-actions';
import type { VoicePages } from './use-voice-pages';
import { VoiceRow } from './VoiceRow';
import classes from './VoiceTable.module.css';

const ROW_PX = 44;

interface VoiceTableProps {
  readonly pages: VoicePages;
  readonly total: number;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly openId: string | undefined;
  readonly onOpen: (voiceId: string) => void;
  readonly actions: VoiceActions;
}

/** The rows in sight of however many there are. */
export function VoiceTable({ pages, total, selected, onSelect, openId, onOpen, actions }: VoiceTableProps) {
  const { t } = useTranslation('voices');
  const { selectedVoiceId, selectVoice, goTo } = useSession();
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- no React Compiler runs here, nothing is memoized by it
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => pages.at(index)?.id ?? index,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { need } = pages;
  useEffect(() => need(first, last), [need, first, last]);
  const known = Array.from({ length: total }, (_, index) => pages.at(index)?.id).filter(
    (id) => id !== undefined,
  );
  const all = known.length > 0 && known.every((id) => selected.has(id));
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };

  return (
    <div className={classes.table} role="table" aria-label={t('title')} aria-rowcount={total + 1}>
      <div className={`${classes.line} ${classes.head}`} role="row">
        <span role="columnheader">
          <Checkbox
            size="xs"
            aria-label={t('selectAll')}
            checked={all}
            indeterminate={!all && selected.size > 0}
            onChange={() => onSelect(new Set(all ? [] : known))}
          />
        </span>
        <span role="columnheader">
          <VisuallyHidden>{t('columns.prompt')}</VisuallyHidden>
        </span>
        <span role="columnheader">{t('columns.name')}</span>
        <span role="columnheader">{t('columns.prompt')}</span>
        <span role="columnheader">{t('columns.quality')}</span>
        <span role="columnheader" className={classes.wide}>
          {t('columns.created')}
        </span>
        <span role="columnheader">
          <VisuallyHidden>{t('columns.actions')}</VisuallyHidden>
        </span>
      </div>
      <div ref={scroller} className={classes.scroller} role="rowgroup">
        <div style={{ height: rows.getTotalSize(), position: 'relative' }} role="presentation">
          {items.map((item) => {
            const voice = pages.at(item.index);
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                className={`${classes.line} ${classes.row}`}
                data-selected={voice && voice.id === openId ? true : undefined}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {voice ? (
                  <VoiceRow
                    voice={voice}
                    inUse={voice.id === selectedVoiceId}
                    checked={selected.has(voice.id)}
                    onCheck={() => toggle(voice.id)}
                    onOpen={() => onOpen(voice.id)}
                    actions={actions}
                    onUse={() => {
                      selectVoice(voice.id);
                      goTo('studio');
                    }}
                  />
                ) : (
                  <Skeleton height={20} className={classes.placeholder} />
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
