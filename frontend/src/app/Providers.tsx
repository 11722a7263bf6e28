import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { WagmiProvider } from "wagmi";
import { ServerError } from "../api/client.ts";
import { config } from "../chain/config.ts";
import { SignInProvider } from "../chain/walletDialog/SignInProvider.tsx";
import { FreshReads } from "../chain/FreshReads.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { router } from "./router.tsx";
import { TransactionToasts } from "./TransactionToasts.tsx";

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What was refused once will be refused again.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ServerError && error.fault === "refused"),
    },
  },
});

/** Everything above the pages. */
export function Providers() {
  return (
    <ErrorBoundary>
      <WagmiProvider config={config} reconnectOnMount={false}>
        <QueryClientProvider client={queryClient}>
          <SignInProvider>
            <RouterProvider router={router} />
            <TransactionToasts />
            <FreshReads />
          </SignInProvider>
        </QueryClientProvider>
      </WagmiProvider>
    </ErrorBoundary>
  );
}
