import { Button, Code, CopyButton, Group, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';
import { reportError } from '#contract/errors';
import type { StudioApi } from '#contract/studio-api';
import { logCrash } from './crash-log';
import { useStudio } from './studio';

/** Keeps a broken part of the window from taking the rest with it; the reason goes to the log. */
export function ErrorBoundary({ children }: { children: ReactNode }) {
  const { api } = useStudio();
  return <Boundary api={api}>{children}</Boundary>;
}

interface BoundaryProps {
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
    return <Crash thrown={this.state.thrown} onAgain={() => this.setState({ failed: false })} />;
  }
}

function Crash({ thrown, onAgain }: { thrown: unknown; onAgain: () => void }) {
  const { message, trace } = reportError(thrown);
  const details = `${message}\n${trace ?? ''}`;
  return (
    <Translation ns="app">
      {(t) => (
        <Stack p="xl" gap="md" maw={720} role="alert">
          <Title order={2} size="h4">
            {t('crash.title')}
          </Title>
          <Text>{t('crash.body')}</Text>
          <Code block mah={180} style={{ overflow: 'auto' }} tabIndex={0}>
            {message}
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
