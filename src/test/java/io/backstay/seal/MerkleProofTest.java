package io.backstay.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Proofs that a leaf is in a tree, and that a tree continues another.
final class MerkleProofTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final int EXHAUSTIVE = 256;

    /// The eight leaves of the tests of Certificate Transparency's reference implementation.
    private static final List<byte[]> REFERENCE = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HEX::parseHex)
            .map(MerkleTree::leafHash)
            .toList();

    @ParameterizedTest
    @CsvSource({
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void theReferenceTreeHasItsKnownRoots(int size, String root) throws Exception {
        assertEquals(root, HEX.formatHex(tree(REFERENCE).root(size)));
        assertEquals(root, HEX.formatHex(tree(REFERENCE.subList(0, size)).root(size)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, ''",
        "0, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1, 5, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void theReferenceTreeGivesItsKnownProofsOfInclusion(int index, int size, String proof) throws Exception {
        assertEquals(proof, words(tree(REFERENCE).inclusion(index, size)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, ''",
        "1, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "6, 8, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 5, 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void theReferenceTreeGivesItsKnownProofsOfConsistency(int earlier, int later, String proof) throws Exception {
        assertEquals(proof, words(tree(REFERENCE).consistency(earlier, later)));
    }

    private static String words(List<byte[]> proof) {
        return String.join(" ", proof.stream().map(HEX::formatHex).toList());
    }

    @Test
    void everyLeafOfEverySmallTreeIsProvenAndByTheHashesOfTheDefinition() throws Exception {
        List<byte[]> leaves = leaves(EXHAUSTIVE, 7);
        HashTree tree = tree(leaves);
        for (int size = 1; size <= EXHAUSTIVE; size++) {
            byte[] root = defined(leaves.subList(0, size));
            assertArrayEquals(root, tree.root(size));
            for (int index = 0; index < size; index++) {
                List<byte[]> proof = tree.inclusion(index, size);
                assertTrue(MerkleProof.includes(leaves.get(index), index, size, proof, root), index + " of " + size);
                int beside = index == size - 1 ? 0 : index + 1;
                assertEquals(
                        size == 1,
                        MerkleProof.includes(leaves.get(index), beside, size, proof, root),
                        beside + " of " + size);
            }
        }
        assertEquals(words(definedPath(100, leaves.subList(0, 201))), words(tree.inclusion(100, 201)));
    }

    @Test
    void everySmallTreeContinuesEveryEarlierOne() throws Exception {
        List<byte[]> leaves = leaves(EXHAUSTIVE, 8);
        HashTree tree = tree(leaves);
        List<byte[]> roots = new ArrayList<>();
        for (int size = 0; size <= EXHAUSTIVE; size++) {
            roots.add(tree.root(size));
        }
        for (int later = 1; later <= EXHAUSTIVE; later++) {
            for (int earlier = 1; earlier <= later; earlier++) {
                List<byte[]> proof = tree.consistency(earlier, later);
                byte[] before = roots.get(earlier);
                byte[] now = roots.get(later);
                assertTrue(MerkleProof.continues(earlier, before, later, now, proof), earlier + " to " + later);
                byte[] other = roots.get(earlier - 1);
                assertFalse(MerkleProof.continues(earlier, other, later, now, proof), earlier + " to " + later);
                assertFalse(MerkleProof.continues(earlier, before, later, other, proof), earlier + " to " + later);
            }
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 24);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void largeTreesAreProvenAndNoAlteredProofIs(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        int size = 257 + random.nextInt(1_744);
        List<byte[]> leaves = leaves(size, seed);
        HashTree tree = tree(leaves);
        byte[] root = tree.root(size);
        assertArrayEquals(defined(leaves), root, () -> "seed " + seed);
        for (int i = 0; i < 20; i++) {
            int index = random.nextInt(size);
            List<byte[]> proof = tree.inclusion(index, size);
            assertTrue(MerkleProof.includes(leaves.get(index), index, size, proof, root), () -> "seed " + seed);
            assertFalse(
                    MerkleProof.includes(leaves.get(index), index, size, altered(proof, random), root),
                    () -> "seed " + seed);
            int earlier = 1 + random.nextInt(size - 1);
            List<byte[]> path = tree.consistency(earlier, size);
            byte[] before = tree.root(earlier);
            assertTrue(MerkleProof.continues(earlier, before, size, root, path), () -> "seed " + seed);
            assertFalse(
                    MerkleProof.continues(earlier, before, size, root, altered(path, random)), () -> "seed " + seed);
        }
    }

    private static List<byte[]> altered(List<byte[]> proof, SplittableRandom random) {
        List<byte[]> other = new ArrayList<>(proof);
        int at = random.nextInt(other.size());
        switch (random.nextInt(4)) {
            case 0 -> other.remove(at);
            case 1 -> other.add(at, new byte[Digest.BYTES]);
            case 2 -> other.set(at, new byte[Digest.BYTES - 1]);
            default -> {
                byte[] hash = other.get(at).clone();
                hash[random.nextInt(hash.length)] ^= (byte) (1 + random.nextInt(255));
                other.set(at, hash);
            }
        }
        return other;
    }

    @Test
    void whatIsOutsideOfTheTreeHasNoProof() throws Exception {
        HashTree tree = tree(REFERENCE);
        byte[] root = tree.root(8);
        assertThrows(IllegalArgumentException.class, () -> tree.inclusion(8, 8));
        assertThrows(IllegalArgumentException.class, () -> tree.inclusion(0, 9));
        assertThrows(IllegalArgumentException.class, () -> tree.consistency(0, 8));
        assertThrows(IllegalArgumentException.class, () -> tree.consistency(8, 9));
        assertThrows(IllegalArgumentException.class, () -> tree.root(9));
        assertFalse(MerkleProof.includes(REFERENCE.getFirst(), -1, 8, tree.inclusion(0, 8), root));
        assertFalse(MerkleProof.includes(REFERENCE.getFirst(), 0, 0, List.of(), root));
        assertFalse(MerkleProof.continues(0, root, 8, root, List.of()));
        assertFalse(MerkleProof.continues(8, root, 8, root, List.of(root)));
        assertFalse(MerkleProof.continues(8, root, 7, root, List.of()));
        assertFalse(MerkleProof.continues(6, root, 8, root, List.of()));
    }

    @Test
    void leavesThatCannotBeReadAgainMakeNoProof() {
        var tree = new HashTree((from, count) -> List.of());
        leaves(100, 1).forEach(tree::append);
        assertThrows(IllegalArgumentException.class, () -> tree.inclusion(70, 100));
    }

    private static HashTree tree(List<byte[]> leaves) {
        var tree = new HashTree((from, count) -> leaves.subList((int) from, (int) from + count));
        leaves.forEach(tree::append);
        return tree;
    }

    private static List<byte[]> leaves(int count, long seed) {
        var random = new SplittableRandom(seed);
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] leaf = new byte[random.nextInt(40)];
            random.nextBytes(leaf);
            leaves.add(MerkleTree.leafHash(leaf));
        }
        return leaves;
    }

    /// RFC 6962 section 2.1 word for word, over leaf hashes.
    private static byte[] defined(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = split(leaves.size());
        return MerkleTree.node(defined(leaves.subList(0, split)), defined(leaves.subList(split, leaves.size())));
    }

    /// RFC 6962 section 2.1.1 word for word.
    private static List<byte[]> definedPath(int index, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int split = split(leaves.size());
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        List<byte[]> path =
                new ArrayList<>(index < split ? definedPath(index, left) : definedPath(index - split, right));
        path.add(defined(index < split ? right : left));
        return path;
    }

    private static int split(int size) {
        int split = 1;
        while (split * 2 < size) {
            split *= 2;
        }
        return split;
    }
}
