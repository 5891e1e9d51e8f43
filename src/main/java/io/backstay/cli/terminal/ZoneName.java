package io.backstay.cli.terminal;

import java.time.DateTimeException;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A time zone on the command line, by its place or offset.
public final class ZoneName implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String typed) {
        try {
            return ZoneId.of(typed);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + typed + "' is not a time zone, such as Australia/Melbourne or +11:00");
        }
    }
}
