package io.backstay.codec;

import io.backstay.base.BackstayException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.Map;

/// One value of a JSON or YAML document that was read whole, and where it stood.
public sealed interface Value {
    /// The earliest and latest instants that a document may name; whatever lies outside is a typing error.
    Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /// See [#EARLIEST].
    Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /// The longest duration that a document may name: a thousand years.
    Duration LONGEST = Duration.ofDays(365_250);

    /// A string.
    record Text(Place place, String value) implements Value {}

    /// A number, exactly as it was written.
    record Num(Place place, String literal) implements Value {}

    /// True or false.
    record Bool(Place place, boolean value) implements Value {}

    /// An explicit null.
    record Nothing(Place place) implements Value {}

    /// An array.
    record Items(Place place, List<Value> values) implements Value {}

    /// An object; its members keep their order.
    record Members(Place place, Map<String, Value> values) implements Value {}

    /// Where it stood.
    Place place();

    /// What it is, for an error message.
    default String kind() {
        return switch (this) {
            case Text _ -> "text";
            case Num _ -> "a number";
            case Bool _ -> "true or false";
            case Nothing _ -> "null";
            case Items _ -> "a list";
            case Members _ -> "an object";
        };
    }

    /// The string, or a refusal.
    default String text() throws BackstayException {
        if (this instanceof Text(var _, var value)) {
            return value;
        }
        throw expected("text");
    }

    /// The whole number, or a refusal; fractions and exponents are refused.
    default long whole() throws BackstayException {
        if (this instanceof Num(var place, var literal)) {
            try {
                return Long.parseLong(literal);
            } catch (NumberFormatException e) {
                throw place.bad("expected a whole number, found " + Clip.of(literal));
            }
        }
        throw expected("a whole number");
    }

    /// The number, or a refusal.
    default BigDecimal decimal() throws BackstayException {
        if (this instanceof Num(var place, var literal)) {
            try {
                return new BigDecimal(literal);
            } catch (NumberFormatException e) {
                throw place.bad("expected a number, found " + Clip.of(literal));
            }
        }
        throw expected("a number");
    }

    /// True or false, or a refusal.
    default boolean bool() throws BackstayException {
        if (this instanceof Bool(var _, var value)) {
            return value;
        }
        throw expected("true or false");
    }

    /// The instant of an ISO-8601 text with an offset, or a refusal.
    default Instant instant() throws BackstayException {
        String text = text();
        try {
            Instant instant = Instant.parse(text);
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw place().bad("the year of " + Clip.of(text) + " is not between 1 and 9999");
            }
            return instant;
        } catch (DateTimeException e) {
            throw place().bad("expected an instant such as 2026-11-23T02:00:00Z, found '" + Clip.of(text) + "'");
        }
    }

    /// The duration of an ISO-8601 text, never negative, or a refusal.
    default Duration duration() throws BackstayException {
        String text = text();
        try {
            Duration duration = Duration.parse(text);
            if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                throw place().bad("the duration " + Clip.of(text) + " is not between zero and a thousand years");
            }
            return duration;
        } catch (DateTimeException e) {
            throw place().bad("expected a duration such as PT24H or P7D, found '" + Clip.of(text) + "'");
        }
    }

    /// The calendar period of an ISO-8601 text, or a refusal.
    default Period period() throws BackstayException {
        String text = text();
        try {
            return Period.parse(text);
        } catch (DateTimeException e) {
            throw place().bad("expected a period such as P3M or P1Y, found '" + Clip.of(text) + "'");
        }
    }

    /// The time of day of a text such as `01:00`, or a refusal.
    default LocalTime clockTime() throws BackstayException {
        String text = text();
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw place().bad("expected a time of day such as '01:00', found '" + Clip.of(text) + "'");
        }
    }

    /// The elements of the list, or a refusal.
    default List<Value> items() throws BackstayException {
        if (this instanceof Items(var _, var values)) {
            return values;
        }
        throw expected("a list");
    }

    /// The members of the object, to be read one by one, or a refusal.
    default Fields fields() throws BackstayException {
        if (this instanceof Members members) {
            return new Fields(members);
        }
        throw expected("an object");
    }

    /// One of an enum's constants, written in lower case with dashes, or a refusal.
    default <E extends Enum<E>> E word(Class<E> type) throws BackstayException {
        return Words.parse(this, type);
    }

    /// A refusal that says what should stand here.
    ///
    /// @param what such as `a list`
    default BackstayException expected(String what) {
        return place().bad("expected " + what + ", found " + kind());
    }
}
