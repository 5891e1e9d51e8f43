package io.backstay.bench.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.AuditVerification;
import io.backstay.audit.BulkLog;
import io.backstay.audit.Deed;
import io.backstay.audit.EntryFilter;
import io.backstay.audit.Trust;
import io.backstay.audit.Who;
import io.backstay.base.TenantId;
import io.backstay.seal.Digest;
import io.backstay.seal.Ed25519;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Verifies a million entries, and hashes the same bytes with nothing but SHA-256 in the same run.
///
/// The record is made by the product itself, without waiting for the disk. Run it alone:
/// `./mvnw -Dquick test -Dtest=AuditBench -Dtest.excludedGroups= -Dtest.groups=bench`.
@Tag("bench")
final class AuditBench {
    private static final int ENTRIES = Integer.getInteger("backstay.entries", 1_000_000);
    private static final int ROUNDS = 3;

    @TempDir
    Path folder;

    @Test
    void verifyingIsComparedWithHashingTheSameBytes() throws Exception {
        Path file = folder.resolve("audit.db");
        Ed25519.Made made = Ed25519.make("bench.example/log", new SplittableRandom(1));
        long filled = System.nanoTime();
        BulkLog.fill(file, ENTRIES, made);
        say("made %,d entries, %,d bytes of file, in %.1f s".formatted(ENTRIES, Files.size(file), seconds(filled)));
        Trust trust = Trust.of(List.of(made.key()));
        double hashing = Double.MAX_VALUE;
        double reading = Double.MAX_VALUE;
        double verifying = Double.MAX_VALUE;
        try (AuditLog log = open(file)) {
            for (int round = 0; round < ROUNDS; round++) {
                double[] plain = plain(file);
                reading = Math.min(reading, plain[0]);
                hashing = Math.min(hashing, plain[1]);
                long begun = System.nanoTime();
                AuditVerification found = log.verify(trust);
                verifying = Math.min(verifying, seconds(begun));
                assertEquals(AuditVerification.Verdict.VERIFIED, found.verdict(), found.toString());
            }
            say("SHA-256 of the leaves        %6.2f s".formatted(hashing));
            say("reading them from SQLite     %6.2f s".formatted(reading));
            say("verifying                    %6.2f s, %.1f times the hashing"
                    .formatted(verifying, verifying / hashing));
            finding(log);
        }
    }

    private void finding(AuditLog log) throws Exception {
        long begun = System.nanoTime();
        log.newest(EntryFilter.ALL, 100);
        say("the newest 100               %8.4f s".formatted(seconds(begun)));
        begun = System.nanoTime();
        log.newest(new EntryFilter(null, "t7", null, ""), 100);
        say("the newest 100 of a tenant   %8.4f s".formatted(seconds(begun)));
        begun = System.nanoTime();
        log.newest(new EntryFilter(null, null, null, "in no entry"), 100);
        say("a text that is in no entry   %8.4f s".formatted(seconds(begun)));
        begun = System.nanoTime();
        long exported = log.export("t7", folder.resolve("export.json")).entries();
        say("an export of %,d entries     %8.4f s".formatted(exported, seconds(begun)));
        begun = System.nanoTime();
        log.note(Deed.of("bench.first", "x").about(new TenantId("t1")));
        say("the first append             %8.4f s".formatted(seconds(begun)));
        begun = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            log.intent(Deed.of("bench.more", "x")).outcome(AuditEntry.Outcome.DONE, Map.of());
        }
        say("an append, of 400            %8.4f s".formatted(seconds(begun) / 400));
    }

    /// Seconds for reading every leaf, and for hashing every leaf that was read.
    private static double[] plain(Path file) throws Exception {
        long reading = 0;
        long hashing = 0;
        MessageDigest digest = Digest.begin();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT leaf FROM entry ORDER BY seq")) {
            long begun = System.nanoTime();
            while (rows.next()) {
                byte[] leaf = rows.getBytes(1);
                long read = System.nanoTime();
                digest.digest(leaf);
                long hashed = System.nanoTime();
                reading += read - begun;
                hashing += hashed - read;
                begun = hashed;
            }
        }
        return new double[] {reading / 1e9, hashing / 1e9};
    }

    private static AuditLog open(Path file) throws Exception {
        return AuditLog.open(
                file, InstantSource.system(), new Who("bench", "viewer", "bench"), new SplittableRandom(3));
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
