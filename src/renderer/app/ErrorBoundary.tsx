import { Button, Code, CopyButton, Group, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';
import { reportError, StudioError } from '#contract/errors';
import type { StudioApi } from '#contract/studio-api';
import { logCrash } from './crash-log';
import { useStudio } from '../state/studio';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** For parts of a line's height: says what happened in one line. */
  readonly compact?: boolean;
}

/** Keeps a broken part of the window from taking the rest with it; the reason goes to the log. */
export function ErrorBoundary({ children, compact = false }: ErrorBoundaryProps) {
  const { api } = useStudio();
  return (
    <Boundary api={api} compact={compact}>
      {children}
    </Boundary>
  );
}

interface BoundaryProps extends Required<Pick<ErrorBoundaryProps, 'compact'>> {
  readonly api: StudioApi;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly thrown?: unknown;
  readonly failed: boolean;
}

class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failed: false };

  static getDerivedStateFromError(thrown: unknown): BoundaryState {
    return { thrown, failed: true };
  }

  override componentDidCatch(thrown: unknown): void {
    logCrash(this.props.api, thrown);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const shown = { thrown: this.state.thrown, onAgain: () => this.setState({ failed: false }) };
    return this.props.compact ? <CrashLine {...shown} /> : <Crash {...shown} />;
  }
}

interface CrashProps {
  readonly thrown: unknown;
  readonly onAgain: () => void;
}

function CrashLine({ thrown, onAgain }: CrashProps) {
  return (
    <Translation ns="app">
      {(t) => (
        <Group gap="sm" px="md" py={8} role="alert">
          <Text size="sm" title={StudioError.from(thrown).message}>
            {t('crash.title')}
          </Text>
          <Button size="compact-xs" variant="default" onClick={onAgain}>
            {t('crash.again')}
          </Button>
        </Group>
      )}
    </Translation>
  );
}

function Crash({ thrown, onAgain }: CrashProps) {
  const { trace } = reportError(thrown);
  const details = `${StudioError.from(thrown).message}\n${trace ?? ''}`;
  return (
    <Translation ns="app">
      {(t) => (
        <Stack p="xl" gap="md" maw={720} role="alert">
          <Title order={2} size="h4">
            {t('crash.title')}
          </Title>
          <Text>{t('crash.body')}</Text>
          <Code block mah={180} style={{ overflow: 'auto' }} tabIndex={0}>
            {StudioError.from(thrown).message}
          </Code>
          <Group gap="sm">
            <Button onClick={onAgain}>{t('crash.again')}</Button>
            <CopyButton value={details}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? t('actions.copied') : t('crash.copy')}
                </Button>
              )}
            </CopyButton>
            <Button variant="default" onClick={() => window.location.reload()}>
              {t('crash.reload')}
            </Button>
          </Group>
        </Stack>
      )}
    </Translation>
  );
}
