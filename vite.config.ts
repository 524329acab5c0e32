import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { chunkGroups } from './chunkGroups.ts';
import { buildIdOf, offlineBuild } from './offlineBuild.ts';
import { zodWithoutJsonSchema } from './zodWithoutJsonSchema.ts';

const buildId = buildIdOf();
const server = `http://127.0.0.1:${process.env.PORT ?? '3000'}`;

/** The client: built into dist/client, which the server serves; `npm run dev` proxies to a running server. */
export default defineConfig(({ command }) => ({
  root: 'client',
  plugins: [react(), zodWithoutJsonSchema(), offlineBuild(buildId)],
  define: { __RUAM_BUILD__: JSON.stringify(command === 'build' ? buildId : '') },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    // zod is told not to use eval before any schema is made, because main.tsx comes first.
    rolldownOptions: { output: { codeSplitting: { groups: chunkGroups() } } },
  },
  server: {
    host: '127.0.0.1',
    port: Number(process.env.DEV_PORT ?? '5173'),
    strictPort: true,
    proxy: {
      '/api': { target: server },
      '/sync': { target: server, ws: true },
      '/live': { target: server, ws: true },
    },
  },
}));
