import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { moduleList } from './build/module-list.ts';

const server = `http://127.0.0.1:${process.env['PORT'] ?? '8000'}`;

export default defineConfig({
  plugins: [react(), tailwindcss(), moduleList('bundle-modules.json')],
  build: {
    target: 'es2022',
    // The server's policy allows scripts and styles from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/trpc': server, '/config.json': server, '/homeowner': server, '/openapi.json': server },
  },
});
