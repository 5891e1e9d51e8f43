package io.backstay.connect.postgres.tenant.load;

import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.CommonShape;
import io.backstay.connect.postgres.tenant.preflight.Preflight;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.rows.FrozenSession;
import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.rows.RowText;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the tenant's rows again, in a new session after the commit, and compares them with what the import left.
///
/// Life goes on after a commit. Where a table is no longer as it was left, the rows that the import wrote are
/// looked at by themselves: they must all still be there and unchanged, otherwise the check does not hold.
public final class AfterCheck {
    /// A row carries the low half of the transaction's id.
    private static final long XIDS = 1L << 32;

    /// How the sentence of a table ends that is exactly as the import left it.
    public static final String AS_LEFT = "exactly as the import left them.";

    private AfterCheck() {}

    /// What was found.
    ///
    /// @param lines a sentence for each table that holds rows of the tenant, and one for the foreign keys
    public record Result(boolean holds, List<String> lines) {}

    /// Checks.
    ///
    /// @param live   a new session, as a role that sees every row
    /// @param schema what was answered where live was not as the last good moment: columns that the import left
    ///               alone are not looked at
    public static Result run(
            Connection live,
            TenantMapping mapping,
            TenantId tenant,
            SchemaChoices schema,
            ImportResult.Finished finished)
            throws BackstayException, InterruptedException {
        return check(live, mapping, new Subject(tenant, schema, null), finished);
    }

    /// Checks an undo: what hangs on nothing any more, as before the import, is looked at too.
    public static Result ofUndo(
            Connection live, TenantMapping mapping, TenantUndo.Order order, ImportResult.Finished finished)
            throws BackstayException, InterruptedException {
        return check(live, mapping, new Subject(order.tenant(), order.schema(), order.hash()), finished);
    }

    /// What is looked at.
    ///
    /// @param undone the plan that was undone; null after an import
    private record Subject(
            TenantId tenant, SchemaChoices schema, @Nullable String undone) {}

    private static Result check(Connection live, TenantMapping mapping, Subject subject, ImportResult.Finished finished)
            throws BackstayException, InterruptedException {
        try (FrozenSession session = FrozenSession.begin(live)) {
            Territory territory =
                    CommonShape.answered(Territory.read(live, mapping, subject.tenant()), subject.schema());
            new Preflight(session.db(), territory).requireFullView();
            TenantSet set = TenantSet.findStill(session.db(), territory, subject.tenant(), "backstay_check_");
            Orphaned orphaned = subject.undone() == null ? null : orphaned(session.db(), territory, subject.undone());
            if (orphaned != null) {
                orphaned.adoptInto(set, _ -> "true");
            }
            String mine = ".xmin = '" + Long.parseLong(finished.proof().transactionId()) % XIDS + "'::xid";
            List<String> lines = new ArrayList<>();
            boolean holds = true;
            for (Table table : territory.owned()) {
                RowSet left = finished.after().getOrDefault(table.name(), RowSet.NONE);
                RowSet now = rows(session, territory, table, set.rows(table, "t"));
                RowSet written = rows(session, territory, table, set.rows(table, "t") + " where t" + mine);
                Effect effect = finished.measured().effects().getOrDefault(table.name(), Effect.NONE);
                boolean whole = now.equals(left) || written.rows() == effect.inserted() + effect.updated();
                holds &= whole;
                if (left.rows() > 0 || now.rows() > 0) {
                    lines.add(sentence(territory.mapping().label(table.name()), left, now, written, whole));
                }
            }
            Measured.KeyCheck keys =
                    new KeyChecks(session.db(), territory, set, _ -> "c" + mine, orphaned).check(Set.of());
            lines.add(Counts.of(keys.references(), "reference") + " of " + Counts.of(keys.keys(), "foreign key") + ", "
                    + keys.words() + ".");
            return new Result(holds && keys.dangling() == 0, List.copyOf(lines));
        } catch (SQLException e) {
            throw SqlFailures.translate("The check after the commit", e);
        }
    }

    private static Orphaned orphaned(Db db, Territory territory, String plan) throws SQLException {
        RestoreRegistry registry =
                new RestoreRegistry(territory.mapping().writing().registry());
        return Orphaned.of(db, territory, new UndoPack(db, territory, registry, plan));
    }

    private static RowSet rows(FrozenSession session, Territory territory, Table table, String from)
            throws SQLException {
        return session.db()
                .one(RowText.setOf(session.db(), RowText.of(table, territory.mapping(), "t"), from), RowText::read);
    }

    private static String sentence(String label, RowSet left, RowSet now, RowSet written, boolean whole) {
        if (now.equals(left)) {
            return label + ": " + Counts.of(now.rows(), "row") + ", " + AS_LEFT;
        }
        String change = label + ": " + Counts.of(now.rows(), "row") + ", " + Counts.of(left.rows())
                + " when the import ended; ";
        return change
                + (whole
                        ? "every row that came back is there (" + Counts.of(written.rows())
                                + "), the rest was written since."
                        : "only " + Counts.of(written.rows()) + " of the rows that came back "
                                + (written.rows() == 1 ? "is" : "are") + " as the import left them.");
    }
}
