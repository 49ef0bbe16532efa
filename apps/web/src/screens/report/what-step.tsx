import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { categoriesQuery } from '../../api/categories.ts';
import type { Category } from '../../api/find-listed.ts';
import { ChoiceField } from '../../forms/choice-field.tsx';
import { categoryIcon } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';
import { ProblemPanel } from '../../ui/problem-panel.tsx';
import { SheetSkeleton } from '../../ui/skeleton.tsx';
import type { Report } from './use-report.ts';

/** The category, and at once what to do about it until somebody comes. */
export function WhatStep({ report }: { report: Report }): ReactElement {
  const categories = useQuery(categoriesQuery);
  const chosen = useWatch({ control: report.form.control, name: 'category' });
  if (categories.isPending) return <SheetSkeleton what="the categories" />;
  if (categories.isError)
    return <ProblemPanel error={categories.error} onRetry={() => void categories.refetch()} />;
  const category = categories.data.find(({ code }) => code === chosen);
  return (
    <>
      <ChoiceField
        legend="Kind of problem"
        legendHidden
        columns="two"
        registration={report.field('category')}
        error={report.errors.of('category')}
        choices={categories.data.map(({ code, name, description }) => ({
          value: code,
          name,
          about: description,
          icon: categoryIcon(code),
          ...(code === chosen && hasAdvice(category) && { below: <Advice category={category} /> }),
        }))}
      />
      <p role="status" className="sr-only">
        {hasAdvice(category) ? `Advice about ${category.name} is shown below it.` : ''}
      </p>
    </>
  );
}

const hasAdvice = (category: Category | undefined): category is Category =>
  category !== undefined && (category.emergencyText !== null || category.selfHelp.length > 0);

function Advice({ category: { emergencyText, selfHelp } }: { category: Category }): ReactElement {
  return (
    <div className="grid gap-3">
      {emergencyText !== null && (
        <Note tone="red" icon="alert">
          <strong className="block">Safety first</strong>
          {emergencyText}
        </Note>
      )}
      {selfHelp.length > 0 && (
        <Note tone="blue" icon="info">
          <strong className="block">Until somebody comes</strong>
          <ul className="list-disc pl-5">
            {selfHelp.map((tip) => (
              <li key={tip}>{tip}</li>
            ))}
          </ul>
        </Note>
      )}
    </div>
  );
}
