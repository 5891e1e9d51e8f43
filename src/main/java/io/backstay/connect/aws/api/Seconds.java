package io.backstay.connect.aws.api;

import io.backstay.base.BackstayException;
import io.backstay.codec.Fields;
import io.backstay.codec.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Moments as AWS Backup writes them: seconds since 1970 in UTC, with a fraction.
public final class Seconds {
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private Seconds() {}

    /// The moment of that name, absent when it is not said.
    public static @Nullable Instant of(Fields fields, String name) throws BackstayException {
        Value value = fields.optional(name);
        if (value == null) {
            return null;
        }
        BigDecimal seconds = value.decimal();
        try {
            BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
            return Instant.ofEpochSecond(
                    parts[0].longValueExact(), parts[1].multiply(NANOS).longValue());
        } catch (ArithmeticException | DateTimeException e) {
            throw value.place().bad(name + " is no moment");
        }
    }
}
