import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useCategoryName } from '../../api/categories.ts';
import { propertiesQuery } from '../../api/properties.ts';
import { toAddress } from '../../forms/address-fields.tsx';
import type { Session } from '../../session/session.ts';
import { addressLines } from '../../words/address.ts';
import { priorityWords } from '../../words/status.ts';
import type { ReportStep } from './report-steps.ts';
import { otherAddress } from './report-values.ts';
import { SendReport } from './send-report.tsx';
import type { Report } from './use-report.ts';

interface Answer {
  label: string;
  step: ReportStep;
  value: ReactNode;
}

/** Everything at a glance, each answer with a way to change it, and only then the button that sends. */
export function CheckStep({
  report,
  session,
  onChange,
}: {
  report: Report;
  session: Session;
  onChange: (step: ReportStep) => void;
}): ReactElement {
  const categoryName = useCategoryName();
  const { data: properties } = useQuery({ ...propertiesQuery, enabled: session.kind === 'signed-in' });
  const values = report.form.getValues();
  const property = properties?.items.find(({ id }) => id === values.place);
  const address = values.place === otherAddress ? toAddress(values.address) : property?.address;
  const answers: Answer[] = [
    {
      label: 'About',
      step: 'what',
      value: categoryName(values.category),
    },
    { label: 'Title', step: 'details', value: values.title },
    {
      label: 'Description',
      step: 'details',
      value: <span className="whitespace-pre-line">{values.description}</span>,
    },
    {
      label: 'How soon',
      step: 'details',
      value: values.priority === '' ? 'As usual for this kind' : priorityWords[values.priority].word,
    },
    {
      label: 'Place',
      step: 'place',
      value: (
        <>
          {property !== undefined && <strong className="block">{property.label}</strong>}
          {address &&
            addressLines(address).map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          {values.location !== null && <span className="block text-soft">With your device’s location</span>}
        </>
      ),
    },
  ];
  return (
    <>
      <dl className="facts panel">
        {answers.map(({ label, step, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="min-w-0">{value}</dd>
            <dd className="change">
              <button type="button" className="button plain" onClick={() => onChange(step)}>
                Change<span className="sr-only"> {label.toLowerCase()}</span>
              </button>
            </dd>
          </div>
        ))}
      </dl>
      <SendReport report={report} session={session} onFault={onChange} />
    </>
  );
}
