import { type ReactElement, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { Icon } from '../../ui/icon.tsx';
import type { Report } from './use-report.ts';

const denied = 'Your device did not give its location. The address is enough.';
// About 10 cm; more digits would only look exact.
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** The device's position, asked for on a tap and never before. It goes with the report, beside the address. */
export function LocationField({ report: { form } }: { report: Report }): ReactElement {
  const location = useWatch({ control: form.control, name: 'location' });
  const [state, setState] = useState<'idle' | 'asking' | 'denied'>('idle');
  const ask = () => {
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.setValue('location', { lon: rounded(coords.longitude), lat: rounded(coords.latitude) });
        setState('idle');
      },
      () => setState('denied'),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  };
  return (
    <div className="field">
      <p className="font-semibold">
        Exact spot <span className="font-normal text-soft">(optional)</span>
      </p>
      <p className="hint">
        Are you there now? Your device can add where it is. Only you, the city and the contractor you choose
        see it.
      </p>
      <div className="actions">
        {location === null ? (
          <button type="button" className="button" aria-disabled={state === 'asking'} onClick={ask}>
            <Icon name="pin" />
            {state === 'asking' ? 'Asking your device…' : 'Use my location'}
          </button>
        ) : (
          <button type="button" className="button" onClick={() => form.setValue('location', null)}>
            <Icon name="cross" />
            Remove my location
          </button>
        )}
        <span role="status">
          {location !== null && (
            <span className="flex items-center gap-2 font-semibold">
              <Icon name="check" /> Location added
            </span>
          )}
          {state === 'denied' && location === null && denied}
        </span>
      </div>
    </div>
  );
}
