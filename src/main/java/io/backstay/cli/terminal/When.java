package io.backstay.cli.terminal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A moment on the command line: ISO-8601 with an offset or a zone, so that nobody has to guess whose clock is
/// meant.
public final class When implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String typed) {
        return zoned(typed).toInstant();
    }

    /// The same moment with the offset or zone that was typed.
    public static ZonedDateTime zoned(String typed) {
        try {
            return ZonedDateTime.parse(typed);
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + typed
                    + "' is not a time with its offset or zone, such as 2026-11-23T03:00:00Z or "
                    + "2026-11-23T03:00:00+01:00[Europe/Berlin]");
        }
    }
}
