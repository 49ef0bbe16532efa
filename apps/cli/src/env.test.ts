import { isAbsolute } from 'node:path';
import { expect, it } from 'vitest';
import { readEnv } from './env.ts';

it.each([
  [{ NO_COLOR: '1' }, false],
  [{ NO_COLOR: '', TERM: 'dumb' }, false],
  [{ NO_COLOR: '', TERM: 'xterm' }, true],
])('with %j colours: %s', (source, color) => {
  expect(readEnv(source).color).toBe(color);
});

it('takes address, token and folder, the folder from the checkout', () => {
  const env = readEnv({ PMP_URL: 'http://localhost:1', PMP_TOKEN: 't', PMP_DATA_DIR: 'elsewhere' });
  expect(env).toMatchObject({ url: 'http://localhost:1', token: 't' });
  expect(isAbsolute(env.dataDir)).toBe(true);
  expect(env.dataDir).toMatch(/[\\/]elsewhere$/);
});

it('takes an empty value for none', () => {
  const env = readEnv({ PMP_URL: '', PMP_TOKEN: '' });
  expect(env).not.toHaveProperty('url');
  expect(env).not.toHaveProperty('token');
});
