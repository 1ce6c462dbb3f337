import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { StudioService } from '#contract/studio-api';
import { i18n } from '../i18n';
import { LiveProvider } from '../state/live';
import classes from './Providers.module.css';
import { SessionProvider } from '../state/session';
import { StudioProvider } from '../state/studio';
import { cssVariables, theme } from './theme';

/** Everything a feature finds around itself; the window and the tests use the same. */
export function Providers({ service, children }: { service: StudioService; children: ReactNode }) {
  return (
    <I18nextProvider i18n={i18n}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Notifications position="bottom-center" limit={3} containerWidth={420} className={classes.notices} />
        <StudioProvider service={service}>
          <LiveProvider>
            <SessionProvider>{children}</SessionProvider>
          </LiveProvider>
        </StudioProvider>
      </MantineProvider>
    </I18nextProvider>
  );
}
