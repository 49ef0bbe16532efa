import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/auth/principal.ts';
import { appRouter } from '../../src/router.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aContent } from '../factories/quote.ts';
import { hexId } from '../factories/unique.ts';
import { aBidder, aQuoting } from '../quoting.ts';
import { callPath, createTestApi, refusalOf, refused } from '../testing.ts';
import { type Visitor, visitors } from './matrix.ts';
import { type QuoteFixture, quoteRows } from './rows/quotes.ts';

const canary = 'CANARY-of-the-bidder';

describe('who may do what with quotes', () => {
  let api = createTestApi();
  let principals = {} as Record<Visitor, Principal | null>;
  let fixture: QuoteFixture = { in: { quoting: '' }, quoteId: '' };

  beforeEach(async () => {
    api = createTestApi();
    const bidder = await aBidder(api.deps);
    const home = await aQuoting(api.deps, { invited: { contractorIds: [bidder.id] } });
    const { id: quoteId } = await bidder.quotes.submit({
      requestId: home.id,
      ...aContent({ note: canary }),
    });
    fixture = { in: { quoting: home.id }, quoteId };
    principals = {
      anonymous: null,
      owner: home.principal,
      otherHomeowner: aPrincipal(),
      assignedContractor: bidder.principal,
      otherContractor: (await aBidder(api.deps)).principal,
      official: aPrincipal({ roles: ['official'] }),
      officialElsewhere: aPrincipal({ roles: ['official'] }),
      noRole: aPrincipal({ roles: [] }),
      twoRoles: aPrincipal({ roles: ['homeowner', 'contractor'] }),
    };
    await api.deps.officials.assign(principals.official?.userId ?? '', 'riverton');
    await api.deps.officials.assign(principals.officialElsewhere?.userId ?? '', 'milford');
  });

  const call = (path: string, visitor: Visitor, given = fixture) =>
    callPath(api.contextAs(principals[visitor]), path, quoteRows[path]?.input(given));

  it('has a row for every procedure', () => {
    const paths = Object.keys(appRouter._def.procedures).filter((path) => path.includes('.quotes.'));
    expect(Object.keys(quoteRows).toSorted()).toEqual(paths.toSorted());
  });

  describe.each(Object.entries(quoteRows))('%s', (path, { expected }) => {
    it.each(visitors)('%s', async (visitor) => {
      let reply: unknown;
      const refusal = await refusalOf(call(path, visitor).then((value) => (reply = value)));
      expect(refusal?.data.appCode ?? 'ok').toBe(expected[visitor]);
      if (visitor !== 'owner' && visitor !== 'assignedContractor') {
        expect(JSON.stringify([reply, refusal])).not.toContain(canary);
      }
    });

    it('answers the same for what is hidden and what is missing', async () => {
      const missing = { in: { quoting: hexId() }, quoteId: hexId() };
      for (const visitor of visitors.filter((one) => expected[one] === 'not_found')) {
        expect(await refused(call(path, visitor))).toStrictEqual(await refused(call(path, visitor, missing)));
      }
    });
  });

  it('shows the canary to both its parties, so that its absence means something', async () => {
    expect(JSON.stringify(await call('homeowner.quotes.list', 'owner'))).toContain(canary);
    expect(JSON.stringify(await call('contractor.quotes.list', 'assignedContractor'))).toContain(canary);
  });
});
