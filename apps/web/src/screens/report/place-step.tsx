import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import { useWatch } from 'react-hook-form';
import { propertiesQuery } from '../../api/properties.ts';
import { AddressFields } from '../../forms/address-fields.tsx';
import { ChoiceField } from '../../forms/choice-field.tsx';
import type { Session } from '../../session/session.ts';
import { SheetSkeleton } from '../../ui/skeleton.tsx';
import { addressLine } from '../../words/address.ts';
import { LocationField } from './location-field.tsx';
import { otherAddress, reportLabels } from './report-values.ts';
import type { Report } from './use-report.ts';

/** One of one's properties, or an address. Without properties, the address alone is asked. */
export function PlaceStep({ report, session }: { report: Report; session: Session }): ReactElement {
  const { form, field, errors } = report;
  const properties = useQuery({ ...propertiesQuery, enabled: session.kind === 'signed-in' });
  const owned = properties.data?.items ?? [];
  const place = useWatch({ control: form.control, name: 'place' });
  const waiting = properties.isLoading;
  const known = place === otherAddress || owned.some(({ id }) => id === place);
  const preset =
    waiting || known ? undefined : owned.length === 0 ? otherAddress : owned.length === 1 ? owned[0]?.id : '';
  useEffect(() => {
    if (preset !== undefined && preset !== place) form.setValue('place', preset);
  }, [preset, place, form]);

  if (waiting) return <SheetSkeleton what="your properties" />;
  return (
    <>
      {owned.length > 0 && (
        <ChoiceField
          legend={reportLabels.place}
          legendHidden
          registration={field('place')}
          error={errors.of('place')}
          choices={[
            ...owned.map(({ id, label, address }) => ({
              value: id,
              name: label,
              about: addressLine(address),
              icon: 'home' as const,
            })),
            { value: otherAddress, name: 'Another address', icon: 'pin' as const },
          ]}
        />
      )}
      {place === otherAddress && <AddressFields register={(path) => field(path)} errorOf={errors.of} />}
      <LocationField report={report} />
      {session.kind === 'signed-in' && owned.length === 0 && (
        <p className="hint">
          You report about this place more often? <Link to="/properties/new">Save it as a property</Link>;
          your report is kept meanwhile.
        </p>
      )}
    </>
  );
}
