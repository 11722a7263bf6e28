import { deliveryLimits, type DeliveryDetails } from "@hearth/protocol/delivery";

/** The form as it opens. */
export const EMPTY_DELIVERY: DeliveryDetails = {
  name: "",
  street: "",
  postcode: "",
  city: "",
  country: "",
  note: "",
};

/** What is wrong, as a sentence for each field at fault. */
export type DeliveryFaults = Partial<Record<keyof DeliveryDetails, string>>;

const MISSING: DeliveryFaults = {
  name: "Write who the parcel is for.",
  street: "Write the street and the house number.",
  city: "Write the town or city.",
  country: "Write the country.",
};

const fieldNames = Object.keys(deliveryLimits) as (keyof DeliveryDetails)[];

/** The details without blanks at the ends: what is sealed, and what the hash is made of. */
export function tidy(details: DeliveryDetails): DeliveryDetails {
  const tidied = { ...details };
  for (const field of fieldNames) tidied[field] = details[field].trim();
  return tidied;
}

/** What has to be mended before details can be sealed. */
export function faultsOf(details: DeliveryDetails): DeliveryFaults {
  const faults: DeliveryFaults = {};
  for (const field of fieldNames) {
    const text = details[field].trim();
    const missing = MISSING[field];
    if (text === "" && missing) faults[field] = missing;
    if (text.length > deliveryLimits[field])
      faults[field] = `Use at most ${deliveryLimits[field]} characters.`;
  }
  return faults;
}
