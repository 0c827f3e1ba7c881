/** The page's entry: lets what the document brought be painted, then fetches the script that draws the screens. */
import './fonts.ts';
import './style/tokens.css';
import './style/base.css';
import './parts/footer.css';
import './parts/frame.css';
import './parts/hero.css';
import './parts/icon.css';
import './parts/navigation.css';
import './parts/top-bar.css';

/** A window that nobody sees may not be painted at all. */
const patienceMs = 500;

const painted = new Promise((done) => {
  const first = new PerformanceObserver((entries) => entries.getEntriesByName('first-contentful-paint').forEach(done));
  first.observe({ type: 'paint', buffered: true });
  setTimeout(done, patienceMs);
});

if (document.getElementById('page')?.firstChild) await painted;
await import('./main.tsx');
