package io.backstay.policy.lint;

import static io.backstay.policy.lint.Reading.span;

import io.backstay.base.Counts;
import io.backstay.estate.AssetKind;
import io.backstay.policy.lint.Contradiction.Severity;
import io.backstay.policy.lint.Reading.Said;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.PlanCeiling;
import io.backstay.policy.promise.Statement;
import io.backstay.policy.promise.Statement.Duty.Task;
import io.backstay.policy.promise.Target;
import io.backstay.policy.promise.Tiers;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Words that mean several things or nothing: guarantees (R7), zones (R10), controls (R13), plans (R14), duties (R17),
/// tables and their names (R20).
final class WordRules {
    /// Letters that stand for several zones, with what each adds to UTC.
    private static final Map<String, Map<String, ZoneOffset>> LETTERS = Map.of(
            "IST",
            Map.of(
                    "India", ZoneOffset.ofHoursMinutes(5, 30),
                    "Israel", ZoneOffset.ofHours(2),
                    "Ireland in summer", ZoneOffset.ofHours(1)),
            "CST",
            Map.of(
                    "North America", ZoneOffset.ofHours(-6),
                    "China", ZoneOffset.ofHours(8),
                    "Cuba", ZoneOffset.ofHours(-5)),
            "BST",
            Map.of(
                    "Britain in summer", ZoneOffset.ofHours(1),
                    "Bangladesh", ZoneOffset.ofHours(6),
                    "Bougainville", ZoneOffset.ofHours(11)));

    /// ISO/IEC 27001:2022, Annex A: the controls that backup policies name.
    private static final Map<String, String> CONTROLS = Map.of(
            "A.5.24", "Information security incident management planning and preparation",
            "A.5.29", "Information security during disruption",
            "A.5.30", "ICT readiness for business continuity",
            "A.5.33", "Protection of records",
            "A.8.10", "Information deletion",
            "A.8.13", "Information backup",
            "A.8.14", "Redundancy of information processing facilities",
            "A.8.15", "Logging",
            "A.8.24", "Use of cryptography");

    private static final String STANDARD = "27001:2022";
    private static final int WORDS_IN_COMMON = 2;

    private WordRules() {}

    static void look(Reading policy, Lint lint) {
        for (Said<Target.Schedule> schedule : policy.sets(Target.Schedule.class)) {
            window(schedule, lint);
        }
        for (Said<Statement.Intake> intake : policy.says(Statement.Intake.class)) {
            if (intake.what().zone() == null && intake.what().fields().contains(Statement.Intake.Field.TIME)) {
                lint.found(
                        "R10",
                        Severity.LOW,
                        "A time is asked for, and by whose clock is not said; across the world it may be 26 h apart.",
                        "In which time zone is the time to be given?",
                        intake.clause());
            }
        }
        for (Said<Statement.Control> control : policy.says(Statement.Control.class)) {
            control(control, lint);
        }
        for (Said<Statement.Plan> plan : policy.says(Statement.Plan.class)) {
            ceiling(policy, plan, lint);
        }
        duties(policy, lint);
        guarantees(policy, lint);
        names(policy, lint);
        for (Said<Statement.Ticks> row : policy.says(Statement.Ticks.class)) {
            if (row.what().ticks() < row.what().columns()) {
                lint.found(
                        "R20",
                        Severity.MEDIUM,
                        row.what().ticks() + " ticks stand under " + row.what().columns() + " columns, without a mark "
                                + "for the empty one: " + row.what().columns() + " readings are possible.",
                        "Which column has no tick in this row?",
                        row.clause());
            }
        }
    }

    private static void window(Said<Target.Schedule> schedule, Lint lint) {
        String zone = schedule.what().zone();
        LocalTime from = schedule.what().from();
        if (zone == null) {
            if (from != null) {
                lint.found(
                        "R10",
                        Severity.MEDIUM,
                        "A window from " + from + " is promised by no named clock.",
                        "In which time zone is the window?",
                        schedule.clause());
            }
            return;
        }
        if (isNamed(zone)) {
            return;
        }
        List<String> readings = new ArrayList<>();
        new TreeMap<>(LETTERS.getOrDefault(zone, Map.of()))
                .forEach((place, offset) -> readings.add(place + " (UTC" + offset + ")"
                        + (from == null ? "" : ": " + from + " is " + utc(from, offset))));
        lint.found(
                "R10",
                Severity.MEDIUM,
                "'" + zone + "' names no zone"
                        + (readings.isEmpty() ? "." : "; it may be " + String.join(", ", readings) + "."),
                "Which zone is meant, by its name such as Asia/Kolkata?",
                schedule.clause());
    }

