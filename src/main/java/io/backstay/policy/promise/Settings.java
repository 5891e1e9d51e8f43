package io.backstay.policy.promise;

import static io.backstay.base.Durations.words;

import io.backstay.codec.Words;
import io.backstay.policy.promise.Setting.Better;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Every value that a policy sets, and for each the clause that set it.
public final class Settings {
    /// The value of words that give no number.
    public static final String NO_NUMBER = "no number";

    private static final int DAYS_PER_MONTH = 30;
    private static final int DAYS_PER_YEAR = 365;

    private final List<Setting> all = new ArrayList<>();

    private Settings() {}

    /// The values that hold: of several for the same thing the strictest, in the order of the policy.
    public static List<Setting> effective(List<Clause> clauses) {
        Map<String, Setting> chosen = new LinkedHashMap<>();
        for (Setting setting : all(clauses)) {
            chosen.merge(
                    setting.field() + '\n' + setting.subject(),
                    setting,
                    (first, next) -> next.isStricterThan(first) ? next : first);
        }
        return List.copyOf(chosen.values());
    }

    /// All values, also those that a stricter one for the same thing overrules.
    public static List<Setting> all(List<Clause> clauses) {
        var settings = new Settings();
        for (Clause clause : clauses) {
            clause.sets().forEach(target -> settings.target(target, clause));
            clause.says().forEach(statement -> settings.statement(statement, clause));
        }
        return List.copyOf(settings.all);
    }

    /// How many days a period has at least, months counted as 30 days and years as 365.
    public static int days(Period period) {
        return period.getYears() * DAYS_PER_YEAR + period.getMonths() * DAYS_PER_MONTH + period.getDays();
    }

    private void target(Target target, Clause clause) {
        switch (target) {
            case Target.Rpo rpo -> time(rpo, "rpo" + band(rpo), rpo.atMost(), Better.SMALLER, clause);
            case Target.Rto rto -> {
                time(rto, "rto", rto.atMost(), Better.SMALLER, clause);
                rto.works().forEach(works -> present(rto, "rto works", works, clause));
            }
            case Target.PitrWindow window -> time(window, "pitr-window", window.atLeast(), Better.LARGER, clause);
            case Target.Archiving archiving ->
                time(archiving, "archiving lag", archiving.lag(), Better.SMALLER, clause);
            case Target.Retention retention -> retention(retention, clause);
            case Target.Expiry expiry ->
                text(expiry, "expiry", expiry.atMost() == null ? "automatic" : words(expiry.atMost()), clause);
            case Target.Schedule schedule -> schedule(schedule, clause);
            case Target.Encryption encryption -> encryption(encryption, clause);
            case Target.Copies copies ->
                count(copies, "copies in " + Words.of(copies.spread()), copies.atLeast(), clause);
            case Target.Isolation isolation ->
                isolation.from().forEach(from -> present(isolation, "isolation", Words.of(from), clause));
            case Target.Immutability immutability ->
                time(immutability, "immutability", immutability.atLeast(), Better.LARGER, clause);
            case Target.By by -> {
                String mechanism = Words.of(by.mechanism());
                if (by.present()) {
                    present(by, "by", mechanism, clause);
                } else {
                    text(by, "not by", mechanism, clause);
                }
            }
            case Target.Coverage coverage ->
                count(coverage, "coverage", coverage.part() == Target.Coverage.Part.EVERYTHING ? 2 : 1, clause);
            case Target.Tested tested -> period(tested, tested.test(), tested.every(), clause);
            case Target.Scenario scenario -> scenario(scenario, clause);
            case Target.Drill drill ->
                all.add(new Setting(
                        "drill",
                        drill.scenario(),
                        "every " + drill.every(),
                        days(drill.every()),
                        Better.SMALLER,
                        clause));
            case Target.Unbound unbound ->
                add(unbound, new Shown(unbound.rule(), NO_NUMBER, 0, Better.NEITHER), clause);
        }
    }

