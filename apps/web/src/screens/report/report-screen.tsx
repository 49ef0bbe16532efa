import type { ReactElement } from 'react';
import { useSession } from '../../session/use-session.ts';
import { speakPlainly } from '../../words/field-message.ts';
import { SilentSignIn } from '../sign-in/silent-sign-in.tsx';
import { ReportForm } from './report-form.tsx';

speakPlainly();

/** A draft is a person's own, so the form starts anew when somebody else signs in. A sign-in that ends changes nobody. */
export function ReportScreen(): ReactElement {
  const session = useSession();
  if (session.kind !== 'anonymous') return <ReportForm key={session.person.sub} session={session} />;
  return (
    <SilentSignIn>
      <ReportForm session={session} />
    </SilentSignIn>
  );
}
