/** How the console is built: client/console -> client/dist, hashed names under assets/, no file of another host. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const SERVICE = process.env['GODWIT_DEV_SERVICE'] ?? 'http://127.0.0.1:8460';

export default defineConfig({
  root: here('./console'),
  plugins: [react()],
  resolve: { alias: [{ find: /^graphql$/, replacement: here('../node_modules/graphql/index.mjs') }] },
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 800, // raw; the test holds the compressed size under 250 KB
  },
  server: {
    proxy: {
      '/graphql': { target: SERVICE, ws: true, changeOrigin: true },
      '/session': { target: SERVICE, changeOrigin: true },
      '/download': { target: SERVICE, changeOrigin: true },
    },
  },
});
