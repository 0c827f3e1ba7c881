/** Opens the window as whoever runs this, says what it is fit for, and ends it: one JSON object on standard output. */
import { chromiumHere, openHost, smallPage } from './chromium.ts';

const { host, services, page } = await openHost(chromiumHere() ?? '', smallPage(), process.env);
await page();
const { sandboxed, standalone } = host.current;
const { unfit } = services.side;
console.log(
  JSON.stringify({
    uid: process.getuid?.(),
    sandboxed,
    standalone,
    real: unfit(false) ?? null,
    rehearsal: unfit(true) ?? null,
  }),
);
await host.end({ code: 0 });
process.exit(0);
