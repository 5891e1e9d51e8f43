package io.backstay.ui.restore;

import io.backstay.act.restore.GuidedRestore;
import io.backstay.act.restore.GuidedRestore.Difference;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A comparison of invented data that does what was chosen, as a real one would.
final class SampleDiff {
    private static final List<RowClass> ON_LIVE = List.of(RowClass.DAMAGED, RowClass.RETYPED, RowClass.CONFLICT);

    private final Choices choices;
    private final boolean damaged;
    private final long lostTimes;
    private final List<SampleRow> samples = new ArrayList<>();

    private SampleDiff(Choices choices, boolean damaged, long lostTimes) {
        this.choices = choices;
        this.damaged = damaged;
        this.lostTimes = lostTimes;
    }

    /// @param damaged   whether the damaged state was looked at; without it, damage counts as re-typed
    /// @param lostTimes how many times as many rows are lost as usual
    static Difference of(Choices choices, boolean damaged, long lostTimes) {
        return new SampleDiff(choices, damaged, lostTimes).difference();
    }

    private Difference difference() {
        rows();
        return new Difference(
                List.of(
                        diff("clients", 0, 4, 0, 2, 310),
                        diff("invoices", 412, 0, 9, 3, 2_870),
                        diff("invoice_lines", 1_906, 0, 31, 1, 11_204),
                        diff("payments", 388, 37, 0, 0, 2_410),
                        diff("documents", 57, 0, 0, 0, 903)),
                List.copyOf(samples),
                Map.of(
                        "practice.clients", "Clients",
                        "practice.invoices", "Invoices",
                        "practice.invoice_lines", "Invoice lines",
                        "practice.payments", "Payments",
                        "practice.documents", "Documents"),
                List.of("practice.jobs.handed_over_from refers to 1 row of another firm"),
                14,
                new GuidedRestore.Files(
                        960,
                        961,
                        3,
                        4,
                        List.of(
                                new GuidedRestore.RowFile("practice.documents", "D-44", "firm-1003/2026/lease.pdf"),
                                new GuidedRestore.RowFile(
                                        "practice.documents", "D-51", "firm-1003/2026/payslip-03.pdf"),
                                new GuidedRestore.RowFile("practice.documents", "D-58", "firm-1003/2025/bas-q4.pdf")),
                        List.of(
                                "firm-1003/2026/a-rather-long-name-of-a-scanned-receipt.pdf",
                                "firm-1003/2026/scan-2.png",
                                "firm-1003/2026/scan-3.png",
                                "firm-1003/2026/scan-4.png")),
                Map.of("practice.payments", columns()));
    }

    private static Map<String, Long> columns() {
        Map<String, Long> columns = new LinkedHashMap<>();
        columns.put("amount", 37L);
        columns.put("method", 2L);
        columns.put("received_on", 1L);
        return columns;
    }

    private TableDiff diff(String table, long lost, long harmed, long edited, long added, long unchanged) {
        Map<RowClass, Long> rows = new EnumMap<>(RowClass.class);
        rows.put(RowClass.LOST, lost * lostTimes);
        rows.put(RowClass.DAMAGED, damaged ? harmed : 0);
        rows.put(RowClass.RETYPED, damaged ? edited : edited + harmed);
        rows.put(RowClass.CONFLICT, count(table, RowClass.CONFLICT, null));
        rows.put(RowClass.HELD, table.equals("documents") ? 2L : 0);
        rows.put(RowClass.ADDED, added);
        rows.put(RowClass.UNCHANGED, unchanged);
        long insert = 0;
        long update = count(table, RowClass.CONFLICT, SampleRow.Write.UPDATE);
        for (RowClass each : List.of(RowClass.LOST, RowClass.DAMAGED, RowClass.RETYPED, RowClass.HELD)) {
            if (choices.of(TableName.of("practice." + table), each).equals(Optional.of(Choice.LAST_GOOD))) {
                insert += ON_LIVE.contains(each) ? 0 : rows.getOrDefault(each, 0L);
                update += ON_LIVE.contains(each) ? rows.getOrDefault(each, 0L) : 0;
            }
        }
        Set<String> mended = choices.columns().getOrDefault(TableName.of("practice." + table), Set.of());
        if (!mended.isEmpty()) {
            update = columns().entrySet().stream()
                    .filter(each -> mended.contains(each.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .max()
                    .orElse(0);
        }
        return new TableDiff(
                "practice." + table, rows, insert, update, count(table, RowClass.CONFLICT, SampleRow.Write.UNDECIDED));
    }

    private long count(String table, RowClass rows, SampleRow.@Nullable Write write) {
        return samples.stream()
                .filter(row -> row.table().equals("practice." + table)
                        && row.finding() == rows
                        && (write == null || row.write() == write))
                .count();
    }

    private void rows() {
        add("invoices", RowClass.CONFLICT, "INV-2044", "A$ 2,310.00 Sent S••••", "A$ 2,130.00 Paid S••••");
        add("invoices", RowClass.CONFLICT, "INV-2051", "A$ 780.00 Paid B••••", "A$ 870.00 Sent B••••");
        add("invoices", RowClass.LOST, "INV-2031", "A$ 1,240.00 Sent T••••", null);
        add("invoices", RowClass.LOST, "INV-2032", "A$ 415.80 Paid M••••", null);
        add("invoices", RowClass.LOST, "INV-2033", "A$ 9,900.00 Draft K••••", null);
        add("invoices", RowClass.RETYPED, "INV-2040", "A$ 660.00 Sent R••••", "A$ 660.00 Paid R••••");
        add("invoices", RowClass.ADDED, "INV-2102", null, "A$ 78.00 Draft B••••");
        add("payments", RowClass.CONFLICT, "8809", "A$ 90.00 card", "A$ 19.00 cash");
        add("payments", damaged ? RowClass.DAMAGED : RowClass.RETYPED, "8810", "A$ 66.00 card", "A$ 0.00 card");
        add("payments", RowClass.LOST, "8812", "A$ 415.80 card", null);
        add("documents", RowClass.HELD, "D-11", "share link", null);
    }

    private void add(String table, RowClass rows, String key, @Nullable String lastGood, @Nullable String live) {
        String id = "(" + key + ")";
        TableName name = TableName.of("practice." + table);
        Optional<Choice> choice = Optional.ofNullable(
                        choices.rows().getOrDefault(name, Map.of()).get(id))
                .or(() -> choices.of(name, rows));
        SampleRow.Write write = rows == RowClass.CONFLICT && choice.isEmpty()
                ? SampleRow.Write.UNDECIDED
                : choice.equals(Optional.of(Choice.LAST_GOOD))
                        ? live == null ? SampleRow.Write.INSERT : SampleRow.Write.UPDATE
                        : SampleRow.Write.NOTHING;
        String after = damaged && rows == RowClass.DAMAGED ? live : null;
        samples.add(new SampleRow("practice." + table, rows, id, key, lastGood, after, live, write));
    }
}
