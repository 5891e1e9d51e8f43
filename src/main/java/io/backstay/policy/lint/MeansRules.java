package io.backstay.policy.lint;

import static io.backstay.policy.lint.Reading.word;

import io.backstay.policy.lint.Contradiction.Severity;
import io.backstay.policy.lint.Reading.Said;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Mechanism;
import io.backstay.policy.promise.Statement;
import io.backstay.policy.promise.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What promises need against the means that are named (R4), means that are no backup (R5), and means that are only
/// announced (R15).
final class MeansRules {
    private static final Pattern ANNOUNCED =
            Pattern.compile("\\b(will be (enabled|available|introduced|added)|planned|roadmap|coming soon)\\b");

    private MeansRules() {}

    static void look(Reading policy, Lint lint) {
        for (Said<Target.Scenario> scenario : policy.sets(Target.Scenario.class)) {
            scenario.what().needs().forEach(need -> need(policy, scenario, need, lint));
        }
        onlyPrimaryRegion(policy, lint);
        keysElsewhere(policy, lint);
        sections(policy, lint);
        objectives(policy, lint);
        announced(policy, lint);
    }

    private static void need(Reading policy, Said<Target.Scenario> scenario, Mechanism need, Lint lint) {
        if (isThere(policy, need)) {
            return;
        }
        Clause denied = denied(policy, need);
        Clause future = announcing(policy, need);
        String needs = "'" + scenario.what().scenario() + "' needs " + word(need) + "; ";
        if (denied == null && future != null) {
            lint.found(
                    "R15",
                    Severity.HIGH,
                    needs + "it is announced, not there.",
                    "What happens in this case until " + word(need) + " is there?",
                    scenario.clause(),
                    future);
            return;
        }
        Clause less = need == Mechanism.IMMUTABLE ? keptFromCredentials(policy) : null;
        String why = denied == null ? "no other clause names it among what is done." : denial(denied);
        if (less != null) {
            why = "another clause says less: that the credentials of production cannot delete points.";
        }
        lint.found(
                "R4",
                denied == null ? Severity.MEDIUM : Severity.HIGH,
                needs + why,
                "Is there " + word(need) + ", and which clause says so?",
                scenario.clause(),
                denied,
                less);
    }

    private static String denial(Clause denied) {
        return denied.sets().stream().anyMatch(Target.Copies.class::isInstance)
                ? "another clause keeps all copies in zones of 1 region."
                : "another clause says that it is not there.";
    }

    private static @Nullable Clause keptFromCredentials(Reading policy) {
        return policy.sets(Target.Isolation.class).stream()
                .filter(isolation -> isolation.what().from().contains(Target.Isolation.Barrier.CREDENTIALS))
                .map(Said::clause)
                .findFirst()
                .orElse(null);
    }

    /// Named as such, or by a promise that cannot be without it.
    private static boolean isThere(Reading policy, Mechanism need) {
        if (policy.naming(need) != null) {
            return true;
        }
        return switch (need) {
            case PITR -> !policy.sets(Target.PitrWindow.class).isEmpty();
            case IMMUTABLE -> !policy.sets(Target.Immutability.class).isEmpty();
            case CROSS_REGION -> hasCopies(policy, Target.Copies.Spread.REGIONS);
            case MULTI_ZONE -> hasCopies(policy, Target.Copies.Spread.ZONES);
            case LOG_ARCHIVE -> !policy.sets(Target.Archiving.class).isEmpty();
            case TENANT_RESTORE -> hasTest(policy, "tenant");
            case FULL_RESTORE -> hasTest(policy, "full");
            default -> false;
        };
    }

    private static boolean hasCopies(Reading policy, Target.Copies.Spread spread) {
        return policy.sets(Target.Copies.class).stream()
                .anyMatch(copies ->
                        copies.what().spread() == spread && copies.what().atLeast() > 1);
    }

    private static boolean hasTest(Reading policy, String test) {
        return policy.sets(Target.Tested.class).stream()
                .anyMatch(tested -> tested.what().test().equals(test));
    }

    private static @Nullable Clause denied(Reading policy, Mechanism need) {
        for (Said<Target.By> by : policy.sets(Target.By.class)) {
            if (by.what().mechanism() == need && !by.what().present()) {
                return by.clause();
            }
        }
        for (Said<Target.Copies> copies : policy.sets(Target.Copies.class)) {
            if (need == Mechanism.CROSS_REGION
                    && copies.what().spread() == Target.Copies.Spread.ZONES
                    && Boolean.TRUE.equals(copies.what().only())) {
                return copies.clause();
            }
        }
        return null;
    }

    private static @Nullable Clause announcing(Reading policy, Mechanism need) {
        for (Said<Statement.Future> future : policy.says(Statement.Future.class)) {
            if (future.what().mechanisms().contains(need)) {
                return future.clause();
            }
        }
        return null;
    }

