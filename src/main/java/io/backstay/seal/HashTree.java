package io.backstay.seal;

import io.backstay.base.BackstayException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A tree of RFC 6962 that can prove what is in it, and that it continues what it was.
///
/// It keeps the roots of complete blocks of 64 leaves and of everything above them, so a million leaves need a
/// megabyte; hashes of single leaves are asked for again when a proof passes through their block. Not thread-safe.
public final class HashTree {
    private static final int BLOCK_LEVEL = 6;
    private static final int BLOCK = 1 << BLOCK_LEVEL;

    private final LeafHashes leaves;

    /// Roots of complete subtrees, level by level from that of the blocks.
    private final List<Level> levels = new ArrayList<>();

    private final MerkleTree whole = new MerkleTree();
    private final MerkleTree block = new MerkleTree();

    /// @param leaves answers again for leaves that were appended
    public HashTree(LeafHashes leaves) {
        this.leaves = leaves;
    }

    /// Where the hashes of single leaves come from.
    @FunctionalInterface
    public interface LeafHashes {
        /// The hashes of some leaves of the tree, in order.
        List<byte[]> range(long from, int count) throws BackstayException;
    }

    /// Adds a leaf at the end.
    public void append(byte[] leafHash) {
        whole.append(leafHash);
        block.append(leafHash);
        if (block.size() == BLOCK) {
            byte[] root = block.root();
            block.clear();
            int level = 0;
            while (level(level).add(root)) {
                root = level(level).lastPair();
                level++;
            }
        }
    }

    /// How many leaves there are.
    public long size() {
        return whole.size();
    }

    /// The root over the first leaves.
    ///
    /// @param size 0 to [#size]
    public byte[] root(long size) throws BackstayException {
        require(size >= 0 && size <= size(), "no root of size " + size);
        return size == size() ? whole.root() : hash(0, size);
    }

    /// The proof that a leaf is in the tree of a size: the hashes beside the path from the leaf up (RFC 6962
    /// section 2.1.1).
    public List<byte[]> inclusion(long index, long size) throws BackstayException {
        require(index >= 0 && index < size && size <= size(), "no leaf " + index + " of " + size);
        List<byte[]> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index < middle) {
                path.add(hash(middle, to));
                to = middle;
            } else {
                path.add(hash(from, middle));
                from = middle;
            }
        }
        return path.reversed();
    }

    /// The proof that the tree of the larger size continues that of the smaller one (RFC 6962 section 2.1.2).
    ///
    /// @param earlier at least 1
    public List<byte[]> consistency(long earlier, long later) throws BackstayException {
        require(earlier > 0 && earlier <= later && later <= size(), "nothing leads from " + earlier + " to " + later);
        List<byte[]> proof = new ArrayList<>();
        long from = 0;
        long to = later;
        boolean isPrefix = true;
        while (earlier < to) {
            long middle = from + split(to - from);
            if (earlier <= middle) {
                proof.add(hash(middle, to));
                to = middle;
            } else {
                proof.add(hash(from, middle));
                from = middle;
                isPrefix = false;
            }
        }
        if (!isPrefix) {
            proof.add(hash(from, to));
        }
        return proof.reversed();
    }

    private Level level(int index) {
        if (index == levels.size()) {
            levels.add(new Level());
        }
        return levels.get(index);
    }

    /// The root over the leaves of a range that begins where a subtree begins.
    private byte[] hash(long from, long to) throws BackstayException {
        long count = to - from;
        if (count == Long.highestOneBit(count) && count >= BLOCK) {
            int level = Long.numberOfTrailingZeros(count) - BLOCK_LEVEL;
            return levels.get(level).get(Math.toIntExact(from / count));
        }
        if (count <= BLOCK) {
            MerkleTree small = new MerkleTree();
            leaves.range(from, (int) count).forEach(small::append);
            require(small.size() == count, "leaves from " + from + " are missing");
            return small.root();
        }
        long middle = from + split(count);
        return MerkleTree.node(hash(from, middle), hash(middle, to));
    }

    /// The largest power of two below a count of at least two.
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /// The hashes of one level, end to end.
    private static final class Level {
        private static final int BYTES_FIRST = 64 * Digest.BYTES;

        private byte[] hashes = new byte[BYTES_FIRST];
        private int count;

        /// Whether this one completed a pair.
        private boolean add(byte[] hash) {
            int end = Math.multiplyExact(count, Digest.BYTES);
            if (end == hashes.length) {
                hashes = Arrays.copyOf(hashes, Math.multiplyExact(hashes.length, 2));
            }
            System.arraycopy(hash, 0, hashes, end, Digest.BYTES);
            count++;
            return count % 2 == 0;
        }

        private byte[] lastPair() {
            return MerkleTree.node(get(count - 2), get(count - 1));
        }

        private byte[] get(int index) {
            return Arrays.copyOfRange(hashes, index * Digest.BYTES, (index + 1) * Digest.BYTES);
        }
    }
}
