import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { categoriesQuery } from '../../api/categories.ts';
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
        }))}
      />
      <div role="status" className="grid gap-3 empty:hidden">
        {category?.emergencyText && (
          <Note tone="red" icon="alert">
            <strong className="block">Safety first</strong>
            {category.emergencyText}
          </Note>
        )}
        {category !== undefined && category.selfHelp.length > 0 && (
          <Note tone="blue" icon="info">
            <strong className="block">Until somebody comes</strong>
            <ul className="list-disc pl-5">
              {category.selfHelp.map((tip) => (
                <li key={tip}>{tip}</li>
              ))}
            </ul>
          </Note>
        )}
      </div>
    </>
  );
}
