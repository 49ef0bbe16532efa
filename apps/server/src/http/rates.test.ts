import fastify from 'fastify';
import { expect, test } from 'vitest';
import { addressKey, admitWith, networkOf, unlimited } from './rates.ts';

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['::FFFF:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s belongs to %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});

test('a key names no address, and is the same for neighbours in one network only', () => {
  expect(addressKey('203.0.113.9')).not.toContain('203');
  expect(addressKey('2001:db8:1:2::1')).toBe(addressKey('2001:db8:1:2:ffff::9'));
  expect(addressKey('2001:db8:1:2::1')).not.toBe(addressKey('2001:db8:1:3::1'));
});

test('a known caller without a limit is let in at once', async () => {
  const meter = { spend: () => Promise.reject(new Error('not asked')) };
  const admit = admitWith({ authenticate: () => undefined, meter, rates: unlimited });
  const steps: string[] = [];
  const app = fastify();
  app.addHook('onRequest', (request, reply, done) => {
    admit.call(app, request, reply, (fault?: Error) => {
      steps.push('let in');
      done(fault);
    });
    steps.push('hook ended');
  });
  app.get('/', () => ({}));
  expect((await app.inject('/')).statusCode).toBe(200);
  expect(steps).toEqual(['let in', 'hook ended']);
});
