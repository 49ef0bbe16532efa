import { type ReactElement, useEffect, useRef } from 'react';
import { type FormErrors, fieldId } from './form-errors.ts';

/** All that is wrong, with a link to each field. Takes the focus each time that a form is refused. */
export function ErrorSummary({
  errors,
  labels,
}: {
  errors: FormErrors;
  labels: Readonly<Partial<Record<string, string>>>;
}): ReactElement | null {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.round > 0) ref.current?.focus();
  }, [errors.round]);
  if (errors.all.length === 0) return null;
  return (
    <div ref={ref} className="summary" role="alert" tabIndex={-1} aria-labelledby="error-summary">
      <h2 id="error-summary" className="mb-2">
        {errors.all.length === 1
          ? 'One thing needs your attention'
          : `${errors.all.length} things need your attention`}
      </h2>
      <ul>
        {errors.all.map(({ path, message }) => {
          const label = labels[path];
          return (
            <li key={path}>
              {label === undefined ? (
                message
              ) : (
                <a
                  href={`#${fieldId(path)}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(fieldId(path))?.focus();
                  }}
                >
                  {label}: {message.charAt(0).toLowerCase() + message.slice(1)}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
