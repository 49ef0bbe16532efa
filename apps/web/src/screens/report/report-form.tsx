import { isPmpError } from '@pmp/client';
import { CreateRequest } from '@pmp/contracts/request';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Navigate, useLocation, useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useEffect } from 'react';
import { propertiesQuery } from '../../api/properties.ts';
import { ErrorSummary } from '../../forms/error-summary.tsx';
import { faultsOf } from '../../forms/form-errors.ts';
import type { Session } from '../../session/session.ts';
import { Heading } from '../../ui/heading.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemPanel } from '../../ui/problem-panel.tsx';
import { CheckStep } from './check-step.tsx';
import { DetailsStep } from './details-step.tsx';
import { isLeftBehind } from './left-behind.ts';
import { PlaceStep } from './place-step.tsx';
import { type ReportStep, reportSteps } from './report-steps.ts';
import { isEmptyReport, reportLabels, stepOf, toCreateRequest, toFields } from './report-values.ts';
import { useReport } from './use-report.ts';
import { WhatStep } from './what-step.tsx';

const route = getRouteApi('/requests/new');

const titles: Record<ReportStep, string> = {
  what: 'What is it about?',
  details: 'What is wrong?',
  place: 'Where is it?',
  check: 'Check your report',
};

/** One question a page. The step is in the address, so the browser's own way back works. */
export function ReportForm({ session }: { session: Session }): ReactElement {
  const { step = 'what' } = route.useSearch();
  const navigate = useNavigate();
  const index = useLocation({ select: ({ state }) => state.__TSR_index });
  const onTheWayBack = step !== 'what' && isLeftBehind(index);
  const report = useReport(session, { onTheWayBack });
  // Needed for the place anyway. Asked for now, it also tells somebody who may not report before they have written it all.
  const properties = useQuery({ ...propertiesQuery, enabled: session.kind === 'signed-in' });
  const at = reportSteps.indexOf(step);
  const goTo = (to: ReportStep) => void navigate({ to: '/requests/new', search: { step: to } });

  const faultsBefore = (last: ReportStep) => {
    const faults = toFields(faultsOf(CreateRequest, toCreateRequest(report.form.getValues())));
    return faults.filter(({ path }) => reportSteps.indexOf(stepOf(path)) <= reportSteps.indexOf(last));
  };

  // Somebody may come by an old address to a step whose questions before are not answered.
  const { show } = report.errors;
  const [firstFault] = step === 'check' ? faultsBefore('place') : [];
  const missing = firstFault && stepOf(firstFault.path);
  useEffect(() => {
    if (missing !== undefined)
      void navigate({ to: '/requests/new', search: { step: missing }, replace: true });
  }, [missing, navigate]);

  const proceed = (event: FormEvent) => {
    event.preventDefault();
    const faults = faultsBefore(step).filter(({ path }) => stepOf(path) === step);
    show(faults);
    const next = reportSteps[at + 1];
    if (faults.length === 0 && next !== undefined) goTo(next);
  };

  if (onTheWayBack && isEmptyReport(report.form.getValues())) return <Navigate to="/requests" replace />;
  if (isPmpError(properties.error, 'forbidden')) {
    return (
      <div className="page grid gap-6">
        <Heading>Report a problem</Heading>
        <ProblemPanel error={properties.error} onRetry={() => void properties.refetch()} />
      </div>
    );
  }
  return (
    <div className="page">
      <div className="narrow grid gap-6">
        <div key={step}>
          <p className="eyebrow mb-2">
            Report a problem · step {at + 1} of {reportSteps.length}
          </p>
          <ol className="steps" aria-hidden="true">
            {reportSteps.map((name, index) => (
              <li key={name} data-done={index <= at} />
            ))}
          </ol>
          <Heading title={`${titles[step]} Report a problem`}>{titles[step]}</Heading>
        </div>
        <ErrorSummary errors={report.errors} labels={reportLabels} />
        {step === 'check' ? (
          missing === undefined && <CheckStep report={report} session={session} onChange={goTo} />
        ) : (
          <form noValidate className="fields" onSubmit={proceed}>
            {step === 'what' && <WhatStep report={report} />}
            {step === 'details' && <DetailsStep report={report} />}
            {step === 'place' && <PlaceStep report={report} session={session} />}
            <div className="actions">
              <button type="submit" className="button primary">
                Continue
                <Icon name="arrow" />
              </button>
              {at > 0 && (
                <button
                  type="button"
                  className="button plain"
                  onClick={() => goTo(reportSteps[at - 1] ?? 'what')}
                >
                  Back
                </button>
              )}
            </div>
          </form>
        )}
      </div>
    </div>
  );
}
