package io.backstay.connect.postgres.tenant.schema;

/// A table's name with its schema, as the catalog writes both.
public record TableName(String schema, String name) implements Comparable<TableName> {
    public TableName {
        if (schema.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("a table has a schema and a name: '" + schema + "." + name + "'");
        }
    }

    /// The name written as `schema.table`; the first dot separates.
    public static TableName of(String qualified) {
        int dot = qualified.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("a table is named schema.table: '" + qualified + "'");
        }
        return new TableName(qualified.substring(0, dot), qualified.substring(dot + 1));
    }

    /// The name as SQL takes it, both parts quoted.
    public String quoted() {
        return Db.quote(schema) + "." + Db.quote(name);
    }

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
