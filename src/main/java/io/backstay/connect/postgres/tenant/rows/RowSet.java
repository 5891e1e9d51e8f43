package io.backstay.connect.postgres.tenant.rows;

import io.backstay.connect.postgres.tenant.schema.TableName;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// How many rows, and a digest over them that does not depend on their order.
///
/// @param digest the sums of two words of the SHA-256 of each row's canonical text; a sum, because with an
///               exclusive or two equal rows would cancel out
public record RowSet(long rows, String digest) {
    /// No rows.
    public static final RowSet NONE = new RowSet(0, "0:0");

    /// These rows and others, none of which is among both.
    public RowSet plus(RowSet more) {
        String[] one = digest.split(":", -1);
        String[] other = more.digest.split(":", -1);
        return new RowSet(
                rows + more.rows,
                new BigInteger(one[0]).add(new BigInteger(other[0])) + ":"
                        + new BigInteger(one[1]).add(new BigInteger(other[1])));
    }

    /// One digest over all tables: SHA-256, in hex. Tables without rows do not count.
    public static String digest(Map<TableName, RowSet> tables) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(tables).forEach((table, set) -> {
                if (set.rows() > 0) {
                    sha.update((table + " " + set.rows() + " " + set.digest() + "\n").getBytes(StandardCharsets.UTF_8));
                }
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
