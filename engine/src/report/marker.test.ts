import { expect, test } from 'vitest';
import { hasMarker, marker, withMarker } from './marker.js';

const id = 'acme/ops#12:comment:34';

test.each([
  ['ours, as written', { body: withMarker('run', id, 'hello'), byThisApp: true }, true],
  ['ours, line ends changed by GitHub', { body: `${marker('run', id)}\r\nhello`, byThisApp: true }, true],
  ['forged by a person', { body: withMarker('run', id, 'hello'), byThisApp: false }, false],
  ['quoted further down in ours', { body: `hello\n${marker('run', id)}`, byThisApp: true }, false],
  ['of another kind', { body: withMarker('request', id, 'hello'), byThisApp: true }, false],
  ['about another id', { body: withMarker('run', `${id}5`, 'hello'), byThisApp: true }, false],
])('%s', (_name, comment, ours) => {
  expect(hasMarker(comment, 'run', id)).toBe(ours);
});

test('an id cannot end the comment that hides it', () => {
  const hostile = 'x --> <img src=y>\n';
  expect(marker('run', hostile)).toMatch(/^<!-- chatops:run:[A-Za-z0-9%._!~*'()]+ -->$/);
  expect(hasMarker({ body: withMarker('run', hostile, ''), byThisApp: true }, 'run', hostile)).toBe(true);
});
