import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import classes from './models.module.css';

interface ConfirmInPlaceProps {
  readonly ask: string;
  readonly question: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
}

/** A button whose work cannot be undone: it asks once, where it stands. */
export function ConfirmInPlace({ ask, question, yes, no, onYes }: ConfirmInPlaceProps) {
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <Button size="compact-md" variant="subtle" color="gray" onClick={() => setAsking(true)}>
        {ask}
      </Button>
    );
  return (
    <div className={classes.confirm} role="group" aria-label={question}>
      <Text size="sm">{question}</Text>
      <Button
        size="compact-md"
        variant="default"
        className={classes.danger}
        autoFocus
        onClick={() => {
          setAsking(false);
          onYes();
        }}
      >
        {yes}
      </Button>
      <Button size="compact-md" variant="subtle" color="gray" onClick={() => setAsking(false)}>
        {no}
      </Button>
    </div>
  );
}
