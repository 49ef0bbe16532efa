import { priorities } from '@pmp/contracts/category';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect } from 'react';
import { categoriesQuery } from '../../api/categories.ts';
import { ChoiceField } from '../../forms/choice-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { priorityWords } from '../../words/status.ts';
import { reportLabels } from './report-values.ts';
import type { Report } from './use-report.ts';

export function DetailsStep({ report }: { report: Report }): ReactElement {
  const { form, field, errors } = report;
  const { data: categories } = useQuery(categoriesQuery);
  // The category suggests how soon; whoever has chosen already keeps their choice.
  useEffect(() => {
    const { category, priority } = form.getValues();
    const suggested = categories?.find(({ code }) => code === category)?.defaultPriority;
    if (priority === '' && suggested !== undefined) form.setValue('priority', suggested);
  }, [categories, form]);
  return (
    <>
      <TextField
        label={reportLabels.title}
        hint="A few words, such as “Kitchen tap drips”."
        registration={field('title')}
        error={errors.of('title')}
      />
      <TextField
        label={reportLabels.description}
        hint="What do you see or hear? Since when? What have you tried?"
        registration={field('description')}
        error={errors.of('description')}
        long
      />
      <ChoiceField
        legend={reportLabels.priority}
        columns="two"
        registration={field('priority')}
        error={errors.of('priority')}
        choices={priorities.map((value) => ({
          value,
          name: priorityWords[value].word,
          about: priorityWords[value].about,
        }))}
      />
    </>
  );
}