    private static void onlyPrimaryRegion(Reading policy, Lint lint) {
        for (Said<Statement.Limit> limit : policy.says(Statement.Limit.class)) {
            boolean primary = limit.what().to() == Statement.Limit.Reach.PRIMARY_REGION;
            boolean promised = policy.sets(Target.Scenario.class).stream()
                    .anyMatch(scenario -> scenario.what().scenario().equals("region-failure"));
            Clause elsewhere = policy.sets(Target.Copies.class).stream()
                    .filter(copies -> copies.what().spread() == Target.Copies.Spread.REGIONS)
                    .map(Said::clause)
                    .findFirst()
                    .orElse(null);
            if (primary && !promised && elsewhere != null) {
                lint.found(
                        "R4",
                        Severity.LOW,
                        "Copies lie in more than one region; recovery is spoken of in the primary region only.",
                        "What is promised when the primary region is lost?",
                        elsewhere,
                        limit.clause());
            }
        }
    }

    private static void keysElsewhere(Reading policy, Lint lint) {
        Clause encryption = policy.sets(Target.Encryption.class).stream()
                .map(Said::clause)
                .findFirst()
                .orElse(null);
        if (encryption == null || policy.naming(Mechanism.CROSS_REGION_KEYS) != null) {
            return;
        }
        for (Said<Target.Scenario> scenario : policy.sets(Target.Scenario.class)) {
            if (scenario.what().needs().contains(Mechanism.CROSS_REGION)) {
                lint.found(
                        "R4",
                        Severity.LOW,
                        "Encrypted copies are worth nothing in another region without their keys and secrets; nothing "
                                + "says that these are there.",
                        "Are keys and secrets to be had in the second region when the first is gone?",
                        scenario.clause(),
                        encryption);
            }
        }
    }

    private static void sections(Reading policy, Lint lint) {
        Map<String, List<Clause>> sections = new LinkedHashMap<>();
        for (Clause clause : policy.clauses()) {
            String section = clause.section();
            if (section != null && section.toLowerCase(Locale.ROOT).contains("backup")) {
                sections.computeIfAbsent(section, _ -> new ArrayList<>()).add(clause);
            }
        }
        sections.forEach((section, clauses) -> {
            List<Target> targets =
                    clauses.stream().flatMap(clause -> clause.sets().stream()).toList();
            Clause running = clauses.stream()
                    .filter(clause -> clause.sets().stream().anyMatch(MeansRules::onlyKeepsRunning))
                    .findFirst()
                    .orElse(null);
            if (running != null && targets.stream().noneMatch(MeansRules::holdsThePast)) {
                lint.found(
                        "R5",
                        Severity.HIGH,
                        "'" + section + "' names only what keeps live running, and nothing to go back to: what is "
                                + "deleted or damaged in live is so in every copy at once.",
                        "From what is deleted data of this section brought back?",
                        running);
            }
        });
    }

    private static boolean onlyKeepsRunning(Target target) {
        return target instanceof Target.By by && by.present() && by.mechanism().onlyKeepsRunning();
    }

    private static boolean holdsThePast(Target target) {
        return switch (target) {
            case Target.By by -> by.present() && by.mechanism().makesPoints();
            case Target.Retention _, Target.PitrWindow _, Target.Schedule _, Target.Archiving _ -> true;
            default -> false;
        };
    }

    /// An RPO whose own clause gives replication as its means.
    private static void objectives(Reading policy, Lint lint) {
        for (Said<Target.Rpo> rpo : policy.sets(Target.Rpo.class)) {
            List<Target> beside = rpo.clause().sets();
            if (beside.stream().anyMatch(MeansRules::onlyKeepsRunning)
                    && beside.stream().noneMatch(MeansRules::holdsThePast)) {
                Clause archive = policy.sets(Target.PitrWindow.class).stream()
                        .map(Said::clause)
                        .findFirst()
                        .orElse(null);
                lint.found(
                        "R5",
                        Severity.HIGH,
                        "A standby that is " + Reading.span(rpo.what().atMost()) + " behind has lost a deleted row "
                                + Reading.span(rpo.what().atMost()) + " later too: the RPO holds for a lost machine, "
                                + "not for lost data.",
                        "Is there an archived log from which any moment can be brought back, or only replication?",
                        rpo.clause(),
                        archive);
            }
        }
    }

    private static void announced(Reading policy, Lint lint) {
        for (Clause clause : policy.clauses()) {
            if (!clause.sets().isEmpty()
                    && ANNOUNCED.matcher(clause.quotation()).find()) {
                lint.found(
                        "R15",
                        Severity.MEDIUM,
                        "A value is set, but the words speak of later.",
                        "Is it so today? If not, since when will it be?",
                        clause);
            }
        }
        for (Said<Target.PitrWindow> window : policy.sets(Target.PitrWindow.class)) {
            Clause future = announcing(policy, Mechanism.PITR);
            if (future != null) {
                lint.found(
                        "R15",
                        Severity.HIGH,
                        "A window of " + Reading.span(window.what().atLeast())
                                + " is promised, and point-in-time recovery is only announced.",
                        "Is point-in-time recovery there today?",
                        window.clause(),
                        future);
            }
        }
    }
}
