package io.backstay.cli.restore;

import io.backstay.base.AssetId;
import io.backstay.base.Counts;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.connect.postgres.tenant.rows.TenantCensus;
import io.backstay.estate.Tenant;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.FoundMoment.Outcome;
import io.backstay.restore.find.Look;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A search's answer, for people and for programs.
///
/// @param zone the customer's
record FoundText(FoundMoment found, Tenant tenant, AssetId database, ZoneId zone) {
    /// Such as `look 3: after the commit of 2026-11-20T07:01:02.123456Z, 1,204 rows, good (1 of at most 8
    /// recoveries)`.
    static String look(Look look, int recoveriesMax) {
        return "look %d: %s the commit of %s, %s, %s (%d of at most %s)"
                .formatted(
                        look.number(),
                        look.before() ? "before" : "after",
                        look.at(),
                        Counts.of(look.rows(), "row"),
                        look.good() ? "good" : "bad",
                        look.recoveries(),
                        recoveriesMax == 1 ? "1 recovery" : recoveriesMax + " recoveries");
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(""));
        WalEvent.Commit commit = found.commit();
        if (commit != null) {
            lines.add("Found      Transaction " + commit.xid() + " at " + commit.lsn() + " in the log, committed at");
            lines.add("           " + commit.at() + ", " + local(commit.at()) + ".");
            for (TenantCensus.Change change : found.changes()) {
                lines.add("           " + sentence(change));
            }
            lines.add("Last good  " + found.lastGood() + ", a microsecond before it.");
        } else {
            lines.add(
                    found.outcome() == Outcome.NOTHING_LOST
                            ? "Nothing    was lost in that time: the last look is as good as the first."
                            : "Undecided  whether anything was lost in that time.");
        }
        lines.add("Looked     " + Counts.of(found.looks().size(), "time") + " among "
                + Counts.of(found.effort().commits(), "transaction") + ", with "
                + found.effort().recoveries() + " of at most " + found.effort().recoveriesMax() + " recoveries of "
                + found.effort().point() + ".");
        found.notes().forEach(note -> lines.add("Note       " + note));
        return lines;
    }

    private static String sentence(TenantCensus.Change change) {
        List<String> parts = new ArrayList<>();
        add(parts, change.gone(), "gone");
        add(parts, change.changed(), "changed");
        add(parts, change.added(), "new");
        if (parts.isEmpty()) {
            parts.add("changed");
        }
        return "%s: %s to %s; %s%s."
                .formatted(
                        change.table(),
                        Counts.of(change.before()),
                        Counts.of(change.after(), "row"),
                        String.join(", ", parts),
                        change.examples().isEmpty() ? "" : ", such as " + String.join(" and ", change.examples()));
    }

    private static void add(List<String> parts, long rows, String what) {
        if (rows > 0) {
            parts.add(Counts.of(rows) + " " + what);
        }
    }

    /// The document.
    Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("tenant", tenant.id().value());
        document.put("asset", database.value());
        document.put("outcome", found.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        WalEvent.Commit commit = found.commit();
        document.put("commit", commit == null ? null : commit(commit));
        Instant lastGood = found.lastGood();
        document.put("lastGood", lastGood == null ? null : lastGood.toString());
        document.put("lastGoodLocal", lastGood == null ? null : local(lastGood));
        document.put("zone", zone.getId());
        document.put("changes", found.changes().stream().map(FoundText::change).toList());
        document.put("point", found.effort().point());
        document.put("commits", found.effort().commits());
        document.put("looks", found.looks().stream().map(FoundText::look).toList());
        document.put("recoveries", found.effort().recoveries());
        document.put("recoveriesMax", found.effort().recoveriesMax());
        document.put("notes", found.notes());
        return document;
    }

    private Map<String, Object> commit(WalEvent.Commit commit) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("xid", commit.xid());
        one.put("lsn", commit.lsn().toString());
        one.put("at", commit.at().toString());
        one.put("atLocal", local(commit.at()));
        return one;
    }

    private static Map<String, Object> change(TenantCensus.Change change) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("table", change.table().toString());
        one.put("before", change.before());
        one.put("after", change.after());
        one.put("gone", change.gone());
        one.put("changed", change.changed());
        one.put("added", change.added());
        one.put("examples", change.examples());
        return one;
    }

    private static Map<String, Object> look(Look look) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("at", look.at().toString());
        one.put("before", look.before());
        one.put("rows", look.rows());
        one.put("good", look.good());
        one.put("recoveries", look.recoveries());
        return one;
    }

    private String local(Instant moment) {
        return DateTimeFormatter.ISO_ZONED_DATE_TIME.format(moment.atZone(zone));
    }
}
