package io.backstay.connect.postgres.tenant.draft;

import io.backstay.connect.postgres.tenant.mapping.Link;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks for foreign keys that the database does not know: columns that are called after a table and hold only keys
/// of it. What it finds is a suggestion; values that happen to be keys of a table prove nothing.
final class LinkSearch {
    private static final String ID = "_id";
    private static final String TYPE = "_type";

    /// How many different values of a column are looked up.
    private static final int VALUES_MAX = 1_000;

    /// How many kinds a polymorphic column may name.
    private static final int KINDS_MAX = 30;

    private final Db db;
    private final Territory territory;

    LinkSearch(Db db, Territory territory) {
        this.db = db;
        this.territory = territory;
    }

    /// The links that one table may have.
    List<MappingDraft.SuggestedLink> of(Table table) throws SQLException {
        List<MappingDraft.SuggestedLink> found = new ArrayList<>();
        for (Column column : table.columns()) {
            if (!column.name().endsWith(ID) || isKey(table, column.name())) {
                continue;
            }
            String stem = column.name().substring(0, column.name().length() - ID.length());
            if (table.column(stem + TYPE).isPresent()) {
                polymorphic(table, column.name(), stem + TYPE, found);
            } else {
                Optional<Table> parent = called(stem);
                if (parent.isPresent()) {
                    add(table, column.name(), parent.get(), null, found);
                }
            }
        }
        return found;
    }

    private boolean isKey(Table table, String column) {
        return territory.model().foreignKeys().stream()
                .anyMatch(
                        key -> key.child().equals(table.name()) && key.columns().contains(column));
    }

    private void polymorphic(Table table, String column, String type, List<MappingDraft.SuggestedLink> found)
            throws SQLException {
        List<String> kinds = db.list(
                "select distinct s.k from (select " + Db.quote(type) + "::text k from " + table.from() + " where "
                        + Db.quote(type) + " is not null limit " + Coverage.ROWS_MAX + ") s order by 1 limit "
                        + KINDS_MAX,
                row -> row.getString(1));
        for (String kind : kinds) {
            Optional<Table> parent = called(kind.substring(kind.lastIndexOf(':') + 1));
            if (parent.isPresent()) {
                add(table, column, parent.get(), new ForeignKey.When(type, kind), found);
            }
        }
    }

    /// The owned table of that name, in the singular or plural, with a key of one column.
    private Optional<Table> called(String stem) {
        String wanted = Nouns.singular(stem.replaceAll("([a-z])([A-Z])", "$1_$2"));
        return territory.owned().stream()
                .filter(table -> Nouns.singular(table.name().name()).equals(wanted))
                .filter(table -> RootSearch.primaryKey(table).size() == 1)
                .findFirst();
    }

    private void add(
            Table child,
            String column,
            Table parent,
            ForeignKey.@Nullable When when,
            List<MappingDraft.SuggestedLink> found)
            throws SQLException {
        String key = RootSearch.primaryKey(parent).getFirst();
        String only = when == null ? "" : " and c." + Db.quote(when.column()) + "::text =" + Db.literal(when.value());
        long[] counts = db.one(
                "select count(*), count(*) filter (where exists (select from " + parent.from() + " p where p."
                        + Db.quote(key) + "::text = v.x)) from (select distinct c." + Db.quote(column)
                        + "::text x from " + child.from() + " c where c." + Db.quote(column) + " is not null" + only
                        + " limit " + VALUES_MAX + ") v",
                row -> new long[] {row.getLong(1), row.getLong(2)});
        if (counts[0] > 0 && counts[1] > 0) {
            Link link = new Link(child.name(), List.of(column), parent.name(), List.of(key), when);
            found.add(new MappingDraft.SuggestedLink(link, counts[0], counts[1]));
        }
    }
}
