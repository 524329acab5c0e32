import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { chunkGroups } from './chunkGroups.ts';
import { buildIdOf, offlineBuild } from './offlineBuild.ts';
import { zodWithoutJsonSchema } from './zodWithoutJsonSchema.ts';

const buildId = buildIdOf();
const server = `http://127.0.0.1:${process.env.PORT ?? '3000'}`;

/** The main screens and the words keep their names, to be found again. */
const isNamed = /^(signIn|board|nextStep|workspace|(opening|menu|later)\.\w\w)$/;

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
    // The names of all files stand in the first one, for what is loaded later: they are no longer than they must be.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: chunkGroups() },
        chunkFileNames: ({ name }) => (isNamed.test(name) ? 'assets/[name]-[hash].js' : 'assets/[hash].js'),
        assetFileNames: 'assets/[hash][extname]',
      },
    },
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
