import {
  CreateProperty,
  ListProperties,
  Property,
  PropertyPage,
  UpdateProperty,
} from '@pmp/contracts/property';
import { answer } from '../../trpc/answer.ts';
import { homeownerProcedure, router } from '../../trpc/init.ts';
import { createProperty } from './create-property.ts';
import { listProperties } from './list-properties.ts';
import { updateProperty } from './update-property.ts';

export const homeownerProperties = router({
  list: homeownerProcedure
    .input(ListProperties)
    .output(answer(PropertyPage))
    .query(({ ctx, input }) => listProperties(ctx.deps, ctx.actor, input)),

  create: homeownerProcedure
    .input(CreateProperty)
    .output(answer(Property))
    .mutation(({ ctx, input }) => createProperty(ctx.deps, ctx.actor, input)),

  update: homeownerProcedure
    .input(UpdateProperty)
    .output(answer(Property))
    .mutation(({ ctx, input }) => updateProperty(ctx.deps, ctx.actor, input)),
});
