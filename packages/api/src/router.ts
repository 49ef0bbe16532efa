import { publicCategories } from './modules/category/category.public.ts';
import { personLive } from './modules/live/live.person.ts';
import { officialPeople } from './modules/person/person.official.ts';
import { homeownerPlans } from './modules/plan/plan.homeowner.ts';
import { homeownerProperties } from './modules/property/property.homeowner.ts';
import { homeownerRequests } from './modules/request/request.homeowner.ts';
import { officialRequests } from './modules/request/request.official.ts';
import { publicStatus } from './modules/status/status.public.ts';
import { router } from './trpc/init.ts';

/** Every procedure, by the role that calls it. */
export const appRouter = router({
  homeowner: router({
    plans: homeownerPlans,
    properties: homeownerProperties,
    requests: homeownerRequests,
  }),
  official: router({
    people: officialPeople,
    requests: officialRequests,
  }),
  live: personLive,
  public: router({
    categories: publicCategories,
    status: publicStatus,
  }),
});

export type AppRouter = typeof appRouter;
