package io.backstay.connect.postgres.tenant.draft;

import io.backstay.connect.postgres.tenant.mapping.KeyColumns;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.SchemaModel;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.connect.postgres.tenant.schema.UniqueKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks for the table with one row per tenant, and for the columns by which other tables name it.
final class RootSearch {
    private static final int KEY_COLUMNS_MAX = 3;
    private static final int SHOWN_MAX = 5;

    private final SchemaModel model;

    RootSearch(SchemaModel model) {
        this.model = model;
    }

    /// The likeliest roots, best first.
    List<MappingDraft.RootCandidate> candidates() {
        List<MappingDraft.RootCandidate> found = new ArrayList<>();
        for (Table table : model.tables()) {
            List<String> key = primaryKey(table);
            if (!key.isEmpty() && key.size() <= KEY_COLUMNS_MAX) {
                int below = below(table.name()).size();
                int named = key.size() == 1 ? named(table, key.getFirst()).size() : 0;
                if (below + named > 0) {
                    found.add(new MappingDraft.RootCandidate(
                            new TenantMapping.Root(table.name(), new KeyColumns(key)), below, named));
                }
            }
        }
        found.sort(Comparator.comparingInt(RootSearch::weight)
                .reversed()
                .thenComparing(each -> each.root().table()));
        return found.subList(0, Math.min(SHOWN_MAX, found.size()));
    }

    private static int weight(MappingDraft.RootCandidate candidate) {
        int usual = Nouns.mayBeTenant(candidate.root().table().name()) ? 3 : 1;
        return (candidate.below() + candidate.named()) * usual;
    }

    static List<String> primaryKey(Table table) {
        return table.uniqueKeys().stream()
                .filter(UniqueKey::primary)
                .map(UniqueKey::columns)
                .findFirst()
                .orElse(List.of());
    }

    /// The tables that foreign keys lead from to this one, over any number of steps.
    private Set<TableName> below(TableName root) {
        Set<TableName> below = new HashSet<>(Set.of(root));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (ForeignKey key : model.foreignKeys()) {
                grew |= below.contains(key.parent()) && below.add(key.child());
            }
        }
        below.remove(root);
        return below;
    }

    /// The tables with a column that is called after this one and has the type of its key.
    List<Table> named(Table root, String key) {
        String column = Nouns.singular(root.name().name()) + "_" + key;
        String type = root.column(key).orElseThrow().type();
        return model.tables().stream()
                .filter(table -> table.column(column)
                        .filter(found -> found.type().equals(type))
                        .isPresent())
                .toList();
    }

    /// The usual columns by which tables name the root, most used first.
    List<KeyColumns> columns(TenantMapping.Root root) {
        Map<List<String>, Integer> uses = new LinkedHashMap<>();
        for (ForeignKey key : model.foreignKeys()) {
            if (key.parent().equals(root.table())
                    && !key.child().equals(root.table())
                    && key.parentColumns().equals(root.key().names())) {
                uses.merge(key.columns(), 1, Integer::sum);
            }
        }
        if (uses.isEmpty() && root.key().names().size() == 1) {
            Table table = model.table(root.table()).orElseThrow();
            String key = root.key().names().getFirst();
            if (!named(table, key).isEmpty()) {
                uses.put(List.of(Nouns.singular(root.table().name()) + "_" + key), 1);
            }
        }
        return uses.entrySet().stream()
                .sorted(Map.Entry.<List<String>, Integer>comparingByValue().reversed())
                .map(each -> new KeyColumns(each.getKey()))
                .toList();
    }
}
