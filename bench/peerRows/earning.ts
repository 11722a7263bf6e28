import { id, parseEther, solidityPackedKeccak256, ZeroAddress } from "ethers";
import { now } from "../../test/helpers/chain.ts";
import { accounts, deploy, deployClone, gasOf, people, person, type Peer } from "../chain.ts";
import { compileHarness, compilePeer, publishedArtifact, type Compiled } from "../compile.ts";
import { epochTree } from "../epochTree.ts";
import type { Row } from "../rows.ts";

const BATCHES = [1, 10, 100];
const AMOUNT = parseEther("10");
const FAR = 2n ** 40n;

/** What it costs elsewhere to be paid. */
export async function earningRows(): Promise<Row[]> {
  return [
    ...(await batchMints()),
    ...(await loyaltyPoints()),
    ...(await airdrop()),
    ...(await vouchers()),
    ...(await distributors()),
    ...(await attestations()),
  ];
}

/** Tokens that mint to many; everybody holds some already. */
async function batchMints(): Promise<Row[]> {
  const rows: Row[] = [];
  const [, sender, receiver] = await accounts();
  for (const [who, file, name] of [
    ["OpenZeppelin ERC20, one minter", "OpenZeppelinTokens.sol", "OpenZeppelinToken"],
    ["OpenZeppelin ERC20Votes, nobody delegated", "OpenZeppelinTokens.sol", "OpenZeppelinVotesToken"],
    ["Solady ERC20, anybody mints", "Solady.sol", "SoladyToken"],
  ] as const) {
    const token = await deploy(compileHarness(file, name));
    for (const batch of BATCHES) {
      const holders = people(batch, `${name} ${batch}`).map(({ address }) => address);
      const amounts = holders.map(() => AMOUNT);
      await token.send("mintBatch", holders, amounts);
      const gas = await gasOf(token.send("mintBatch", holders, amounts));
      rows.push({ action: "award", who, batch, gas: gas / BigInt(batch) });
    }
    for (const { address } of [sender, receiver]) await token.send("mint", address, AMOUNT);
    const transfer = token.as(sender).send("transfer", receiver.address, 1n);
    rows.push({ action: "transfer", who, batch: 1, gas: await gasOf(transfer) });
  }
  return rows;
}

/** thirdweb's points that remember what was earned: minted by a signed request that is kept in storage. */
async function loyaltyPoints(): Promise<Row[]> {
  const [owner] = await accounts();
  const member = person("loyalty points");
  const points = await deployClone(
    compilePeer("@thirdweb-dev/contracts/prebuilts/unaudited/loyalty/LoyaltyPoints.sol", "LoyaltyPoints"),
  );
  const self = owner.address;
  await points.send("initialize", self, "Points", "PTS", "", [], self, 0, self);
  await points.send("mintTo", member.address, AMOUNT);
  const gas = await gasOf(points.send("mintTo", member.address, AMOUNT));
  return [{ action: "award", who: "thirdweb LoyaltyPoints", batch: 1, gas }];
}

/** thirdweb's airdrop of a token that the owner holds, pushed and by one signature for all; everybody holds some already. */
async function airdrop(): Promise<Row[]> {
  const [owner] = await accounts();
  const self = owner.address;
  const token = await deploy(compileHarness("OpenZeppelinTokens.sol", "OpenZeppelinToken"));
  const drop = await deployClone(
    compilePeer("@thirdweb-dev/contracts/prebuilts/airdrop/Airdrop.sol", "Airdrop"),
  );
  await drop.send("initialize", self, "");
  await token.send("mint", self, parseEther("1000000"));
  await token.send("approve", drop.address, 2n ** 256n - 1n);
  const tokenAddress = token.address;
  const rows: Row[] = [];
  for (const batch of BATCHES) {
    const contents = people(batch, `airdrop ${batch}`).map(({ address }) => ({
      recipient: address,
      amount: AMOUNT,
    }));
    const row = async (action: Row["action"], who: string, sent: Promise<{ hash: string }>) =>
      rows.push({ action, who, batch, gas: (await gasOf(sent)) / BigInt(batch) });
    await drop.send("airdropERC20", tokenAddress, contents);
    await row("award", "thirdweb Airdrop, token only", drop.send("airdropERC20", tokenAddress, contents));
    const request = { uid: id(`airdrop ${batch}`), tokenAddress, expirationTimestamp: FAR, contents };
    const signature = await owner.signTypedData(await drop.domain("Airdrop"), airdropTypes, request);
    const signed = drop.send("airdropERC20WithSignature", request, signature);
    await row("claimMany", "thirdweb Airdrop, token only, one signature for all", signed);
  }
  return rows;
}

