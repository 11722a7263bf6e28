import { BaseError, UserRejectedRequestError } from "viem";

/** True where the person said no in the wallet, which is not an error. */
export function isRejection(error: unknown): boolean {
  if (error instanceof BaseError) return error.walk((inner) => hasRejectionCode(inner)) !== null;
  return hasRejectionCode(error);
}

function hasRejectionCode(error: unknown): boolean {
  if (error instanceof UserRejectedRequestError) return true;
  return typeof error === "object" && error !== null && "code" in error && error.code === 4001;
}
