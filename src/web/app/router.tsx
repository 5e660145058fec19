/**
 * Addresses of the pages, after `#`: the server gives one document for all of them, and the whole works below any path.
 *
 *   /  /models  /models/:model  /editor?file  /value
 *   /contract/:contract/{result,why,terms,statement,what-if,data,runs,reconcile}?run&why&…
 *
 * `:contract` is the contract's file; `-` for a run whose contract is not here (`run` says which).
 */
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { parseSearch, stringifySearch, type Search } from './address.ts';
import { ContractLayout } from './contract.tsx';
import { Frame, NotFound } from './frame.tsx';
import { PageBroken } from './broken.tsx';

const root = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: PageBroken,
  validateSearch: (search: Record<string, unknown>): Search => search as Search,
});

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/overview/index.tsx')),
});
const models = createRoute({
  getParentRoute: () => root,
  path: '/models',
  component: lazyRouteComponent(() => import('../pages/models/index.tsx')),
});
const model = createRoute({
  getParentRoute: () => root,
  path: '/models/$model',
  component: lazyRouteComponent(() => import('../pages/models/index.tsx')),
});
const editor = createRoute({
  getParentRoute: () => root,
  path: '/editor',
  component: lazyRouteComponent(() => import('../pages/editor/index.tsx')),
});
const value = createRoute({
  getParentRoute: () => root,
  path: '/value',
  component: lazyRouteComponent(() => import('../pages/value/index.tsx')),
});

const contract = createRoute({
  getParentRoute: () => root,
  path: '/contract/$contract',
  component: ContractLayout,
});
const contractIndex = createRoute({
  getParentRoute: () => contract,
  path: '/',
  beforeLoad: ({ params, search }) => {
    throw redirect({ to: '/contract/$contract/result', params, search, replace: true });
  },
});
const result = createRoute({
  getParentRoute: () => contract,
  path: 'result',
  component: lazyRouteComponent(() => import('../pages/contract/result/index.tsx')),
});
const why = createRoute({
  getParentRoute: () => contract,
  path: 'why',
  component: lazyRouteComponent(() => import('../pages/contract/why/index.tsx')),
});
const terms = createRoute({
  getParentRoute: () => contract,
  path: 'terms',
  component: lazyRouteComponent(() => import('../pages/contract/terms/index.tsx')),
});
const statement = createRoute({
  getParentRoute: () => contract,
  path: 'statement',
  component: lazyRouteComponent(() => import('../pages/contract/statement/index.tsx')),
});
const whatIf = createRoute({
  getParentRoute: () => contract,
  path: 'what-if',
  component: lazyRouteComponent(() => import('../pages/contract/what-if/index.tsx')),
});
const data = createRoute({
  getParentRoute: () => contract,
  path: 'data',
  component: lazyRouteComponent(() => import('../pages/contract/data/index.tsx')),
});
const runs = createRoute({
  getParentRoute: () => contract,
  path: 'runs',
  component: lazyRouteComponent(() => import('../pages/contract/runs/index.tsx')),
});
const reconcile = createRoute({
  getParentRoute: () => contract,
  path: 'reconcile',
  component: lazyRouteComponent(() => import('../pages/contract/reconcile/index.tsx')),
});

export const router = createRouter({
  routeTree: root.addChildren([
    overview,
    models,
    model,
    editor,
    value,
    contract.addChildren([contractIndex, result, why, terms, statement, whatIf, data, runs, reconcile]),
  ]),
  history: createHashHistory(),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: PageBroken,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
