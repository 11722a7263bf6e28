// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IEventCalendar} from "./IEventCalendar.sol";
import {IEventTickets} from "./IEventTickets.sol";
import {IStoreCatalogue} from "./IStoreCatalogue.sol";

/**
 * @title StoreCatalogue
 * @notice What the store offers, and how much of it is left.
 * @dev What every redemption reads of a reward shares one slot with what it writes. Variants keep their stocks sixteen
 * to a slot.
 */
abstract contract StoreCatalogue is IStoreCatalogue, AccessManaged {
    /// @dev What every redemption reads and writes. One storage slot.
    struct Offer {
        uint96 price;
        // Unused where there are variants.
        uint32 stock;
        uint32 opens;
        uint32 closes;
        uint16 perMember;
        uint16 termsVersion;
        uint8 minTier;
        uint8 variants;
        RewardKind kind;
        // Whether nothing in {Conditions} matters to who redeems: merch, for all rooms and badges, nobody waiting.
        bool simple;
    }

    /// @dev The rest of a reward. One storage slot.
    struct Conditions {
        uint32 cancelWindow;
        uint32 fulfilWithin;
        uint32 eventId;
        uint32 roomId;
        uint32 badgeId;
        uint32 waiting;
        bool closed;
    }

    /// @inheritdoc IStoreCatalogue
    uint256 public constant MAX_FULFIL_WITHIN = 365 days;
    uint256 private constant MAX_VARIANTS = 16;
    uint256 private constant VARIANT_MASK = type(uint16).max;

    /// @notice The tickets that are sold.
    IEventTickets public immutable tickets;

    mapping(uint256 rewardId => Offer) internal _offers;
    mapping(uint256 rewardId => Conditions) internal _conditions;
    mapping(uint256 rewardId => uint256) private _variantStocks;
    mapping(uint256 rewardId => string) private _uris;

    /// @dev Names the tickets.
    constructor(IEventTickets tickets_) {
        tickets = tickets_;
    }

    /* LISTING */

    /// @inheritdoc IStoreCatalogue
    function listReward(
        RewardTerms calldata terms,
        string calldata uri
    ) external restricted returns (uint256 rewardId) {
        _checkTerms(terms);
        // Reverts for an event that does not exist.
        if (terms.kind == RewardKind.Ticket) _eventOf(terms.eventId);

        rewardId = _nextRewardId();
        _offers[rewardId] = Offer({
            price: terms.price,
            stock: terms.stock,
            opens: terms.opens,
            closes: terms.closes,
            perMember: terms.perMember,
            termsVersion: 1,
            minTier: terms.minTier,
            variants: uint8(terms.variantStock.length),
            kind: terms.kind,
            simple: false
        });
        _conditions[rewardId] = Conditions({
            cancelWindow: terms.cancelWindow,
            fulfilWithin: terms.fulfilWithin,
            eventId: terms.eventId,
            roomId: terms.roomId,
            badgeId: terms.badgeId,
            waiting: 0,
            closed: false
        });
        _variantStocks[rewardId] = _pack(terms.variantStock);
        _uris[rewardId] = uri;
        _updateSimple(rewardId);

        emit RewardListed(rewardId, terms.kind, terms, uri);
    }

    function _checkTerms(RewardTerms calldata terms) private pure {
        bool isTicket = terms.kind == RewardKind.Ticket;
        uint256 variants = terms.variantStock.length;
        bool valid =
            (isTicket == (terms.eventId != 0)) &&
                (isTicket || terms.fulfilWithin > 0) &&
                (variants == 0 || terms.stock == 0);
        if (!valid) revert RewardsStoreInvalidTerms();
        if (variants > MAX_VARIANTS) revert RewardsStoreTooManyVariants(variants, MAX_VARIANTS);
        if (terms.fulfilWithin > MAX_FULFIL_WITHIN) {
            revert RewardsStoreFulfilmentTooLate(terms.fulfilWithin, MAX_FULFIL_WITHIN);
        }
        _checkWindow(terms.opens, terms.closes);
    }

    function _checkWindow(uint32 opens, uint32 closes) private pure {
        if (closes != 0 && closes <= opens) revert RewardsStoreInvalidTerms();
    }

    function _pack(uint16[] calldata stocks) private pure returns (uint256 packed) {
        for (uint256 i = 0; i < stocks.length; ++i) packed |= uint256(stocks[i]) << (i << 4);
    }

    /* CHANGING TERMS */

    /// @inheritdoc IStoreCatalogue
    function setRewardPrice(uint256 rewardId, uint96 newPrice) external restricted {
        Offer storage offer = _changeTerms(rewardId);
        uint256 oldPrice = offer.price;

        offer.price = newPrice;

        emit RewardPriceUpdated(rewardId, oldPrice, newPrice);
    }

    /// @inheritdoc IStoreCatalogue
    function setRewardWindow(uint256 rewardId, uint32 opens, uint32 closes) external restricted {
        _checkWindow(opens, closes);
        Offer storage offer = _changeTerms(rewardId);

        (offer.opens, offer.closes) = (opens, closes);

        emit RewardWindowUpdated(rewardId, opens, closes);
    }

    /// @inheritdoc IStoreCatalogue
    function setRewardGates(uint256 rewardId, RewardGates calldata gates) external restricted {
        Offer storage offer = _changeTerms(rewardId);
        Conditions storage conditions = _conditions[rewardId];

        (offer.perMember, offer.minTier) = (gates.perMember, gates.minTier);
        (conditions.roomId, conditions.badgeId) = (gates.roomId, gates.badgeId);
        _updateSimple(rewardId);

        emit RewardGatesUpdated(rewardId, gates);
    }

    /// @inheritdoc IStoreCatalogue
    function setRewardURI(uint256 rewardId, string calldata uri) external restricted {
        _changeTerms(rewardId);

        _uris[rewardId] = uri;

        emit RewardURIUpdated(rewardId, uri);
    }

    /// @inheritdoc IStoreCatalogue
    function closeReward(uint256 rewardId) external restricted {
        Offer storage offer = _changeTerms(rewardId);

        _conditions[rewardId].closed = true;
        if (!_isPast(offer.closes)) offer.closes = uint32(block.timestamp);

        emit RewardClosed(rewardId);
    }

    /// @dev Whoever saw the terms as they were until now has to look again.
    function _changeTerms(uint256 rewardId) private returns (Offer storage offer) {
        offer = _existingOffer(rewardId);
        if (_conditions[rewardId].closed) revert RewardsStoreRewardClosed(rewardId);
        ++offer.termsVersion;
    }

    /* STOCK */

    /// @inheritdoc IStoreCatalogue
    function adjustRewardStock(uint256 rewardId, int64 added) external restricted {
        uint256 variants = _existingOffer(rewardId).variants;
        if (variants != 0) revert RewardsStoreStockPerVariant(rewardId);

        _adjustStock(rewardId, variants, 0, added);
    }

    /// @inheritdoc IStoreCatalogue
    function adjustVariantStock(uint256 rewardId, uint8 variant, int64 added) external restricted {
        uint256 variants = _existingOffer(rewardId).variants;
        if (variant >= variants) revert RewardsStoreInvalidVariant(variant, variants);

        _adjustStock(rewardId, variants, variant, added);
    }

    function _adjustStock(uint256 rewardId, uint256 variants, uint8 variant, int64 added) private {
        uint256 oldStock = _stockOf(rewardId, variants, variant);
        int256 sum = int256(oldStock) + added;
        uint256 newStock = sum < 0 ? 0 : uint256(sum);
        if (newStock > _maxStock(variants)) revert RewardsStoreStockTooLarge(newStock, _maxStock(variants));

        _setStock(rewardId, variants, variant, newStock);

        emit RewardStockUpdated(rewardId, variant, oldStock, newStock);

        _serveLine(rewardId, variant);
    }

    /// @dev Takes one piece; refused where there is none.
    function _takePiece(uint256 rewardId, Offer memory offer, uint8 variant) internal {
        uint256 variants = offer.variants;
        uint256 stock = variants == 0 ? offer.stock : _stockOf(rewardId, variants, variant);
        if (stock == 0) revert RewardsStoreOutOfStock(rewardId);
        unchecked {
            _setStock(rewardId, variants, variant, stock - 1);
        }
    }

    /// @dev Puts one piece back and serves who waits for it. A stock that is full to the brim stands in nobody's way.
    function _putBack(uint256 rewardId, uint8 variant) internal {
        uint256 variants = _offers[rewardId].variants;
        uint256 stock = _stockOf(rewardId, variants, variant);
        if (stock != _maxStock(variants)) _setStock(rewardId, variants, variant, stock + 1);

        _serveLine(rewardId, variant);
    }

    /// @dev Called when there may be more than before of a variant.
    function _serveLine(uint256 rewardId, uint8 variant) internal virtual;

    /// @dev `stock` must not be more than {_maxStock}.
    function _setStock(uint256 rewardId, uint256 variants, uint256 variant, uint256 stock) private {
        if (variants == 0) {
            _offers[rewardId].stock = uint32(stock);
        } else {
            uint256 shift = variant << 4;
            _variantStocks[rewardId] =
                (_variantStocks[rewardId] & ~(VARIANT_MASK << shift)) | (stock << shift);
        }
    }

    function _stockOf(uint256 rewardId, uint256 variants, uint256 variant) internal view returns (uint256) {
        if (variants == 0) return _offers[rewardId].stock;
        return (_variantStocks[rewardId] >> (variant << 4)) & VARIANT_MASK;
    }

    function _maxStock(uint256 variants) private pure returns (uint256) {
        return variants == 0 ? type(uint32).max : VARIANT_MASK;
    }

    /* READING */

    /// @inheritdoc IStoreCatalogue
    function reward(uint256 rewardId) external view returns (Reward memory) {
        Offer memory offer = _offerOf(rewardId);
        Conditions memory conditions = _conditionsOf(rewardId);
        uint256 stock = offer.stock;
        for (uint256 i = 0; i < offer.variants; ++i) stock += _stockOf(rewardId, offer.variants, i);
        return
            Reward({
                price: offer.price,
                stock: uint32(stock),
                opens: offer.opens,
                closes: offer.closes,
                perMember: offer.perMember,
                minTier: offer.minTier,
                variants: offer.variants,
                kind: offer.kind,
                cancelWindow: conditions.cancelWindow,
                fulfilWithin: conditions.fulfilWithin,
                eventId: conditions.eventId,
                roomId: conditions.roomId,
                badgeId: conditions.badgeId,
                termsVersion: offer.termsVersion,
                waiting: conditions.waiting,
                closed: conditions.closed
            });
    }

    /// @inheritdoc IStoreCatalogue
    function variantStock(uint256 rewardId) external view returns (uint256[] memory stocks) {
        uint256 variants = _existingOffer(rewardId).variants;
        stocks = new uint256[](variants);
        for (uint256 i = 0; i < variants; ++i) stocks[i] = _stockOf(rewardId, variants, i);
    }

    /// @inheritdoc IStoreCatalogue
    function rewardURI(uint256 rewardId) external view returns (string memory) {
        _existingOffer(rewardId);
        return _uris[rewardId];
    }

    /* BOOKS */

    function _nextRewardId() internal virtual returns (uint256 rewardId);

    function _updateSimple(uint256 rewardId) internal {
        Conditions memory conditions = _conditionsOf(rewardId);
        _offers[rewardId].simple =
            (conditions.eventId | conditions.roomId | conditions.badgeId | conditions.waiting) == 0;
    }

    /// @dev Versions begin at 1, so what has none does not exist.
    function _existingOffer(uint256 rewardId) internal view returns (Offer storage offer) {
        offer = _offers[rewardId];
        if (offer.termsVersion == 0) revert RewardsStoreUnknownReward(rewardId);
    }

    /// @dev One read for all that every redemption needs.
    function _offerOf(uint256 rewardId) internal view returns (Offer memory offer) {
        offer = _offers[rewardId];
        if (offer.termsVersion == 0) revert RewardsStoreUnknownReward(rewardId);
    }

    /// @dev One read for the rest.
    function _conditionsOf(uint256 rewardId) internal view returns (Conditions memory) {
        return _conditions[rewardId];
    }

    /// @dev Reverts where there is none.
    function _eventOf(uint256 eventId) internal view returns (IEventCalendar.Event memory) {
        return tickets.eventOf(eventId);
    }

    /// @dev Whether the last second of a sale is over; zero means there is no end.
    function _isPast(uint256 closes) internal view returns (bool) {
        return closes != 0 && block.timestamp >= closes;
    }
}
