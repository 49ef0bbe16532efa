import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.ts';
import { router } from './router.tsx';
import { watchSignOut } from './session/session.ts';
import './styles/app.css';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app');

watchSignOut(() => queryClient.clear());

createRoot(root).render(
  <QueryClientProvider client={queryClient}>
    <RouterProvider router={router} />
  </QueryClientProvider>,
);
