package io.backstay.audit;

import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.seal.Ed25519;
import io.backstay.seal.Signer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.SplittableRandom;

/// Makes large records quickly: by the product's own ledger, many entries to a transaction, without waiting for the
/// disk.
public final class BulkLog {
    private static final int AT_ONCE = 10_000;
    private static final int TENANTS = 200;

    private BulkLog() {}

    /// Fills a new record with pairs of intent and outcome, signed every 10,000 entries.
    public static void fill(Path file, int entries, Ed25519.Made key) throws BackstayException, SQLException {
        var clock = new SteppingClock();
        var who = new Who("ada", "responder", "bulk");
        AuditLog.open(file, clock, clock, who, new SplittableRandom(1)).close();
        Pen pen = new Pen(who, clock, clock, new SplittableRandom(2));
        Signer signer = Ed25519.signer(key.key().name(), key.seed());
        Ledger ledger = new Ledger();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous=OFF");
            while (ledger.size() < entries) {
                statement.execute("BEGIN IMMEDIATE");
                for (int i = 0; i < AT_ONCE; i += 2) {
                    clock.pass(Duration.ofMillis(200));
                    pair(ledger, connection, pen, signer.key().idHex());
                }
                ledger.sign(connection, signer);
                statement.execute("COMMIT");
            }
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private static void pair(Ledger ledger, Connection connection, Pen pen, String key)
            throws SQLException, BackstayException {
        long seq = ledger.size();
        String tenant = "t" + seq / 2 % TENANTS;
        Deed deed = Deed.of("restore.compare", "Harrow & Finch (" + tenant + ")")
                .about(new TenantId(tenant))
                .inCase("I-" + seq / 40)
                .inRun("R-" + seq / 20);
        ledger.append(
                connection, place -> pen.write(place, key, new Pen.Line(AuditEntry.Type.INTENT, deed, null, null)));
        Deed ended = deed.with("said", "1,204 lost, 3 damaged, 17 typed again since in 42 tables");
        ledger.append(
                connection,
                place -> pen.write(place, key, new Pen.Line(AuditEntry.Type.OUTCOME, ended, seq, Outcome.DONE)));
    }
}
