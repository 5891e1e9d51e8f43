package io.backstay.policy.rules;

import static io.backstay.base.Durations.words;

import io.backstay.base.AssetId;
import io.backstay.base.Utc;
import io.backstay.estate.AssetKind;
import io.backstay.estate.RestoreTest;
import io.backstay.policy.promise.Mechanism;
import io.backstay.policy.promise.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is promised for one mishap: that it was practised, how long that took and lost, and that what the response
/// needs is there.
public final class ScenarioRule {
    /// Mishaps that a kind of restore test practises, whatever the test was called.
    private static final Map<String, String> KINDS = Map.of("tenant-deletion", "tenant", "environment-loss", "full");

    private ScenarioRule() {}

    /// Whether that mishap was practised, in the time and with the loss that are promised, and what it needs is there.
    ///
    /// @param subjects the assets that it concerns, at least one
    public static Finding scenario(List<Subject> subjects, Target.Scenario promise) {
        var answer = new Answer();
        promise.needs().forEach(need -> need(subjects, need, answer));
        if (promise.rpo() != null && promise.needs().contains(Mechanism.CROSS_REGION)) {
            elsewhere(subjects, promise.rpo(), answer);
        }
        RestoreTest last = last(subjects, promise.scenario());
        if (last == null) {
            answer.take(null, "it was never practised: run a drill of it, or import its record");
        } else {
            String when = "the drill of " + Utc.words(last.at());
            answer.take(last.passed(), (last.passed() ? "practised with success in " : "it failed in ") + when);
            answer.time("took", promise.rto(), last.measuredRto(), when);
            answer.time("lost", promise.rpo(), last.measuredRpo(), when);
        }
        return answer.finding(subjects, "scenario", promise.scenario() + promised(promise), measured(last));
    }

    /// What restores show is shown by a test of any asset; the rest is to be there for each.
    private static void need(List<Subject> subjects, Mechanism need, Answer answer) {
        List<Means> all =
                subjects.stream().map(subject -> Means.still(subject, need)).toList();
        boolean shown = need.isShownByRestoring() && all.stream().anyMatch(means -> Boolean.TRUE.equals(means.there()));
        Map<Means, List<String>> same = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            same.computeIfAbsent(all.get(i), _ -> new ArrayList<>())
                    .add(subjects.get(i).asset().id().value());
        }
        same.forEach((means, assets) -> {
            if (!shown || Boolean.TRUE.equals(means.there())) {
                answer.take(
                        means.there(),
                        "it needs " + Means.words(need) + " (" + String.join(", ", assets) + ": "
                                + Character.toLowerCase(means.seen().charAt(0))
                                + means.seen().substring(1) + ")");
            }
        });
    }

    /// Where the response works from another region, what lies there must not be older than what may be lost. Of an
    /// object store it is not known: its replica is one of every version.
    private static void elsewhere(List<Subject> subjects, Duration promised, Answer answer) {
        for (Subject each : subjects) {
            if (each.asset().kind() != AssetKind.OBJECT_STORE
                    && Boolean.TRUE.equals(
                            Means.of(each, Mechanism.CROSS_REGION).there())) {
                Means copy = Elsewhere.notOlder(each, promised);
                answer.take(
                        copy.there(),
                        each.asset().id() + ": "
                                + Character.toLowerCase(copy.why().charAt(0))
                                + copy.why().substring(1));
            }
        }
    }

    /// How often the response is practised.
    ///
    /// @param subjects the assets that it concerns, at least one
    public static Finding drill(List<Subject> subjects, Target.Drill promise) {
        var answer = new Answer();
        RestoreTest last = last(subjects, promise.scenario());
        Instant at = subjects.getFirst().at();
        if (last == null) {
            answer.take(null, "it was never practised: run a drill of it, or import its record");
        } else {
            Instant due =
                    last.at().atOffset(ZoneOffset.UTC).plus(promise.every()).toInstant();
            answer.take(
                    last.passed(),
                    "the last drill, of " + Utc.words(last.at()) + (last.passed() ? ", passed" : ", failed"));
            answer.take(
                    !due.isBefore(at), "the next " + (due.isBefore(at) ? "was" : "is") + " due by " + Utc.words(due));
        }
        return answer.finding(
                subjects,
                "drill",
                promise.scenario() + ", every " + promise.every(),
                last == null
                        ? null
                        : (last.passed() ? "passed " : "failed ") + words(Duration.between(last.at(), at)) + " ago");
    }

    private static String promised(Target.Scenario promise) {
        return (promise.rto() == null ? "" : ", back in " + words(promise.rto()))
                + (promise.rpo() == null ? "" : ", at most " + words(promise.rpo()) + " lost");
    }

    private static @Nullable String measured(@Nullable RestoreTest last) {
        if (last == null) {
            return null;
        }
        return (last.passed() ? "passed" : "failed")
                + (last.measuredRto() == null ? "" : ", back in " + words(last.measuredRto()))
                + (last.measuredRpo() == null ? "" : ", " + words(last.measuredRpo()) + " lost");
    }

    private static @Nullable RestoreTest last(List<Subject> subjects, String scenario) {
        String kind = KINDS.get(scenario);
        return subjects.stream()
                .flatMap(subject ->
                        subject.tests().stream().filter(test -> !test.at().isAfter(subject.at())))
                .filter(test -> scenario.equals(test.scenario()) || test.kind().equals(kind))
                .max(Comparator.comparing(RestoreTest::at))
                .orElse(null);
    }

    /// One sentence of several parts; the worst of them is the status.
    private static final class Answer {
        private final List<String> broken = new ArrayList<>();
        private final List<String> open = new ArrayList<>();
        private final List<String> held = new ArrayList<>();

        void take(@Nullable Boolean holds, String part) {
            (holds == null ? open : holds ? held : broken).add(part);
        }

        void time(String verb, @Nullable Duration promised, @Nullable Duration measured, String when) {
            if (promised == null) {
                return;
            }
            if (measured == null) {
                take(null, "how much time it " + verb + " was not measured in " + when);
            } else {
                take(
                        measured.compareTo(promised) <= 0,
                        "it " + verb + " " + words(measured) + ", promised is at most " + words(promised));
            }
        }

        Finding finding(List<Subject> subjects, String rule, String target, @Nullable String measured) {
            Finding.Status status = broken.isEmpty()
                    ? open.isEmpty() ? Finding.Status.COMPLIANT : Finding.Status.UNKNOWN
                    : Finding.Status.BREACH;
            List<String> parts = new ArrayList<>(broken);
            parts.addAll(open);
            if (status == Finding.Status.COMPLIANT) {
                parts.addAll(held);
            }
            String sentence = String.join("; ", parts);
            AssetId asset = subjects.size() == 1 ? subjects.getFirst().asset().id() : Finding.WHOLE_ESTATE;
            return new Finding(
                    rule,
                    asset,
                    status,
                    subjects.getFirst().quotation(),
                    target,
                    measured,
                    Character.toUpperCase(sentence.charAt(0))
                            + sentence.substring(1)
                            + (broken.isEmpty() ? "." : ": mend that, then practise it."));
        }
    }
}
