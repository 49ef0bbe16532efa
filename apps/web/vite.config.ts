import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { moduleList } from './build/module-list.ts';

const server = `http://127.0.0.1:${process.env['PORT'] ?? '8000'}`;

// What no screen can do without. The form library and the sign-in library come when they are needed.
const everyScreen =
  /[\\/]node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|@tanstack[\\/][^\\/]+|@trpc[\\/][^\\/]+|superjson|copy-anything|is-what|zod)[\\/]/;

export default defineConfig({
  plugins: [react(), tailwindcss(), moduleList('bundle-modules.json')],
  build: {
    target: 'es2022',
    // The server's policy allows scripts and styles from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Left alone, every small module that two screens share becomes a file of its own.
        codeSplitting: {
          groups: [
            { name: 'vendor', test: everyScreen },
            { name: 'shared', test: /[\\/]src[\\/](api|session|ui|words)[\\/](?!oidc|field-message)/ },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/trpc': server, '/config.json': server, '/homeowner': server, '/openapi.json': server },
  },
});
