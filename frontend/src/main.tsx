import "./ui/theme/styles.css";
import "virtual:hearth/brand.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Providers } from "./app/Providers.tsx";
import { forgetFormerChain } from "./chain/chainInstance.ts";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

await forgetFormerChain();

createRoot(root).render(
  <StrictMode>
    <Providers />
  </StrictMode>,
);
