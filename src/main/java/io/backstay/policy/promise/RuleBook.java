package io.backstay.policy.promise;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.codec.Value.Members;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The rules of the format: what each word under `rule` means. The JSON Schema shows the same table; a test
/// compares.
final class RuleBook {
    /// Under `sets` and `supposes`.
    static final Map<String, Class<? extends Record>> TARGETS = Map.ofEntries(
            Map.entry("rpo", Target.Rpo.class),
            Map.entry("rto", Target.Rto.class),
            Map.entry("pitr-window", Target.PitrWindow.class),
            Map.entry("archiving", Target.Archiving.class),
            Map.entry("retention", Target.Retention.class),
            Map.entry("expiry", Target.Expiry.class),
            Map.entry("schedule", Target.Schedule.class),
            Map.entry("encryption", Target.Encryption.class),
            Map.entry("copies", Target.Copies.class),
            Map.entry("isolation", Target.Isolation.class),
            Map.entry("immutability", Target.Immutability.class),
            Map.entry("by", Target.By.class),
            Map.entry("coverage", Target.Coverage.class),
            Map.entry("restore-test", Target.Tested.class),
            Map.entry("scenario", Target.Scenario.class),
            Map.entry("drill", Target.Drill.class));

    /// Under `says`.
    static final Map<String, Class<? extends Record>> STATEMENTS = Map.ofEntries(
            Map.entry("contact", Statement.Contact.class),
            Map.entry("notice", Statement.Notice.class),
            Map.entry("updates", Statement.Updates.class),
            Map.entry("duty", Statement.Duty.class),
            Map.entry("never-claim", Statement.NeverClaim.class),
            Map.entry("control", Statement.Control.class),
            Map.entry("not-backed-up", Statement.NotBackedUp.class),
            Map.entry("exclusion", Statement.Exclusion.class),
            Map.entry("scope", Statement.Scope.class),
            Map.entry("clock", Statement.Clock.class),
            Map.entry("limit", Statement.Limit.class),
            Map.entry("export", Statement.Export.class),
            Map.entry("intake", Statement.Intake.class),
            Map.entry("ticks", Statement.Ticks.class),
            Map.entry("called", Statement.Called.class),
            Map.entry("guarantee", Statement.Guarantee.class),
            Map.entry("future", Statement.Future.class),
            Map.entry("data-retention", Statement.DataRetention.class),
            Map.entry("erasure", Statement.Erasure.class),
            Map.entry("plan", Statement.Plan.class));

    /// Under `wants`: those whose assets can be named without their number.
    static final Set<String> WANTED = Set.of(
            "rpo",
            "rto",
            "pitr-window",
            "archiving",
            "retention",
            "expiry",
            "schedule",
            "encryption",
            "copies",
            "isolation",
            "immutability",
            "restore-test");

    private RuleBook() {}

    static Target target(Value item) throws BackstayException {
        return (Target) read(item, TARGETS);
    }

    static Statement statement(Value item) throws BackstayException {
        return (Statement) read(item, STATEMENTS);
    }

    static Target wanted(Value item) throws BackstayException {
        Value rule = item.fields().required("rule");
        if (!WANTED.contains(rule.text())) {
            throw unknown(rule, WANTED);
        }
        return Json.bind(item, Target.Unbound.class);
    }

    private static Record read(Value item, Map<String, Class<? extends Record>> book) throws BackstayException {
        Value rule = item.fields().required("rule");
        Class<? extends Record> type = book.get(rule.text());
        if (type == null || !(item instanceof Members(var place, var members))) {
            throw unknown(rule, book.keySet());
        }
        Map<String, Value> rest = new LinkedHashMap<>(members);
        rest.remove("rule");
        return Json.bind(new Members(place, rest), type);
    }

    private static BackstayException unknown(Value rule, Set<String> known) {
        return rule.place()
                .bad("the rule is not known here; it must be one of " + String.join(", ", new TreeSet<>(known)));
    }
}
