import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CastMember, Script } from '#contract/scripts';
import { voiceColours } from '#contract/voices';
import { dotColour } from '../../ui/colours';
import { VoicePicker } from '../../ui/VoicePicker';
import classes from './script.module.css';
import type { ScriptEditing } from './use-script';

interface CastPanelProps {
  readonly script: Script;
  readonly change: ScriptEditing['change'];
}

/** Who speaks: one row a speaker, asked for their voice once and not once a line. */
export function CastPanel({ script, change }: CastPanelProps) {
  const { t } = useTranslation('script');
  const members = speakersOf(script);
  if (members.length === 0) return null;
  const put = (member: CastMember) => void change({ do: 'cast', member });
  return (
    <section className={classes.section} aria-labelledby="script-cast">
      <h3 id="script-cast" className={classes.title}>
        {t('cast')}
      </h3>
      {members.map((member, at) => {
        const { speaker, voiceId, instruction, colour } = member;
        return (
          <div key={speaker} className={classes.member}>
            <span className={classes.memberName} title={speaker}>
              <span
                className={classes.dot}
                style={{ display: 'inline-block', marginInlineEnd: 6, background: dotColour(colour) }}
                aria-hidden
              />
              {speaker}
              {at < 9 && <span className={classes.quiet}> Ctrl+{at + 1}</span>}
            </span>
            <VoicePicker
              size="xs"
              aria-label={t('voiceOf', { speaker })}
              placeholder={t('noVoice')}
              voiceId={voiceId}
              clearable
              onPick={(voice) => put({ ...member, voiceId: voice?.id })}
            />
            <TextInput
              size="xs"
              className={classes.wide}
              aria-label={t('directionOf', { speaker })}
              placeholder={t('direction')}
              defaultValue={instruction}
              key={instruction}
              onBlur={({ currentTarget: { value } }) =>
                value.trim() !== instruction && put({ ...member, instruction: value.trim() })
              }
            />
          </div>
        );
      })}
    </section>
  );
}

/** @returns the cast, and whoever has a line and no place in it yet, each with a colour of their own */
export function speakersOf({ cast, lines }: Script): CastMember[] {
  const known = new Set(cast.map(({ speaker }) => speaker));
  const others = [...new Set(lines.map(({ speaker }) => speaker))].filter(
    (speaker) => speaker !== '' && !known.has(speaker),
  );
  return [
    ...cast,
    ...others.map((speaker, at) => ({
      ...{ speaker, instruction: '' },
      colour: voiceColours[(cast.length + at) % voiceColours.length] ?? '',
    })),
  ];
}
