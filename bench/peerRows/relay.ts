import { parseEther, type Wallet } from "ethers";
import { ethers, networkHelpers } from "../../test/helpers/chain.ts";
import { deploy, at, gasOf, people, type Peer } from "../chain.ts";
import { compileHarness } from "../compile.ts";
import type { Row } from "../rows.ts";

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
    forwarder.address,
  );
  // Everybody has a receiver of their own: a batch to one would share that balance and look cheaper than it is.
  const senders = people(112, "sender");
  const receivers = people(112, "receiver").map(({ address }) => address);
  for (const address of [...senders.map((sender) => sender.address), ...receivers])
    await token.send("mint", address, parseEther("10"));

  const direct = await directTransfer(token, at(senders, 111), at(receivers, 111));
  const rows: Row[] = [];
  // The first time each sender's nonce is a fresh slot; what comes later is compared.
  for (const round of ["first", "later"]) {
    let from = 0;
    for (const batch of [1, 10, 100]) {
      const group = senders.slice(from, from + batch);
      const requests = await Promise.all(
        group.map(
          async (sender, index) => await request(forwarder, token, sender, at(receivers, from + index)),
        ),
      );
      const sent =
        batch === 1
          ? forwarder.send("execute", requests[0])
          : forwarder.send("executeBatch", requests, at(receivers, from));
      const gas = (await gasOf(sent)) / BigInt(batch) - direct;
      if (round === "later")
        rows.push({ action: "relayed", who: "OpenZeppelin ERC2771Forwarder, later nonce", batch, gas });
      from += batch;
    }
  }
  return rows;
}

async function directTransfer(token: Peer, sender: Wallet, receiver: string): Promise<bigint> {
  await networkHelpers.setBalance(sender.address, parseEther("1"));
  await networkHelpers.impersonateAccount(sender.address);
  const signer = await ethers.getSigner(sender.address);
  return (await gasOf(token.as(signer).send("transfer", receiver, 1n))) - 21_000n;
}

async function request(forwarder: Peer, token: Peer, sender: Wallet, receiver: string) {
  const domain = await forwarder.domain("Forwarder");
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
    to: token.address,
    value: 0n,
    gas: GAS,
    deadline: FAR,
    data: token.encode("transfer", receiver, 1n),
  };
  const nonce = await forwarder.read<bigint>("nonces", sender.address);
  return { ...fields, signature: await sender.signTypedData(domain, types, { ...fields, nonce }) };
}
