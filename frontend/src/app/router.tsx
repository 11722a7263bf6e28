import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { BrokenPage } from "./ErrorBoundary.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { Shell } from "./Shell.tsx";

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: BrokenPage,
});
const inShell = { getParentRoute: () => rootRoute };

const homeRoute = createRoute({
  ...inShell,
  path: "/",
  component: lazyRouteComponent(() => import("../features/home/HomePage.tsx"), "HomePage"),
});
const membershipRoute = createRoute({
  ...inShell,
  path: "/membership",
  component: lazyRouteComponent(() => import("../features/membership/MembershipPage.tsx"), "MembershipPage"),
});
const earnRoute = createRoute({
  ...inShell,
  path: "/earn",
  component: lazyRouteComponent(() => import("../features/earn/EarnPage.tsx"), "EarnPage"),
});
const productRoute = createRoute({
  ...inShell,
  path: "/earn/$product",
  component: lazyRouteComponent(() => import("../features/earn/ProductPage.tsx"), "ProductPage"),
});
const decideRoute = createRoute({
  ...inShell,
  path: "/decide",
  component: lazyRouteComponent(() => import("../features/decide/DecidePage.tsx"), "DecidePage"),
});
const newProposalRoute = createRoute({
  ...inShell,
  path: "/decide/new",
  component: lazyRouteComponent(() => import("../features/decide/NewProposalPage.tsx"), "NewProposalPage"),
});
const proposalRoute = createRoute({
  ...inShell,
  path: "/decide/$proposalId",
  component: lazyRouteComponent(() => import("../features/decide/ProposalPage.tsx"), "ProposalPage"),
});
const rewardsRoute = createRoute({
  ...inShell,
  path: "/rewards",
  component: lazyRouteComponent(() => import("../features/rewards/RewardsPage.tsx"), "RewardsPage"),
});
const rewardRoute = createRoute({
  ...inShell,
  path: "/rewards/$rewardId",
  component: lazyRouteComponent(() => import("../features/rewards/RewardPage.tsx"), "RewardPage"),
});
const ticketsRoute = createRoute({
  ...inShell,
  path: "/tickets",
  component: lazyRouteComponent(() => import("../features/tickets/TicketsPage.tsx"), "TicketsPage"),
});
const operateRoute = createRoute({
  ...inShell,
  path: "/operate",
  component: lazyRouteComponent(() => import("../features/operator/OperatorPage.tsx"), "OperatorPage"),
});

/** All routes; each page's code is fetched when it is first opened, or when its link is pointed at. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    homeRoute,
    membershipRoute,
    earnRoute,
    productRoute,
    decideRoute,
    newProposalRoute,
    proposalRoute,
    rewardsRoute,
    rewardRoute,
    ticketsRoute,
    operateRoute,
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
