package io.backstay.connect.s3.posture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether somebody without any credential can read a bucket.
///
/// What the account as a whole blocks, a bucket does not tell: one that is called open here may be closed by that.
///
/// @param open  absent when not known
/// @param why   a sentence
/// @param asked the answers that it was found from
public record Exposure(@Nullable Boolean open, String why, List<Setting<?>> asked) {

    /// What blocks public access.
    ///
    /// @param lists    access lists are passed over (`IgnorePublicAcls`)
    /// @param policies a public policy lets in only this account and AWS's services (`RestrictPublicBuckets`)
    record Block(boolean lists, boolean policies) {}

    /// Judges.
    ///
    /// @param policy    whether the bucket's policy is public; no policy is none
    /// @param ownership whether access lists count at all: not where the bucket's owner owns every object
    /// @param list      whether the bucket's access list lets everybody in
    static Exposure of(
            Setting<Block> block, Setting<Boolean> policy, Setting<Boolean> ownership, Setting<Boolean> list) {
        List<Setting<?>> asked = List.of(block, policy, ownership, list);
        Block blocked = block.value();
        boolean noLists = (blocked != null && blocked.lists()) || Boolean.TRUE.equals(ownership.value());
        boolean noPolicies = blocked != null && blocked.policies();
        boolean byPolicy = !noPolicies && Boolean.TRUE.equals(policy.value());
        if (byPolicy || (!noLists && Boolean.TRUE.equals(list.value()))) {
            String what =
                    byPolicy ? "The bucket's policy lets everybody in" : "The bucket's access list lets everybody in";
            boolean unseen = block instanceof Setting.Unread<Block> unread && unread.denied();
            return unseen
                    ? new Exposure(null, what + ", unless public access is blocked, which the key may not ask.", asked)
                    : new Exposure(true, what + ".", asked);
        }
        boolean policyClosed = noPolicies || policy.known();
        if (noLists && policyClosed) {
            return new Exposure(false, "Neither its policy nor an access list lets anybody in.", asked);
        }
        return policyClosed
                ? new Exposure(
                        null,
                        "Access lists of single objects count, and whether one of them is public is not known: switch"
                                + " them off, or block public access.",
                        asked)
                : new Exposure(null, "Whether its policy lets everybody in is not known.", asked);
    }
}
