package io.backstay.connect.http.way;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Which addresses a call may be made to. They are judged as bytes, because Java's own questions do not know every
/// block in which a cloud keeps its metadata, and because one address has several writings.
final class Addresses {
    private static final int IPV4_BYTES = 4;

    /// The narrowest block that holds an address decides; what is in none is the internet.
    private static final List<Block> BLOCKS = List.of(
            Block.of("0.0.0.0", 8, Use.NEVER), // unset
            Block.of("10.0.0.0", 8, Use.OWN), // RFC 1918
            Block.of("100.64.0.0", 10, Use.OWN), // RFC 6598
            Block.of("100.100.100.200", 32, Use.NEVER), // Alibaba's metadata
            Block.of("127.0.0.0", 8, Use.OWN), // this machine
            Block.of("168.63.129.16", 32, Use.NEVER), // Azure's machinery
            Block.of("169.254.0.0", 16, Use.NEVER), // link-local, with the metadata of most clouds
            Block.of("172.16.0.0", 12, Use.OWN), // RFC 1918
            Block.of("192.0.0.0", 24, Use.OWN), // RFC 6890
            Block.of("192.0.0.192", 32, Use.NEVER), // Oracle's older metadata
            Block.of("192.168.0.0", 16, Use.OWN), // RFC 1918
            Block.of("198.18.0.0", 15, Use.OWN), // RFC 2544
            Block.of("224.0.0.0", 3, Use.NEVER), // multicast and reserved
            Block.of("::", 128, Use.NEVER), // unset
            Block.of("::1", 128, Use.OWN), // this machine
            Block.of("::", 96, Use.CARRIES), // compatible, RFC 4291
            Block.of("64:ff9b::", 96, Use.CARRIES), // translated, RFC 6052
            Block.of("2002::", 16, Use.CARRIES), // 6to4, RFC 3056
            Block.of("fc00::", 7, Use.OWN), // RFC 4193
            Block.of("fd00:42::", 32, Use.NEVER), // Scaleway's metadata
            Block.of("fd00:c1::", 32, Use.NEVER), // Oracle's metadata
            Block.of("fd00:ec2::", 32, Use.NEVER), // AWS's metadata
            Block.of("fd20:ce::", 32, Use.NEVER), // Google's metadata
            Block.of("fe80::", 10, Use.NEVER), // link-local
            Block.of("fec0::", 10, Use.OWN), // site-local, RFC 3879
            Block.of("ff00::", 8, Use.NEVER)); // multicast

    private Addresses() {}

    /// What a block is for.
    private enum Use {
        /// Nobody's service, or a cloud's own.
        NEVER,
        /// This machine and networks of one's own.
        OWN,
        /// An address of version 4 follows the block's bits, and counts in its stead.
        CARRIES
    }

    /// All addresses that begin with the same bits.
    private static final class Block {
        private final byte[] network;
        private final int bits;
        private final Use use;

        private Block(byte[] network, int bits, Use use) {
            this.network = network;
            this.bits = bits;
            this.use = use;
        }

        /// @param first the block's first address
        static Block of(String first, int bits, Use use) {
            return new Block(InetAddress.ofLiteral(first).getAddress(), bits, use);
        }

        byte[] carried(byte[] address) {
            int at = bits / Byte.SIZE;
            return Arrays.copyOfRange(address, at, at + IPV4_BYTES);
        }

        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if (((address[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Whether a call that reaches so far may be made to it.
    static boolean allowed(InetAddress address, Reach reach) {
        return allowed(address.getAddress(), reach);
    }

    private static boolean allowed(byte[] address, Reach reach) {
        Block narrowest = BLOCKS.stream()
                .filter(block -> block.holds(address))
                .max(Comparator.comparingInt(block -> block.bits))
                .orElse(null);
        if (narrowest == null) {
            return true;
        }
        return switch (narrowest.use) {
            case NEVER -> false;
            case OWN -> reach == Reach.NETWORK;
            case CARRIES -> allowed(narrowest.carried(address), reach);
        };
    }
}
