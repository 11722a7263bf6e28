import { AbiCoder, Contract, ZeroAddress } from "ethers";
import { accounts, deploy, deployClone, gasOf, people, type AnyContract } from "../chain.ts";
import { compileHarness, compilePeer } from "../compile.ts";
import { receiptOf } from "../../test/helpers/chain.ts";
import type { Row } from "../rows.ts";

const FREE_FOR_YEARS = 10n * 365n * 86_400n;

/** What it costs elsewhere to become a member, and to be given a badge. */
export async function memberRows(): Promise<Row[]> {
  return [...(await plainCards()), ...(await loyaltyCard()), ...(await unlock()), ...(await badges())];
}

async function plainCards(): Promise<Row[]> {
  const [, first, second] = await accounts();
  const rows: Row[] = [];
  for (const [who, file, name] of [
    ["OpenZeppelin ERC721Votes, self-delegated", "OpenZeppelinMembers.sol", "OpenZeppelinMembership"],
    ["Solady ERC721, no votes", "Solady.sol", "SoladyMembership"],
    ["ERC721A, no votes", "Erc721a.sol", "Erc721aMembership"],
  ] as const) {
    const card = await deploy(compileHarness(file, name));
    await gasOf((card.connect(first!) as Contract)["join"]!());
    rows.push({
      action: "join",
      who,
      batch: 1,
      gas: await gasOf((card.connect(second!) as Contract)["join"]!()),
    });
  }
  return rows;
}

async function loyaltyCard(): Promise<Row[]> {
  const [owner] = await accounts();
  const [first, second] = people(2, "loyalty card");
  const card = await deployClone(
    compilePeer("@thirdweb-dev/contracts/prebuilts/loyalty/LoyaltyCard.sol", "LoyaltyCard"),
  );
  const self = await owner!.getAddress();
  await card["initialize"]!(self, "Card", "CARD", "", [], self, self, 0, 0, self);
  await card["mintTo"]!(first!.address, "ipfs://card/1");
  const gas = await gasOf(card["mintTo"]!(second!.address, "ipfs://card/2"));
  return [{ action: "join", who: "thirdweb LoyaltyCard, no votes", batch: 1, gas }];
}

/** A lock as Unlock's factory makes it, with a free key that lasts for years. */
async function unlock(): Promise<Row[]> {
  const [owner, first, second] = await accounts();
  const self = await owner!.getAddress();
  const factory = await unlockFactory(self);
  const lockCode = compilePeer("@unlock-protocol/contracts/dist/PublicLock/PublicLockV15.sol", "PublicLock");
  const template = await deploy(lockCode);
  const version = await template["publicLockVersion"]!();
  await factory["addLockTemplate"]!(await template.getAddress(), version);
  await factory["setLockTemplate"]!(await template.getAddress());
  const args = AbiCoder.defaultAbiCoder().encode(
    ["address", "uint256", "address", "uint256", "uint256", "string"],
    [self, FREE_FOR_YEARS, ZeroAddress, 0, 10_000, "Membership"],
  );
  const call = template.interface.getFunction("initialize")!.selector + args.slice(2);
  const { hash } = await factory["createUpgradeableLockAtVersion(bytes,uint16)"]!(call, version);
  const made = (await receiptOf(hash)).logs
    .map((log) => factory.interface.parseLog(log))
    .find((log) => log?.name === "NewLock");
  const lock = new Contract(made?.args["newLockAddress"] as string, [...lockCode.abi] as never[], owner);
  const purchase = async (buyer: typeof first) => {
    const address = await buyer!.getAddress();
    return await gasOf(
      (lock.connect(buyer!) as Contract)["purchase(uint256[],address[],address[],address[],bytes[])"]!(
        [0],
        [address],
        [ZeroAddress],
        [ZeroAddress],
        ["0x"],
      ),
    );
  };
  await purchase(first);
  return [{ action: "join", who: "Unlock PublicLock 15, no votes", batch: 1, gas: await purchase(second) }];
}

/** Unlock insists on being initialised while its proxy is made. */
async function unlockFactory(owner: string): Promise<AnyContract> {
  const code = compilePeer("@unlock-protocol/contracts/dist/Unlock/UnlockV14.sol", "Unlock", "0.8.21");
  const implementation = await deploy(code);
  const init = implementation.interface.encodeFunctionData("initialize", [owner]);
  const proxyCode = compileHarness("@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol", "ERC1967Proxy");
  const proxy = await deploy(proxyCode, await implementation.getAddress(), init);
  return implementation.attach(await proxy.getAddress()) as AnyContract;
}

async function badges(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [who, file, name] of [
    ["OpenZeppelin ERC1155", "OpenZeppelinMembers.sol", "OpenZeppelinBadges"],
    ["Solady ERC1155", "Solady.sol", "SoladyBadges"],
  ] as const) {
    const contract = await deploy(compileHarness(file, name));
    for (const batch of [1, 10, 100]) {
      const holders = people(batch, `${name} ${batch}`).map(({ address }) => address);
      const gas = await gasOf(contract["issue"]!(1, holders));
      rows.push({ action: "badge", who, batch, gas: gas / BigInt(batch) });
    }
  }
  return rows;
}
