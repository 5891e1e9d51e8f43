package io.backstay.cli.restore;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A moment as the customer names it: ISO-8601 with its offset or zone, which the answer then uses, too.
final class LocalTime implements ITypeConverter<ZonedDateTime> {
    @Override
    public ZonedDateTime convert(String typed) {
        try {
            return ZonedDateTime.parse(typed);
        } catch (DateTimeException notAZone) {
            try {
                return OffsetDateTime.parse(typed).toZonedDateTime();
            } catch (DateTimeException neither) {
                throw new TypeConversionException("'" + typed
                        + "' is not a time with its offset or zone, such as 2026-11-20T18:00:00Z or "
                        + "2026-11-20T18:00:00+11:00[Australia/Melbourne]");
            }
        }
    }
}
