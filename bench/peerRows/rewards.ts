import { parseEther, ZeroAddress } from "ethers";
import { now } from "../../test/helpers/chain.ts";
import { accounts, deploy, deployClone, gasOf, people } from "../chain.ts";
import { compileHarness, compilePeer } from "../compile.ts";
import type { Row } from "../rows.ts";

const NATIVE = "0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE";

/** What it costs elsewhere to redeem, to hold a ticket and to come in. */
export async function rewardRows(): Promise<Row[]> {
  return [...(await store()), ...(await drop()), ...(await tickets())];
}

async function store(): Promise<Row[]> {
  const [, buyer, other] = await accounts();
  const token = await deploy(compileHarness("OpenZeppelinTokens.sol", "OpenZeppelinToken"));
  const shop = await deploy(compileHarness("OpenZeppelinRewards.sol", "OpenZeppelinStore"), token.address);
  await shop.send("list", 1, parseEther("10"), 100, 10);
  for (const person of [buyer, other]) {
    await token.send("mint", person.address, parseEther("1000"));
    await token.as(person).send("approve", shop.address, 2n ** 256n - 1n);
    await shop.as(person).send("redeem", 1, parseEther("10"));
  }
  const gas = await gasOf(shop.as(buyer).send("redeem", 1, parseEther("10")));
  return [{ action: "redeem", who: "OpenZeppelin ERC20 + shop, allowance given before", batch: 1, gas }];
}

/** thirdweb's drop of free merch: stock and a limit per wallet, no order, nothing to refund. */
async function drop(): Promise<Row[]> {
  const [owner, buyer] = await accounts();
  const self = owner.address;
  const code = compilePeer("@thirdweb-dev/contracts/prebuilts/drop/DropERC1155.sol", "DropERC1155");
  const contract = await deployClone(code);
  await contract.send("initialize", self, "Merch", "MERCH", "", [], self, self, 0, 0, self);
  await contract.send("lazyMint", 1, "ipfs://merch/", "0x");
  const condition = {
    startTimestamp: await now(),
    maxClaimableSupply: 100,
    supplyClaimed: 0,
    quantityLimitPerWallet: 10,
    merkleRoot: `0x${"00".repeat(32)}`,
    pricePerToken: 0,
    currency: NATIVE,
    metadata: "",
  };
  await contract.send("setClaimConditions", 0, [condition], false);
  const proof = { proof: [], quantityLimitPerWallet: 0, pricePerToken: 0, currency: ZeroAddress };
  const claim = async () =>
    await gasOf(contract.as(buyer).send("claim", buyer.address, 0, 1, NATIVE, 0, proof, "0x"));
  await claim();
  return [{ action: "redeem", who: "thirdweb DropERC1155, free, no order", batch: 1, gas: await claim() }];
}

async function tickets(): Promise<Row[]> {
  const who = "OpenZeppelin ERC721 + one flag per ticket";
  const contract = await deploy(compileHarness("OpenZeppelinRewards.sol", "OpenZeppelinTickets"));
  const holders = people(112, "guest");
  const rows: Row[] = [];
  for (const [index, holder] of holders.entries()) {
    const gas = await gasOf(contract.send("mint", holder.address, index + 1));
    if (index === 1) rows.push({ action: "ticket", who: `${who}, nothing paid`, batch: 1, gas });
  }
  const domain = await contract.domain("Tickets");
  const types = {
    Presence: [
      { name: "ticketId", type: "uint256" },
      { name: "at", type: "uint256" },
    ],
  };
  const at = await now();
  const proofs = await Promise.all(
    holders.map(async (holder, index) => {
      const presence = { ticketId: index + 1, at };
      return { ...presence, signature: await holder.signTypedData(domain, types, presence) };
    }),
  );
  for (const [batch, from] of [
    [1, 1],
    [10, 2],
    [100, 12],
  ] as const) {
    const gas = await gasOf(contract.send("checkInSigned", proofs.slice(from, from + batch)));
    rows.push({ action: "checkIn", who, batch, gas: gas / BigInt(batch) });
  }
  return rows;
}
