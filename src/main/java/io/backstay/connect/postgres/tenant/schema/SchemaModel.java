package io.backstay.connect.postgres.tenant.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The tables of some schemas, as the catalog describes them at one moment.
///
/// @param foreignKeys whose child is one of the tables
/// @param incoming    foreign keys that lead to one of the tables from a table of another schema
/// @param partitioned tables of other schemas that foreign keys lead to and that consist of partitions
public record SchemaModel(
        List<Table> tables,
        List<ForeignKey> foreignKeys,
        List<Trigger> triggers,
        List<ForeignKey> incoming,
        Set<TableName> partitioned) {
    public SchemaModel {
        tables = List.copyOf(tables);
        foreignKeys = List.copyOf(foreignKeys);
        triggers = List.copyOf(triggers);
        incoming = List.copyOf(incoming);
        partitioned = Set.copyOf(partitioned);
    }

    /// Tables that nothing outside them refers to.
    public SchemaModel(List<Table> tables, List<ForeignKey> foreignKeys, List<Trigger> triggers) {
        this(tables, foreignKeys, triggers, List.of(), Set.of());
    }

    /// Reads the catalog.
    ///
    /// @throws SQLException also when a foreign key is of a kind that cannot be followed exactly
    public static SchemaModel read(Connection connection, List<String> schemas) throws SQLException {
        return new SchemaReader(new Db(connection), schemas).read();
    }

    /// The table of that name.
    public Optional<Table> table(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /// A table in a FROM clause, without old-style children that inherit from it, whether it was read or only
    /// referred to.
    public String from(TableName name) {
        return table(name)
                .map(Table::from)
                .orElse(partitioned.contains(name) ? name.quoted() : "only " + name.quoted());
    }

    /// SHA-256 over what decides whether rows of one database fit another: tables, columns, keys. Triggers and
    /// policies may differ.
    public String shape() {
        return sha256(Stream.concat(
                tables.stream().map(SchemaModel::shapeOf), foreignKeys.stream().map(ForeignKey::toString)));
    }

    /// SHA-256 over everything here, triggers and policies too: what a plan was made for.
    public String fingerprint() {
        return sha256(Stream.of(
                        tables.stream().map(Table::toString),
                        foreignKeys.stream().map(ForeignKey::toString),
                        triggers.stream().map(Trigger::toString))
                .flatMap(lines -> lines));
    }

    private static String shapeOf(Table table) {
        return table.name() + " " + table.partitioned() + " " + table.columns() + " " + table.uniqueKeys();
    }

    private static String sha256(Stream<String> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines.sorted().forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
