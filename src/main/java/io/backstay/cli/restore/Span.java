package io.backstay.cli.restore;

import java.time.DateTimeException;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A stretch of time on the command line, more than nothing and at most a year: an ISO-8601 duration.
final class Span implements ITypeConverter<Duration> {
    private static final Duration MAX = Duration.ofDays(366);

    @Override
    public Duration convert(String typed) {
        try {
            Duration span = Duration.parse(typed);
            if (span.isPositive() && span.compareTo(MAX) <= 0) {
                return span;
            }
        } catch (DateTimeException notADuration) {
            throw new TypeConversionException("'" + typed + "' is not a duration, such as PT30M, PT3H or P2D");
        }
        throw new TypeConversionException("'" + typed + "' is not more than nothing and at most a year");
    }
}
