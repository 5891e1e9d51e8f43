package io.backstay.connect.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Which addresses a call may be made to. They are judged as bytes, because Java's own questions do not know every
/// block in which a cloud keeps its metadata, and because one address has several writings.
final class Addresses {
    private static final int IPV4_BYTES = 4;

    /// Nobody's service: unset, link-local with the metadata of most clouds, Alibaba's metadata, multicast,
    /// reserved.
    private static final Block[] NEVER = {
        Block.of("0.0.0.0", 8),
        Block.of("169.254.0.0", 16),
        Block.of("100.100.100.200", 32),
        Block.of("192.0.0.192", 32),
        Block.of("224.0.0.0", 3),
        Block.of("::", 128),
        Block.of("fe80::", 10),
        Block.of("ff00::", 8),
        Block.of("fd00:ec2::", 32),
        Block.of("fd20:ce::", 32)
    };

    /// This machine and networks of one's own (RFC 1918, 4193, 6598, 2544).
    private static final Block[] OWN = {
        Block.of("127.0.0.0", 8),
        Block.of("10.0.0.0", 8),
        Block.of("172.16.0.0", 12),
        Block.of("192.168.0.0", 16),
        Block.of("100.64.0.0", 10),
        Block.of("192.0.0.0", 24),
        Block.of("198.18.0.0", 15),
        Block.of("::1", 128),
        Block.of("fc00::", 7),
        Block.of("fec0::", 10)
    };

    /// Addresses that carry one of version 4: mapped, translated (RFC 6052), 6to4, compatible.
    private static final Carrier[] CARRIERS = {
        new Carrier(Block.of("64:ff9b::", 96), 12),
        new Carrier(Block.of("2002::", 16), 2),
        new Carrier(Block.of("::", 96), 12)
    };

    private static final Block LOOPBACK = Block.of("::1", 128);

    private Addresses() {}

    private record Carrier(Block block, int at) {}

    /// All addresses that begin with the same bits.
    private static final class Block {
        private final byte[] network;
        private final int bits;

        private Block(byte[] network, int bits) {
            this.network = network;
            this.bits = bits;
        }

        /// @param address the block's first
        static Block of(String address, int bits) {
            try {
                return new Block(InetAddress.getByName(address).getAddress(), bits);
            } catch (UnknownHostException e) {
                throw new IllegalStateException(address, e);
            }
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
        return switch (address) {
            case Inet4Address four -> allowed(four.getAddress(), reach);
            case Inet6Address six -> allowed(six.getAddress(), reach) && carriedAllowed(six.getAddress(), reach);
            default -> false;
        };
    }

    private static boolean carriedAllowed(byte[] six, Reach reach) {
        for (Carrier carrier : CARRIERS) {
            if (carrier.block().holds(six) && !LOOPBACK.holds(six)) {
                return allowed(Arrays.copyOfRange(six, carrier.at(), carrier.at() + IPV4_BYTES), reach);
            }
        }
        return true;
    }

    private static boolean allowed(byte[] address, Reach reach) {
        return !held(NEVER, address) && (reach == Reach.NETWORK || !held(OWN, address));
    }

    private static boolean held(Block[] blocks, byte[] address) {
        return Arrays.stream(blocks).anyMatch(block -> block.holds(address));
    }
}