    /// Letters alone are no names, although Java knows some of them.
    private static boolean isNamed(String zone) {
        try {
            ZoneId id = ZoneId.of(zone);
            return zone.contains("/") || id.normalized() instanceof ZoneOffset;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String utc(LocalTime from, ZoneOffset offset) {
        int minutes = from.toSecondOfDay() / 60 - offset.getTotalSeconds() / 60;
        String day = minutes < 0 ? " UTC the day before" : minutes >= 24 * 60 ? " UTC the day after" : " UTC";
        return LocalTime.MIN.plusMinutes(Math.floorMod(minutes, 24 * 60)) + day;
    }

    private static void control(Said<Statement.Control> said, Lint lint) {
        String title = said.what().title();
        String real = CONTROLS.get(said.what().control());
        if (title == null
                || real == null
                || !said.what().standard().contains(STANDARD)
                || real.equalsIgnoreCase(title)) {
            return;
        }
        String meant = CONTROLS.entrySet().stream()
                .filter(other -> inCommon(other.getValue(), title) >= WORDS_IN_COMMON)
                .map(other -> " " + other.getKey() + " is '" + other.getValue() + "'.")
                .findFirst()
                .orElse("");
        lint.found(
                "R13",
                Severity.MEDIUM,
                "In " + said.what().standard() + " " + said.what().control() + " is '" + real + "', not '" + title
                        + "'." + meant,
                "Which control is meant, that of the number or that of the title?",
                said.clause());
    }

    private static long inCommon(String one, String other) {
        List<String> words = List.of(other.toLowerCase(Locale.ROOT).split("\\W+"));
        return List.of(one.toLowerCase(Locale.ROOT).split("\\W+")).stream()
                .filter(word -> word.length() > WORDS_IN_COMMON && words.contains(word))
                .count();
    }

    private static void ceiling(Reading policy, Said<Statement.Plan> plan, Lint lint) {
        PlanCeiling ceiling = PlanCeiling.of(plan.what().provider(), plan.what().plan());
        if (ceiling == null) {
            return;
        }
        for (var asset : plan.what().assets()) {
            for (Tiers.Tier tier : policy.tiers(asset).tiers()) {
                var most = tier.window() ? ceiling.window() : ceiling.retention();
                if (most != null && tier.keep().compareTo(most) > 0) {
                    lint.found(
                            "R14",
                            Severity.HIGH,
                            "Promised are " + span(tier.keep()) + "; the plan "
                                    + plan.what().plan() + " of "
                                    + plan.what().provider() + " keeps at most " + span(most) + ", "
                                    + span(tier.keep().minus(most)) + " less.",
                            "Is there another plan or another place for what is older?",
                            tier.clause(),
                            plan.clause());
                }
            }
        }
    }

    private static void guarantees(Reading policy, Lint lint) {
        List<Clause> sure = clauses(policy.says(Statement.Guarantee.class));
        List<Clause> hedged = policy.says(Statement.Limit.class).stream()
                .filter(limit -> limit.what().to() == Statement.Limit.Reach.BEST_EFFORT)
                .map(Said::clause)
                .toList();
        if (sure.isEmpty() || hedged.isEmpty()) {
            return;
        }
        lint.found(
                "R7",
                Severity.LOW,
                Counts.of(sure.size(), "clause") + " of this policy " + (sure.size() == 1 ? "is" : "are")
                        + " called a guarantee, and " + Counts.of(hedged.size(), "other")
                        + (hedged.size() == 1 ? " holds" : " hold") + " only as far as is possible.",
                "What is guaranteed whatever happens, and what is done as well as it can be?",
                Stream.concat(sure.stream(), hedged.stream()).toArray(Clause[]::new));
    }

    /// What is said under one name may or may not hold for what has another.
    private static void names(Reading policy, Lint lint) {
        for (AssetKind asset : AssetKind.values()) {
            List<Said<Statement.Called>> said = policy.says(Statement.Called.class).stream()
                    .filter(called -> called.what().assets().contains(asset))
                    .toList();
            List<String> names = said.stream()
                    .map(called -> called.what().name())
                    .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), name -> name, (a, _) -> a))
                    .values()
                    .stream()
                    .sorted()
                    .toList();
            if (names.size() > 1) {
                lint.found(
                        "R20",
                        Severity.LOW,
                        "One " + Reading.word(asset) + " has " + names.size() + " names: " + String.join(", ", names)
                                + "; what stands under one is taken to hold for the other.",
                        "Are these the same, or does one have something that the other has not?",
                        clauses(said).toArray(Clause[]::new));
            }
        }
    }

    private static List<Clause> clauses(List<? extends Said<?>> said) {
        return said.stream().map(Said::clause).toList();
    }

    private static void duties(Reading policy, Lint lint) {
        for (Said<Statement.Duty> duty : policy.says(Statement.Duty.class)) {
            if (duty.what().task() == Task.OWN_COPY
                    && duty.what().means() == null
                    && policy.says(Statement.Export.class).isEmpty()) {
                lint.found(
                        "R17",
                        Severity.MEDIUM,
                        "Customers are to keep their own copy; 0 ways to take one out are named.",
                        "How do customers take their data out: which export, how often, in which form?",
                        duty.clause());
            }
        }
    }
}
