package io.backstay.connect.postgres.tenant.load;

import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// Lays what was measured beside what was planned, in words for a person. Pure: it asks nothing of the database.
final class Claims {
    /// How much of a digest is shown where the room is small; the whole one stands beside it.
    private static final int DIGEST_SHOWN = 12;

    private final TenantId tenant;
    private final String word;
    private final Expected planned;
    private final Measured measured;
    private final boolean deletes;

    /// @param word    what a tenant is called here, such as `firm`
    /// @param deletes whether the plan may delete rows, as only an undo may
    Claims(TenantId tenant, String word, Expected planned, Measured measured, boolean deletes) {
        this.tenant = tenant;
        this.word = word;
        this.planned = planned;
        this.measured = measured;
        this.deletes = deletes;
    }

    /// All claims; the transaction may be committed only when each of them holds.
    ///
    /// @param held   how many triggers are held off by the plan, or -1 when they fire
    /// @param always how many fire although triggers are held off
    List<Claim> all(long held, long always) {
        List<Claim> claims = new ArrayList<>();
        claims.add(rows("Rows inserted", Effect::inserted, "per table of the whole database, as the plan says"));
        claims.add(rows("Rows updated", Effect::updated, "per table of the whole database"));
        claims.add(none(
                "Other " + word + "s' rows changed",
                measured.otherTenants(),
                "every table that holds rows of " + word + "s, seen without row-level security"));
        claims.add(none("Shared rows changed", measured.elsewhere(), "every table that belongs to no " + word));
        claims.add(keys());
        claims.add(owner());
        claims.add(digest());
        claims.add(rows(
                "Rows deleted",
                Effect::deleted,
                "per table of the whole database" + (deletes ? "" : "; a plan never deletes")));
        claims.add(sideEffects(held, always));
        return List.copyOf(claims);
    }

    private Claim rows(String name, ToLongFunction<Effect> which, String how) {
        SortedMap<TableName, Long> plan = per(planned.effects(), which);
        SortedMap<TableName, Long> fact = per(measured.effects(), which);
        List<String> differing = new ArrayList<>();
        SortedMap<TableName, Long> both = new TreeMap<>(plan);
        both.putAll(fact);
        both.keySet().forEach(table -> {
            long was = plan.getOrDefault(table, 0L);
            long is = fact.getOrDefault(table, 0L);
            if (was != is) {
                differing.add(table + " " + is + " instead of " + was);
            }
        });
        boolean holds = differing.isEmpty() && (deletes || !name.endsWith("deleted") || fact.isEmpty());
        return new Claim(
                name, count(total(plan)), count(total(fact)), holds ? how : String.join("; ", differing), holds);
    }

    private static SortedMap<TableName, Long> per(SortedMap<TableName, Effect> effects, ToLongFunction<Effect> which) {
        SortedMap<TableName, Long> rows = new TreeMap<>();
        effects.forEach((table, effect) -> {
            if (which.applyAsLong(effect) != 0) {
                rows.put(table, which.applyAsLong(effect));
            }
        });
        return rows;
    }

    private static long total(SortedMap<TableName, Long> rows) {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Claim none(String name, long rows, String how) {
        return new Claim(name, "0", count(rows), how, rows == 0);
    }

    private Claim keys() {
        Measured.KeyCheck check = measured.keys();
        return new Claim(
                "Foreign keys re-checked",
                count(check.keys()),
                count(check.keys() - check.broken()),
                count(check.references()) + " references, " + check.words(),
                check.dangling() == 0);
    }

    private Claim owner() {
        boolean holds = measured.tenants().stream().allMatch(tenant.value()::equals);
        long rows = measured.written().values().stream().mapToLong(RowSet::rows).sum();
        return new Claim(
                capital(word) + " of every written row",
                "1 " + word,
                holds ? "1 " + word : measured.tenants().size() + " " + word + "s",
                holds ? tenant + " in all " + count(rows) : "not only " + tenant,
                holds);
    }

    private Claim digest() {
        String fact = RowSet.digest(measured.written());
        boolean holds = fact.equals(planned.digest());
        return new Claim(
                "Row-set digest",
                planned.digest().substring(0, DIGEST_SHOWN),
                fact.substring(0, DIGEST_SHOWN),
                "sha256, canonical rows: " + fact,
                holds);
    }

    private Claim sideEffects(long held, long always) {
        long unplanned = 0;
        SortedMap<TableName, Effect> both = new TreeMap<>(planned.effects());
        both.putAll(measured.effects());
        for (TableName table : both.keySet()) {
            Effect more = measured.effects()
                    .getOrDefault(table, Effect.NONE)
                    .minus(planned.effects().getOrDefault(table, Effect.NONE));
            unplanned += Math.abs(more.inserted()) + Math.abs(more.updated()) + Math.abs(more.deleted());
        }
        String how = (held < 0
                        ? "triggers fire"
                        : count(held) + " triggers held off, " + count(always) + " fire always")
                + (measured.intact() ? "; schema and storage unchanged" : "; schema, storage or session was changed");
        return new Claim(
                "Side effects",
                held < 0 ? "as rehearsed" : "suppressed",
                count(unplanned) + " unplanned",
                how,
                unplanned == 0 && measured.intact());
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
