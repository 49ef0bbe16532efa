import type { People } from './people.ts';
import type { Step, Told } from './step.ts';

/** What a story prints: a line a step, then one about the whole. */
export type StoryLine =
  | { readonly step: string; readonly role: Step['role']; readonly ok: boolean; readonly error?: string }
  | { readonly story: string; readonly steps: number; readonly ok: boolean };

interface Telling {
  readonly story: string;
  readonly steps: readonly Step[];
  readonly people: People;
  onLine(line: StoryLine): void;
}

/** Nothing is known yet. */
const nothing = (): Told => ({
  requestId: '',
  contractorId: '',
  rivalId: '',
  quoteId: '',
  revision: 0,
  visitStart: new Date(0),
});

/** Takes the steps in order until one fails. `steps` of the last line counts those that were taken. */
export async function tellStory({ story, steps, people, onLine }: Telling): Promise<boolean> {
  const told = nothing();
  let taken = 0;
  for (const { step, role, run } of steps) {
    try {
      await run(people, told);
    } catch (error) {
      onLine({ step, role, ok: false, error: error instanceof Error ? error.message : String(error) });
      onLine({ story, steps: taken, ok: false });
      return false;
    }
    taken += 1;
    onLine({ step, role, ok: true });
  }
  onLine({ story, steps: taken, ok: true });
  return true;
}
