package io.backstay.ui.kit.entry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A moment as a person types it: local to the customer's zone, or with an offset of its own.
public sealed interface LocalMoment {
    /// The form that is printed and asked for.
    DateTimeFormatter PRINTED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /// Seconds may be left out, a `T` may stand between date and time.
    DateTimeFormatter TYPED = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("[' ']['T']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter(Locale.ROOT);

    /// It was understood.
    record At(Instant instant) implements LocalMoment {}

    /// It was not understood.
    ///
    /// @param sentence what to write instead
    record Wrong(String sentence) implements LocalMoment {}

    /// To the second; with its offset where the local time alone would be ambiguous.
    static String print(Instant moment, ZoneId zone) {
        ZonedDateTime local = moment.truncatedTo(ChronoUnit.SECONDS).atZone(zone);
        boolean twice = zone.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
        return twice ? local.toOffsetDateTime().toString() : local.format(PRINTED);
    }

    /// The zone of that name, or null where there is none.
    static @Nullable ZoneId zone(String typed) {
        try {
            return ZoneId.of(typed);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /// Understands what was typed; an hour that came twice or never is said to be so.
    static LocalMoment read(String typed, ZoneId zone) {
        if (typed.isEmpty()) {
            return new Wrong("Say about when, such as 2026-03-13 18:00.");
        }
        Instant exact = exact(typed);
        if (exact != null) {
            return new At(exact);
        }
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(typed, TYPED);
        } catch (DateTimeParseException _) {
            return new Wrong("Not a moment; write it such as 2026-03-13 18:00.");
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return switch (offsets.size()) {
            case 0 -> new Wrong("The clocks went forward: that local time did not exist that day.");
            case 1 -> new At(local.toInstant(offsets.getFirst()));
            default ->
                new Wrong("That hour came twice; write " + local.atOffset(offsets.getFirst()) + " or "
                        + local.atOffset(offsets.getLast()) + ".");
        };
    }

    /// Understands what was typed where nothing means now, in UTC unless it has an offset of its own.
    ///
    /// @param wrong hears why it was not understood
    /// @param then  does what it was typed for; null for now
    static void orNow(String typed, Consumer<String> wrong, Consumer<@Nullable Instant> then) {
        String words = typed.strip();
        if (words.isEmpty()) {
            then.accept(null);
            return;
        }
        switch (read(words, ZoneOffset.UTC)) {
            case At(Instant at) -> then.accept(at);
            case Wrong(String sentence) -> wrong.accept(sentence);
        }
    }

    private static @Nullable Instant exact(String typed) {
        try {
            return OffsetDateTime.parse(typed.replace(' ', 'T')).toInstant();
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
