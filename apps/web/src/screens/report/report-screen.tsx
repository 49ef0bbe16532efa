import type { ReactElement } from 'react';
import { useSession } from '../../session/use-session.ts';
import { speakPlainly } from '../../words/field-message.ts';
import { ReportForm } from './report-form.tsx';

speakPlainly();

/** A draft is a person's own, so the form starts anew when somebody else signs in. A sign-in that ends changes nobody. */
export function ReportScreen(): ReactElement {
  const session = useSession();
  return <ReportForm key={session.kind === 'anonymous' ? '' : session.person.sub} session={session} />;
}
