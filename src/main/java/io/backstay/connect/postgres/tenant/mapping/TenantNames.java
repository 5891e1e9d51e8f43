package io.backstay.connect.postgres.tenant.mapping;

import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping.Care;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping.FileColumn;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping.HoldBack;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping.Keys;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping.Ledger;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping.Root;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping.Scope;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping.Words;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping.Writing;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Puts one tenant's key into the names of a mapping.
final class TenantNames {
    private final TenantId tenant;

    private TenantNames(TenantId tenant) {
        this.tenant = tenant;
    }

    static TenantMapping fill(TenantMapping mapping, TenantId tenant) {
        boolean named = mapping.scope().schemas().stream().anyMatch(schema -> schema.contains(TenantMapping.TENANT));
        return named || mapping.scope().database() != null ? new TenantNames(tenant).filled(mapping) : mapping;
    }

    private TenantMapping filled(TenantMapping mapping) {
        return new TenantMapping(
                keys(mapping.keys()),
                scope(mapping.scope()),
                new Words(
                        mapping.words().tenant(),
                        keyed(mapping.words().labels()),
                        keyed(mapping.words().personal())),
                new Writing(
                        mapping.writing().role(),
                        mapping.writing().settings(),
                        table(mapping.writing().registry()),
                        keyed(mapping.writing().volatileColumns())),
                care(mapping.care()));
    }

    private Keys keys(Keys keys) {
        Root root = keys.root();
        return new Keys(
                root == null ? null : new Root(table(root.table()), root.key()),
                keys.columns(),
                keyed(keys.overrides()),
                keys.separator(),
                keys.links().stream()
                        .map(link -> new Link(
                                table(link.child()),
                                link.columns(),
                                table(link.parent()),
                                link.parentColumns(),
                                link.when()))
                        .toList());
    }

    private Scope scope(Scope scope) {
        return new Scope(
                scope.schemas().stream().map(this::text).toList(),
                tables(scope.shared()),
                tables(scope.excluded()),
                scope.whole().stream().map(this::text).collect(Collectors.toSet()),
                tables(scope.keyless()),
                scope.database() == null ? null : text(scope.database()),
                scope.whole().stream()
                        .filter(schema -> schema.contains(TenantMapping.TENANT))
                        .collect(Collectors.toSet()));
    }

    private Care care(Care care) {
        return new Care(
                care.held().stream()
                        .map(hold -> new HoldBack(
                                table(hold.table()),
                                hold.column(),
                                hold.values(),
                                hold.ledger() == null
                                        ? null
                                        : new Ledger(
                                                table(hold.ledger().table()),
                                                hold.ledger().column()),
                                hold.why()))
                        .toList(),
                care.files().stream()
                        .map(file -> new FileColumn(table(file.table()), file.column()))
                        .toList());
    }

    private <V> Map<TableName, V> keyed(Map<TableName, V> values) {
        Map<TableName, V> filled = new LinkedHashMap<>();
        values.forEach((name, value) -> filled.put(table(name), value));
        return filled;
    }

    private Set<TableName> tables(Set<TableName> names) {
        return names.stream().map(this::table).collect(Collectors.toSet());
    }

    private TableName table(TableName name) {
        return new TableName(text(name.schema()), name.name());
    }

    private String text(String template) {
        return template.replace(TenantMapping.TENANT, tenant.value());
    }
}
