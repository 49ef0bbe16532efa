import { priorities } from '@pmp/contracts/category';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent, ReactElement } from 'react';
import { categoriesQuery } from '../../api/categories.ts';
import type { HomeownerRequest } from '../../api/find-listed.ts';
import { useOnline } from '../../api/use-online.ts';
import { ChoiceField } from '../../forms/choice-field.tsx';
import { ErrorSummary } from '../../forms/error-summary.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { ProblemPanel } from '../../ui/problem-panel.tsx';
import { priorityWords } from '../../words/status.ts';
import { ClashPanel } from './clash-panel.tsx';
import { type EditField, editLabels } from './edit-values.ts';
import { useEdit } from './use-edit.ts';

export function EditForm({ request }: { request: HomeownerRequest }): ReactElement {
  const edit = useEdit(request);
  const online = useOnline();
  const { data: categories = [] } = useQuery(categoriesQuery);
  const field = (name: EditField) => edit.form.register(name, { onChange: () => edit.errors.drop(name) });
  const known = categories.some(({ code }) => code === request.category);
  const options = known ? categories : [{ code: request.category, name: request.category }, ...categories];
  return (
    <form
      noValidate
      className="fields"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (online) edit.save();
      }}
    >
      <ErrorSummary errors={edit.errors} labels={editLabels} />
      {edit.error !== null && <ProblemPanel error={edit.error} onRetry={edit.save} />}
      {edit.clash && <ClashPanel clash={edit.clash} form={edit.form} />}
      <TextField label={editLabels.title} registration={field('title')} error={edit.errors.of('title')} />
      <TextField
        label={editLabels.description}
        registration={field('description')}
        error={edit.errors.of('description')}
        long
      />
      <SelectField
        key={options.length}
        label={editLabels.category}
        registration={field('category')}
        error={edit.errors.of('category')}
        options={options.map(({ code, name }) => ({ value: code, name }))}
      />
      <ChoiceField
        legend={editLabels.priority}
        columns="two"
        registration={field('priority')}
        error={edit.errors.of('priority')}
        choices={priorities.map((value) => ({
          value,
          name: priorityWords[value].word,
          about: priorityWords[value].about,
        }))}
      />
      <div className="actions">
        <button
          type="submit"
          className="button primary"
          aria-disabled={edit.isPending || !online}
          aria-describedby={online ? undefined : 'why-not'}
        >
          {edit.isPending ? 'Saving…' : 'Save the changes'}
        </button>
        <button type="button" className="button" onClick={edit.discard}>
          Don’t change it
        </button>
        {!online && (
          <p id="why-not" className="hint">
            Saving needs a connection. What you typed is kept.
          </p>
        )}
      </div>
    </form>
  );
}
