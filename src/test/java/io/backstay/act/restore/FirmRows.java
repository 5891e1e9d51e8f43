package io.backstay.act.restore;

import io.backstay.estate.Tenant;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// A firm's rows in the live database of a lab, and everybody else's, told without any code under test.
final class FirmRows {
    private final RunLab lab;
    private final Tenant firm;

    FirmRows(RunLab lab, Tenant firm) {
        this.lab = lab;
        this.firm = firm;
    }

    /// Everything of the firm but the firm itself is lost, and no run is remembered.
    void lose() throws Exception {
        execute("delete from backstay.restore_runs");
        for (String line : List.of("job_checklist_items jobs job_id", "invoice_lines invoices invoice_id")) {
            String[] words = line.split(" ", -1);
            execute("set session_replication_role = replica; delete from practice." + words[0] + " where " + words[2]
                    + " in (select id from practice." + words[1] + " where firm_id::text = '" + firm.id() + "')");
        }
        List<String> tables = tables();
        if (tables.isEmpty()) {
            throw new AssertionError("the firm has no table");
        }
        for (String table : tables) {
            execute("set session_replication_role = replica; delete from practice." + table + " where firm_id::text = '"
                    + firm.id() + "'");
        }
    }

    private List<String> tables() throws Exception {
        return strings("select table_name from information_schema.columns c join pg_class p on p.relname = c.table_name"
                + " join pg_namespace n on n.oid = p.relnamespace and n.nspname = 'practice'"
                + " where c.table_schema = 'practice' and column_name = 'firm_id' and p.relkind in ('r', 'p')"
                + " and not p.relispartition order by 1");
    }

    /// The firm's rows, those below them, and the sequences.
    String own() throws Exception {
        List<String> found = new ArrayList<>(digests("="));
        found.addAll(strings("select count(*)::text from practice.job_checklist_items"));
        found.addAll(strings("select 'lines ' || count(*) from practice.invoice_lines"));
        found.addAll(strings("select sequencename || ' ' || coalesce(last_value, 0) from pg_sequences"
                + " where schemaname = 'practice' order by 1"));
        return String.join("\n", found);
    }

    /// The rows of everybody else.
    String others() throws Exception {
        return String.join("\n", digests("<>"));
    }

    private List<String> digests(String which) throws Exception {
        List<String> found = new ArrayList<>();
        for (String table : tables()) {
            found.addAll(strings("select '" + table
                    + " ' || count(*) || ' ' || coalesce(sum(hashtextextended((to_jsonb(t)"
                    + " - 'updated_at')::text, 0)::numeric), 0) from practice." + table + " t where firm_id::text "
                    + which + " '" + firm.id() + "'"));
        }
        return found;
    }

    /// How many runs live remembers.
    long registered() throws Exception {
        return Long.parseLong(
                strings("select count(*)::text from backstay.restore_runs").getFirst());
    }

    private void execute(String sql) throws Exception {
        try (Connection session = lab.owner();
                Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> strings(String sql) throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection session = lab.owner();
                Statement statement = session.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return new ArrayList<>(new TreeSet<>(found));
    }
}
