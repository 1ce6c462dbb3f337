import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { INBOX } from '#contract/domain';
import { lexiconScopes, type LexiconScope } from '#contract/lexicon';
import { useSession } from '../../state/session';
import { useProjects } from '../../state/use-projects';
import { VoicePicker } from '../../ui/VoicePicker';
import classes from './lexicon.module.css';

interface ScopeFieldProps {
  readonly value: LexiconScope;
  readonly onChange: (scope: LexiconScope) => void;
}

/** Where an entry counts; a project or a voice is named beside it. */
export function ScopeField({ value: { scope, scopeId }, onChange }: ScopeFieldProps) {
  const { t } = useTranslation('lexicon');
  const { selectedVoiceId, projectId } = useSession();
  const { projects = [] } = useProjects();
  const start = { library: undefined, project: projectId ?? projects[0]?.id, voice: selectedVoiceId };
  return (
    <div className={classes.scope}>
      <Select
        size="xs"
        w={128}
        label={t('fields.scope')}
        data={lexiconScopes
          .filter((each) => each === 'library' || start[each] !== undefined)
          .map((each) => ({ value: each, label: t(`scopes.${each}`) }))}
        value={scope}
        onChange={(value) => {
          const next = lexiconScopes.find((each) => each === value) ?? 'library';
          const id = start[next];
          onChange(id === undefined ? { scope: 'library' } : { scope: next, scopeId: id });
        }}
        allowDeselect={false}
        withCheckIcon={false}
      />
      {scope === 'project' && (
        <Select
          size="xs"
          w={150}
          aria-label={t('scopes.project')}
          data={projects.map(({ id, name }) => ({ value: id, label: id === INBOX ? t('inbox') : name }))}
          value={scopeId ?? null}
          onChange={(id) => id !== null && onChange({ scope, scopeId: id })}
          searchable={projects.length > 8}
          allowDeselect={false}
          withCheckIcon={false}
        />
      )}
      {scope === 'voice' && (
        <VoicePicker
          size="xs"
          w={150}
          aria-label={t('scopes.voice')}
          voiceId={scopeId}
          onPick={(voice) => voice && onChange({ scope, scopeId: voice.id })}
        />
      )}
    </div>
  );
}
