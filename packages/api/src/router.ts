import { publicCategories } from './modules/category/category.public.ts';
import { contractorProfile } from './modules/contractor/contractor.contractor.ts';
import { homeownerContractors } from './modules/contractor/contractor.homeowner.ts';
import { personLive } from './modules/live/live.person.ts';
import { officialPeople } from './modules/person/person.official.ts';
import { homeownerPlans } from './modules/plan/plan.homeowner.ts';
import { homeownerProperties } from './modules/property/property.homeowner.ts';
import { contractorJobs } from './modules/request/request.contractor.ts';
import { homeownerRequests } from './modules/request/request.homeowner.ts';
import { officialRequests } from './modules/request/request.official.ts';
import { publicStatus } from './modules/status/status.public.ts';
import { router } from './trpc/init.ts';

/** Every procedure, by the role that calls it. */
export const appRouter = router({
  contractor: router({
    jobs: contractorJobs,
    profile: contractorProfile,
  }),
  homeowner: router({
    contractors: homeownerContractors,
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
