package io.backstay.incident.report;

import io.backstay.base.Utc;
import io.backstay.incident.ReportText;
import io.backstay.incident.intake.Faces;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// How one variant says moments and sources.
record Voice(Variant variant, String zone) {
    private static final int WORDS_MAX = 300;
    private static final int SHOWN = 8;

    /// The customer's clock for the customer, UTC for everybody else.
    String moment(Instant at) {
        if (variant.isOpen()) {
            return Utc.words(at);
        }
        return Faces.words(at.atZone(clock()));
    }

    /// The head of a column of moments, which says once whose clock they are by.
    String clockHead(String name) {
        return name + " (" + (clock().equals(ZoneOffset.UTC) ? "UTC" : clock().getId()) + ")";
    }

    /// A moment under such a head: the customer's with its offset, which changes twice a year.
    String inColumn(Instant at) {
        if (clock().equals(ZoneOffset.UTC)) {
            return moment(at).replace(" UTC", "");
        }
        return Faces.withOffset(at.atZone(clock()));
    }

    /// Whose clock that is.
    ZoneId clock() {
        if (variant.isOpen()) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            // A case from a file may name a zone that this machine does not know.
            return ZoneOffset.UTC;
        }
    }

    /// Where a fact comes from: in full inside, in a customer's words outside.
    String source(String inside, String outside) {
        return line(variant.isOpen() ? inside : outside);
    }

    /// Text from elsewhere as one line of a bearable length.
    static String line(String text) {
        String plain = ReportText.plain(text);
        return plain.codePointCount(0, plain.length()) <= WORDS_MAX
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, WORDS_MAX)) + " … (shortened)";
    }

    /// A hash as people compare it at a glance, such as `9c41e07b…`.
    static String brief(String hash) {
        return hash.length() <= SHOWN ? hash : hash.substring(0, SHOWN) + "…";
    }
}
