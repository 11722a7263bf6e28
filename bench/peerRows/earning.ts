import { id, parseEther, Wallet, type Contract } from "ethers";
import { now } from "../../test/helpers/chain.ts";
import { accounts, deploy, deployClone, gasOf, people, type AnyContract } from "../chain.ts";
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
      await token["mintBatch"]!(holders, amounts);
      const gas = await gasOf(token["mintBatch"]!(holders, amounts));
      rows.push({ action: "award", who, batch, gas: gas / BigInt(batch) });
    }
    for (const person of [sender, receiver]) await token["mint"]!(await person!.getAddress(), AMOUNT);
    const transfer = (token.connect(sender!) as Contract)["transfer"]!(await receiver!.getAddress(), 1n);
    rows.push({ action: "transfer", who, batch: 1, gas: await gasOf(transfer) });
  }
  return rows;
}

/** thirdweb's points that remember what was earned: minted by a signed request that is kept in storage. */
async function loyaltyPoints(): Promise<Row[]> {
  const [owner] = await accounts();
  const [member] = people(1, "loyalty points");
  const points = await deployClone(
    compilePeer("@thirdweb-dev/contracts/prebuilts/unaudited/loyalty/LoyaltyPoints.sol", "LoyaltyPoints"),
  );
  const self = await owner!.getAddress();
  await points["initialize"]!(self, "Points", "PTS", "", [], self, 0, self);
  await points["mintTo"]!(member!.address, AMOUNT);
  const gas = await gasOf(points["mintTo"]!(member!.address, AMOUNT));
  return [{ action: "award", who: "thirdweb LoyaltyPoints", batch: 1, gas }];
}

/** thirdweb's airdrop of a token that the owner holds, pushed and by one signature for all. */
async function airdrop(): Promise<Row[]> {
  const [owner] = await accounts();
  const self = await owner!.getAddress();
  const token = await deploy(compileHarness("OpenZeppelinTokens.sol", "OpenZeppelinToken"));
  const drop = await deployClone(
    compilePeer("@thirdweb-dev/contracts/prebuilts/airdrop/Airdrop.sol", "Airdrop"),
  );
  await drop["initialize"]!(self, "");
  await token["mint"]!(self, parseEther("1000000"));
  await token["approve"]!(await drop.getAddress(), 2n ** 256n - 1n);
  const rows: Row[] = [];
  for (const batch of BATCHES) {
    const contents = people(batch, `airdrop ${batch}`).map(({ address }) => ({
      recipient: address,
      amount: AMOUNT,
    }));
    const send = async () => await gasOf(drop["airdropERC20"]!(await token.getAddress(), contents));
    await send();
    rows.push({
      action: "award",
      who: "thirdweb Airdrop, token only",
      batch,
      gas: (await send()) / BigInt(batch),
    });
  }
  return rows;
}

/** A signed voucher for each contribution, as one would compose it. */
async function vouchers(): Promise<Row[]> {
  const issuer = new Wallet(id("issuer"));
  const token = await deploy(compileHarness("OpenZeppelinTokens.sol", "OpenZeppelinToken"));
  const vouchersCode = compileHarness("OpenZeppelinTokens.sol", "OpenZeppelinVouchers");
  const contract = await deploy(vouchersCode, await token.getAddress(), issuer.address);
  await token["grantRole"]!(await token["MINTER"]!(), await contract.getAddress());
  const { chainId } = await contract.runner!.provider!.getNetwork();
  const domain = { name: "Vouchers", version: "1", chainId, verifyingContract: await contract.getAddress() };
  const types = {
    Voucher: [
      { name: "account", type: "address" },
      { name: "amount", type: "uint256" },
      { name: "subject", type: "bytes32" },
      { name: "deadline", type: "uint256" },
    ],
  };
  const [member] = people(1, "voucher");
  const claim = async (subject: string) => {
    const voucher = { account: member!.address, amount: AMOUNT, subject: id(subject), deadline: FAR };
    const signature = await issuer.signTypedData(domain, types, voucher);
    return await gasOf(contract["claim"]!(...Object.values(voucher), signature));
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
  const measure = async (who: string, token: AnyContract, contract: AnyContract) => {
    await token["mint"]!(second.account, AMOUNT);
    await contract["claim"]!(first.index, first.account, first.amount, first.proof);
    const gas = await gasOf(contract["claim"]!(second.index, second.account, second.amount, second.proof));
    rows.push({ action: "epochClaim", who, batch: 1, gas });
  };
  const solady = await deploy(compileHarness("Solady.sol", "SoladyToken"));
  await solady["setRoot"]!(tree.root);
  await measure("Solady, token and tree in one contract", solady, solady);

  const token = await deploy(compileHarness("OpenZeppelinTokens.sol", "OpenZeppelinToken"));
  const composed = compileHarness("OpenZeppelinTokens.sol", "OpenZeppelinDistributor");
  const distributor = await deploy(composed, await token.getAddress(), tree.root);
  await token["grantRole"]!(await token["MINTER"]!(), await distributor.getAddress());
  await measure("OpenZeppelin ERC20 + MerkleProof", token, distributor);

  const packedTree = epochTree(1024, "packed");
  const [one, two] = [packedTree.leaf(0), packedTree.leaf(1)];
  const uniswap: Compiled = publishedArtifact("@uniswap/merkle-distributor/build/MerkleDistributor.json");
  const funded = await deploy(uniswap, await token.getAddress(), packedTree.root);
  await token["mint"]!(await funded.getAddress(), parseEther("1000000"));
  await token["mint"]!(two.account, AMOUNT);
  await funded["claim"]!(one.index, one.account, one.amount, one.proof);
  const gas = await gasOf(funded["claim"]!(two.index, two.account, two.amount, two.proof));
  rows.push({ action: "epochClaim", who: "Uniswap MerkleDistributor, funded before", batch: 1, gas });
  return rows;
}

/** The review itself as an attestation on chain, without any payment. */
async function attestations(): Promise<Row[]> {
  const base = "@ethereum-attestation-service/eas-contracts/artifacts/contracts";
  const registry = await deploy(publishedArtifact(`${base}/SchemaRegistry.sol/SchemaRegistry.json`));
  const eas = await deploy(publishedArtifact(`${base}/EAS.sol/EAS.json`), await registry.getAddress());
  const schema = "uint8 score, bytes32 review";
  const zero = "0x0000000000000000000000000000000000000000";
  await registry["register"]!(schema, zero, true);
  const { solidityPackedKeccak256 } = await import("ethers");
  const uid = solidityPackedKeccak256(["string", "address", "bool"], [schema, zero, true]);
  const [member] = people(1, "reviewer");
  const attest = async (review: string) =>
    await gasOf(
      eas["attest"]!({
        schema: uid,
        data: {
          recipient: member!.address,
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
