package io.backstay.seal;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// The growing tree of RFC 6962: one root hash that commits to every leaf and their order, in memory for the whole
/// only the roots of its complete subtrees.
public final class MerkleTree {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /// Roots of complete subtrees, largest first; one for each bit that is set in the size.
    private final List<byte[]> subtrees = new ArrayList<>();

    /// Kept, because looking one up costs as much as using it.
    private final MessageDigest digest = Digest.begin();

    private long size;

    /// The hash of a leaf's bytes.
    public static byte[] leafHash(byte[] leaf) {
        MessageDigest digest = Digest.begin();
        digest.update(LEAF);
        return digest.digest(leaf);
    }

    /// Adds a leaf at the end.
    ///
    /// @param leafHash what [#leafHash] answered for it
    public void append(byte[] leafHash) {
        byte[] subtree = leafHash.clone();
        for (long bits = size; (bits & 1) == 1; bits >>= 1) {
            subtree = node(digest, subtrees.removeLast(), subtree);
        }
        subtrees.add(subtree);
        size++;
    }

    /// Forgets everything.
    void clear() {
        subtrees.clear();
        size = 0;
    }

    /// How many leaves there are.
    public long size() {
        return size;
    }

    /// The root over all leaves; for an empty tree the hash of nothing.
    public byte[] root() {
        if (subtrees.isEmpty()) {
            return Digest.of(new byte[0]);
        }
        byte[] root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = node(digest, subtrees.get(i), root);
        }
        return root.clone();
    }

    static byte[] node(byte[] left, byte[] right) {
        return node(Digest.begin(), left, right);
    }

    private static byte[] node(MessageDigest digest, byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }
}
