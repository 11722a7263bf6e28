import { deliveryKeyId, deliveryKeyToSign, type DeliveryKey } from "@hearth/protocol/deliveryKey";
import { roles } from "@hearth/protocol/roles";
import { verifyTypedData as verifyByKey, type Hex } from "viem";
import { readContract, verifyTypedData } from "wagmi/actions";
import { chain, config } from "../config.ts";
import { contracts, deliveryPlace } from "../contracts.ts";

/**
 * Whether a delivery key is really the brand's: signed, for this community, by an account that holds the fulfilment
 * role on chain. The server is not believed: it could show a key of its own.
 */
export async function checkDeliveryKey(key: DeliveryKey & { keyId: Hex }): Promise<boolean> {
  const { publicKey, signer, signature, keyId } = key;
  if (deliveryKeyId(publicKey) !== keyId) return false;
  const data = { ...deliveryKeyToSign(publicKey, deliveryPlace), address: signer, signature };
  const [isHolder] = await readContract(config, {
    ...contracts.AccessManager,
    functionName: "hasRole",
    args: [roles.FULFILMENT, signer],
  });
  if (!isHolder) return false;
  return (
    (await verifyByKey(data).catch(() => false)) || verifyTypedData(config, { ...data, chainId: chain.id })
  );
}
