import { defineConfig } from 'vite';

/** One page, one script, one style sheet, all beside each other and none inline: the server's policy allows no other. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsDir: '',
    // What others wrote of it goes with their licences.
    license: { fileName: 'licences.md' },
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: false,
    reportCompressedSize: false,
  },
});
