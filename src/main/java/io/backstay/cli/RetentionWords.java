package io.backstay.cli;

import io.backstay.act.policy.Retentions;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.Columns;
import io.backstay.policy.retention.Keeping;
import io.backstay.policy.retention.PromisedRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer of `retention`, for people and for programs.
///
/// @param policy the policy that the rules come from, absent where they were typed
/// @param before the moment of loss, absent where none was asked about
record RetentionWords(
        Retentions.Answer answer,
        @Nullable String policy,
        @Nullable Instant before) {

    /// Whether an asset has no kept point from before the moment of loss.
    boolean isLost() {
        Instant loss = before;
        return loss != null
                && answer.assets().stream()
                        .anyMatch(one -> one.keeping().longestBefore(loss).isEmpty());
    }

    String people() {
        if (answer.assets().isEmpty()) {
            return policy == null
                    ? "There is no recovery point that a rule could keep."
                    : "The policy " + policy + " gives no number for any asset that has recovery points.";
        }
        List<String> lines = new ArrayList<>();
        for (Retentions.One one : answer.assets()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            people(one, lines);
        }
        return String.join(System.lineSeparator(), lines);
    }

    private void people(Retentions.One one, List<String> lines) {
        Keeping keeping = one.keeping();
        int all = keeping.kept().size() + keeping.expired().size();
        lines.add(one.asset().id() + " at " + Utc.words(answer.at()) + ": "
                + keeping.kept().size() + " of " + Counts.of(all, "point") + " stay by "
                + PromisedRules.words(one.rules())
                + (one.clauses().isEmpty() ? "" : " (" + policy + ": " + String.join(", ", one.clauses()) + ")"));
        Duration every = keeping.every();
        lines.add(
                every == null
                        ? "When they go cannot be foreseen from so few points: say with --every how far apart new ones"
                                + " are made."
                        : "They go as below if a new point is made every " + Durations.words(every) + ".");
        Instant loss = before;
        if (loss != null) {
            lines.add(lastBefore(keeping, loss));
        }
        lines.add(Columns.of(rows(keeping)));
    }

    private String lastBefore(Keeping keeping, Instant loss) {
        return keeping.longestBefore(loss)
                .map(last -> "The last good point for " + Utc.words(loss) + " is "
                        + last.point().id() + " of " + Utc.words(last.point().takenAt()) + "; it "
                        + (last.expiresAt() == null
                                ? keeping.every() == null ? "goes at a time that is not known" : "stays for good"
                                : "goes " + in(last.expiresAt()) + ", at " + Utc.words(last.expiresAt()))
                        + ".")
                .orElse("No point from before " + Utc.words(loss) + " is kept.");
    }

    private List<List<String>> rows(Keeping keeping) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("TAKEN", "GOES", "BECAUSE OF", "ID"));
        for (Keeping.Kept kept : keeping.kept()) {
            Instant end = kept.expiresAt();
            rows.add(List.of(
                    Utc.words(kept.point().takenAt()),
                    end == null ? keeping.every() == null ? "unknown" : "never" : in(end),
                    String.join(", ", kept.reasons()),
                    kept.point().id()));
        }
        for (Keeping.Point gone : keeping.expired()) {
            rows.add(List.of(Utc.words(gone.takenAt()), "now", "no rule keeps it", gone.id()));
        }
        return rows;
    }

    private String in(Instant end) {
        return end.isAfter(answer.at()) ? "in " + Durations.words(Duration.between(answer.at(), end)) : "now";
    }

    Map<String, @Nullable Object> document() {
        List<Object> assets = new ArrayList<>();
        List<Object> kept = new ArrayList<>();
        List<Object> expired = new ArrayList<>();
        for (Retentions.One one : answer.assets()) {
            String asset = one.asset().id().value();
            assets.add(asset(one));
            one.keeping().kept().forEach(each -> kept.add(kept(asset, each)));
            one.keeping().expired().forEach(each -> expired.add(point(asset, each)));
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("at", answer.at().toString());
        document.put("policy", policy);
        document.put("assets", assets);
        document.put("kept", kept);
        document.put("expired", expired);
        return document;
    }

    private Map<String, @Nullable Object> asset(Retentions.One one) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("asset", one.asset().id().value());
        document.put("rules", PromisedRules.words(one.rules()));
        document.put("clauses", one.clauses());
        document.put("every", one.keeping().every());
        Instant loss = before;
        document.put(
                "lastBefore",
                loss == null
                        ? null
                        : one.keeping()
                                .longestBefore(loss)
                                .map(last -> kept(one.asset().id().value(), last))
                                .orElse(null));
        return document;
    }

    private static Map<String, @Nullable Object> kept(String asset, Keeping.Kept kept) {
        Map<String, @Nullable Object> document = point(asset, kept.point());
        document.put("reasons", kept.reasons());
        Instant end = kept.expiresAt();
        document.put("expiresAt", end == null ? null : end.toString());
        return document;
    }

    private static Map<String, @Nullable Object> point(String asset, Keeping.Point point) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("asset", asset);
        document.put("id", point.id());
        document.put("takenAt", point.takenAt().toString());
        return document;
    }
}
