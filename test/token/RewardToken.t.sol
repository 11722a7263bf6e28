// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Community} from "../support/Community.sol";
import {IRewardTokenSurface} from "../support/Surfaces.sol";

contract RewardTokenTest is Community {
    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );
    bytes4 private constant PERMIT_EXPIRED = bytes4(keccak256("ERC2612ExpiredSignature(uint256)"));
    bytes4 private constant PERMIT_SIGNER = bytes4(keccak256("ERC2612InvalidSigner(address,address)"));
    address private constant STORE = address(0x5702e);
    address private constant MEMBERSHIP = address(0x3e3be2);

    function setUp() public {
        _deployCommunity(IRewardToken.TransferPolicy.Open, address(this));
    }

    /// @dev A token with this test as its minter.
    function _newToken(
        IRewardToken.TransferPolicy policy,
        uint256 supplyCap,
        uint256 epochLength,
        uint256 emissionCap
    ) private returns (IRewardTokenSurface fresh) {
        fresh = _deployToken(policy, supplyCap, epochLength, emissionCap);
        fresh.wire(address(this), STORE, MEMBERSHIP, GOVERNOR);
    }

    /// @dev A batch may name the same account many times; each line counts.
    function testFuzz_batchMintsEveryLine(uint96[12] memory amounts, uint256 who) public {
        IRewardTokenSurface fresh = _newToken(IRewardToken.TransferPolicy.Open, 0, EPOCH, type(uint96).max);
        address[] memory accounts = new address[](12);
        uint256[] memory values = new uint256[](12);
        uint256[] memory expected = new uint256[](ACTORS);
        uint256[] memory running = new uint256[](12);
        uint256 total;
        for (uint256 i = 0; i < 12; ++i) {
            uint256 actor = _pick(who >> (i * 8));
            accounts[i] = actors[actor];
            values[i] = amounts[i] / 12;
            expected[actor] += values[i];
            running[i] = expected[actor];
            total += values[i];
        }

        uint256[] memory standings = fresh.mintBatch(_packMints(accounts, values));

        for (uint256 i = 0; i < 12; ++i) assertEq(standings[i], running[i], "standing answered");
        for (uint256 i = 0; i < ACTORS; ++i) {
            assertEq(fresh.balanceOf(actors[i]), expected[i], "balance");
            assertEq(fresh.earned(actors[i]), expected[i], "standing");
        }
        assertEq(fresh.totalSupply(), total, "supply");
        assertEq(fresh.totalEarned(), total, "total earned");
        (, uint256 minted, ) = fresh.emission();
        assertEq(minted, total, "emission used");
    }

    /// @dev One epoch never mints more than its cap; the next starts anew, and no epoch saves for another.
    function testFuzz_emissionHoldsPerEpoch(
        uint256 cap,
        uint256 first,
        uint256 epochs,
        uint32 length
    ) public {
        uint256 epochLength = bound(length, 1, 365 days);
        cap = bound(cap, 1, type(uint96).max / 4);
        IRewardTokenSurface fresh = _newToken(IRewardToken.TransferPolicy.Open, 0, epochLength, cap);
        first = bound(first, 0, cap);

        fresh.mint(actors[0], first);
        _mintRefused(fresh, cap - first + 1, IRewardToken.RewardTokenEmissionExceeded.selector);
        fresh.mint(actors[0], cap - first);
        _mintRefused(fresh, 1, IRewardToken.RewardTokenEmissionExceeded.selector);

        _goTo((time / epochLength + 1) * epochLength - 1);
        _mintRefused(fresh, 1, IRewardToken.RewardTokenEmissionExceeded.selector);
        _goTo(time + 1 + bound(epochs, 0, 100) * epochLength);
        (, uint256 minted, ) = fresh.emission();
        assertEq(minted, 0, "emission of a new epoch");
        _mintRefused(fresh, cap + 1, IRewardToken.RewardTokenEmissionExceeded.selector);
        fresh.mint(actors[1], cap);
        assertEq(fresh.totalEarned(), 2 * cap, "total earned");
    }

    /// @dev A cap that falls below what was minted stops minting, and does not underflow.
    function testFuzz_emissionCapCountsAtOnce(uint96 minted, uint96 newCap) public {
        IRewardTokenSurface fresh = _newToken(IRewardToken.TransferPolicy.Open, 0, EPOCH, type(uint96).max);
        uint256 first = bound(minted, 0, type(uint96).max / 2);
        fresh.mint(actors[0], first);

        fresh.setEmissionCap(newCap);

        uint256 available = newCap > first ? newCap - first : 0;
        _mintRefused(fresh, available + 1, IRewardToken.RewardTokenEmissionExceeded.selector);
        fresh.mint(actors[0], available);
        assertEq(fresh.earned(actors[0]), first + available, "standing");
    }

    /// @dev The cap on the supply counts what exists: burning makes room.
    function testFuzz_supplyCapHolds(uint256 cap, uint256 burned) public {
        cap = bound(cap, 1, type(uint96).max / 4);
        IRewardTokenSurface fresh = _newToken(IRewardToken.TransferPolicy.Open, cap, EPOCH, type(uint96).max);
        burned = bound(burned, 0, cap);

        fresh.mint(actors[0], cap);
        _mintRefused(fresh, 1, IRewardToken.RewardTokenCapExceeded.selector);
        vm.prank(actors[0]);
        fresh.burn(burned);
        _mintRefused(fresh, burned + 1, IRewardToken.RewardTokenCapExceeded.selector);
        fresh.mint(actors[1], burned);

        assertEq(fresh.totalSupply(), cap, "supply");
        assertEq(fresh.totalBurned(), burned, "burned");
        assertEq(fresh.totalEarned(), cap + burned, "total earned");
        assertEq(fresh.earned(actors[0]), cap, "standing after burning");
    }

    /// @dev Spending moves balances and never standing.
    function testFuzz_transferKeepsStanding(uint96 minted, uint256 value, uint256 from, uint256 to) public {
        uint256 amount = bound(minted, 0, EMISSION_CAP);
        (address sender, address receiver) = (actors[_pick(from)], actors[_pick(to)]);
        token.mint(sender, amount);
        value = bound(value, 0, amount);

        assertRefused(
            sender,
            address(token),
            abi.encodeCall(token.transfer, (receiver, amount + 1)),
            IERC20Errors.ERC20InsufficientBalance.selector
        );
        vm.prank(sender);
        token.transfer(receiver, value);

        assertEq(token.balanceOf(sender), sender == receiver ? amount : amount - value, "sender's balance");
        if (sender != receiver) {
            assertEq(token.balanceOf(receiver), value, "receiver's balance");
            assertEq(token.earned(receiver), 0, "receiver's standing");
        }
        assertEq(token.earned(sender), amount, "sender's standing");
        assertEq(token.totalSupply(), amount, "supply");
    }

    /// @dev In a closed loop tokens move between a member and the store, and nowhere else.
    function testFuzz_closedLoopMovesOnlyThroughTheStore(address from, address to, uint96 value) public {
        vm.assume(from != address(0) && to != address(0));
        IRewardTokenSurface fresh = _newToken(
            IRewardToken.TransferPolicy.ClosedLoop,
            0,
            EPOCH,
            type(uint96).max
        );
        fresh.mint(from, value);

        if (!_holdsEscrow(from) && !_holdsEscrow(to)) {
            assertRefused(
                from,
                address(fresh),
                abi.encodeCall(fresh.transfer, (to, value)),
                IRewardToken.RewardTokenTransferClosed.selector
            );
        }
        address holder = value % 2 == 0 ? STORE : GOVERNOR;
        vm.prank(holder);
        fresh.escrow(from, value);
        assertEq(fresh.balanceOf(holder), value, "escrow");
        vm.prank(holder);
        fresh.transfer(to, value);
        assertEq(fresh.balanceOf(to), value, "refund");
    }

    function _holdsEscrow(address account) private pure returns (bool) {
        return account == STORE || account == GOVERNOR;
    }

    /// @dev Only the minter mints and revokes, only store and deposits take into escrow, only the membership rebinds.
    function testFuzz_onlyTheWiredContractsAct(address caller, uint96 value) public {
        vm.assume(caller != address(this) && caller != address(store));
        vm.assume(caller != GOVERNOR && caller != address(members));
        bytes4 unauthorized = IRewardToken.RewardTokenUnauthorized.selector;
        address[] memory accounts = new address[](1);
        uint256[] memory values = new uint256[](1);
        (accounts[0], values[0]) = (caller, value);

        assertRefused(caller, address(token), abi.encodeCall(token.mint, (caller, value)), unauthorized);
        assertRefused(
            caller,
            address(token),
            abi.encodeCall(token.mintBatch, (_packMints(accounts, values))),
            unauthorized
        );
        assertRefused(caller, address(token), abi.encodeCall(token.escrow, (actors[0], value)), unauthorized);
        assertRefused(caller, address(token), abi.encodeCall(token.revoke, (caller, value)), unauthorized);
        assertRefused(
            caller,
            address(token),
            abi.encodeCall(token.rebind, (actors[0], caller)),
            unauthorized
        );
    }

    /// @dev What is revoked is burned or owed, and everything earned later repays before it can be spent.
    function testFuzz_debtIsRepaidFirst(uint96 earning, uint96 spent, uint96 revoked, uint96 later) public {
        uint256 first = bound(earning, 1, EMISSION_CAP / 2);
        uint256 gone = bound(spent, 0, first);
        uint256 back = bound(revoked, 0, first);
        uint256 second = bound(later, 0, EMISSION_CAP / 2);
        (address account, uint256 left) = (actors[0], first - gone);
        token.mint(account, first);
        vm.prank(account);
        token.burn(gone);

        assertRefused(
            address(this),
            address(token),
            abi.encodeCall(token.revoke, (account, first + 1)),
            IRewardToken.RewardTokenRevocationExceedsStanding.selector
        );
        token.revoke(account, back);
        uint256 debt = back > left ? back - left : 0;
        assertEq(token.debtOf(account), debt, "debt");
        assertEq(token.balanceOf(account), left + debt - back, "balance");
        assertEq(token.earned(account), first - back, "standing");

        assertEq(token.mint(account, second), first - back + second, "standing answered");
        uint256 repaid = second < debt ? second : debt;
        assertEq(token.debtOf(account), debt - repaid, "debt left");
        assertEq(token.balanceOf(account), left + debt - back + second - repaid, "balance after repaying");
        assertEq(token.totalEarned(), first + second, "total earned");
        assertEq(token.totalBurned(), gone + back - debt + repaid, "total burned");
        assertEq(token.totalRevoked(), back, "total revoked");
        assertEq(token.totalSupply(), token.balanceOf(account), "supply");
    }

    /// @dev Balance, standing and debt arrive whole, wherever they go, and add to what is there.
    function testFuzz_rebindMovesEverything(uint96[4] memory amounts, uint256 from, uint256 to) public {
        (address old, address fresh) = (actors[_pick(from)], actors[_pick(to)]);
        for (uint256 i = 0; i < 4; ++i) amounts[i] = uint96(bound(amounts[i], 1, EMISSION_CAP / 4));
        _holdAndOwe(old, amounts[0], amounts[1]);
        if (fresh != old) _holdAndOwe(fresh, amounts[2], amounts[3]);
        uint256 balance = token.balanceOf(old);
        uint256 standing = token.earned(old);
        uint256 debt = token.debtOf(old);
        if (fresh != old) {
            balance += token.balanceOf(fresh);
            standing += token.earned(fresh);
            debt += token.debtOf(fresh);
        }

        vm.prank(address(members));
        token.rebind(old, fresh);

        assertEq(token.balanceOf(fresh), balance, "balance");
        assertEq(token.earned(fresh), standing, "standing");
        assertEq(token.debtOf(fresh), debt, "debt");
        if (fresh != old) {
            assertEq(token.balanceOf(old) + token.earned(old) + token.debtOf(old), 0, "left behind");
        }
        assertEq(token.totalSupply(), balance, "supply");
        token.mint(fresh, 1);
        assertEq(token.debtOf(fresh), debt == 0 ? 0 : debt - 1, "the debt is still repaid first");
    }

    /// @dev Standing and balance of `kept` where it is even; where it is odd, all is spent and half of it is owed.
    function _holdAndOwe(address account, uint256 kept, uint256 spent) private {
        token.mint(account, kept);
        if (kept % 2 == 0) return;
        token.mint(account, spent);
        vm.prank(account);
        token.burn(kept + spent);
        token.revoke(account, (kept + spent) / 2);
    }

    /// @dev A permit is good for its owner, spender, value, number and time, once.
    function testFuzz_permitIsGoodOnce(uint256 value, uint32 lasts, uint256 owner, uint256 stranger) public {
        uint256 ownerIndex = _pick(owner);
        uint256 otherIndex = _pick(ownerIndex + bound(stranger, 1, ACTORS - 1));
        uint256 deadline = time + lasts;
        bytes memory forOwner = _permitCall(ownerIndex, ownerIndex, value, deadline);

        assertRefused(
            address(this),
            address(token),
            _permitCall(ownerIndex, otherIndex, value, deadline),
            PERMIT_SIGNER
        );
        (bool accepted, ) = address(token).call(forOwner);
        assertTrue(accepted, "permit refused");
        assertEq(token.allowance(actors[ownerIndex], address(this)), value, "allowance");
        assertEq(token.nonces(actors[ownerIndex]), 1, "nonce");
        assertRefused(address(this), address(token), forOwner, PERMIT_SIGNER);

        bytes memory late = _permitCall(ownerIndex, ownerIndex, value, deadline);
        _goTo(deadline + 1);
        assertRefused(address(this), address(token), late, PERMIT_EXPIRED);
    }

    function _permitCall(
        uint256 owner,
        uint256 signer,
        uint256 value,
        uint256 deadline
    ) private view returns (bytes memory) {
        bytes32 structHash = keccak256(
            abi.encode(
                PERMIT_TYPEHASH,
                actors[owner],
                address(this),
                value,
                token.nonces(actors[owner]),
                deadline
            )
        );
        bytes32 digest = typedDigest(token.DOMAIN_SEPARATOR(), structHash);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keys[signer], digest);
        return abi.encodeCall(token.permit, (actors[owner], address(this), value, deadline, v, r, s));
    }

    function _mintRefused(IRewardTokenSurface fresh, uint256 amount, bytes4 expected) private {
        assertRefused(
            address(this),
            address(fresh),
            abi.encodeCall(fresh.mint, (actors[0], amount)),
            expected
        );
    }
}
