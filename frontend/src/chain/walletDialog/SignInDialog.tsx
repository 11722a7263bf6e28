import "@rainbow-me/rainbowkit/styles.css";
import { RainbowKitProvider, useConnectModal, type DisclaimerComponent } from "@rainbow-me/rainbowkit";
import { useEffect, useRef } from "react";
import { brand } from "../deployment.ts";
import { addDialogWallets } from "./dialogWallets.ts";
import { hearthTheme } from "./hearthTheme.ts";

addDialogWallets();

const Reassurance: DisclaimerComponent = ({ Text }) => (
  <Text>Signing in shows your public address. It costs nothing and moves nothing.</Text>
);

const APP = { appName: brand.name, disclaimer: Reassurance };

/** Opens RainbowKit's dialog as soon as it can, and reports when it was closed or signed in. */
function Opener({ onClose }: { onClose: () => void }) {
  const { openConnectModal, connectModalOpen } = useConnectModal();
  const opened = useRef(false);
  useEffect(() => {
    if (opened.current && !connectModalOpen) onClose();
    else if (!opened.current && openConnectModal) openConnectModal();
    if (connectModalOpen) opened.current = true;
  }, [openConnectModal, connectModalOpen, onClose]);
  return null;
}

/** The sign-in dialog with everything it needs. Mounted means open. */
export default function SignInDialog({ onClose }: { onClose: () => void }) {
  return (
    <RainbowKitProvider theme={hearthTheme} appInfo={APP} modalSize="compact">
      <Opener onClose={onClose} />
    </RainbowKitProvider>
  );
}
