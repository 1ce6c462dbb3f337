import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQuery } from '../../state/use-query';
import classes from './TakeComposer.module.css';

/** One character of the text that is picked, and where it stands. */
export interface PickedCharacter {
  readonly at: number;
  readonly character: string;
}

/** @returns what is selected when that is a single Chinese character */
export function pickedCharacter({ value, selectionStart, selectionEnd }: HTMLTextAreaElement) {
  const character = value.slice(selectionStart, selectionEnd);
  return /^\p{Script=Han}$/u.test(character) ? { at: selectionStart, character } : undefined;
}

interface ReadingsProps {
  readonly picked: PickedCharacter;
  /** A reading was chosen: its marker takes the character's place. */
  readonly onChoose: (picked: PickedCharacter, marker: string) => void;
}

/** The ways in which a picked character may be read; one with a single reading needs no choice. */
export function Readings({ picked, onChoose }: ReadingsProps) {
  const { t } = useTranslation('takes');
  const { character } = picked;
  // the choice is a courtesy: without an answer, pinyin can be typed as well
  const { data: readings } = useQuery(character, (api) => api.listReadings({ character }));
  if (readings === undefined || readings.length < 2) return null;
  return (
    <span className={classes.readings} role="group" aria-label={t('readings.label', { character })}>
      <span>{t('readings.label', { character })}</span>
      {readings.map(({ syllable, marker }) => (
        <Button
          key={marker}
          size="compact-xs"
          variant="default"
          // the selection in the text must outlive the press
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(picked, marker)}
        >
          {syllable}
        </Button>
      ))}
    </span>
  );
}
