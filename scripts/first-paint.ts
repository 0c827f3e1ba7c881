/**
 * A part of the page's build: draws what is painted first (renderer/first.tsx) in both languages and puts it into the
 * document, each in a template, of which the host takes the one that is spoken (main/host/look.ts).
 */
import react from '@vitejs/plugin-react';
import { createServer, type Plugin } from 'vite';
import type { Lang } from '../main/core/rules.ts';

/** What a module of the page asks the browser as it is loaded; nothing of it is drawn. */
const browser = { matchMedia: () => ({ matches: false }) };

interface FirstPaint {
  readonly first: (lang: Lang) => Promise<string>;
}

async function drawn(root: string): Promise<Record<Lang, string>> {
  const server = await createServer({
    configFile: false,
    root,
    plugins: [react()],
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    Object.assign(globalThis, browser);
    const { first } = (await server.ssrLoadModule('/first.tsx')) as FirstPaint;
    return { en: await first('en'), zh: await first('zh') };
  } finally {
    for (const name of Object.keys(browser)) Reflect.deleteProperty(globalThis, name);
    await server.close();
  }
}

/** @param root folder of the page's sources. */
export function firstPaint(root: string): Plugin {
  return {
    name: 'rootseal-first-paint',
    apply: 'build',
    transformIndexHtml: async (html) => {
      const both = await drawn(root);
      const templates = Object.entries(both).map(([lang, markup]) => {
        if (/\sstyle=/.test(markup))
          throw new Error('what is painted first has a style attribute: the policy forbids it');
        return `    <template data-first="${lang}">${markup}</template>\n`;
      });
      return html.replace('  </body>', () => `${templates.join('')}  </body>`);
    },
  };
}
