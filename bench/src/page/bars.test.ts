import { expect, it } from 'vitest';
import { bars } from './bars.ts';

const widthsOf = (svg: string) =>
  [...svg.matchAll(/<rect x="\d+" y="\d+" width="([\d.]+)"/g)].map(([, width]) => Number(width));

it('draws bars in proportion, with what they mean in words', () => {
  const svg = bars('CPU <a call>', [
    { name: 'ours & co', value: 2 },
    { name: 'theirs', value: 1, low: 0.9, high: 1.2 },
  ]);
  const [ours = 0, theirs = 0] = widthsOf(svg);
  expect(ours).toBeCloseTo(2 * theirs, 0);
  expect(svg).toContain('CPU &lt;a call&gt;');
  expect(svg).toContain('ours &amp; co');
  expect(svg.match(/stroke-width="2"/g)).toHaveLength(1);
});

it('leaves room for a mark beyond every bar', () => {
  const svg = bars('x', [{ name: 'a', value: 1 }], { at: 4, label: 'goal' });
  const [width = 0] = widthsOf(svg);
  expect(width).toBeLessThan(200);
  expect(svg).toContain('>goal</text>');
});
