package io.backstay.base;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Moments in UTC as sentences name them; machine formats keep the whole instant.
public final class Utc {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Utc() {}

    /// Such as `2026-11-23 01:39:48 UTC`; what is below the second is left out.
    public static String words(Instant moment) {
        return SECONDS.format(moment);
    }
}
