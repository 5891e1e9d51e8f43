package io.backstay.seal;

import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks proofs of RFC 6962 trees, by the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2.
public final class MerkleProof {
    /// No proof in a tree of fewer than 2^63 leaves is longer.
    public static final int HASHES_MAX = 64;

    private MerkleProof() {}

    /// Whether the proof leads from the leaf at that index to the root of a tree of that size.
    public static boolean includes(byte[] leafHash, long index, long size, List<byte[]> proof, byte[] root) {
        byte[] reached = rootFrom(leafHash, index, size, proof);
        return reached != null && MessageDigest.isEqual(reached, root);
    }

    /// The root that the proof leads to, or null when it has not the length that index and size ask for.
    private static byte @Nullable [] rootFrom(byte[] leafHash, long index, long size, List<byte[]> proof) {
        if (index < 0 || index >= size || isDeformed(proof)) {
            return null;
        }
        long at = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] beside : proof) {
            if (last == 0) {
                return null;
            }
            if ((at & 1) == 1 || at == last) {
                hash = MerkleTree.node(beside, hash);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = MerkleTree.node(hash, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 ? hash : null;
    }

    /// Whether the later tree holds the earlier one's leaves, in order, and then more.
    ///
    /// @param earlier at least 1; of equal sizes the proof is empty
    public static boolean continues(
            long earlier, byte[] earlierRoot, long later, byte[] laterRoot, List<byte[]> proof) {
        if (earlier < 1 || earlier > later || isDeformed(proof)) {
            return false;
        }
        if (earlier == later) {
            return proof.isEmpty() && MessageDigest.isEqual(earlierRoot, laterRoot);
        }
        boolean complete = earlier == Long.highestOneBit(earlier);
        if (!complete && proof.isEmpty()) {
            return false;
        }
        byte[] first = complete ? earlierRoot : proof.getFirst();
        long at = (earlier - 1) >> Long.numberOfTrailingZeros(earlier);
        long last = (later - 1) >> Long.numberOfTrailingZeros(earlier);
        byte[] old = first;
        byte[] grown = first;
        for (byte[] beside : proof.subList(complete ? 0 : 1, proof.size())) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                old = MerkleTree.node(beside, old);
                grown = MerkleTree.node(beside, grown);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                grown = MerkleTree.node(grown, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(old, earlierRoot) && MessageDigest.isEqual(grown, laterRoot);
    }

    private static boolean isDeformed(List<byte[]> proof) {
        return proof.size() > HASHES_MAX || proof.stream().anyMatch(hash -> hash.length != Digest.BYTES);
    }
}
