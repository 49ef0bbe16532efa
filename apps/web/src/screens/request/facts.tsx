import type { ReactElement, ReactNode } from 'react';
import { useCategoryName } from '../../api/categories.ts';
import type { HomeownerRequest } from '../../api/find-listed.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { addressLines } from '../../words/address.ts';
import { exactTime } from '../../words/relative-time.ts';
import { priorityWords, resolutionWords } from '../../words/status.ts';

const precisionWords = {
  device: 'Placed by your device',
  street: 'Placed by its street',
  postal_code: 'Placed by its postal code',
  city: 'Placed by its city',
} as const;

/** Everything that the request says. */
export function Facts({ request }: { request: HomeownerRequest }): ReactElement {
  const categoryName = useCategoryName();
  const { description, category, priority, effectivePriority, address, place } = request;
  const { createdAt, updatedAt, resolution, closingText } = request;
  const facts: [string, ReactNode][] = [
    [
      'Description',
      <span className="whitespace-pre-line" key="text">
        {description}
      </span>,
    ],
    ['About', categoryName(category)],
    ['How soon', `${priorityWords[priority].word} · ${priorityWords[priority].about}`],
    ...(effectivePriority === priority
      ? []
      : [
          ['The city says', `${priorityWords[effectivePriority].word}, whatever you chose`] satisfies [
            string,
            ReactNode,
          ],
        ]),
    [
      'Place',
      <span key="place">
        {addressLines(address).map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
        <span className="block text-soft">
          {place.precision === null
            ? 'The city has yet to place this address'
            : precisionWords[place.precision]}
        </span>
      </span>,
    ],
    [
      'Who sees it',
      request.visibility === 'public'
        ? 'Everybody, without your address'
        : 'You, the city, and contractors whom you ask',
    ],
    ...(resolution === null
      ? []
      : [['How it ended', resolutionWords[resolution]] satisfies [string, ReactNode]]),
    ...(closingText === null
      ? []
      : [
          [
            'What the city says',
            <span className="whitespace-pre-line" key="closing">
              {closingText}
            </span>,
          ] satisfies [string, ReactNode],
        ]),
    ['Reported', exactTime(createdAt)],
    ['Last change', <TimeAgo at={updatedAt} key="changed" />],
  ];
  return (
    <section className="grid gap-3" aria-labelledby="facts">
      <h2 id="facts">The report</h2>
      <dl className="facts panel">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
