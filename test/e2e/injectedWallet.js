// Runs in every page before the page's own code: announces a wallet as a browser extension does (EIP-6963).
// What it is asked goes to the test, which signs for real.
(() => {
  const provider = {
    async request(request) {
      const { result, error } = JSON.parse(await window.hearthTestWallet(JSON.stringify(request)));
      if (error) throw Object.assign(new Error(error.message), { code: error.code });
      return result;
    },
    on: () => undefined,
    removeListener: () => undefined,
  };
  const info = Object.freeze({
    uuid: "4f1d6f0e-9b1c-4a52-8f3b-0c7d5d6e1a11",
    name: "Test Wallet",
    icon: "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=",
    rdns: "org.example.test-wallet",
  });
  const detail = Object.freeze({ info, provider });
  const announce = () => window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  window.addEventListener("eip6963:requestProvider", announce);
  announce();
})();
