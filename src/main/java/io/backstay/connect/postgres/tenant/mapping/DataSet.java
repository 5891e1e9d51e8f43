package io.backstay.connect.postgres.tenant.mapping;

import io.backstay.base.TenantId;
import io.backstay.codec.csv.Formula;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One of the data sets that a tenant is handed: chosen columns of one table, under headings that people read.
///
/// A set whose name ends in `-metadata` says what there is and never what is in it, so columns with contents
/// are refused in it.
///
/// @param name    such as `document-metadata`; the file is called after it
/// @param columns in their order in the file; at least one
/// @param without columns that are left out on purpose; one that stands in neither is left out, too, and
///                `tenant sets` names it
public record DataSet(String name, TableName table, List<Column> columns, Set<String> without) {
    /// What the name of a set that carries no contents ends with.
    public static final String METADATA = "-metadata";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int NAME_MAX = 60;
    private static final Pattern CONTENTS =
            Pattern.compile("(.*_)?(body|content|contents|text|html|blob|payload)|bytes|data|attachment|message");

    /// A column and what it is called in the file.
    ///
    /// @param heading no other column of the set has it, whatever the case, and none is named so; without spaces
    ///                around it, which no spreadsheet shows
    public record Column(String name, String heading) {}

    public DataSet {
        columns = List.copyOf(columns);
        without = Set.copyOf(without);
        if (name.length() > NAME_MAX || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name '" + name + "' is not made of small letters, digits and single hyphens");
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("the data set " + name + " has no column");
        }
        Set<String> headings = new HashSet<>();
        for (Column each : columns) {
            require(each, name, without);
            if (!headings.add(each.heading().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the heading '" + each.heading() + "' stands there twice");
            }
            requireOwn(each, columns);
        }
    }

    private static void require(Column column, String set, Set<String> without) {
        if (without.contains(column.name())) {
            throw new IllegalArgumentException("the column " + column.name() + " is taken and left out");
        }
        if (!column.heading().equals(column.heading().strip())) {
            throw new IllegalArgumentException("the heading '" + column.heading() + "' begins or ends with a space");
        }
        if (Formula.mayCalculate(column.heading())) {
            throw new IllegalArgumentException("the heading '" + column.heading() + "' begins like a formula");
        }
        if (isContents(set, column.name())) {
            throw new IllegalArgumentException(
                    "the column " + column.name() + " holds contents, and a data set called " + set + " carries none");
        }
    }

    /// A column is found by its heading or by its name, so a heading must not be the name of another one.
    private static void requireOwn(Column column, List<Column> all) {
        for (Column each : all) {
            if (each.name().equals(column.heading()) && !each.name().equals(column.name())) {
                throw new IllegalArgumentException("the heading '" + column.heading() + "' of " + column.name()
                        + " is the name of another column of the data set");
            }
        }
    }

    /// Whether a set of that name may not carry that column, because it holds contents.
    public static boolean isContents(String set, String column) {
        return set.endsWith(METADATA)
                && CONTENTS.matcher(column.toLowerCase(Locale.ROOT)).matches();
    }

    /// The same for one tenant: a schema that is named after the tenant has its real name.
    public DataSet forTenant(TenantId tenant) {
        String schema = table.schema().replace(TenantMapping.TENANT, tenant.value());
        return new DataSet(name, new TableName(schema, table.name()), columns, without);
    }

    /// The headings, in their order.
    public List<String> headings() {
        return columns.stream().map(Column::heading).toList();
    }

    /// The columns' names.
    public Set<String> names() {
        return columns.stream().map(Column::name).collect(Collectors.toUnmodifiableSet());
    }
}
