import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../styles/tokens.css';
import '../styles/base.css';
import { Failure } from './api.ts';
import { EventsProvider } from './events.tsx';
import { GuideProvider } from './guide.tsx';
import { router } from './router.tsx';
import { SettingsProvider } from './settings.tsx';

/** The folder says when something changed, so nothing grows old by itself. A server that does not answer is asked again; one that says no is not. */
const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      refetchOnWindowFocus: false,
      retry: (count, error) => error instanceof Failure && error.unreachable && count < 3,
      retryDelay: (count) => Math.min(1000 * 2 ** count, 5000),
    },
  },
});

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <SettingsProvider>
        <EventsProvider>
          <GuideProvider>
            <RouterProvider router={router} />
          </GuideProvider>
        </EventsProvider>
      </SettingsProvider>
    </QueryClientProvider>
  </StrictMode>,
);
