package io.backstay.ui.record;

import io.backstay.act.record.Records;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record made of words; it filters as [Records] promises.
public final class FakeRecords implements Records {
    /// The moment of the newest entry.
    public static final Instant NOW = Instant.parse("2026-03-16T02:41:07Z");

    private static final String ROOT = "4a1f0c6e7d9b83250f6a3b1c9e8d7f605142332415a6b7c8d9e0f1a2b3c4d5e6";
    private static final long SIGNED = 24;

    /// All entries, oldest first.
    public final List<Entry> all = new ArrayList<>();

    /// What was asked, such as `export firm-07`.
    public final List<String> calls = new ArrayList<>();

    private @Nullable Failure failure;
    private long leftOut;
    private Check check = new Check(
            Verdict.VERIFIED, 0, ROOT, null, SIGNED, "backstay-ops, fingerprint 9f1c 0a7e 5d3b 4826", null, List.of());

    /// A restore, a vault that was opened, a refused act.
    public FakeRecords() {
        for (int i = 0; i < 4; i++) {
            pair("sync.assets", "ctizero-core", null, null, "done", Map.of("points", "40"));
        }
        pair("vault.unlock", "halyard-ops.bsvault", null, null, "refused", Map.of("why", "it does not open"));
        pair("vault.unlock", "halyard-ops.bsvault", null, null, "done", Map.of("generation", "41"));
        pair("restore.begin", "Harrow & Finch (firm-07)", "INC-0031", "firm-07", "done", Map.of("run", "R-0117"));
        pair("restore.stage", "scratch-7f2c", "INC-0031", "firm-07", "interrupted", Map.of("run", "R-0117"));
        pair("restore.stage", "scratch-81aa", "INC-0031", "firm-07", "done", Map.of("run", "R-0117"));
        add("note", "restore.approve", "plan 5f0e", "INC-0031", "firm-07", null, null, Map.of("run", "R-0117"));
        pair(
                "restore.import",
                "ctizero-core",
                "INC-0031",
                "firm-07",
                "failed",
                Map.of("run", "R-0117", "why", "a proof did not hold, and everything was rolled back"));
        pair("restore.import", "ctizero-core", "INC-0031", "firm-07", "done", Map.of("run", "R-0118"));
        pair("credential.reveal", "core-reader password", null, null, "done", Map.of());
        add("intent", "restore.verify", "ctizero-core", "INC-0031", "firm-07", null, null, Map.of("run", "R-0118"));
    }

    /// What verifying finds.
    public void finds(Verdict verdict, @Nullable Long broken, @Nullable String by, @Nullable String problem) {
        check = new Check(verdict, 0, ROOT, broken, by == null ? 0 : SIGNED, by, problem, List.of());
    }

    /// What verifying finds odd.
    public void warns(String... warnings) {
        check = new Check(
                check.verdict(),
                0,
                ROOT,
                check.firstBroken(),
                check.signedSize(),
                check.signedBy(),
                check.problem(),
                List.of(warnings));
    }

    /// How many entries an export lacks.
    public void leavesOut(long entries) {
        leftOut = entries;
    }

    /// Nothing can be read.
    public void fail(@Nullable Failure why) {
        failure = why;
    }

    @Override
    public List<Entry> newest(Filter filter, int limit) throws BackstayException {
        failing();
        List<Entry> found = all.stream().filter(entry -> matches(filter, entry)).toList();
        return found.subList(Math.max(0, found.size() - limit), found.size());
    }

    private static boolean matches(Filter filter, Entry entry) {
        String text = filter.text().toLowerCase(Locale.ROOT);
        return (filter.caseId() == null || filter.caseId().equals(entry.caseId()))
                && (filter.tenant() == null || filter.tenant().equals(entry.tenant()))
                && (filter.run() == null || filter.run().equals(entry.detail().get("run")))
                && (entry.act() + " " + entry.target() + " " + entry.actor())
                        .toLowerCase(Locale.ROOT)
                        .contains(text);
    }

    @Override
    public long size() throws BackstayException {
        failing();
        return all.size();
    }

    @Override
    public Check verify() throws BackstayException {
        failing();
        return new Check(
                check.verdict(),
                all.size(),
                check.root(),
                check.firstBroken(),
                check.signedSize(),
                check.signedBy(),
                check.problem(),
                check.warnings());
    }

    @Override
    public Check verify(@Nullable Path file, @Nullable Path trust, @Nullable Path checkpoint) throws BackstayException {
        return verify();
    }

    @Override
    public HandedOn export(String tenant, Path file) throws BackstayException {
        failing();
        long count = all.stream().filter(entry -> tenant.equals(entry.tenant())).count();
        if (count == 0) {
            throw new BackstayException(new Failure.NotFound("An entry about " + tenant, "Look at the tenant's id."));
        }
        calls.add("export " + tenant + " to " + file.getFileName());
        return new HandedOn(count, leftOut);
    }

    /// An intent and its outcome.
    public void pair(
            String act,
            String target,
            @Nullable String caseId,
            @Nullable String tenant,
            String outcome,
            Map<String, String> detail) {
        add("intent", act, target, caseId, tenant, null, null, detail);
        add("outcome", act, target, caseId, tenant, (long) all.size() - 1, outcome, detail);
    }

    private void add(
            String kind,
            String act,
            String target,
            @Nullable String caseId,
            @Nullable String tenant,
            @Nullable Long intent,
            @Nullable String outcome,
            Map<String, String> detail) {
        long seq = all.size();
        all.add(new Entry(
                seq,
                NOW.minusSeconds(60 * (40 - seq)),
                seq % 5 == 0 ? "Priya Nair" : "Jonas Weber",
                seq < 2 ? null : "responder",
                "5c1e77a0",
                kind,
                act,
                target,
                tenant,
                caseId,
                intent,
                outcome,
                detail,
                seq < SIGNED));
    }

    private void failing() throws BackstayException {
        if (failure != null) {
            throw new BackstayException(failure);
        }
    }
}
