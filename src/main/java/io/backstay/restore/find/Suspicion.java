package io.backstay.restore.find;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.TenantCensus;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What tells a bad look from a good one, both held against the first look.
///
/// Without a key, it is bad when rows are fewer: in the named table, or in any table of the tenant when none is
/// named. With a key, it is bad when that one row has other values or is gone.
///
/// @param dataset the table that is watched, absent for all
/// @param key     the key of one row of it, its columns separated by `, `; absent to count rows
record Suspicion(@Nullable TableName dataset, @Nullable String key) {
    /// Fewer rows in any table.
    static final Suspicion FEWER_ROWS = new Suspicion(null, null);

    Suspicion {
        if (dataset == null && key != null) {
            throw new IllegalArgumentException("a key alone names no row");
        }
    }

    /// Understands a data set as a person names it: by its label, its table, or `schema.table`.
    ///
    /// @param dataset null for all
    /// @param key     of one row, null to count rows
    static Suspicion of(TenantMapping mapping, @Nullable String dataset, @Nullable String key)
            throws BackstayException {
        if (dataset == null) {
            if (key != null) {
                throw new BackstayException(
                        new Failure.BadInput("A row's key was given without its table.", "Name the data set, too."));
            }
            return FEWER_ROWS;
        }
        String typed = dataset.strip();
        for (Map.Entry<TableName, String> label : mapping.words().labels().entrySet()) {
            TableName table = label.getKey();
            if (label.getValue().equalsIgnoreCase(typed)
                    || table.name().equals(typed.toLowerCase(Locale.ROOT))
                    || table.toString().equals(typed)) {
                return new Suspicion(table, key);
            }
        }
        if (typed.indexOf('.') > 0 && typed.indexOf('.') < typed.length() - 1) {
            return new Suspicion(TableName.of(typed), key);
        }
        throw new BackstayException(new Failure.BadInput(
                "There is no data set called '" + typed + "'.",
                "Name a table as schema.table, or one of: "
                        + String.join(
                                ", ", new TreeSet<>(mapping.words().labels().values())) + "."));
    }

    /// Whether the look is bad beside the first one.
    boolean isWorse(TenantCensus first, TenantCensus now) {
        TableName table = dataset;
        if (table == null) {
            return first.tables().keySet().stream().anyMatch(each -> now.rows(each) < first.rows(each));
        }
        if (key == null) {
            return now.rows(table) < first.rows(table);
        }
        return !Objects.equals(digest(first, table), digest(now, table));
    }

    /// Whether the first look holds anything that could get worse.
    boolean hasSomethingToLose(TenantCensus first) {
        TableName table = dataset;
        if (table == null) {
            return first.total() > 0;
        }
        return key == null ? first.rows(table) > 0 : digest(first, table) != null;
    }

    /// The rows that are watched.
    long rows(TenantCensus census) {
        return dataset == null ? census.total() : census.rows(dataset);
    }

    /// Whether changes of this table say anything about what is watched.
    boolean concerns(TableName table) {
        return dataset == null || dataset.equals(table);
    }

    private @Nullable Long digest(TenantCensus census, TableName table) {
        TenantCensus.Count count = census.tables().get(table);
        return count == null ? null : count.byKey().get(key);
    }
}
