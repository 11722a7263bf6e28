import { parseEther, type Wallet } from "ethers";
import { ethers, networkHelpers } from "../../test/helpers/chain.ts";
import { deploy, gasOf, people, type AnyContract } from "../chain.ts";
import { compileHarness } from "../compile.ts";
import type { Row } from "../rows.ts";
import type { Contract } from "ethers";

const GAS = 100_000n;
const FAR = 2n ** 40n;

/**
 * What OpenZeppelin's forwarder adds to each request: a batch of signed transfers, less what the same transfers cost
 * without intrinsic gas when their senders make them themselves.
 */
export async function relayRows(): Promise<Row[]> {
  const forwarder = await deploy(
    compileHarness("@openzeppelin/contracts/metatx/ERC2771Forwarder.sol", "ERC2771Forwarder"),
    "Forwarder",
  );
  const token = await deploy(
    compileHarness("OpenZeppelinTokens.sol", "OpenZeppelinForwardedToken"),
    await forwarder.getAddress(),
  );
  const receiver = people(1, "receiver")[0]!.address;
  const senders = people(113, "sender");
  for (const { address } of [{ address: receiver }, ...senders])
    await token["mint"]!(address, parseEther("10"));

  const direct = await directTransfer(token, senders[112]!, receiver);
  const rows: Row[] = [];
  // The first time each sender's nonce is a fresh slot; what comes later is compared.
  for (const round of ["first", "later"]) {
    let from = 0;
    for (const batch of [1, 10, 100]) {
      const group = senders.slice(from, from + batch);
      const requests = await Promise.all(
        group.map(async (sender) => await request(forwarder, token, sender, receiver)),
      );
      const sent =
        batch === 1 ? forwarder["execute"]!(requests[0]) : forwarder["executeBatch"]!(requests, receiver);
      const gas = (await gasOf(sent)) / BigInt(batch) - direct;
      if (round === "later")
        rows.push({ action: "relayed", who: "OpenZeppelin ERC2771Forwarder, later nonce", batch, gas });
      from += batch;
    }
  }
  return rows;
}

async function directTransfer(token: AnyContract, sender: Wallet, receiver: string): Promise<bigint> {
  await networkHelpers.setBalance(sender.address, parseEther("1"));
  await networkHelpers.impersonateAccount(sender.address);
  const signer = await ethers.getSigner(sender.address);
  return (await gasOf((token.connect(signer) as Contract)["transfer"]!(receiver, 1n))) - 21_000n;
}

async function request(forwarder: AnyContract, token: AnyContract, sender: Wallet, receiver: string) {
  const { chainId } = await ethers.provider.getNetwork();
  const domain = {
    name: "Forwarder",
    version: "1",
    chainId,
    verifyingContract: await forwarder.getAddress(),
  };
  const types = {
    ForwardRequest: [
      { name: "from", type: "address" },
      { name: "to", type: "address" },
      { name: "value", type: "uint256" },
      { name: "gas", type: "uint256" },
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint48" },
      { name: "data", type: "bytes" },
    ],
  };
  const fields = {
    from: sender.address,
    to: await token.getAddress(),
    value: 0n,
    gas: GAS,
    deadline: FAR,
    data: token.interface.encodeFunctionData("transfer", [receiver, 1n]),
  };
  const nonce = await forwarder["nonces"]!(sender.address);
  return { ...fields, signature: await sender.signTypedData(domain, types, { ...fields, nonce }) };
}
