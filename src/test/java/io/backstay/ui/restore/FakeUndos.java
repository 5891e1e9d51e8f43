package io.backstay.ui.restore;

import io.backstay.act.undo.Undos;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.load.Chosen;
import io.backstay.connect.postgres.tenant.load.PlainRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Undoing as a test wants it; remembers what was asked.
public final class FakeUndos implements Undos {
    public final List<String> asked = new ArrayList<>();
    public List<Touched> touched = List.of();
    public boolean holds = true;
    public boolean unrecorded;
    public Map<String, Chosen> chosen = Map.of();

    /// Three invoices, one of them gone, and rows of a table without a key.
    public static List<Touched> touchedRows() {
        return List.of(
                new Touched(
                        "practice.invoices",
                        "Invoices",
                        "practice.invoices: 2 changed, 1 gone (4711, 4712, 4720)",
                        3,
                        List.of(
                                new TouchedRow("4711", "4711", "Paid · total: 780.00", "Sent · total: 870.00"),
                                new TouchedRow("4712", "4712", "INV-2051 · Draft · total: 90.00 · client: •••", null),
                                new TouchedRow("4720", "4720", null, null))),
                new Touched(
                        "practice.doc_links",
                        "Document links",
                        "practice.doc_links: 0 changed, 12 gone",
                        12,
                        List.of()));
    }

    @Override
    public Outlook look(String restore, Map<String, Chosen> chosen) {
        asked.add("look " + restore);
        return new Outlook(
                restore,
                "1003",
                Samples.TENANT,
                "9c41".repeat(16),
                null,
                List.of(
                        new Table("practice.invoices", "Invoices", 412, 0),
                        new Table("practice.invoice_lines", "Invoice lines", 1_906, 42),
                        new Table("practice.payments", "Payments", 388, 0)),
                touched,
                List.of(),
                57,
                new PlainRows());
    }

    @Override
    public TouchedRow reveal(Outlook found, String table, TouchedRow masked, String reason) throws BackstayException {
        asked.add("reveal " + table + " " + masked.key() + ": " + reason);
        if (unrecorded) {
            throw new BackstayException(new Failure.Conflict("The record is full", "Make room."));
        }
        return new TouchedRow(
                masked.key(), masked.name(), String.valueOf(masked.now()).replace("•••", "Ann Finch"), masked.after());
    }

    @Override
    public Outcome run(String restore, Map<String, Chosen> chosen, Progress progress) {
        asked.add("run " + restore);
        this.chosen = chosen;
        return new Outcome(
                restore,
                "9c41".repeat(16),
                2_706,
                42,
                holds ? Samples.proof() : Samples.broken(),
                holds ? Samples.NOW : null,
                holds,
                true);
    }
}
