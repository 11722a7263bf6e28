import { AbiCoder, ZeroAddress } from "ethers";
import { accounts, deploy, deployClone, gasOf, people, person, Peer } from "../chain.ts";
import { compileHarness, compilePeer } from "../compile.ts";
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
    await gasOf(card.as(first).send("join"));
    rows.push({
      action: "join",
      who,
      batch: 1,
      gas: await gasOf(card.as(second).send("join")),
    });
  }
  return rows;
}

async function loyaltyCard(): Promise<Row[]> {
  const [owner] = await accounts();
  const [first, second] = [person("loyalty card 0"), person("loyalty card 1")];
  const card = await deployClone(
    compilePeer("@thirdweb-dev/contracts/prebuilts/loyalty/LoyaltyCard.sol", "LoyaltyCard"),
  );
  const self = owner.address;
  await card.send("initialize", self, "Card", "CARD", "", [], self, self, 0, 0, self);
  await card.send("mintTo", first.address, "ipfs://card/1");
  const gas = await gasOf(card.send("mintTo", second.address, "ipfs://card/2"));
  return [{ action: "join", who: "thirdweb LoyaltyCard, no votes", batch: 1, gas }];
}

/** A lock as Unlock's factory makes it, with a free key that lasts for years. */
async function unlock(): Promise<Row[]> {
  const [owner, first, second] = await accounts();
  const self = owner.address;
  const factory = await unlockFactory(self);
  const lockCode = compilePeer("@unlock-protocol/contracts/dist/PublicLock/PublicLockV15.sol", "PublicLock");
  const template = await deploy(lockCode);
  const version = await template.read<bigint>("publicLockVersion");
  await factory.send("addLockTemplate", template.address, version);
  await factory.send("setLockTemplate", template.address);
  const args = AbiCoder.defaultAbiCoder().encode(
    ["address", "uint256", "address", "uint256", "uint256", "string"],
    [self, FREE_FOR_YEARS, ZeroAddress, 0, 10_000, "Membership"],
  );
  const call = template.selectorOf("initialize") + args.slice(2);
  const { hash } = await factory.send("createUpgradeableLockAtVersion(bytes,uint16)", call, version);
  const address = await factory.logged(hash, "NewLock", "newLockAddress");
  const lock = new Peer(String(address), lockCode.abi, owner);
  const purchase = async (buyer: typeof first) => {
    return await gasOf(
      lock
        .as(buyer)
        .send(
          "purchase(uint256[],address[],address[],address[],bytes[])",
          [0],
          [buyer.address],
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
async function unlockFactory(owner: string): Promise<Peer> {
  const code = compilePeer("@unlock-protocol/contracts/dist/Unlock/UnlockV14.sol", "Unlock", "0.8.21");
  const implementation = await deploy(code);
  const init = implementation.encode("initialize", owner);
  const proxyCode = compileHarness("@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol", "ERC1967Proxy");
  const proxy = await deploy(proxyCode, implementation.address, init);
  const [deployer] = await accounts();
  return new Peer(proxy.address, code.abi, deployer);
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
      const gas = await gasOf(contract.send("issue", 1, holders));
      rows.push({ action: "badge", who, batch, gas: gas / BigInt(batch) });
    }
  }
  return rows;
}