    private void statement(Statement statement, Clause clause) {
        switch (statement) {
            case Statement.NotBackedUp(var environments) ->
                environments.forEach(each ->
                        all.add(new Setting("not backed up", Words.of(each), "no backups", 0, Better.MISSING, clause)));
            case Statement.Exclusion(var data) ->
                data.forEach(each -> all.add(new Setting("excluded", each, "left out", 0, Better.MISSING, clause)));
            case Statement.Notice notice ->
                notice.on()
                        .forEach(on -> all.add(new Setting(
                                "notice",
                                Words.of(on),
                                (notice.inAdvance() ? "in advance to " : "to ") + notice.to(),
                                0,
                                Better.PRESENT,
                                clause)));
            case Statement.Updates updates ->
                all.add(new Setting(
                        "updates",
                        updates.severity().isEmpty()
                                ? ""
                                : "severity "
                                        + updates.severity().stream()
                                                .map(String::valueOf)
                                                .collect(Collectors.joining(", ")),
                        "every " + words(updates.every()),
                        updates.every().toSeconds(),
                        Better.SMALLER,
                        clause));
            case Statement.Clock clock ->
                all.add(new Setting("rto clock", "", "from " + Words.of(clock.starts()), 0, Better.NEITHER, clause));
            case Statement.DataRetention retention ->
                all.add(new Setting("data retention", "", words(retention.after()), 0, Better.NEITHER, clause));
            case Statement.Erasure erasure ->
                all.add(new Setting("erasure", "", words(erasure.within()), 0, Better.NEITHER, clause));
            case Statement.Contact contact ->
                all.add(new Setting(
                        "contact",
                        Words.of(contact.purpose()),
                        contact.address() == null ? "not named" : contact.address(),
                        0,
                        Better.NEITHER,
                        clause));
            case Statement.Limit limit ->
                all.add(new Setting("limit", Words.of(limit.to()), "no farther", 0, Better.MISSING, clause));
            case Statement.Duty _,
                    Statement.NeverClaim _,
                    Statement.Control _,
                    Statement.Scope _,
                    Statement.Export _,
                    Statement.Intake _,
                    Statement.Ticks _,
                    Statement.Called _,
                    Statement.Guarantee _,
                    Statement.Future _,
                    Statement.Plan _ -> {
                // Nothing with a value that could be more or less.
            }
        }
    }

    private static String band(Target.Rpo rpo) {
        return (rpo.within() == null ? "" : " within " + words(rpo.within()))
                + (rpo.olderThan() == null ? "" : " older than " + words(rpo.olderThan()));
    }

    private void retention(Target.Retention retention, Clause clause) {
        String field = "retention every " + words(retention.every());
        time(retention, field, retention.keep(), Better.LARGER, clause);
        if (retention.orCopies() != null) {
            add(
                    retention,
                    new Shown(
                            field + ", copies", retention.orCopies() + " copies", retention.orCopies(), Better.LARGER),
                    clause);
        }
    }

    private void schedule(Target.Schedule schedule, Clause clause) {
        if (schedule.every() != null) {
            time(schedule, "schedule", schedule.every(), Better.SMALLER, clause);
        }
        if (schedule.from() != null) {
            text(
                    schedule,
                    "window",
                    schedule.from() + " to " + schedule.until()
                            + (schedule.zone() == null ? "" : " " + schedule.zone()),
                    clause);
        }
    }

    private void encryption(Target.Encryption encryption, Clause clause) {
        present(encryption, "encryption", "at rest", clause);
        if (encryption.algorithm() != null) {
            named(encryption, "encryption algorithm", encryption.algorithm(), clause);
        }
        if (encryption.transport() != null) {
            named(encryption, "encryption in transit", encryption.transport(), clause);
        }
    }

    /// A name that is more than none, but not to be compared with another.
    private void named(Target target, String field, String value, Clause clause) {
        add(target, new Shown(field, value, 0, Better.PRESENT), clause);
    }

    private void scenario(Target.Scenario scenario, Clause clause) {
        mishap(scenario, "scenario rto", scenario.rto(), Better.SMALLER, clause);
        mishap(scenario, "scenario rpo", scenario.rpo(), Better.SMALLER, clause);
        mishap(scenario, "scenario found within", scenario.within(), Better.LARGER, clause);
    }

    private void mishap(
            Target.Scenario scenario, String field, @Nullable Duration value, Better better, Clause clause) {
        if (value != null) {
            all.add(new Setting(field, scenario.scenario(), words(value), value.toSeconds(), better, clause));
        }
    }

    private void time(Target target, String field, Duration value, Better better, Clause clause) {
        add(target, new Shown(field, words(value), value.toSeconds(), better), clause);
    }

    private void period(Target target, String test, Period every, Clause clause) {
        add(target, new Shown("restore-test " + test, "every " + every, days(every), Better.SMALLER), clause);
    }

    private void count(Target target, String field, int count, Clause clause) {
        String value = field.equals("coverage") ? (count == 2 ? "everything" : "metadata") : "at least " + count;
        add(target, new Shown(field, value, count, Better.LARGER), clause);
    }

    private void present(Target target, String field, String value, Clause clause) {
        add(target, new Shown(field + ": " + value, "yes", 1, Better.PRESENT), clause);
    }

    private void text(Target target, String field, String value, Clause clause) {
        add(target, new Shown(field, value, 0, Better.NEITHER), clause);
    }

    private record Shown(String field, String value, long weight, Better better) {}

    private void add(Target target, Shown shown, Clause clause) {
        target.assets()
                .forEach(asset -> all.add(new Setting(
                        shown.field(), Words.of(asset), shown.value(), shown.weight(), shown.better(), clause)));
    }
}
