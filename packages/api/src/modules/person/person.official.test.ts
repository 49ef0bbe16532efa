import { beforeEach, describe, expect, it } from 'vitest';
import { aPrincipal } from '../../../test/factories/principal.ts';
import { aReport } from '../../../test/factories/request.ts';
import { hexId } from '../../../test/factories/unique.ts';
import { createTestApi, refused } from '../../../test/testing.ts';
import { decisionLimit } from './person.ports.ts';

const official = aPrincipal({ roles: ['official'] });
const colleague = aPrincipal({ roles: ['official'] });
const homeowner = aPrincipal();

describe('officials and people', () => {
  let api = createTestApi();
  let people = api.callerAs(official).official.people;
  beforeEach(() => {
    api = createTestApi();
    people = api.callerAs(official).official.people;
  });
  const personId = homeowner.userId;

  it('suspend and reinstate, with every decision kept', async () => {
    const at = api.clock.now();
    expect(await people.suspend({ personId, reason: 'Sends threats' })).toEqual({
      personId,
      state: 'suspended',
      changedAt: at,
    });
    api.clock.advance(60);
    const back = await people.reinstate({ personId, reason: 'Apologised' });
    expect(back).toMatchObject({ state: 'active', changedAt: api.clock.now() });
    expect(api.blocks.decisionsOf(personId)).toEqual([
      { state: 'suspended', by: official.userId, at, reason: 'Sends threats' },
      { state: 'active', by: official.userId, at: api.clock.now(), reason: 'Apologised' },
    ]);
  });

  it('shut the person out at once in the same process, and let them in again', async () => {
    const caller = api.callerAs(homeowner).homeowner.requests;
    await people.suspend({ personId, reason: 'Sends threats' });
    for (const call of [caller.list({}), caller.create(aReport())]) {
      expect((await refused(call)).data).toMatchObject({ appCode: 'signed_out', httpStatus: 401 });
    }
    await people.reinstate({ personId, reason: 'Apologised' });
    expect((await caller.list({})).items).toEqual([]);
  });

  it('change nothing by suspending or reinstating twice', async () => {
    const first = await people.suspend({ personId, reason: 'Sends threats' });
    api.clock.advance(60);
    expect(await people.suspend({ personId, reason: 'Again' })).toEqual(first);
    const back = await people.reinstate({ personId, reason: 'Apologised' });
    api.clock.advance(60);
    expect(await people.reinstate({ personId, reason: 'Again' })).toEqual(back);
    expect(api.blocks.decisionsOf(personId)).toHaveLength(2);
  });

  it('refuse to suspend themselves or each other', async () => {
    const self = await refused(people.suspend({ personId: official.userId, reason: 'By mistake' }));
    expect(self).toMatchObject({ message: "You can't suspend yourself", data: { appCode: 'forbidden' } });
    await api.callerAs(colleague).official.people.suspend({ personId, reason: 'Sends threats' });
    const other = await refused(people.suspend({ personId: colleague.userId, reason: 'A coup' }));
    expect(other.data.appCode).toBe('forbidden');
    expect(api.blocks.decisionsOf(colleague.userId)).toEqual([]);
  });

  it("don't reinstate who was never suspended, or has been erased", async () => {
    expect((await refused(people.reinstate({ personId, reason: 'Kindness' }))).data.appCode).toBe(
      'not_found',
    );
    await api.blocks.change({
      personId,
      expectedVersion: 0,
      decision: { state: 'erased', by: hexId(), at: api.clock.now(), reason: 'Asked for it' },
      command: undefined,
    });
    expect((await refused(people.reinstate({ personId, reason: 'Kindness' }))).data.appCode).toBe('conflict');
    expect(await people.suspend({ personId, reason: 'Threats' })).toMatchObject({ state: 'erased' });
  });

  it('lose no decision at the limit', async () => {
    for (let index = 0; index < decisionLimit; index += 1) {
      const decide = index % 2 === 0 ? people.suspend : people.reinstate;
      await decide({ personId, reason: `Decision ${index}` });
    }
    const refusal = await refused(people.suspend({ personId, reason: 'Once more' }));
    expect(refusal.data.appCode).toBe('case_full');
    expect(api.blocks.decisionsOf(personId)).toHaveLength(decisionLimit);
  });

  it('can write nothing while a block may have been missed, but read', async () => {
    api.blocked.lose();
    const refusal = await refused(people.suspend({ personId, reason: 'Sends threats' }));
    expect(refusal.data).toMatchObject({ appCode: 'unavailable', httpStatus: 503 });
    const { requests } = api.callerAs(homeowner).homeowner;
    expect((await refused(requests.create(aReport()))).data.appCode).toBe('unavailable');
    expect((await requests.list({})).items).toEqual([]);
  });
});
