/** Run in a page, as text: when it has painted first, and when all of it was there, in ms since 1970. */
const first = `new Promise((done) =>
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === 'first-contentful-paint') done(performance.timeOrigin + startTime);
  }).observe({ type: 'paint', buffered: true }))`;

/** Home, with what the services answered, in the frame before this moment; a bare window has nothing more to show. */
const whole = `new Promise((done) => {
  const there = () => !document.getElementById('page') || document.querySelector('.home[data-newcomer], .home-list > *');
  const look = () => requestAnimationFrame(() => {
    if (there()) setTimeout(() => done(performance.timeOrigin + performance.now()));
    else look();
  });
  look();
})`;

exports.painted = `Promise.all([${first}, ${whole}]).then((times) => times.join(' '))`;
