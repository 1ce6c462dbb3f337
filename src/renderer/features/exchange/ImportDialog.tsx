import { Badge, Button, Checkbox, Group, Loader, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportFile, ImportResult, IncomingVoice } from '#contract/exchange';
import { StudioError } from '#contract/errors';
import { useStudio } from '../../state/studio';
import { useQuery } from '../../state/use-query';
import { formatSec } from '../../lib/format';
import { warningWords } from '#i18n/finding-words';
import { ErrorCard } from '../../ui/ErrorCard';
import classes from './exchange.module.css';

interface ImportDialogProps {
  readonly file: File;
  readonly onClose: () => void;
}

/** What an archive holds, before anything of it is written: which voices, whose, and what does not come in. */
export function ImportDialog({ file, onClose }: ImportDialogProps) {
  const { t } = useTranslation('exchange');
  const { api } = useStudio();
  const [picked, setPicked] = useState<ReadonlySet<number>>();
  const [failure, setFailure] = useState<StudioError>();
  const [working, setWorking] = useState(false);
  const [result, setResult] = useState<ImportResult>();
  const { data: content, error: unreadable } = useQuery(
    `${file.name} ${file.size} ${file.lastModified}`,
    async (asked) => {
      const read = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
      return { file: read, preview: await asked.previewImport(read) };
    },
  );
  const error = failure ?? unreadable;
  // a voice that is here already stays out unless it is asked for
  const chosen =
    picked ??
    new Set(content?.preview.voices.filter(({ sameAs }) => !sameAs).map(({ index }) => index) ?? []);

  const take = async (from: ImportFile) => {
    setWorking(true);
    try {
      setResult(await api.importVoices({ ...from, indexes: [...chosen] }));
      setFailure(undefined);
    } catch (thrown) {
      setFailure(StudioError.from(thrown));
    }
    setWorking(false);
  };
  const toggle = (index: number) => {
    const next = new Set(chosen);
    if (!next.delete(index)) next.add(index);
    setPicked(next);
  };

  return (
    <Modal opened onClose={onClose} title={t('title', { file: file.name })} size="lg" centered>
      {error && <ErrorCard error={error} />}
      {!content && !error && (
        <Group gap={8}>
          <Loader size={16} aria-hidden />
          <Text size="sm">{t('reading')}</Text>
        </Group>
      )}
      {content && !result && (
        <>
          <ul className={classes.voices}>
            {content.preview.voices.map((voice) => (
              <Incoming
                key={voice.index}
                voice={voice}
                checked={chosen.has(voice.index)}
                onToggle={() => toggle(voice.index)}
              />
            ))}
          </ul>
          <Group justify="flex-end" gap={8} mt={16}>
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button loading={working} disabled={chosen.size === 0} onClick={() => void take(content.file)}>
              {t('import', { count: chosen.size })}
            </Button>
          </Group>
        </>
      )}
      {result && (
        <Group justify="space-between" mt={8}>
          <Text size="sm" role="status">
            {t('done', { count: result.voices.length })}
          </Text>
          <Button onClick={onClose}>{t('close')}</Button>
        </Group>
      )}
    </Modal>
  );
}

interface IncomingProps {
  readonly voice: IncomingVoice;
  readonly checked: boolean;
  readonly onToggle: () => void;
}

function Incoming({ voice, checked, onToggle }: IncomingProps) {
  const { t, i18n } = useTranslation('exchange');
  const { name, importName, promptSec, prompts, language, tags, consent, hasStatement, sameAs, warnings } =
    voice;
  return (
    <li className={classes.voice}>
      <Checkbox checked={checked} onChange={onToggle} label={importName} fw={600} />
      <div className={classes.facts}>
        <span className="tabular">{t('prompts', { count: prompts, sec: formatSec(promptSec) })}</span>
        {language !== '' && <span>{language}</span>}
        {tags.map((tag) => (
          <Badge key={tag} variant="default" radius="sm" size="sm">
            {tag}
          </Badge>
        ))}
        <span>
          {consent?.kind === 'permitted'
            ? t(hasStatement ? 'consent.spoken' : 'consent.permitted', { by: consent.by })
            : t(`consent.${consent?.kind ?? 'none'}`)}
        </span>
      </div>
      {importName !== name && <Text size="xs">{t('renamed', { name })}</Text>}
      {sameAs && <Text size="xs">{t('sameAs', { name: sameAs.name })}</Text>}
      {warnings.map((warning, at) => (
        <Text key={at} size="xs" className={classes.warning}>
          {warningWords(warning, i18n.language)}
        </Text>
      ))}
    </li>
  );
}
