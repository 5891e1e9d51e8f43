package io.backstay.seal;

import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What makes 32 bytes unfit as an Ed25519 public key, after RFC 8032 section 5.1.3.
final class EdwardsPoint {
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger D = BigInteger.valueOf(-121_665)
            .multiply(BigInteger.valueOf(121_666).modInverse(P))
            .mod(P);

    /// The only values of y that points of order 1, 2, 4 and 8 have.
    private static final Set<BigInteger> LOW_ORDER = Set.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            P.subtract(BigInteger.ONE),
            new BigInteger("2707385501144840649318225287225658788936804267575313519463743609750303402022"),
            P.subtract(new BigInteger("2707385501144840649318225287225658788936804267575313519463743609750303402022")));

    private EdwardsPoint() {}

    /// The reason against the key in a few words, or null when there is none.
    static @Nullable String weakness(byte[] key) {
        byte[] bigEndian = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            bigEndian[i] = key[key.length - 1 - i];
        }
        bigEndian[0] &= 0x7F;
        BigInteger y = new BigInteger(1, bigEndian);
        if (y.compareTo(P) >= 0) {
            return "its point is not written in the one canonical way";
        }
        if (LOW_ORDER.contains(y)) {
            return "its point has a low order";
        }
        return isOnCurve(y) ? null : "it is no point of the curve";
    }

    /// Whether x^2 = (y^2 - 1) / (d y^2 + 1) has a root; the divisor is never zero.
    private static boolean isOnCurve(BigInteger y) {
        BigInteger square = y.multiply(y).mod(P);
        BigInteger numerator = square.subtract(BigInteger.ONE);
        BigInteger divisor = D.multiply(square).add(BigInteger.ONE);
        BigInteger x2 = numerator.multiply(divisor.modInverse(P)).mod(P);
        return x2.modPow(P.subtract(BigInteger.ONE).shiftRight(1), P).equals(BigInteger.ONE);
    }
}
