import { fieldErrorsOf, isPmpError } from '@pmp/client';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { requestChanged } from '../../api/changed-request.ts';
import { isSending } from '../../api/is-sending.ts';
import { problemOf } from '../../api/problem.ts';
import { trpc } from '../../api/trpc.ts';
import { useOnline } from '../../api/use-online.ts';
import type { Session } from '../../session/session.ts';
import { Note } from '../../ui/note.tsx';
import { ProblemPanel } from '../../ui/problem-panel.tsx';
import { SignInButton } from '../../ui/sign-in-button.tsx';
import { leaveBehind } from './left-behind.ts';
import type { ReportStep } from './report-steps.ts';
import { stepOf, toCreateRequest, toFields } from './report-values.ts';
import { useDueSending } from './use-due-sending.ts';
import type { Report } from './use-report.ts';

/** Will it pass by itself? No answer came, neither from the server nor from who renews the sign-in, or the server says so. */
const isPassing = (error: unknown): boolean =>
  problemOf(error).kind === 'unreachable' || isPmpError(error, 'unavailable');

/** Sends the report: now, after a sign-in, or as soon as there is a connection. Never twice: its key goes with it. */
export function SendReport({
  report,
  session,
  onFault,
}: {
  report: Report;
  session: Session;
  onFault: (step: ReportStep) => void;
}): ReactElement {
  const online = useOnline();
  const navigate = useNavigate();
  const { history } = useRouter();
  const { clientKey, queued, setQueued, form, errors } = report;
  const create = useMutation(
    trpc.homeowner.requests.create.mutationOptions({
      onSuccess: async (request) => {
        requestChanged(request);
        leaveBehind(history.location.state.__TSR_index);
        await navigate({ to: '/requests/$id/sent', params: { id: request.id }, replace: true });
        report.discard();
      },
      onError: (error) => {
        setQueued(isPassing(error) && (queued || !navigator.onLine));
        const faults = toFields(fieldErrorsOf(error));
        const [first] = faults;
        if (first === undefined) return;
        errors.show(faults);
        onFault(stepOf(first.path));
      },
    }),
  );
  const { isPending, mutate } = create;
  const send = () => {
    if (isSending(trpc.homeowner.requests.create.mutationKey())) return;
    mutate({ ...toCreateRequest(form.getValues()), clientKey });
  };

  const due = queued && online && session.kind === 'signed-in';
  const tries = useDueSending(due, isPending, send);
  // It stands through the next try, so that it is told once and not every time.
  const waiting = due && (create.isError || (isPending && tries > 1));

  if (session.kind === 'anonymous') {
    return (
      <div className="panel grid justify-items-start gap-3">
        <h2>Sign in to send it</h2>
        <p>Your report is kept in this browser. After signing in you come back here and send it.</p>
        <div className="actions">
          <SignInButton>Sign in and continue</SignInButton>
        </div>
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      {create.isError && !waiting && fieldErrorsOf(create.error).length === 0 && (
        <SendFault error={create.error} onRetry={send} onRenewKey={report.renewKey} />
      )}
      <div role="status" className="empty:hidden">
        {!online && (
          <Note tone="amber" icon="offline">
            {queued
              ? 'Your report waits here. It is sent as soon as you are back online; keep this page open or come back to it.'
              : 'You are offline, so it can’t be sent right now. It is kept in this browser.'}
          </Note>
        )}
        {waiting && (
          <Note tone="amber" icon="offline">
            We can’t reach the server yet. Your report waits here and is sent as soon as we can; keep this
            page open or come back to it.
          </Note>
        )}
      </div>
      <div className="actions">
        {online ? (
          <>
            <button type="button" className="button primary" aria-disabled={isPending} onClick={send}>
              {isPending ? 'Sending…' : 'Send the report'}
            </button>
            {waiting && (
              <button type="button" className="button" onClick={() => setQueued(false)}>
                Don’t send it by itself
              </button>
            )}
          </>
        ) : (
          <button type="button" className="button primary" onClick={() => setQueued(!queued)}>
            {queued ? 'Don’t send it by itself' : 'Send when back online'}
          </button>
        )}
      </div>
    </div>
  );
}

function SendFault({
  error,
  onRetry,
  onRenewKey,
}: {
  error: unknown;
  onRetry: () => void;
  onRenewKey: () => void;
}): ReactElement {
  if (!isPmpError(error, 'key_reused')) return <ProblemPanel error={error} onRetry={onRetry} />;
  return (
    <div role="alert">
      <Note tone="amber" icon="alert">
        <p>
          An earlier version of this report has already arrived.{' '}
          <Link to="/requests">Find it in your list</Link> and change it there.
        </p>
        <button type="button" className="button plain" onClick={onRenewKey}>
          No, this is another problem: let me send it too
        </button>
      </Note>
    </div>
  );
}