const airdropTypes = {
  AirdropRequestERC20: [
    { name: "uid", type: "bytes32" },
    { name: "tokenAddress", type: "address" },
    { name: "expirationTimestamp", type: "uint256" },
    { name: "contents", type: "AirdropContentERC20[]" },
  ],
  AirdropContentERC20: [
    { name: "recipient", type: "address" },
    { name: "amount", type: "uint256" },
  ],
};

/** A signed voucher for each contribution, as one would compose it. */
async function vouchers(): Promise<Row[]> {
  const issuer = person("issuer");
  const token = await deploy(compileHarness("OpenZeppelinTokens.sol", "OpenZeppelinToken"));
  const vouchersCode = compileHarness("OpenZeppelinTokens.sol", "OpenZeppelinVouchers");
  const contract = await deploy(vouchersCode, token.address, issuer.address);
  await token.send("grantRole", await token.read("MINTER"), contract.address);
  const domain = await contract.domain("Vouchers");
  const types = {
    Voucher: [
      { name: "account", type: "address" },
      { name: "amount", type: "uint256" },
      { name: "subject", type: "bytes32" },
      { name: "deadline", type: "uint256" },
    ],
  };
  const member = person("voucher");
  const claim = async (subject: string) => {
    const voucher = { account: member.address, amount: AMOUNT, subject: id(subject), deadline: FAR };
    const signature = await issuer.signTypedData(domain, types, voucher);
    return await gasOf(contract.send("claim", ...Object.values(voucher), signature));
  };
  await claim("first");
  const gas = await claim("second");
  return [{ action: "claim", who: "OpenZeppelin ERC20 + EIP-712 voucher", batch: 1, gas }];
}

/** Merkle trees of 1,024 leaves; the bitmap's word and the holder's balance are written already. */
async function distributors(): Promise<Row[]> {
  const tree = epochTree(1024);
  const [first, second] = [tree.leaf(0), tree.leaf(1)];
  const rows: Row[] = [];
  const measure = async (who: string, token: Peer, contract: Peer) => {
    await token.send("mint", second.account, AMOUNT);
    await contract.send("claim", first.index, first.account, first.amount, first.proof);
    const gas = await gasOf(
      contract.send("claim", second.index, second.account, second.amount, second.proof),
    );
    rows.push({ action: "epochClaim", who, batch: 1, gas });
  };
  const solady = await deploy(compileHarness("Solady.sol", "SoladyToken"));
  await solady.send("setRoot", tree.root);
  await measure("Solady, token and tree in one contract", solady, solady);

  const token = await deploy(compileHarness("OpenZeppelinTokens.sol", "OpenZeppelinToken"));
  const composed = compileHarness("OpenZeppelinTokens.sol", "OpenZeppelinDistributor");
  const distributor = await deploy(composed, token.address, tree.root);
  await token.send("grantRole", await token.read("MINTER"), distributor.address);
  await measure("OpenZeppelin ERC20 + MerkleProof", token, distributor);

  const packedTree = epochTree(1024, "packed");
  const [one, two] = [packedTree.leaf(0), packedTree.leaf(1)];
  const uniswap: Compiled = publishedArtifact("@uniswap/merkle-distributor/build/MerkleDistributor.json");
  const funded = await deploy(uniswap, token.address, packedTree.root);
  await token.send("mint", funded.address, parseEther("1000000"));
  await token.send("mint", two.account, AMOUNT);
  await funded.send("claim", one.index, one.account, one.amount, one.proof);
  const gas = await gasOf(funded.send("claim", two.index, two.account, two.amount, two.proof));
  rows.push({ action: "epochClaim", who: "Uniswap MerkleDistributor, funded before", batch: 1, gas });
  return rows;
}

/** The review itself as an attestation on chain, without any payment. */
async function attestations(): Promise<Row[]> {
  const base = "@ethereum-attestation-service/eas-contracts/artifacts/contracts";
  const registry = await deploy(publishedArtifact(`${base}/SchemaRegistry.sol/SchemaRegistry.json`));
  const eas = await deploy(publishedArtifact(`${base}/EAS.sol/EAS.json`), registry.address);
  const schema = "uint8 score, bytes32 review";
  await registry.send("register", schema, ZeroAddress, true);
  const uid = solidityPackedKeccak256(["string", "address", "bool"], [schema, ZeroAddress, true]);
  const member = person("reviewer");
  const attest = async (review: string) =>
    await gasOf(
      eas.send("attest", {
        schema: uid,
        data: {
          recipient: member.address,
          expirationTime: 0,
          revocable: true,
          refUID: `0x${"00".repeat(32)}`,
          data: `0x${"00".repeat(31)}05${id(review).slice(2)}`,
          value: 0,
        },
      }),
    );
  await now();
  await attest("first");
  return [
    {
      action: "claim",
      who: "EAS attestation of a review, nothing paid",
      batch: 1,
      gas: await attest("second"),
    },
  ];
}
