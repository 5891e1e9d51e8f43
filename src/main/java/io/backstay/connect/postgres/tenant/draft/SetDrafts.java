package io.backstay.connect.postgres.tenant.draft;

import io.backstay.codec.csv.Formula;
import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Proposes the data sets that a tenant is usually handed, for the tables that are called like one.
final class SetDrafts {
    /// The sets of the policy `tax-agent-portal`, and how tables with such rows are called.
    private static final Map<String, Pattern> USUAL = usual();

    private static final Pattern SECRET = Pattern.compile(".*(password|secret|token|hash|salt|api_key).*");
    private static final String ID = "_id";

    private SetDrafts() {}

    private static Map<String, Pattern> usual() {
        Map<String, Pattern> usual = new LinkedHashMap<>();
        usual.put("clients", Pattern.compile("clients?|customers?|contacts?"));
        usual.put("jobs", Pattern.compile("jobs?|engagements?|projects?"));
        usual.put("invoices", Pattern.compile("invoices?"));
        usual.put("payments", Pattern.compile("payments?"));
        usual.put("organizer-assignments", Pattern.compile("organi[sz]er_assignments?|organi[sz]ers?"));
        usual.put("missing-info-requests", Pattern.compile("(missing_)?info(rmation)?_requests?"));
        usual.put("document-metadata", Pattern.compile("documents?|attachments?|uploads?|files?"));
        usual.put("message-thread-metadata", Pattern.compile("(message_)?threads?|conversations?"));
        usual.put("audit-logs", Pattern.compile("audit_(logs?|events?|entries)|activity_logs?"));
        return usual;
    }

    /// The sets for these tables, at most one of each kind.
    ///
    /// @param owned  the tables with a tenant's rows
    /// @param tenant the columns that say whose a row is, which are left out: a file is one tenant's
    static List<DataSet> of(List<Table> owned, Set<String> tenant, Places places) {
        List<DataSet> sets = new ArrayList<>();
        USUAL.forEach((name, called) -> {
            Optional<Table> table = owned.stream()
                    .filter(each -> called.matcher(each.name().name().toLowerCase(Locale.ROOT))
                            .matches())
                    .findFirst();
            table.ifPresent(found -> set(name, found, tenant, places).ifPresent(sets::add));
        });
        return List.copyOf(sets);
    }

    private static Optional<DataSet> set(String name, Table table, Set<String> tenant, Places places) {
        List<String> order = new ArrayList<>(table.identity());
        table.columnNames().stream().filter(each -> !order.contains(each)).forEach(order::add);
        List<DataSet.Column> columns = new ArrayList<>();
        Set<String> without = new HashSet<>();
        Set<String> headings = new HashSet<>();
        for (String column : order) {
            boolean key = table.identity().contains(column);
            if (isLeftOut(name, table, column, tenant, key)) {
                without.add(column);
                continue;
            }
            String heading = heading(table, column);
            boolean own = heading.equals(heading.strip()) && (column.equals(heading) || !order.contains(heading));
            boolean fits = own && !Formula.mayCalculate(heading) && headings.add(heading.toLowerCase(Locale.ROOT));
            if (fits) {
                columns.add(new DataSet.Column(column, heading));
            } else {
                without.add(column);
            }
        }
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new DataSet(name, places.mapped(table.name()), columns, without));
    }

    /// A part of the key stays, because rows are told apart by it when a set is compared.
    private static boolean isLeftOut(String set, Table table, String column, Set<String> tenant, boolean key) {
        boolean contents = DataSet.isContents(set, column)
                || (set.endsWith(DataSet.METADATA)
                        && table.column(column).map(Column::type).orElse("").equals("bytea"));
        return contents
                || (!key
                        && (tenant.contains(column)
                                || SECRET.matcher(column.toLowerCase(Locale.ROOT))
                                        .matches()));
    }

    /// Such as `Client ID` for `client_id`, `Due on` for `due_on` and `Invoice ID` for the `id` of invoices.
    private static String heading(Table table, String column) {
        String plain = column.equals("id") ? Nouns.singular(table.name().name()) + ID : column;
        String words = (plain.endsWith(ID) ? plain.substring(0, plain.length() - ID.length()) : plain)
                .replaceAll("[_\\p{Cntrl}]+", " ")
                .strip();
        String first = words.isEmpty() ? column : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return plain.endsWith(ID) ? first + " ID" : first;
    }
}
