package io.backstay.connect.postgres.tenant.rows;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names of the files that one tenant's rows speak of, in the order of their bytes, which is also the order in
/// which an object store lists. They are read a page at a time.
public final class FileNames {
    private static final int PAGE = 1_000;
    private static final String READING = "Reading which files the rows name";

    private FileNames() {}

    /// One row's file.
    ///
    /// @param key of the row, as people write it
    public record Named(String name, TableName table, String key) {}

    /// Gives out the names one after the other.
    public interface Source {
        /// The next one; null after the last.
        @Nullable
        Named next() throws BackstayException;
    }

    /// Takes the source; it is gone when this returns.
    @FunctionalInterface
    public interface User {
        /// Reads as many as it wants.
        void use(Source names) throws BackstayException, InterruptedException;
    }

    /// Reads the names in rows that were found before, in their session.
    ///
    /// @param prefix what a name is below that does not say so itself, such as `firms/42/`
    public static void of(TenantRows rows, String prefix, User user) throws BackstayException, InterruptedException {
        try {
            read(rows.db(), rows.territory(), rows.set(), prefix, user);
        } catch (SQLException e) {
            throw SqlFailures.translate(READING, e);
        }
    }

    /// Reads the names in the tenant's rows of a database.
    ///
    /// @param live a session as a role that sees every row
    public static void of(Connection live, TenantMapping mapping, TenantId tenant, String prefix, User user)
            throws BackstayException, InterruptedException {
        try (FrozenSession session = FrozenSession.begin(live)) {
            Territory territory = Territory.read(live, mapping, tenant);
            TenantSet set = TenantSet.findStill(session.db(), territory, tenant, "backstay_files_");
            read(session.db(), territory, set, prefix, user);
        } catch (SQLException e) {
            throw SqlFailures.translate(READING, e);
        }
    }

    private static void read(Db db, Territory territory, TenantSet set, String prefix, User user)
            throws SQLException, BackstayException, InterruptedException {
        String below = Db.literal(prefix);
        List<String> parts = new ArrayList<>();
        List<TableName> tables = new ArrayList<>();
        for (TenantMapping.FileColumn file : territory.mapping().care().files()) {
            if (territory.isOwned(file.table())) {
                Table table = territory.table(file.table());
                String name = "t." + Db.quote(file.column()) + "::text";
                parts.add("select case when starts_with(" + name + ", " + below + ") then " + name + " else " + below
                        + " || " + name + " end n, " + tables.size() + " f, " + set.shownKey(table, "t") + " k from "
                        + set.rows(table, "t") + " where " + name + " is not null");
                tables.add(file.table());
            }
        }
        if (parts.isEmpty()) {
            user.use(() -> null);
            return;
        }
        String sql = "select n, f, k from (" + String.join(" union all ", parts) + ") r order by n collate \"C\", f, k";
        try (Statement statement = db.connection().createStatement()) {
            statement.setFetchSize(PAGE);
            try (ResultSet found = statement.executeQuery(sql)) {
                user.use(() -> next(found, tables));
            }
        }
    }

    private static @Nullable Named next(ResultSet found, List<TableName> tables) throws BackstayException {
        try {
            return found.next() ? new Named(found.getString(1), tables.get(found.getInt(2)), found.getString(3)) : null;
        } catch (SQLException e) {
            throw SqlFailures.describe(READING, e);
        }
    }
}
