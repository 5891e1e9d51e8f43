package io.backstay.act.incident;

import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.EntryFilter;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.codec.Words;
import io.backstay.incident.CaseFile;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.timeline.LineId;
import io.backstay.incident.timeline.RecordedAct;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the acts of the record that concern a case.
final class CaseActs {
    private static final int LOOK_BACK = 10_000;
    private static final int RUNS_MAX = 20;
    // These name the case only in what came of them.
    private static final List<String> NAMING = List.of("incident.open", "incident.import");

    private final AuditLog audit;
    private final String caseId;
    private final long last;
    private final Map<Long, AuditEntry> entries = new TreeMap<>();

    private CaseActs(AuditLog audit, String caseId, long last) {
        this.audit = audit;
        this.caseId = caseId;
        this.last = last;
    }

    /// What else a case is known by.
    ///
    /// @param file  of the tenant that its intake names by now
    /// @param from  the earliest moment at which it can concern anybody
    /// @param asset  the database that held what was lost, absent when not known
    /// @param policy that it is held against, absent for none
    record Keys(
            CaseFile file,
            Instant from,
            @Nullable String asset,
            @Nullable String policy) {
        /// @param intake absent for a case that was opened without one
        static Keys of(CaseFile file, @Nullable CaseIntake intake) {
            AssetId asset = intake == null ? null : intake.asset();
            Instant from = intake == null || intake.reportedAt().isAfter(file.openedAt())
                    ? file.openedAt()
                    : intake.reportedAt();
            return new Keys(
                    file.of(intake == null ? null : intake.tenant()),
                    from,
                    asset == null ? null : asset.value(),
                    intake == null ? null : intake.policy());
        }
    }

    /// All acts of a case, in the order of the record.
    static List<RecordedAct> of(AuditLog audit, Keys keys) throws BackstayException {
        return of(audit, keys, Long.MAX_VALUE);
    }

    /// The same as the record stood when an entry was its last.
    static List<RecordedAct> of(AuditLog audit, Keys keys, long last) throws BackstayException {
        var acts = new CaseActs(audit, keys.file().id(), last);
        acts.byCase();
        acts.byRuns(true);
        acts.byTenant(keys);
        acts.byAsset(keys);
        acts.byPolicy(keys);
        return acts.paired();
    }

    /// Those that bear the case, one of its restores or its customer: what the record finds without reading all of it.
    static List<RecordedAct> known(AuditLog audit, Keys keys) throws BackstayException {
        var acts = new CaseActs(audit, keys.file().id(), Long.MAX_VALUE);
        acts.take(new EntryFilter(acts.caseId, null, null, ""));
        acts.byRuns(false);
        acts.byTenant(keys);
        return acts.paired();
    }

    /// One act by the number of one of its entries, absent when the newest entries do not have it.
    static @Nullable RecordedAct one(AuditLog audit, long entry) throws BackstayException {
        var acts = new CaseActs(audit, "", Long.MAX_VALUE);
        for (AuditEntry each : audit.newest(EntryFilter.ALL, LOOK_BACK)) {
            acts.entries.put(each.seq(), each);
        }
        AuditEntry wanted = acts.entries.get(entry);
        long begin = wanted == null || wanted.intent() == null ? entry : wanted.intent();
        return acts.paired().stream()
                .filter(act -> act.entry() == begin)
                .findFirst()
                .orElse(null);
    }

    private void byCase() throws BackstayException {
        take(new EntryFilter(caseId, null, null, ""));
        for (String act : NAMING) {
            Map<Long, AuditEntry> intents = new HashMap<>();
            each(new EntryFilter(null, null, null, act), entry -> {
                if (entry.intent() == null) {
                    intents.put(entry.seq(), entry);
                    return;
                }
                AuditEntry intent = intents.remove(entry.intent());
                if (intent != null && caseId.equals(entry.detail().get("case"))) {
                    entries.put(intent.seq(), intent);
                    entries.put(entry.seq(), entry);
                }
            });
        }
    }

