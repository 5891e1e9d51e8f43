package io.backstay.cli.terminal;

import java.time.DateTimeException;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A stretch of time on the command line, more than nothing and at most a year: an ISO-8601 duration.
public class Span implements ITypeConverter<Duration> {
    private static final Duration MAX = Duration.ofDays(366);

    /// The same, or nothing.
    public static final class OrNone extends Span {
        @Override
        public Duration convert(String typed) {
            Duration span = parse(typed);
            return span.isZero() ? span : super.convert(typed);
        }
    }

    @Override
    public Duration convert(String typed) {
        Duration span = parse(typed);
        if (span.isPositive() && span.compareTo(MAX) <= 0) {
            return span;
        }
        throw new TypeConversionException("'" + typed + "' is not more than nothing and at most a year");
    }

    public static Duration parse(String typed) {
        try {
            return Duration.parse(typed);
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + typed + "' is not a duration, such as PT30M, PT3H or P2D");
        }
    }
}
