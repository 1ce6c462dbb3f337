import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/studio.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app/App';
import { ConnectionProvider } from './state/connection';
import { logUncaughtErrors } from './app/crash-log';
import { Providers } from './app/Providers';
import { openPortHere } from './lib/port';
import { reconnectingService } from './lib/port-service';

// the page's security policy forbids building functions from text, which zod would try first
z.config({ jitless: true });

const connection = reconnectingService(openPortHere(window));
logUncaughtErrors(window, connection.service.api);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ConnectionProvider store={connection}>
      <Providers service={connection.service}>
        <App />
      </Providers>
    </ConnectionProvider>
  </StrictMode>,
);
