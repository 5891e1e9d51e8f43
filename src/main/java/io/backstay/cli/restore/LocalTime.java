package io.backstay.cli.restore;

import io.backstay.cli.terminal.When;
import java.time.ZonedDateTime;
import picocli.CommandLine.ITypeConverter;

/// A moment as the customer names it: ISO-8601 with its offset or zone, which the answer then uses, too.
final class LocalTime implements ITypeConverter<ZonedDateTime> {
    @Override
    public ZonedDateTime convert(String typed) {
        return When.zoned(typed);
    }
}
