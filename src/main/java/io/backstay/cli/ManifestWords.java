package io.backstay.cli;

import io.backstay.base.ByteSize;
import io.backstay.base.Counts;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.Columns;
import io.backstay.cli.terminal.Plain;
import io.backstay.codec.Words;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.RestoreTest;
import io.backstay.manifest.ManifestContents;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer of `manifest show`, for people and for programs.
///
/// @param sha256 of the whole file, in hex
record ManifestWords(Path file, ByteSize size, String sha256, ManifestContents contents) {
    private static final String NONE = "-";

    String people() {
        Instant from = contents.observedFrom();
        Instant until = contents.observedUntil();
        List<String> lines = new ArrayList<>();
        lines.add(file + ": the estate " + contents.header().estate() + ", exported "
                + Utc.words(contents.header().exportedAt()));
        lines.add("backstay-manifest/1, " + size + ", not signed; SHA-256 " + sha256);
        lines.add(Counts.of(contents.assets().size(), "asset") + ", " + Counts.of(contents.points(), "recovery point")
                + ", " + Counts.of(contents.restoreTests(), "restore test")
                + (contents.circumstances() == 0 ? "" : ", " + Counts.of(contents.circumstances(), "circumstance")));
        if (from != null && until != null) {
            lines.add("Observed " + Utc.words(from) + (from.equals(until) ? "" : " to " + Utc.words(until)) + ", by "
                    + String.join(", ", contents.sources()));
        }
        // What the file says of itself could move a terminal's cursor.
        lines.replaceAll(Plain::text);
        if (!contents.assets().isEmpty()) {
            lines.add("");
            lines.add(Columns.of(rows()));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("ASSET", "KIND", "ENVIRONMENT", "POINTS", "OLDEST", "NEWEST", "RESTORABLE", "RESTORE TESTS"));
        for (ManifestContents.One one : contents.assets()) {
            RestorableWindow window = one.asset().pitr();
            rows.add(List.of(
                    one.asset().id().value(),
                    Words.of(one.asset().kind()),
                    Words.of(one.asset().environment()),
                    one.points() + (one.available() == one.points() ? "" : ", " + one.available() + " available"),
                    moment(one.oldest()),
                    moment(one.newest()),
                    window == null ? NONE : Utc.words(window.earliest()) + " to " + Utc.words(window.latest()),
                    tests(one)));
        }
        return rows;
    }

    private static String moment(@Nullable Instant moment) {
        return moment == null ? NONE : Utc.words(moment);
    }

    private static String tests(ManifestContents.One one) {
        List<String> newest = one.newestTests().stream()
                .map(test -> test.kind() + " " + outcome(test) + " " + Utc.words(test.at()))
                .toList();
        return newest.isEmpty() ? "none" : one.restoreTests() + "; " + String.join(", ", newest);
    }

    private static String outcome(RestoreTest test) {
        return test.passed() ? "passed" : "failed";
    }

    Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("file", file.toString());
        document.put("format", "backstay-manifest/1");
        document.put("exportedAt", contents.header().exportedAt().toString());
        document.put("estate", contents.header().estate());
        document.put("bytes", size.bytes());
        document.put("sha256", sha256);
        document.put("signature", null);
        document.put("observedFrom", text(contents.observedFrom()));
        document.put("observedUntil", text(contents.observedUntil()));
        document.put("sources", List.copyOf(contents.sources()));
        document.put("recoveryPoints", contents.points());
        document.put("restoreTests", contents.restoreTests());
        document.put("circumstances", contents.circumstances());
        document.put(
                "assets", contents.assets().stream().map(ManifestWords::asset).toList());
        return document;
    }

    private static Map<String, @Nullable Object> asset(ManifestContents.One one) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("asset", one.asset().id().value());
        document.put("name", one.asset().name());
        document.put("kind", Words.of(one.asset().kind()));
        document.put("environment", Words.of(one.asset().environment()));
        document.put("provider", one.asset().provider());
        document.put("points", points(one));
        RestorableWindow window = one.asset().pitr();
        document.put(
                "pitr",
                window == null
                        ? null
                        : Map.of(
                                "earliest", window.earliest().toString(),
                                "latest", window.latest().toString()));
        List<Object> newest = new ArrayList<>();
        for (RestoreTest test : one.newestTests()) {
            Map<String, Object> last = new LinkedHashMap<>();
            last.put("kind", test.kind());
            last.put("at", test.at().toString());
            last.put("outcome", outcome(test));
            newest.add(last);
        }
        document.put("restoreTests", Map.of("total", one.restoreTests(), "newest", newest));
        return document;
    }

    private static Map<String, @Nullable Object> points(ManifestContents.One one) {
        Map<String, Object> kinds = new LinkedHashMap<>();
        one.kinds().forEach((kind, count) -> kinds.put(Words.of(kind), count));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("total", one.points());
        document.put("available", one.available());
        document.put("kinds", kinds);
        document.put("oldest", text(one.oldest()));
        document.put("newest", text(one.newest()));
        return document;
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
