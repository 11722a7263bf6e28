import { sealDelivery, type SealedDelivery } from "@hearth/protocol/delivery";
import { deliveryKeyToSign, newDeliveryKey, unlockDeliveryKey } from "@hearth/protocol/deliveryKey";
import type { KeyPair } from "@hearth/protocol/hpke";
import type { Hex, LocalAccount } from "viem";
import { deployment, newAccount, type Harness } from "./harness.ts";

/** What the tests' deliveries are bound to. */
export const deliveryPlace = {
  chainId: deployment.chainId,
  store: deployment.contracts.RewardsStore.address,
};

/** Where the tests' parcels go. */
export const exampleDetails = {
  name: "Rae Ember",
  street: "1 Roaster's Row",
  postcode: "10115",
  city: "Berlin",
  country: "DE",
  note: "",
};

const PASSPHRASE = "a passphrase of tests";

/** A delivery key, and who published it. */
export interface PublishedKey {
  keyId: Hex;
  publicKey: Hex;
  locked: Hex;
  account: LocalAccount;
  cookie: string;
  open: () => Promise<KeyPair>;
}

/** Publishes a delivery key as somebody who sends parcels; a new account unless one is named. */
export async function publishDeliveryKey(harness: Harness, as?: { account: LocalAccount; cookie: string }) {
  const { account, cookie } = as ?? (await newSender(harness));
  const made = await newDeliveryKey(PASSPHRASE);
  const signature = await account.signTypedData(deliveryKeyToSign(made.publicKey, deliveryPlace));
  const answer = await harness.send("POST", "/delivery-keys", { ...made, signature }, { cookie });
  if (answer.status !== 201) throw new Error(answer.text);
  const { keyId } = answer.json<{ key: { keyId: Hex } }>().key;
  const open = () => unlockDeliveryKey(made.publicKey, made.locked, PASSPHRASE);
  return { ...made, keyId, account, cookie, open } satisfies PublishedKey;
}

/** Seals details to a key and leaves them with the server. */
export async function keepDelivery(harness: Harness, key: PublishedKey): Promise<SealedDelivery> {
  const delivery = await sealDelivery(exampleDetails, key.publicKey, deliveryPlace);
  const answer = await harness.send("POST", "/deliveries", { ...delivery, keyId: key.keyId });
  if (answer.status !== 201) throw new Error(answer.text);
  return delivery;
}

async function newSender(harness: Harness) {
  const account = newAccount();
  harness.chain.enrol(account.address, null, ["FULFILMENT"]);
  return { account, cookie: await harness.signIn(account) };
}
