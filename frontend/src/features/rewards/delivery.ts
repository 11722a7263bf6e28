import type { DeliveryDetails } from "@hearth/protocol/delivery";
import type { FieldFault } from "../../api/client.ts";

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

const MOST: Record<keyof DeliveryDetails, number> = {
  name: 120,
  street: 200,
  postcode: 20,
  city: 120,
  country: 80,
  note: 500,
};

const MISSING: DeliveryFaults = {
  name: "Write who the parcel is for.",
  street: "Write the street and the house number.",
  city: "Write the town or city.",
  country: "Write the country.",
};

const fieldNames = Object.keys(MOST) as (keyof DeliveryDetails)[];

/** The details without blanks at the ends: what is stored, and what the hash is made of. */
export function tidy(details: DeliveryDetails): DeliveryDetails {
  const tidied = { ...details };
  for (const field of fieldNames) tidied[field] = details[field].trim();
  return tidied;
}

/** What has to be mended before details can be sent; the server's own limits. */
export function faultsOf(details: DeliveryDetails): DeliveryFaults {
  const faults: DeliveryFaults = {};
  for (const field of fieldNames) {
    const text = details[field].trim();
    const missing = MISSING[field];
    if (text === "" && missing) faults[field] = missing;
    if (text.length > MOST[field]) faults[field] = `Use at most ${MOST[field]} characters.`;
  }
  return faults;
}

/** The server's objections to a delivery, each put to its field. */
export function faultsFromServer(fields: readonly FieldFault[]): DeliveryFaults {
  const faults: DeliveryFaults = {};
  for (const { path, message } of fields) {
    const field = fieldNames.find((name) => path === `details.${name}`);
    if (field) faults[field] = `This ${message}.`;
  }
  return faults;
}
