import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../lib/store';
import classes from './record.module.css';
import { readChoice, sentenceOf } from './sentences';

/** A sentence to read into the microphone, large enough for an arm's length. */
export function ReadAloud() {
  const { t } = useTranslation('record');
  const sentence = sentenceOf(useStore(readChoice));
  const choose = (change: Partial<ReturnType<typeof readChoice.get>>) =>
    readChoice.set((before) => ({ ...before, ...change }));
  if (!sentence)
    return (
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          {t('read.own')}
        </Text>
        <Button size="compact-xs" variant="subtle" onClick={() => choose({ ownWords: false })}>
          {t('read.show')}
        </Button>
      </Group>
    );
  const other = sentence.language === 'zh' ? 'en' : 'zh';
  return (
    <section className={classes.read} aria-label={t('read.label')}>
      <Text size="xs" c="dimmed">
        {t('read.hint')}
      </Text>
      <p className={classes.sentence} lang={sentence.language}>
        {sentence.text}
      </p>
      <Group gap={4}>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => readChoice.set((before) => ({ ...before, at: before.at + 1 }))}
        >
          {t('read.another')}
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={() => choose({ language: other })}>
          {t(`read.in.${other}`)}
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={() => choose({ ownWords: true })}>
          {t('read.ownWords')}
        </Button>
      </Group>
    </section>
  );
}