    /// Every entry of the record up to the last that counts, however many there are.
    private void each(EntryFilter filter, AuditLog.EntryReader taker) throws BackstayException {
        audit.each(filter, entry -> {
            if (entry.seq() <= last) {
                taker.read(entry);
            }
        });
    }

    /// @param plans also by the plans, for which every entry is read
    private void byRuns(boolean plans) throws BackstayException {
        Set<String> runs = new HashSet<>();
        Set<String> hashes = new HashSet<>();
        for (AuditEntry each : List.copyOf(entries.values())) {
            if (each.run() != null && runs.size() < RUNS_MAX) {
                runs.add(each.run());
            }
            if (each.planHash() != null && plans && hashes.size() < RUNS_MAX) {
                hashes.add(each.planHash());
            }
        }
        for (String run : runs) {
            take(new EntryFilter(null, null, run, ""));
        }
        for (String plan : hashes) {
            take(new EntryFilter(null, null, null, plan));
        }
    }

    private void byTenant(Keys keys) throws BackstayException {
        String tenant = keys.file().tenant().id().value();
        if (!tenant.equals("?")) {
            takeWhileOpen(keys, new EntryFilter(null, tenant, null, ""), Pattern.compile(""));
        }
    }

    private void byAsset(Keys keys) throws BackstayException {
        String asset = keys.asset();
        if (asset != null) {
            Pattern whole = Pattern.compile("(?<![\\w.-])" + Pattern.quote(asset) + "(?![\\w.-])");
            takeWhileOpen(keys, new EntryFilter(null, null, null, asset), whole);
        }
    }

    /// What is accepted of a policy, or no longer, while a case is held against it.
    private void byPolicy(Keys keys) throws BackstayException {
        String policy = keys.policy();
        if (policy != null) {
            Pattern whole = Pattern.compile("^" + Pattern.quote(policy) + "$");
            takeWhileOpen(keys, new EntryFilter(null, null, null, "policy."), whole);
        }
    }

    private void takeWhileOpen(Keys keys, EntryFilter filter, Pattern target) throws BackstayException {
        Instant end = keys.file().closedAt();
        each(filter, each -> {
            boolean open = !each.ts().isBefore(keys.from())
                    && (end == null || !each.ts().isAfter(end));
            // A restore that has no case of its own is one that was begun before there were cases.
            boolean free = each.caseId() == null && !each.act().startsWith("incident.");
            // A database has many tenants, and a case one.
            String whose = each.tenant();
            boolean foreign =
                    whose != null && !whose.equals(keys.file().tenant().id().value());
            if (open && free && !foreign && target.matcher(each.target()).find()) {
                entries.put(each.seq(), each);
            }
        });
    }

    private void take(EntryFilter filter) throws BackstayException {
        each(filter, each -> {
            if (each.caseId() == null || each.caseId().equals(caseId)) {
                entries.put(each.seq(), each);
            }
        });
    }

    /// Intents with their outcomes, and notes; an outcome whose intent was not taken stands for itself.
    private List<RecordedAct> paired() throws BackstayException {
        Map<Long, RecordedAct> acts = new TreeMap<>();
        String origin = audit.origin();
        for (AuditEntry each : entries.values()) {
            long begin = each.intent() == null ? each.seq() : each.intent();
            acts.put(begin, act(origin, begin, each));
        }
        Collection<RecordedAct> all = acts.values();
        return List.copyOf(all);
    }

    private static RecordedAct act(String origin, long begin, AuditEntry entry) {
        String ending = switch (entry.type()) {
            case INTENT -> "begun";
            case NOTE -> "done";
            case OUTCOME -> entry.outcome() == null ? "begun" : Words.of(entry.outcome());
        };
        return new RecordedAct(
                origin,
                begin,
                entry.ts(),
                entry.actor(),
                entry.act(),
                entry.target(),
                ending,
                entry.detail().getOrDefault("said", ""),
                entry.detail().get(LineId.DETAIL));
    }
}
