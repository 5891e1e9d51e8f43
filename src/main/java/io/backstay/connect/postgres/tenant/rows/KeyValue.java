package io.backstay.connect.postgres.tenant.rows;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One tenant's key, part by part, as conditions on a table's own columns.
final class KeyValue {
    /// A cast to `character varying(3)` would cut a longer key short, and another tenant would answer to it.
    private static final Pattern LIMITS = Pattern.compile("\\(.*?\\)");

    private final TenantId tenant;
    private final String separator;
    private final List<String> parts;

    private KeyValue(TenantId tenant, String separator, List<String> parts) {
        this.tenant = tenant;
        this.separator = separator;
        this.parts = parts;
    }

    /// Takes a tenant's key apart as the mapping says.
    ///
    /// @throws BackstayException when it has too few parts
    static KeyValue of(TenantId tenant, TenantMapping.Keys keys) throws BackstayException {
        int count = Math.max(1, keys.parts());
        List<String> parts = new ArrayList<>();
        String rest = tenant.value();
        while (parts.size() < count - 1) {
            int at = rest.indexOf(keys.separator());
            if (at < 0) {
                throw new BackstayException(new Failure.BadInput(
                        "The key '" + tenant + "' has not the " + count + " parts of a key in this mapping.",
                        "Write the parts with '" + keys.separator() + "' between them, such as 42" + keys.separator()
                                + "AU."));
            }
            parts.add(rest.substring(0, at));
            rest = rest.substring(at + keys.separator().length());
        }
        parts.add(rest);
        return new KeyValue(tenant, keys.separator(), List.copyOf(parts));
    }

    /// The condition that the row names this tenant; null where a column is null.
    String names(Table table, Ownership.Keyed keyed, String alias) {
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String column = keyed.columns().names().get(i);
            equal.add(alias + "." + Db.quote(column) + " =" + Db.literal(parts.get(i)) + "::" + castOf(table, column));
        }
        return String.join(" and ", equal);
    }

    /// The tenant whom the row names, as text: this one as he was asked for, another as the database writes him,
    /// and null where a column is null.
    String owner(Table table, Ownership.Keyed keyed, String alias) {
        List<String> texts = keyed.columns().names().stream()
                .map(column -> alias + "." + Db.quote(column) + "::text")
                .toList();
        return "case when " + names(table, keyed, alias) + " then" + Db.literal(tenant.value()) + " else "
                + String.join(" ||" + Db.literal(separator) + " || ", texts) + " end";
    }

    private static String castOf(Table table, String column) {
        String type = table.column(column)
                .map(Column::type)
                .orElseThrow(() -> new IllegalArgumentException(table.name() + " has no column " + column));
        String bare = LIMITS.matcher(type).replaceAll("");
        return bare.equals("character") ? "bpchar" : bare;
    }
}
